"""What a revised rubric would have made of a past round, station by station and change by change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from rating.insight.certainty.units import COUNTED
from rating.insight.comparison.sides import side_of
from rating.insight.consequences.again import Again, NotRescored, rows_of_kinds, scored_again
from rating.insight.consequences.attribution import Progress, Tried, moved_totals, stars_of, tried
from rating.insight.consequences.changes import Change, changes_of
from rating.insight.consequences.repeating import Repeating, repeating
from rating.insight.consequences.shares import GoalShare, StarShare, against_goal, star_shares
from rating.insight.consequences.station import Because, StationConsequence, station_consequence
from rating.insight.consequences.unearned import Unearned, always_earned, never_earned
from rating.insight.consequences.weights import Weights, weights
from rating.insight.rubric_differences.difference import Difference
from rating.insight.rubric_differences.differences import differences
from rating.problems import Refused
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class ChangeEffect:
    """What one change does alone: stations whose total moves, stars gained and lost, ranks moved.

    decided  stations whose star would not have moved without it · alone False: it cannot be made without the others
    """

    change: Change
    alone: bool
    totals_up: int
    totals_down: int
    stars_up: int
    stars_down: int
    ranks: int
    decided: int
    sentence: str


@dataclass(frozen=True)
class Consequences:
    """`stations` in roster order; everything is of the past figures, and nothing of it has been announced.

    evaluation  the past figures by the revised rubric, None where they cannot be scored by it (`sentence` says why)
    sentences   what to read first: the summary, the goal, what could not be told
    """

    assessment_round: str
    differences: tuple[Difference, ...]
    stations: tuple[StationConsequence, ...]
    changes: tuple[ChangeEffect, ...]
    shares: tuple[StarShare, ...]
    goal: GoalShare | None
    never_earned: tuple[Unearned, ...]
    always_earned: tuple[Unearned, ...]
    repeating: tuple[Repeating, ...]
    weights: Weights
    not_rescored: tuple[NotRescored, ...]
    evaluation: Evaluation | None
    sentence: str

    @property
    def moved(self) -> tuple[StationConsequence, ...]:
        """Stations that gain or lose a star, or are rated only one of the two times."""
        return tuple(each for each in self.stations if each.stars_moved or each.status_moved)

    @property
    def first_sentences(self) -> tuple[str, ...]:
        """The summary, what moved, the goal."""
        return (self.sentence, *self._totals_told, *((self.goal.sentence,) if self.goal else ()))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those, and what could not be told."""
        return (*self.first_sentences, *(f"{each.sentence}。" for each in self.not_rescored))

    @property
    def _totals_told(self) -> tuple[str, ...]:
        """总分升高 12 个、降低 3 个；名次变动 20 个，最多 5 位。"""
        up = sum((each.change or 0) > 0 for each in self.stations)
        down = sum((each.change or 0) < 0 for each in self.stations)
        places = [abs(each.places) for each in self.stations if each.places]
        told = [f"{what} {number} 个" for what, number in (("总分升高", up), ("总分降低", down)) if number]
        moved = f"名次变动 {len(places)} 个，最多 {plain(max(places))} 位" if places else "名次没有变动"
        return (f"{'、'.join(told) or '总分没有变动'}；{moved}。",) if self.stations else ()


def consequences(
    before: Evaluation,
    after: Rubric,
    *,
    goal_share: Decimal | None = None,
    goal_stars: int = 5,
    progress: Progress | None = None,
) -> Consequences:
    """The very figures of `before` scored by the draft `after`; `goal_share`: the promised share of `goal_stars`, 0.5.

    Raises nothing for a rubric that loads; what cannot be told is said in `not_rescored` and `sentence`.
    """
    told = differences(before.rubric, after)
    figures, out = rows_of_kinds(before.reported, after.kinds)
    strangers = tuple(_stranger(before, row) for row in out)
    try:
        again = scored_again(figures, before.rubric, after) if len(figures.roster) else None
    except (Refused, LookupError, ValueError) as fault:
        return _nothing(before, told, strangers, f"（{fault}）" if isinstance(fault, Refused) else "")
    if again is None:
        return _nothing(before, told, strangers, "")
    changes = changes_of(before.rubric, after)
    stars_moved = bool((_stars(before, again) != stars_of(again.evaluation)).any())
    base, trials = tried(figures, before.rubric, after, changes, stars_moved, progress)
    stations = tuple(_stations(before, base, again, trials))
    shares = star_shares(base, again.evaluation)
    return Consequences(
        assessment_round=before.assessment_round,
        differences=told,
        stations=stations,
        changes=tuple(_effects(base, again, trials)),
        shares=shares,
        goal=against_goal(shares, goal_share, goal_stars),
        never_earned=never_earned(again.evaluation),
        always_earned=always_earned(again.evaluation),
        repeating=repeating(again.evaluation),
        weights=weights(again.evaluation),
        not_rescored=(*strangers, *again.not_rescored),
        evaluation=again.evaluation,
        sentence=_summary(before, stations, len(strangers)),
    )


def _nothing(
    before: Evaluation, told: tuple[Difference, ...], strangers: tuple[NotRescored, ...], why: str
) -> Consequences:
    sentence = f"{_round(before)}的数据不能按修订稿重算{why}。"
    return Consequences(
        before.assessment_round, told, (), (), (), None, (), (), (), Weights((), sentence), strangers, None, sentence
    )


def _stranger(before: Evaluation, row: int) -> NotRescored:
    code, name, kind = (getattr(before.roster, part)[row] for part in ("code", "name", "kind"))
    return NotRescored(code, name, f"「{name}」不能重算：修订稿没有类型「{kind}」")


def _stars(before: Evaluation, again: Again) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """The earlier stars of the stations that were scored again."""
    place = {code: row for row, code in enumerate(before.roster.code)}
    return stars_of(before)[[place[code] for code in again.evaluation.roster.code]]


def _stations(
    before: Evaluation, base: Evaluation, again: Again, trials: Sequence[Tried]
) -> Iterator[StationConsequence]:
    old, new = side_of(before), side_of(again.evaluation)
    was, now = stars_of(base), stars_of(again.evaluation)
    points = [moved_totals(base, each.alone) for each in trials]
    for code, row in new.rows.items():
        stood = old.station(code)
        if stood is None:
            continue
        because = []
        for each, moved in zip(trials, points, strict=True):
            stars = _moved_stars(was[row], each.alone, row)
            kept = each.without is not None and stars_of(each.without)[row] == was[row]
            because.append(Because(each.change, moved[row], stars, bool(kept and now[row] != was[row])))
        yield station_consequence(stood, new.read(row), because)


def _moved_stars(was: int, alone: Evaluation | None, row: int) -> int | None:
    if alone is None:
        return None
    now = int(stars_of(alone)[row])
    return None if was < 0 or now < 0 else now - int(was)


def _effects(base: Evaluation, again: Again, trials: Sequence[Tried]) -> Iterator[ChangeEffect]:
    was, now = stars_of(base), stars_of(again.evaluation)
    for each in trials:
        points = [moved for moved in moved_totals(base, each.alone) if moved]
        stars = stars_of(each.alone) if each.alone is not None else was
        both = (was >= 0) & (stars >= 0)
        up, down = int((both & (stars > was)).sum()), int((both & (stars < was)).sum())
        ranks = _ranks_moved(base, each.alone) if each.alone is not None else 0
        kept = stars_of(each.without) == was if each.without is not None else np.zeros(len(was), np.bool_)
        counts = (sum(moved > 0 for moved in points), sum(moved < 0 for moved in points), up, down, ranks)
        decided = int((kept & (now != was)).sum())
        told = _effect_told(base.rubric, each, counts, decided)
        yield ChangeEffect(each.change, each.alone is not None, *counts, decided, told)


def _ranks_moved(base: Evaluation, alone: Evaluation) -> int:
    return int((base.ratings.rated & alone.ratings.rated & (base.ratings.rank != alone.ratings.rank)).sum())


def _effect_told(rubric: Rubric, trial: Tried, counts: tuple[int, int, int, int, int], decided: int) -> str:
    up, down, stars_up, stars_down, ranks = counts
    whom = COUNTED[rubric.unit]
    if trial.alone is None:
        return f"{trial.change.sentence}：要与其他修订一起才能生效，不能单独试算"
    named = (("总分升高", up), ("总分降低", down), ("升星", stars_up), ("降星", stars_down), ("名次变动", ranks))
    parts = [f"{number} {whom}{what}" for what, number in named if number]
    told = f"单独试算：{'、'.join(parts)}" if parts else "单独试算没有影响"
    return f"{trial.change.sentence}：{told}" + (f"；{decided} {whom}的星级因它而变" if decided else "")


def _round(before: Evaluation) -> str:
    return before.assessment_round or "本轮"


def _summary(before: Evaluation, stations: Sequence[StationConsequence], strangers: int) -> str:
    """按修订稿重算 2025 年度：37 个站中 2 个升星、1 个降星，34 个不变。"""
    whom = COUNTED[before.rubric.unit]
    compared = [each for each in stations if not each.status_moved]
    up = sum(each.stars_moved > 0 for each in compared)
    down = sum(each.stars_moved < 0 for each in compared)
    parts = [f"{number} 个{what}" for what, number in (("升星", up), ("降星", down)) if number]
    told = f"按修订稿重算{_spaced(_round(before))}：{len(stations)} {whom}中"
    same = f"{len(compared) - up - down} 个不变"
    told += f" {'、'.join(parts)}，{same}" if parts else f"没有升星、降星的，{same}"
    newly = sum(each.stars_before is None and each.stars_after is not None for each in stations)
    no_longer = sum(each.stars_before is not None and each.stars_after is None for each in stations)
    told += f"，{newly} 个由未评定变为已评定" if newly else ""
    told += f"，{no_longer} 个由已评定变为未评定" if no_longer else ""
    told += f"；另有 {strangers} {whom}不能重算" if strangers else ""
    return f"{told}。"


def _spaced(name: str) -> str:
    return f" {name}" if name[:1].isascii() else name
