"""Stars as live formulas: the total against the cut scores that stand on 口径说明."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.plan import METHOD, Plan
from rating.insight.notes import total_marks
from rating.insight.policy_words import limit_points

CUT_COLUMN = 3


def stars_formula(plan: Plan, kind: str, total: str) -> str:
    """=IF(H4>='口径说明'!$D$6,5,IF(…,0)), best band first; `total` is the cell of the total."""
    formula = "0"
    for cut in reversed(plan.cuts[kind]):
        if limit_points(cut.band, total_marks(plan.evaluation, kind)) is None:
            formula = str(cut.band.stars)
        else:
            cell = f"'{METHOD}'!{xl_rowcol_to_cell(cut.row, CUT_COLUMN, row_abs=True, col_abs=True)}"
            formula = f"IF({total}{'>' if cut.strict else '>='}{cell},{cut.band.stars},{formula})"
    return f"={formula}"


def stars_by_cuts(plan: Plan, station: int) -> int:
    """What the formula gives for a station."""
    evaluation = plan.evaluation
    kind, total = evaluation.roster.kind[station], evaluation.total(station)
    for cut in plan.cuts[kind]:
        limit = limit_points(cut.band, total_marks(plan.evaluation, kind))
        if limit is None or (total is not None and (total > limit if cut.strict else total >= limit)):
            return cut.band.stars
    return 0


def band_formula(plan: Plan, kind: str, stars: str) -> str:
    """=IF(J4=5,"★★★★★",…); `stars` is the cell of the stars."""
    formula = quoted(plan.evaluation.rubric.award.below_lowest)
    for cut in reversed(plan.cuts[kind]):
        formula = f"IF({stars}={cut.band.stars},{quoted(cut.band.title)},{formula})"
    return f"={formula}"


def bands_are_distinct(plan: Plan, kind: str) -> bool:
    """Stars name one band only, so that a band can be told from its stars."""
    stars = [cut.band.stars for cut in plan.cuts[kind]]
    return len(set(stars)) == len(stars) and 0 not in stars and bool(stars)


def quoted(text: str) -> str:
    """A text inside a formula; quotation marks doubled, at most 255 characters as Excel allows."""
    doubled = text[:120].replace('"', '""')
    return f'"{doubled}"'
