"""The sheet 逐项得分: one row a station, each indicator's points with its status and source cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rating.export.plan import DATA_ROW, INDICATORS, Plan, leaf_places
from rating.export.ranking_book.book import item_column
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.live_cells import LiveCells
from rating.export.references import column_text, exception_texts, row_texts, status_texts
from rating.export.rows import Rows, rows_of
from rating.export.style import Style, break_pages, column_width, fitting, pages_wide, row_height, set_up_page
from rating.insight.provenance import provenance_line
from rating.reported import Status
from rating.rubric.nouns import Node
from rating.rubric.numbers import plain

NOT_APPLICABLE = "－"
FIRST_PAIR = 2
FIRST_PLAIN = 5
MOST_WIDE_PAGES = 6


def score_column(at: int) -> int:
    """Column of an indicator's points in the layout with status columns."""
    return item_column(at)


def write_indicators(book: Any, plan: Plan, style: Style) -> None:
    """Up to the live limit: points and source side by side. Beyond it: points only, and the source
    by row and column, exceptions in words, so that the sheet stays readable and quick.
    """
    sheet = book.add_worksheet(INDICATORS)
    if plan.live:
        _write_pairs(sheet, plan, style)
    else:
        _write_plain(sheet, plan, style)


def _write_pairs(sheet: Any, plan: Plan, style: Style) -> None:
    evaluation = plan.evaluation
    indicators = evaluation.rubric.indicators
    references = [status_texts(evaluation, at) for at in range(len(indicators))]
    widths = [column_width(["站点", *evaluation.roster.name], 12, 30), column_width(evaluation.roster.kind, 8, 16)]
    for at, texts in enumerate(references):
        widths += [max(8.0, column_width([indicators[at].title], 8, 20) / 2), column_width(texts, 12, 26)]
    _open_sheet(sheet, plan, style, widths, FIRST_PAIR)
    break_pages(sheet, widths, FIRST_PAIR, 2)
    for column, title in enumerate(("站点", "类型")):
        sheet.merge_range(DATA_ROW - 2, column, DATA_ROW - 1, column, title, style.header)
    _group_headers(sheet, plan, style, [score_column(at) for at in range(len(indicators))], 2)
    for at, node in enumerate(indicators):
        sheet.write_string(DATA_ROW - 1, score_column(at), _heading(node), style.header)
        sheet.write_string(DATA_ROW - 1, score_column(at) + 1, "状态与出处", style.header)
    kinds = list(evaluation.roster.kind)
    columns = [
        LiveCells(Entry(item.node.title, item.cells, terms=item.terms, live=item.live), INDICATORS, kinds, style,
                  style.exact, style.whole)
        for item in plan.book.items
    ]  # fmt: skip
    rows = rows_of(sheet, style, live=True)
    for station, (name, kind) in enumerate(zip(evaluation.roster.name, evaluation.roster.kind, strict=True)):
        rows.begin(DATA_ROW + station)
        rows.text(0, name)
        rows.text(1, kind)
        for at, cells in enumerate(columns):
            cells.put(rows, score_column(at), station, DATA_ROW + station)
            rows.text(score_column(at) + 1, references[at][station], style.quiet)
        rows.end()


def _put_points(rows: Rows, column: int, cell: float | str, style: Style) -> None:
    if isinstance(cell, str):
        rows.text(column, cell, style.whole)
    else:
        rows.number(column, cell, style.exact)


def _write_plain(sheet: Any, plan: Plan, style: Style) -> None:
    evaluation = plan.evaluation
    indicators = evaluation.rubric.indicators
    heads: list[Sequence[str]] = [
        evaluation.roster.code, evaluation.roster.name, evaluation.roster.kind,
        row_texts(evaluation), exception_texts(evaluation),
    ]  # fmt: skip
    titles = ("代码", "站点", "类型", "出处（行）", "非「已填」的指标")
    widths = [column_width([title, *texts], 8, 30) for title, texts in zip(titles, heads, strict=True)]
    widths += [column_width([_heading(node)], 8, 14) for node in indicators]
    _open_sheet(sheet, plan, style, widths, 2)
    _group_headers(sheet, plan, style, [FIRST_PLAIN + at for at in range(len(indicators))], 1)
    for column, title in enumerate(titles):
        sheet.write_string(DATA_ROW - 1, column, title, style.header)
    for at, node in enumerate(indicators):
        heading = f"{_heading(node)}\n{column_text(evaluation, at)}"
        sheet.write_string(DATA_ROW - 1, FIRST_PLAIN + at, heading, style.header)
    _plain_rows(sheet, plan, style, heads)


def _plain_rows(sheet: Any, plan: Plan, style: Style, heads: list[Sequence[str]]) -> None:
    """The one place where millions of cells are written: no more work a cell than need be."""
    scores = plan.evaluation.scores
    figures = scores.points / 10**scores.decimals
    usual = scores.applies & scores.counted & scores.known
    all_usual: list[bool] = np.all(usual, axis=1).tolist()
    rows = rows_of(sheet, style, live=False)
    for station in range(len(plan.evaluation.roster)):
        rows.begin(DATA_ROW + station)
        for column, texts in enumerate(heads):
            rows.text(column, texts[station])
        if all_usual[station]:
            rows.numbers(FIRST_PLAIN, figures[station].tolist(), style.exact)
        else:
            for at, figure in enumerate(figures[station].tolist()):
                cell = figure if usual[station, at] else _missing_mark(plan, station, at)
                _put_points(rows, FIRST_PLAIN + at, cell, style)
        rows.end()


def _missing_mark(plan: Plan, row: int, at: int) -> str:
    scores = plan.evaluation.scores
    if not scores.applies[row, at]:
        return ""
    not_applicable = scores.status[row, at] == Status.NOT_APPLICABLE
    return NOT_APPLICABLE if not_applicable or not scores.counted[row, at] else "未定"


def _heading(node: Node) -> str:
    marks = node.full_marks
    if isinstance(marks, dict):
        return fitting(f"{node.title}（{'／'.join(plain(mark) for mark in dict.fromkeys(marks.values()))} 分）")
    return fitting(node.title if marks is None else f"{node.title}（{plain(marks)} 分）")


def _open_sheet(sheet: Any, plan: Plan, style: Style, widths: list[float], fixed: int) -> None:
    rubric = plan.evaluation.rubric
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_up_page(
        sheet, rubric.title, plan.standing, DATA_ROW - 2, DATA_ROW - 1, min(MOST_WIDE_PAGES, pages_wide(widths))
    )
    sheet.repeat_columns(0, fixed - 1)
    sheet.freeze_panes(DATA_ROW, fixed)
    last = DATA_ROW + max(len(plan.evaluation.roster), 1) - 1
    sheet.autofilter(DATA_ROW - 1, 0, last, len(widths) - 1)
    sheet.write_string(0, 0, f"逐项得分 · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    headings = [_heading(node) for node in rubric.indicators]
    sheet.set_row(DATA_ROW - 1, max([34.0, *(row_height([heading], [11]) for heading in headings)]))


def _group_headers(sheet: Any, plan: Plan, style: Style, columns: list[int], each: int) -> None:
    """一级指标 above their indicators, merged where there are several columns."""
    rubric = plan.evaluation.rubric
    for node in rubric.dimensions:
        places = leaf_places(rubric, node)
        first, last = columns[places[0]], columns[places[-1]] + each - 1
        title = fitting(node.title)
        if first == last:
            sheet.write_string(DATA_ROW - 2, first, title, style.header)
        else:
            sheet.merge_range(DATA_ROW - 2, first, DATA_ROW - 2, last, title, style.header)
