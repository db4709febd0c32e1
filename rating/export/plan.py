"""What an export needs to know before the first cell: order of sheets, rows, and what can be live.

A figure is a live formula only where two things hold: the rubric's tree is a plain sum there, and
the formula's result equals the Evaluation's figure exactly.  Everything else is written as a value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.insight.notes import total_marks
from rating.insight.policy_words import limit_points
from rating.insight.tables import groups
from rating.rubric.nouns import Node, Rubric
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation
from rating.shown import one_line

MOST_LIVE = 3_000
"""Beyond this many stations everything is a value: ranks by COUNTIFS cost the square of the rows."""
MOST_RANKING_SHEETS = 20
VALUE, SUM, RESTATED = 0, 1, 2
INDICATORS, DIMENSIONS, GATES, PROBLEMS, METHOD = "逐项得分", "一级指标得分", "必备条件与限星", "问题清单", "口径说明"
DATA_ROW = 4
"""First row of stations on 一级指标得分 and 逐项得分 (zero-based): title, note, two header rows."""
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cut:
    """One row of the table of cut scores on 口径说明. `row` is zero-based there."""

    kind: str
    band: Band
    points: float
    strict: bool
    row: int


@dataclass(frozen=True)
class Plan:
    """live: formulas at all · dimension_modes n × k, total_modes n: VALUE, SUM or RESTATED ·
    cuts: kind → its cut scores, best first · ranking: (sheet name, group or None for all).
    """

    evaluation: Evaluation
    live: bool
    dimension_modes: Ints
    total_modes: Ints
    attainable: Ints
    cuts: dict[str, list[Cut]]
    ranking: tuple[tuple[str, str | None], ...]

    @property
    def standing(self) -> str:
        return self.evaluation.rubric.standing_title


CUTS_ROW = 5
"""First data row of the cut scores on 口径说明 (zero-based)."""


def make_plan(evaluation: Evaluation) -> Plan:
    """Decide the layout and which figures are live."""
    live = len(evaluation.roster) <= MOST_LIVE
    modes, attainable = _dimension_modes(evaluation)
    return Plan(
        evaluation=evaluation,
        live=live,
        dimension_modes=modes if live else np.zeros_like(modes),
        total_modes=_total_modes(evaluation) if live else np.zeros(len(evaluation.roster), np.int64),
        attainable=attainable,
        cuts=_cuts(evaluation),
        ranking=_ranking_sheets(evaluation),
    )


def leaf_places(rubric: Rubric, node: Node) -> list[int]:
    """Numbers of the indicators under a node; they stand side by side in reading order."""
    wanted = {leaf.code for leaf in node.walk() if leaf.leaf}
    return [at for at, leaf in enumerate(rubric.indicators) if leaf.code in wanted]


def dimension_decimals(evaluation: Evaluation) -> int:
    """Decimals that a dimension's points are rounded to."""
    scale = evaluation.rubric.scale
    return evaluation.subtotals.decimals if scale.round == "total" else scale.decimals


def plain_sum(node: Node) -> bool:
    """Nothing but addition under this node: no mean, no cap, no bonus."""
    return all(part.combine == "sum" and part.cap is None and not part.bonus for part in node.walk())


def _dimension_modes(evaluation: Evaluation) -> tuple[Ints, Ints]:
    rubric, scores, subtotals = evaluation.rubric, evaluation.scores, evaluation.subtotals
    rows = len(evaluation.roster)
    modes = np.zeros((rows, len(rubric.dimensions)), np.int64)
    attainable = np.zeros_like(modes)
    counted = scores.applies & scores.counted & scores.known
    for at, node in enumerate(rubric.dimensions):
        place = subtotals.codes.index(node.code)
        leaves = leaf_places(rubric, node)
        total = np.where(counted[:, leaves], scores.points[:, leaves], 0).sum(axis=1)
        attainable[:, at] = np.where(counted[:, leaves], scores.full_marks[:, leaves], 0).sum(axis=1)
        if plain_sum(node):
            known = subtotals.known[:, place] & subtotals.counted[:, place]
            shift = 10 ** (subtotals.decimals - dimension_decimals(evaluation))
            modes[:, at] = _modes(
                total, subtotals.full_marks[:, place], attainable[:, at], subtotals.points[:, place], shift, known
            )
    return modes, attainable


def _total_modes(evaluation: Evaluation) -> Ints:
    rubric, subtotals, ratings = evaluation.rubric, evaluation.subtotals, evaluation.ratings
    if rubric.scale.combine != "sum" or rubric.scale.convert_to is not None:
        return _converted_modes(evaluation)
    places = [subtotals.codes.index(node.code) for node in rubric.dimensions]
    counted = subtotals.counted[:, places]
    total = np.where(counted, subtotals.points[:, places], 0).sum(axis=1)
    shift = 10 ** (subtotals.decimals - ratings.decimals)
    return np.where(ratings.complete & (_rounded(total, shift) == ratings.total * shift), SUM, VALUE)


def _converted_modes(evaluation: Evaluation) -> Ints:
    """SUM where the converted total is the plain sum restated out of `convert_to`."""
    rubric, subtotals = evaluation.rubric, evaluation.subtotals
    modes = np.zeros(len(evaluation.roster), np.int64)
    if rubric.scale.combine != "sum" or rubric.scale.convert_to is None:
        return modes
    places = [subtotals.codes.index(node.code) for node in rubric.dimensions]
    total = np.where(subtotals.counted[:, places], subtotals.points[:, places], 0).sum(axis=1)
    for row, kind in enumerate(evaluation.roster.kind):
        share = rubric.scale.convert_to / rubric.full_marks_for(kind)
        converted = (int(total[row]) * share).scaleb(-subtotals.decimals)
        ours = evaluation.total(row)
        same = ours is not None and converted.quantize(ours, rounding="ROUND_HALF_UP") == ours
        modes[row] = SUM if same else VALUE
    return modes


def _modes(total: Ints, full: Ints, attainable: Ints, target: Ints, shift: int, known: NDArray[np.bool_]) -> Ints:
    """SUM where the rounded sum is the figure; RESTATED where sum × full ÷ attainable is."""
    summed = _rounded(total, shift) == target
    below = np.where(attainable > 0, attainable, 1)
    restated = (2 * total * full + below * shift) // (2 * below * shift) * shift == target
    restated &= (attainable > 0) & (total >= 0)
    return np.where(known & summed & (attainable == full), SUM, np.where(known & restated, RESTATED, VALUE))


def _rounded(scaled: Ints, shift: int) -> Ints:
    """Half up, away from zero, to a multiple of `shift`."""
    size = (2 * np.abs(scaled) + shift) // (2 * shift) * shift
    return np.where(scaled < 0, -size, size)


def _cuts(evaluation: Evaluation) -> dict[str, list[Cut]]:
    found: dict[str, list[Cut]] = {}
    row = CUTS_ROW
    for kind in dict.fromkeys([*evaluation.rubric.kinds, *evaluation.roster.kind]):
        marks, cuts = total_marks(evaluation, kind), []
        for band in evaluation.rubric.bands_for(kind):
            points = limit_points(band, marks)
            cuts.append(Cut(kind, band, 0.0 if points is None else float(points), band.above is not None, row))
            row += 1
        found[kind] = cuts
    return found


def _ranking_sheets(evaluation: Evaluation) -> tuple[tuple[str, str | None], ...]:
    """One sheet a group; one for all when there is one group, or too many for sheets."""
    found = groups(evaluation)
    if len(found) <= 1 or len(found) > MOST_RANKING_SHEETS:
        return (("排名", None),)
    names: list[str] = []
    for group in found:
        names.append(sheet_name(f"排名 {group or '未分组'}", names))
    return tuple(zip(names, found, strict=True))


def sheet_name(wanted: str, taken: list[str]) -> str:
    """A name that Excel accepts: no []:*?/\\, no ' at the ends, at most 31 characters, not yet taken."""
    wanted = one_line(wanted)
    clean = "".join("－" if mark in "[]:*?/\\" or mark < " " else mark for mark in wanted).strip("' ")[:28] or "表"
    folded = {name.casefold() for name in [*taken, INDICATORS, DIMENSIONS, GATES, PROBLEMS, METHOD]}
    number, name = 2, clean
    while name.casefold() in folded:
        name, number = f"{clean}{number}", number + 1
    return name
