"""Two rounds compared: every station's movement, and what moved by kind and by street."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from rating.insight.comparison.movement import Movement, Setting, movement
from rating.insight.comparison.rescoring import rescored
from rating.insight.comparison.rubric_changes import RubricChange, changed_indicators, rubric_changes
from rating.insight.comparison.sides import Side, side_of
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Summary:
    """Stations of one kind or street: how many gained, kept and lost stars; `middle`: median change of the total."""

    title: str
    stations: int
    up: int
    same: int
    down: int
    middle: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """`stations` in the order of the later roster; new and gone: names of stations only in one of the rounds.

    whole  False where only a result file of the earlier round is left, so that rules cannot be compared
    """

    before_round: str
    after_round: str
    before_rubric: str
    after_rubric: str
    same_rubric: bool
    other_rubric: bool
    whole: bool
    rubric_changes: tuple[RubricChange, ...]
    stations: tuple[Movement, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    @cached_property
    def by_kind(self) -> tuple[Summary, ...]:
        return _summaries(self.stations, "kind")

    @cached_property
    def by_street(self) -> tuple[Summary, ...]:
        return _summaries(self.stations, "street")


def compare(before: Evaluation | Mapping[str, Any], after: Evaluation) -> Comparison:
    """`before` may be a usable `RESULT.json` (`earlier_result.read_result`). Stations are the same by code."""
    old, new = side_of(before), side_of(after)
    by = _setting(before, after, old, new)
    return Comparison(
        old.title,
        new.title,
        _named(old),
        _named(new),
        by.same_rubric,
        old.code != new.code,
        old.rubric is not None,
        rubric_changes(old, new),
        tuple(_movements(old, new, by)),
        tuple(new.read(row).name for code, row in new.rows.items() if code not in old.rows),
        tuple(old.read(row).name for code, row in old.rows.items() if code not in new.rows),
    )


def moved(before: Evaluation | Mapping[str, Any], after: Evaluation, row: int) -> Movement | None:
    """One station alone; None when it took no part in the earlier round. For many, `compare` once."""
    old, new = side_of(before), side_of(after)
    stood = old.station(after.roster.code[row])
    return None if stood is None else movement(stood, new.read(row), _setting(before, after, old, new))


def _setting(before: Evaluation | Mapping[str, Any], after: Evaluation, old: Side, new: Side) -> Setting:
    same = bool(old.fingerprint) and old.fingerprint == new.fingerprint
    again = rescored(before, after.rubric) if isinstance(before, Evaluation) and not same else None
    return Setting(_titles(old, new), _changed(old, new), again, same)


def _movements(old: Side, new: Side, by: Setting) -> Iterator[Movement]:
    for code, row in new.rows.items():
        before = old.station(code)
        if before is not None:
            yield movement(before, new.read(row), by)


def _named(side: Side) -> str:
    return f"{side.rubric_title or side.code} {side.version} 版".strip()


def _titles(old: Side, new: Side) -> dict[str, str]:
    rubrics = [side.rubric for side in (old, new) if side.rubric]
    return {node.code: node.title for rubric in rubrics for node in rubric.indicators}


def _changed(old: Side, new: Side) -> frozenset[str]:
    return changed_indicators(old.rubric, new.rubric) if old.rubric and new.rubric else frozenset()


def _summaries(stations: tuple[Movement, ...], part: str) -> tuple[Summary, ...]:
    groups: dict[str, list[Movement]] = {}
    for each in stations:
        groups.setdefault(getattr(each, part), []).append(each)
    return tuple(_summary(title, group) for title, group in groups.items())


def _summary(title: str, group: list[Movement]) -> Summary:
    known = [each for each in group if each.stars_before is not None and each.stars_after is not None]
    moves = [each.stars_moved for each in known]
    changes = sorted(each.change for each in group if each.change is not None)
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return Summary(title, len(group), up, len(known) - up - down, down, _median(changes))


def _median(changes: list[Decimal]) -> Decimal | None:
    if not changes:
        return None
    middle = len(changes) // 2
    return changes[middle] if len(changes) % 2 else (changes[middle - 1] + changes[middle]) / 2
