"""The sheet 一级指标得分: subtotals and total of every station, as formulas up to the live limit."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.plan import DATA_ROW, DIMENSIONS, Plan
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.live_cells import LiveCells
from rating.export.ranking_book.subtotals import FIRST_COLUMN, total_column
from rating.export.rows import Rows, rows_of
from rating.export.style import Style, column_width, fitting, row_height, set_up_page
from rating.insight.notes import total_marks
from rating.insight.provenance import provenance_line

NOT_APPLICABLE = "－"
SUFFIX = ("总分", "满分", "资料")


def write_dimensions(book: Any, plan: Plan, style: Style) -> None:
    """One row a station, in roster order, the same rows as 逐项得分."""
    sheet = book.add_worksheet(DIMENSIONS)
    evaluation, last = plan.evaluation, total_column(plan.evaluation)
    extras = _extras(plan)
    _open_sheet(sheet, plan, style, ["站点", "街道", "类型", *_titles(plan), *SUFFIX, *(one.title for one in extras)])
    marks = {kind: float(total_marks(evaluation, kind)) for kind in set(evaluation.roster.kind)}
    complete, roster = evaluation.ratings.complete.tolist(), evaluation.roster
    write = _live_figures(plan, style) if plan.live else _plain_figures(plan, style)
    kinds = list(roster.kind)
    further = [LiveCells(entry, DIMENSIONS, kinds, style, style.reckoned, style.whole) for entry in extras]
    rows = rows_of(sheet, style, live=plan.live)
    for station in range(len(roster)):
        row = DATA_ROW + station
        rows.begin(row)
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station])):
            rows.text(column, text)
        write(rows, station)
        rows.number(last + 1, marks[roster.kind[station]], style.general)
        rows.text(last + 2, "完整" if complete[station] else "不完整")
        for column, cells in enumerate(further, last + 3):
            cells.put(rows, column, station, row)
        rows.end()


def _titles(plan: Plan) -> list[str]:
    rubric = plan.evaluation.rubric
    return [fitting(rubric.node(code).title) for code in plan.evaluation.subtotals.codes]


def _extras(plan: Plan) -> list[Entry]:
    """Columns that only formulas read."""
    subtotals = plan.book.subtotals
    return [] if subtotals is None else subtotals.entries[len(plan.evaluation.subtotals.codes) + 1 :]


def _live_figures(plan: Plan, style: Style) -> Any:
    subtotals = plan.book.subtotals
    assert subtotals is not None
    kinds, count = list(plan.evaluation.roster.kind), len(plan.evaluation.subtotals.codes)
    cells = [
        LiveCells(entry, DIMENSIONS, kinds, style, style.total if at == count else style.exact, style.whole)
        for at, entry in enumerate(subtotals.entries[: count + 1])
    ]

    def write(rows: Rows, station: int) -> None:
        for column, each in enumerate(cells, FIRST_COLUMN):
            each.put(rows, column, station, DATA_ROW + station)

    return write


def _plain_figures(plan: Plan, style: Style) -> Any:
    points, ratings = subtotal_points(plan), plan.evaluation.ratings
    totals, complete = (ratings.total / 10**ratings.decimals).tolist(), ratings.complete.tolist()
    last = total_column(plan.evaluation)

    def write(rows: Rows, station: int) -> None:
        for column, figures in enumerate(points, FIRST_COLUMN):
            figure = figures[station]
            if isinstance(figure, str):
                rows.text(column, figure, style.whole)
            else:
                rows.number(column, figure, style.exact)
        if complete[station]:
            rows.number(last, totals[station], style.total)
        else:
            rows.text(last, "未定", style.whole)

    return write


def subtotal_points(plan: Plan) -> list[list[float | str]]:
    """Points of each node of the subtotals; "－" where it does not count, "未定" where it is not known."""
    subtotals, kinds = plan.evaluation.subtotals, plan.evaluation.roster.kind
    columns = []
    for at, code in enumerate(subtotals.codes):
        node = plan.evaluation.rubric.node(code)
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


def subtotal_reference(plan: Plan, station: int, code: str) -> str:
    """The cell of a node's points, as other sheets name it."""
    column = FIRST_COLUMN + plan.evaluation.subtotals.codes.index(code)
    return f"'{DIMENSIONS}'!{xl_rowcol_to_cell(DATA_ROW + station, column)}"


def _open_sheet(sheet: Any, plan: Plan, style: Style, titles: list[str]) -> None:
    roster = plan.evaluation.roster
    samples: dict[int, tuple[str, ...]] = {0: roster.name, 1: roster.street, 2: roster.kind}
    widths = [
        column_width([title, *samples.get(at, ())], 9, 30 if at < FIRST_COLUMN else 16)
        for at, title in enumerate(titles)
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
