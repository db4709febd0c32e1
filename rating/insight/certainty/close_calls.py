"""Stations close to a cut score (临界): by rounding, or because their raters do not quite agree.

rounding  the total before any rounding (the same rating with six decimals) is no more than half a unit of
          the declared rounding away from the cut score, or lies on the other side of it than the total does.
raters    the total comes to lie on the other side when every mark is replaced by the lowest, or by the
          highest, that the raters gave for that station and field. Adjudicated marks stand, fields that are
          standardised per rater stay as they are, and where the rubric keeps roles apart lowest and highest
          are those of the same role.

Where raters differ widely nearly every station is named, and the list singles out nobody: `raters_apart` says so.

Only bands that are open to the station are looked at (`held_conditions`): the one that its total reaches,
and the next better one.  Everything is rated again by the scoring itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.held_conditions import NO_LIMIT, SHUT, OpenBands, open_bands
from rating.insight.certainty.leave_out import renewed
from rating.insight.certainty.panels import panels
from rating.insight.certainty.star_totals import bonus_is_apart, star_totals
from rating.insight.certainty.units import counted
from rating.insight.figures import exact, points_text
from rating.insight.notes import total_marks
from rating.insight.policy_words import limit_points
from rating.reported import Column, Reported
from rating.rubric.numbers import plain
from rating.rubric.policies import Band
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation

FINE = 6
"""Decimals of a total "before rounding", the most that a scale may have."""
SHOWN = 2
"""So many decimals more than the declared ones are shown of it."""
MANY = 10
"""Below so many rated stations a list is short enough to be read name by name (our choice)."""
Side = Literal["above", "below"]
Totals = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CloseCall:
    """One station, one cut score, one cause.

    band       title of the band whose cut score it is · side: where the total lies ("above" includes on it)
    total, cut, gap   points; gap = |total − cut|; the total is the one that buys stars
    otherwise  the total before rounding, or with the lowest (above) or highest (below) marks
    """

    row: int
    station_code: str
    name: str
    kind: str
    band: str
    total: Decimal
    cut: Decimal
    gap: Decimal
    side: Side
    why: Literal["rounding", "raters"]
    sentence: str
    otherwise: Decimal


def close_calls(evaluation: Evaluation) -> tuple[CloseCall, ...]:
    """Of the rated stations, the nearest to its cut score first, then in roster order; none without cut scores."""
    bands = open_bands(evaluation)
    if not bands.cuts.size:
        return ()
    totals = star_totals(evaluation)
    finely = star_totals(_without_rounding(evaluation))
    found = [*_by_rounding(evaluation, bands, totals, finely)]
    if evaluation.reported.marks:
        found += _by_raters(evaluation, bands, totals)
    return tuple(sorted(found, key=lambda call: (call.gap, call.row, call.why != "rounding")))


@dataclass(frozen=True, slots=True)
class CutCalls:
    """The calls of one cut score, the nearest first; `stations` counts each station once."""

    band: str
    cut: Decimal
    calls: tuple[CloseCall, ...]

    @property
    def stations(self) -> int:
        return len({call.row for call in self.calls})


def by_cut(calls: Sequence[CloseCall]) -> tuple[CutCalls, ...]:
    """All of them, each under its cut score, the highest cut score first; the order within is kept."""
    found: dict[tuple[str, Decimal], list[CloseCall]] = {}
    for call in calls:
        found.setdefault((call.band, call.cut), []).append(call)
    order = sorted(found.items(), key=lambda each: -each[0][1])
    return tuple(CutCalls(band, cut, tuple(of_cut)) for (band, cut), of_cut in order)


def raters_apart(evaluation: Evaluation, calls: Sequence[CloseCall]) -> str:
    """The sentence where raters alone put more than half of at least MANY rated stations in doubt, else "".

    More than half is our choice: a list that names most of the stations singles out none of them.
    """
    rated = int(evaluation.ratings.rated.sum())
    doubtful = len({call.row for call in calls if call.why == "raters"})
    if rated < MANY or 2 * doubtful <= rated:
        return ""
    whole = counted(evaluation.rubric, rated)
    return (
        f"已评定的 {whole}中，有 {doubtful:,} 个仅因各评估人打分高低不同就可能落到分数线的另一边。"
        "评估人分歧普遍较大，临界名单意义有限，宜先复核。"
    )


def _by_rounding(evaluation: Evaluation, bands: OpenBands, totals: Totals, finely: Totals) -> Iterator[CloseCall]:
    decimals = evaluation.ratings.decimals
    half = exact(10 ** (FINE - decimals) // 2, FINE)
    for side, places in _sides(bands, totals, evaluation.ratings.rated).items():
        for row in _nearly(bands, totals, finely, places, decimals):
            cut = _cut(evaluation, row, int(places[row]))
            before = exact(int(finely[row]), FINE)
            if abs(before - cut.points) <= half or cut.reached(before) != (side == "above"):
                yield _call(evaluation, row, cut, totals, side, "rounding", before)


def _nearly(bands: OpenBands, totals: Totals, finely: Totals, places: NDArray[np.int64], decimals: int) -> list[int]:
    """Rows that may be near enough to be looked at exactly: within two units, or on both sides."""
    rows = np.flatnonzero(places >= 0) if decimals < FINE else np.zeros(0, np.int64)
    unit = 10 ** (FINE - decimals)
    apart = finely[rows] - bands.cuts[places[rows], rows] * unit
    crosses = (apart >= 0) != (totals[rows] >= bands.cuts[places[rows], rows])
    return [int(row) for row in rows[(np.abs(apart) <= 2 * unit) | crosses]]


def _by_raters(evaluation: Evaluation, bands: OpenBands, totals: Totals) -> Iterator[CloseCall]:
    one, other = (
        star_totals(evaluate(evaluation.rubric, _with_marks(evaluation, pick))) for pick in (np.minimum, np.maximum)
    )
    for side, places in _sides(bands, totals, evaluation.ratings.rated).items():
        reach = np.minimum(one, other) if side == "above" else np.maximum(one, other)
        rows = np.flatnonzero(places >= 0)
        crosses = (reach[rows] >= bands.cuts[places[rows], rows]) != (side == "above")
        for row in rows[crosses]:
            otherwise = exact(int(reach[row]), evaluation.ratings.decimals)
            cut = _cut(evaluation, int(row), int(places[row]))
            yield _call(evaluation, int(row), cut, totals, side, "raters", otherwise)


def _sides(bands: OpenBands, totals: Totals, rated: NDArray[np.bool_]) -> dict[Side, NDArray[np.int64]]:
    """For each station the place of the band that it reaches ("above") and of the next better one, −1 for none."""
    above, below = (np.full(len(totals), -1, np.int64) for _ in range(2))
    for place, cuts in enumerate(bands.cuts):
        undecided = rated & (above < 0) & (cuts < SHUT)
        reached = totals >= cuts
        above = np.where(undecided & reached, place, above)
        below = np.where(undecided & ~reached, place, below)
    limited = np.append(bands.cuts, np.full((1, len(totals)), NO_LIMIT), axis=0)[above, np.arange(len(totals))]
    return {"above": np.where(limited > NO_LIMIT, above, -1), "below": below}


@dataclass(frozen=True, slots=True)
class _Cut:
    """A band's limit in points of one kind's total."""

    band: Band
    points: Decimal

    def reached(self, total: Decimal) -> bool:
        return total > self.points if self.band.above is not None else total >= self.points


def _cut(evaluation: Evaluation, row: int, place: int) -> _Cut:
    kind = evaluation.roster.kind[row]
    band = evaluation.rubric.bands_for(kind)[place]
    points = limit_points(band, total_marks(evaluation, kind))
    return _Cut(band, points if points is not None else Decimal(0))


def _call(
    evaluation: Evaluation,
    row: int,
    cut: _Cut,
    totals: Totals,
    side: Side,
    why: Literal["rounding", "raters"],
    otherwise: Decimal,
) -> CloseCall:
    roster, decimals = evaluation.roster, evaluation.ratings.decimals
    total = exact(int(totals[row]), decimals)
    name = "不计加分的总分" if bonus_is_apart(evaluation.rubric) else "总分"
    stands = _Stands(name, points_text(int(totals[row]), decimals), total, cut, side, otherwise, decimals)
    sentence = _SENTENCES[why](stands)
    return CloseCall(
        row, roster.code[row], roster.name[row], roster.kind[row], cut.band.title, total, cut.points,
        abs(total - cut.points), side, why, sentence, otherwise,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stands:
    """What a sentence is made of; `name` of the total that buys stars."""

    name: str
    total_text: str
    total: Decimal
    cut: _Cut
    side: Side
    otherwise: Decimal
    decimals: int

    @property
    def line(self) -> str:
        """五星级分数线 90 分."""
        more = "（须高于）" if self.cut.band.above is not None else ""
        return f"「{self.cut.band.title}」分数线 {plain(self.cut.points)} 分{more}"

    @property
    def where(self) -> str:
        gap = abs(self.total - self.cut.points)
        if self.side == "above":
            return f"{self.name} {self.total_text} 分，" + (
                f"高出{self.line} {plain(gap)} 分" if gap else f"正好在{self.line}上"
            )
        return (
            f"{self.name} {self.total_text} 分，距{self.line}差 {plain(gap)} 分"
            if gap
            else f"{self.name}正好为{self.line}"
        )

    @property
    def shown(self) -> str:
        """The unrounded total cut short, but never onto the cut score itself."""
        places = Decimal(1).scaleb(-min(self.decimals + SHOWN, FINE))
        rounding = ROUND_FLOOR if self.otherwise < self.cut.points else ROUND_CEILING
        return plain(self.otherwise.quantize(places, rounding))


def _of_rounding(stands: _Stands) -> str:
    if stands.otherwise == stands.total:
        return f"{stands.where}，取整没有改变总分。"
    if stands.cut.reached(stands.otherwise) == (stands.side == "above"):
        return f"{stands.where}；取整前为 {stands.shown} 分。"
    outcome = "未达到" if stands.side == "above" else "已达到"
    return f"{stands.where}；取整前为 {stands.shown} 分，{outcome}。"


def _of_raters(stands: _Stands) -> str:
    which, outcome = ("最低", "达不到") if stands.side == "above" else ("最高", "可达到")
    total = format(stands.otherwise, "f")
    return f"{stands.where}；如各项都取评估人所打的{which}分，{stands.name}为 {total} 分，{outcome}。"


_SENTENCES: dict[str, Callable[[_Stands], str]] = {"rounding": _of_rounding, "raters": _of_raters}


def _without_rounding(evaluation: Evaluation) -> Evaluation:
    scale = evaluation.rubric.scale.model_copy(update={"decimals": FINE})
    return evaluate(renewed(evaluation.rubric, scale=scale), evaluation.reported)


def _with_marks(evaluation: Evaluation, pick: np.ufunc) -> Reported:
    """Every given mark replaced by the lowest or the highest of its panel for that station."""
    marks = {code: dict(columns) for code, columns in evaluation.reported.marks.items()}
    for panel in panels(evaluation):
        if panel.policy.standardise is None:
            beyond = np.iinfo(np.int64).max if pick is np.minimum else np.iinfo(np.int64).min
            chosen = pick.reduce(np.where(panel.given, panel.scaled, beyond), axis=1)
            for rater, column in zip(panel.raters, panel.columns, strict=True):
                marks[panel.field][rater.code] = _replaced(column, chosen, panel.decimals)
    return replace(evaluation.reported, marks=marks)


def _replaced(column: Column, chosen: NDArray[np.int64], decimals: int) -> Column:
    given = column.status == 0
    return replace(column, scaled=np.where(given, chosen, 0), decimals=decimals)
