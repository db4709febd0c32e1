"""The share of stations at each star before and after a revision, beside the goal that was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rating.insight.figures import percent_text
from rating.insight.policy_words import stars_in_words
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class StarShare:
    """Stations at one star (−1: not rated), before and after, out of all `stations` and of those rated."""

    stars: int
    title: str
    before: int
    after: int
    stations: int
    rated_before: int
    rated_after: int


@dataclass(frozen=True, slots=True)
class GoalShare:
    """The promised share of one star: exact comparison, 49.9 % is not 50 %; None where nobody was rated.

    of_all, of_rated  met after the revision, out of all stations and out of those rated · before: the same before it
    """

    stars: int
    share: Decimal
    of_all: bool | None
    of_rated: bool | None
    of_all_before: bool | None
    of_rated_before: bool | None
    sentence: str


def star_shares(before: Evaluation, after: Evaluation) -> tuple[StarShare, ...]:
    """Best first, those not rated last; the same stations in both. Empty where neither rubric gives stars."""
    if not (before.rubric.has_bands or after.rubric.has_bands):
        return ()
    one, other = _counted(before), _counted(after)
    stations = len(after.roster)
    known = {band.stars for form in (before.rubric, after.rubric) for band in _bands(form)}
    order = sorted({*known, *one, *other, -1}, reverse=True)
    rated = (stations - one.get(-1, 0), stations - other.get(-1, 0))
    return tuple(
        StarShare(stars, _title(stars), one.get(stars, 0), other.get(stars, 0), stations, *rated)
        for stars in order
        if stars in known or one.get(stars) or other.get(stars)
    )


def _bands(form: Rubric) -> list[Band]:
    return [*form.bands, *(band for bands in form.bands_by_kind.values() for band in bands)]


def _counted(evaluation: Evaluation) -> dict[int, int]:
    found: dict[int, int] = {}
    for stars in evaluation.ratings.stars.tolist():
        found[stars] = found.get(stars, 0) + 1
    return found


def _title(stars: int) -> str:
    return "未评定" if stars < 0 else stars_in_words(stars)


def against_goal(shares: Sequence[StarShare], share: Decimal | None, stars: int) -> GoalShare | None:
    """None without a goal, or where no rubric gives that star."""
    of = next((each for each in shares if each.stars == stars), None)
    if share is None or of is None:
        return None
    parts = (
        (of.after, of.stations),
        (of.after, of.rated_after),
        (of.before, of.stations),
        (of.before, of.rated_before),
    )
    of_all, of_rated, all_before, rated_before = (_reached(count, whole, share) for count, whole in parts)
    told = _sentence(of, share, of_all, of_rated)
    return GoalShare(stars, share, of_all, of_rated, all_before, rated_before, told)


def _reached(count: int, whole: int, share: Decimal) -> bool | None:
    return Fraction(count) >= Fraction(share) * whole if whole else None


def _sentence(of: StarShare, share: Decimal, all_met: bool | None, rated_met: bool | None) -> str:
    told = (
        f"修订后{of.title}站 {of.after} 个，占全部站点的 {_percent(of.after, of.stations)}（修订前 "
        f"{_percent(of.before, of.stations)}），占已评定站点的 {_percent(of.after, of.rated_after)}（修订前 "
        f"{_percent(of.before, of.rated_before)}）；目标不低于 {percent_text(share)}"
    )
    if all_met == rated_met:
        return f"{told}，{'达到' if all_met else '未达到'}。"
    return f"{told}，按全部站点{'达到' if all_met else '未达到'}，按已评定站点{'达到' if rated_met else '未达到'}。"


def _percent(count: int, whole: int) -> str:
    """One decimal, cut: 49.96 % is never shown as 50 %."""
    return f"{plain(Decimal(1000 * count // whole).scaleb(-1))}%" if whole else "—"
