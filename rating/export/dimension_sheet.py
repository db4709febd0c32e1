"""The sheet 一级指标得分: subtotals and total of every station, live where the tree is a plain sum."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from rating.export.indicator_sheet import NOT_APPLICABLE, score_column
from rating.export.plan import (
    DATA_ROW,
    DIMENSIONS,
    INDICATORS,
    RESTATED,
    VALUE,
    Plan,
    dimension_decimals,
    leaf_places,
)
from rating.export.rows import Rows, rows_of
from rating.export.style import Style, column_width, fitting, row_height, set_up_page
from rating.insight.figures import exact
from rating.insight.notes import total_marks
from rating.insight.provenance import provenance_line
from rating.rubric.numbers import plain

FIRST = 3


def dimension_column(at: int) -> int:
    """Column of a dimension's points."""
    return FIRST + at


def total_column(plan: Plan) -> int:
    """Column of the total."""
    return FIRST + len(plan.evaluation.rubric.dimensions)


def write_dimensions(book: Any, plan: Plan, style: Style) -> None:
    """One row a station, in roster order, the same rows as 逐项得分."""
    sheet = book.add_worksheet(DIMENSIONS)
    evaluation, last = plan.evaluation, total_column(plan)
    titles = ["站点", "街道", "类型", *_dimension_titles(plan), "总分", "满分", "资料"]
    _open_sheet(sheet, plan, style, titles)
    marks = {kind: float(total_marks(evaluation, kind)) for kind in set(evaluation.roster.kind)}
    points = dimension_points(plan)
    totals = (evaluation.ratings.total / 10**evaluation.ratings.decimals).tolist()
    complete = evaluation.ratings.complete.tolist()
    roster = evaluation.roster
    rows = rows_of(sheet, style, live=plan.live)
    for station in range(len(roster)):
        rows.begin(DATA_ROW + station)
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station])):
            rows.text(column, text)
        for at, column_points in enumerate(points):
            _put_dimension(rows, plan, style, station, at, column_points[station])
        _put_total(rows, plan, style, station, totals[station] if complete[station] else None)
        rows.number(last + 1, marks[roster.kind[station]], style.general)
        rows.text(last + 2, "完整" if complete[station] else "不完整")
        rows.end()


def _dimension_titles(plan: Plan) -> list[str]:
    return [fitting(node.title) for node in plan.evaluation.rubric.dimensions]


def dimension_points(plan: Plan) -> list[list[float | str]]:
    """Points of each dimension; "－" where it does not count, "未定" where it is not known."""
    subtotals, kinds = plan.evaluation.subtotals, plan.evaluation.roster.kind
    columns = []
    for node in plan.evaluation.rubric.dimensions:
        at = subtotals.codes.index(node.code)
        applies = {kind: node.applies_to(kind) for kind in set(kinds)}
        figures = (subtotals.points[:, at] / 10**subtotals.decimals).tolist()
        cells = zip(figures, subtotals.known[:, at].tolist(), subtotals.counted[:, at].tolist(), kinds, strict=True)
        columns.append(
            [
                figure if known and counted else "" if not applies[kind] else "未定" if counted else NOT_APPLICABLE
                for figure, known, counted, kind in cells
            ]
        )
    return columns


def _put_dimension(rows: Rows, plan: Plan, style: Style, station: int, at: int, points: float | str) -> None:
    if isinstance(points, str):
        rows.text(dimension_column(at), points, style.whole)
        return
    live = plan.live and plan.dimension_modes[station, at] != VALUE
    rows.number(dimension_column(at), points, style.exact, _dimension_formula(plan, station, at) if live else None)


def _dimension_formula(plan: Plan, station: int, at: int) -> str:
    """=ROUND(SUM(逐项得分!C5:H5),1), restated out of the full marks where parts are not applicable."""
    evaluation = plan.evaluation
    node, row = evaluation.rubric.dimensions[at], DATA_ROW + station
    leaves = leaf_places(evaluation.rubric, node)
    summed = f"SUM('{INDICATORS}'!{xl_range(row, score_column(leaves[0]), row, score_column(leaves[-1]))})"
    if plan.dimension_modes[station, at] == RESTATED:
        place = evaluation.subtotals.codes.index(node.code)
        full = exact(int(evaluation.subtotals.full_marks[station, place]), evaluation.subtotals.decimals)
        attainable = exact(int(plan.attainable[station, at]), evaluation.scores.decimals)
        summed = f"{summed}*{plain(full)}/{plain(attainable)}"
    return f"=ROUND({summed},{dimension_decimals(evaluation)})"


def _put_total(rows: Rows, plan: Plan, style: Style, station: int, total: float | None) -> None:
    if total is None:
        rows.text(total_column(plan), "未定", style.whole)
        return
    live = plan.live and plan.total_modes[station] != VALUE
    rows.number(total_column(plan), total, style.total, _total_formula(plan, station) if live else None)


def _total_formula(plan: Plan, station: int) -> str:
    rubric, row = plan.evaluation.rubric, DATA_ROW + station
    summed = f"SUM({xl_range(row, FIRST, row, total_column(plan) - 1)})"
    convert = rubric.scale.convert_to
    if convert is not None:
        full = rubric.full_marks_for(plan.evaluation.roster.kind[station])
        summed = f"{summed}*{plain(convert)}/{plain(full)}"
    return f"=ROUND({summed},{plan.evaluation.ratings.decimals})"


def dimension_reference(station: int, at: int) -> str:
    """The cell of a dimension's points, as other sheets name it."""
    return f"'{DIMENSIONS}'!{xl_rowcol_to_cell(DATA_ROW + station, dimension_column(at))}"


def total_reference(plan: Plan, station: int) -> str:
    """The cell of a total, as other sheets name it."""
    return f"'{DIMENSIONS}'!{xl_rowcol_to_cell(DATA_ROW + station, total_column(plan))}"


def _open_sheet(sheet: Any, plan: Plan, style: Style, titles: list[str]) -> None:
    roster = plan.evaluation.roster
    samples: dict[int, tuple[str, ...]] = {0: roster.name, 1: roster.street, 2: roster.kind}
    widths = [
        column_width([title, *samples.get(at, ())], 9, 30 if at < FIRST else 16) for at, title in enumerate(titles)
    ]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_up_page(sheet, plan.evaluation.rubric.title, plan.standing, DATA_ROW - 1, DATA_ROW - 1)
    sheet.freeze_panes(DATA_ROW, 1)
    sheet.autofilter(DATA_ROW - 1, 0, DATA_ROW + max(len(roster), 1) - 1, len(titles) - 1)
    sheet.set_row(DATA_ROW - 1, max(22.0, row_height(titles, widths)))
    sheet.write_string(0, 0, f"一级指标得分 · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    for column, title in enumerate(titles):
        sheet.write_string(DATA_ROW - 1, column, title, style.header)
