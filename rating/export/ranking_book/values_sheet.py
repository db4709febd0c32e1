"""The sheet 填报值: what was reported, mark by mark, and what the formulas make of it."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rating.export.plan import DATA_ROW, VALUES, Plan
from rating.export.ranking_book.fields import FIRST_COLUMN, Entry
from rating.export.ranking_book.live_cells import LiveCells
from rating.export.rows import rows_of
from rating.export.style import (
    Style,
    break_pages,
    column_width,
    fitting,
    pages_wide,
    row_height,
    set_up_page,
)
from rating.insight.provenance import provenance_line

TITLES = ("代码", "站点", "类型")
MOST_PAGES = 6
HINT = "蓝字为填报值和打分，可以改动；「换算」各列是公式，不打印。空白即未填；合理缺项、未检查照写。"


def write_values(book: Any, plan: Plan, style: Style) -> None:
    """One row a station, the same rows as 逐项得分; nothing where points are values."""
    values = plan.book.values
    if values is None:
        return
    sheet = book.add_worksheet(VALUES)
    roster, entries = plan.evaluation.roster, values.columns.entries
    widths = [
        column_width([TITLES[0], *roster.code], 6, 14), column_width([TITLES[1], *roster.name], 12, 30),
        column_width([TITLES[2], *roster.kind], 8, 16), *(_width(entry) for entry in entries),
    ]  # fmt: skip
    _open(sheet, plan, style, widths, entries)
    kinds = list(roster.kind)
    cells = [LiveCells(entry, VALUES, kinds, style, _look(entry, style), _word_look(entry, style)) for entry in entries]
    rows = rows_of(sheet, style, live=True)
    for station in range(len(roster)):
        row = DATA_ROW + station
        rows.begin(row)
        for column, text in enumerate((roster.code[station], roster.name[station], roster.kind[station])):
            rows.text(column, text)
        for column, each in enumerate(cells, FIRST_COLUMN):
            each.put(rows, column, station, row)
        rows.end()
    _checks(sheet, plan, entries)


def _width(entry: Entry) -> float:
    return column_width([entry.title, *(entry.texts or [])], 8, 14)


def _look(entry: Entry, style: Style) -> Any:
    if entry.kind == "typed":
        return style.typed
    return style.reckoned


def _word_look(entry: Entry, style: Style) -> Any:
    return style.typed_text if entry.kind == "typed" else style.whole


def _open(sheet: Any, plan: Plan, style: Style, widths: list[float], entries: list[Entry]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    printed = sum(entry.kind == "typed" for entry in entries) + FIRST_COLUMN
    pages = min(MOST_PAGES, pages_wide(widths[:printed]))
    set_up_page(sheet, plan.evaluation.rubric.title, plan.standing, DATA_ROW - 2, DATA_ROW - 1, pages)
    break_pages(sheet, widths[:printed], FIRST_COLUMN, 1)
    sheet.print_area(0, 0, DATA_ROW + len(plan.evaluation.roster) - 1, printed - 1)
    sheet.repeat_columns(0, FIRST_COLUMN - 1)
    sheet.freeze_panes(DATA_ROW, FIRST_COLUMN)
    sheet.autofilter(DATA_ROW - 1, 0, DATA_ROW + len(plan.evaluation.roster) - 1, len(widths) - 1)
    sheet.write_string(0, 0, f"{VALUES} · {plan.standing}", style.title)
    sheet.write_string(1, 0, f"{HINT}  {provenance_line(plan.evaluation)}", style.note)
    for column, title in enumerate(TITLES):
        sheet.merge_range(DATA_ROW - 2, column, DATA_ROW - 1, column, title, style.header)
    titles = [fitting(entry.title or "换算") for entry in entries]
    sheet.set_row(DATA_ROW - 1, max(34.0, row_height(titles, widths[FIRST_COLUMN:])))
    for column, title in enumerate(titles, FIRST_COLUMN):
        sheet.write_string(DATA_ROW - 1, column, title, style.header)
    _groups(sheet, style, entries)


def _groups(sheet: Any, style: Style, entries: list[Entry]) -> None:
    """One heading above all neighbouring columns of a group."""
    first = 0
    for at in range(1, len(entries) + 1):
        if at == len(entries) or entries[at].group != entries[first].group:
            start, last, title = FIRST_COLUMN + first, FIRST_COLUMN + at - 1, fitting(entries[first].group)
            if start == last:
                sheet.write_string(DATA_ROW - 2, start, title, style.header)
            else:
                sheet.merge_range(DATA_ROW - 2, start, DATA_ROW - 2, last, title, style.header)
            first = at


def _checks(sheet: Any, plan: Plan, entries: list[Entry]) -> None:
    """Only what the formulas understand may be typed."""
    last = DATA_ROW + len(plan.evaluation.roster) - 1
    for column, entry in enumerate(entries, FIRST_COLUMN):
        if entry.kind != "typed" or (entry.texts is not None and not entry.choices):
            continue
        if entry.choices:
            words = [*entry.choices, "合理缺项", "未检查"]
            if sum(len(text) + 1 for text in words) > 250:
                continue
            rule: dict[str, Any] = {"validate": "list", "source": words}
        else:
            cell = f"{xl_col_to_name(column)}{DATA_ROW + 1}"
            rule = {"validate": "custom", "value": f'=OR(ISNUMBER({cell}),{cell}="合理缺项",{cell}="未检查")'}
        rule |= {
            "error_title": "请按说明填写",
            "error_message": "请填数字或选项；不适用写「合理缺项」，没有检查写「未检查」",
        }
        sheet.data_validation(DATA_ROW, column, last, column, rule)
