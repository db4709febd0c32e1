"""The sheets 评星与名次 and 选项: from the total to stars and ranks step by step; the words of drop-downs."""

from __future__ import annotations

from typing import Any

from rating.export.plan import AWARDS, DATA_ROW, OPTIONS, Plan
from rating.export.ranking_book.award_columns import FIRST_COLUMN
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.live_cells import LiveCells
from rating.export.ranking_book.options import FIRST_ROW
from rating.export.rows import rows_of
from rating.export.style import Style, column_width, fitting, pages_wide, put, row_height, set_up_page
from rating.insight.provenance import provenance_line

TITLES = ("站点", "街道", "类型")
HINT = "1 为是，0 为否；每一列由左边的列和「评分标准」推出。"


def write_awards(book: Any, plan: Plan, style: Style) -> None:
    """One row a station, the same rows as 逐项得分; nothing beyond the live limit."""
    awards = plan.book.awards
    if awards is None:
        return
    sheet, roster = book.add_worksheet(AWARDS), plan.evaluation.roster
    entries = awards.columns.entries
    samples = (roster.name, roster.street, roster.kind)
    widths = [column_width([title, *texts], 8, 28) for title, texts in zip(TITLES, samples, strict=True)]
    widths += [column_width([entry.title[:12], *(entry.texts or [])], 8, 13) for entry in entries]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_up_page(
        sheet, plan.evaluation.rubric.title, plan.standing, DATA_ROW - 1, DATA_ROW - 1, min(3, pages_wide(widths))
    )
    sheet.repeat_columns(0, 0)
    sheet.freeze_panes(DATA_ROW, 1)
    sheet.autofilter(DATA_ROW - 1, 0, DATA_ROW + len(roster) - 1, len(widths) - 1)
    sheet.write_string(0, 0, f"{AWARDS} · {plan.standing}", style.title)
    sheet.write_string(1, 0, f"{HINT}  {provenance_line(plan.evaluation)}", style.note)
    titles = [*TITLES, *(entry.title or "换算" for entry in entries)]
    sheet.set_row(DATA_ROW - 1, max(34.0, row_height([fitting(title) for title in titles], widths)))
    for column, title in enumerate(titles):
        sheet.write_string(DATA_ROW - 1, column, fitting(title), style.header)
    _rows(sheet, plan, style, entries)


def _rows(sheet: Any, plan: Plan, style: Style, entries: list[Entry]) -> None:
    roster = plan.evaluation.roster
    cells = [LiveCells(entry, AWARDS, list(roster.kind), style, _look(entry, style), style.whole) for entry in entries]
    rows = rows_of(sheet, style, live=True)
    for station in range(len(roster)):
        row = DATA_ROW + station
        rows.begin(row)
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station])):
            rows.text(column, text)
        for column, each in enumerate(cells, FIRST_COLUMN):
            each.put(rows, column, station, row)
        rows.end()


def _look(entry: Entry, style: Style) -> Any:
    if entry.kind == "typed":
        return style.typed
    if entry.title == "总分":
        return style.total
    if entry.title == "名次":
        return style.rank
    return style.whole if entry.decimals == 0 else style.reckoned


def write_options(book: Any, plan: Plan, style: Style) -> None:
    """The words of each drop-down in a column of its own."""
    lists = plan.book.options.lists
    if not lists or not plan.live:
        return
    sheet = book.add_worksheet(OPTIONS)
    set_up_page(sheet, plan.evaluation.rubric.title, plan.standing, FIRST_ROW - 1, FIRST_ROW - 1)
    sheet.write_string(0, 0, f"{OPTIONS} · {plan.standing}", style.title)
    sheet.write_string(1, 0, "公式和下拉框引用的选项用词", style.note)
    for column, (title, words) in enumerate(lists.values()):
        sheet.set_column(column, column, column_width([title, *words], 8, 24))
        sheet.write_string(FIRST_ROW - 1, column, fitting(title), style.header)
        for row, text in enumerate(words, FIRST_ROW):
            put(sheet, row, column, text, style)
