"""问题清单 to hand on: every problem with its place and remedy, as an Excel file and as CSV.

The Excel file has a second sheet, 汇总, that counts by file and severity.  Text from users is written as text and
never becomes a formula or link.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rating.export.rows import rows_of
from rating.export.style import FONT, INK, Style, column_width, make_style, put, row_height, set_up_page
from rating.export.workbook import open_workbook
from rating.problems import Problem, Severity
from rating.shown import in_csv

HEADERS = ("序号", "程度", "问题", "文件", "工作表", "单元格", "对象", "发现", "应为", "处理办法", "代码")
LEAST = (6, 10, 10, 10, 8, 8, 8, 14, 8, 14, 10)
MOST = (8, 10, 18, 20, 12, 9, 15, 34, 14, 24, 23)
SEVERITY_COLUMN = HEADERS.index("程度")
COLOURS = {
    Severity.REFUSAL: "#F4B6B0",
    Severity.QUESTION: "#FBE0B5",
    Severity.WARNING: "#FFF4DC",
    Severity.NOTICE: "#EDF1F5",
}
"""Each goes with its word; from dark to pale also in greyscale."""
LIST, COUNTS = "问题清单", "汇总"
NO_FILE, NOTHING = "（不在某个文件中）", "没有发现问题"
HEAD = 2
TALL_ROWS = 5_000
"""Beyond this many rows heights are left to the program that opens the file."""
MOST_ROWS = 1_048_000
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark: the same problems give the same bytes
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """What stops first; then file by file and sheet by sheet as they were met, down the rows."""
    files: dict[str, int] = {}
    sheets: dict[tuple[str, str], int] = {}
    for problem in problems:
        files.setdefault(problem.place.file, len(files))
        sheets.setdefault((problem.place.file, problem.place.sheet), len(sheets))
    severities = list(Severity)

    def order(problem: Problem) -> tuple[int, int, int, tuple[int, int, str]]:
        place = problem.place
        sheet = sheets[place.file, place.sheet]
        return severities.index(problem.severity), files[place.file], sheet, _down_the_rows(place.cell)

    return tuple(sorted(problems, key=order))


def problem_rows(problems: Sequence[Problem]) -> list[tuple[str, ...]]:
    """The texts of each problem under `HEADERS`, in the order given."""
    return [
        (
            str(number), problem.severity.title, problem.kind.title,
            problem.place.file, problem.place.sheet, problem.place.cell, problem.place.object,
            problem.found, problem.expected, problem.remedy or problem.kind.remedy, problem.code,
        )
        for number, problem in enumerate(problems, 1)
    ]  # fmt: skip


def problem_list(problems: Sequence[Problem]) -> bytes:
    """The problems as a CSV file that Excel opens with its Chinese intact (UTF-8 with BOM)."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow(HEADERS)
    for row in problem_rows(in_order(problems)):
        rows.writerow([in_csv(text) for text in row])
    return sheet.getvalue().encode("utf-8-sig")


def problem_book(problems: Sequence[Problem], title: str = "") -> bytes:
    """The problems as an .xlsx file: the sheets 问题清单 and 汇总; `title` is added to its heading."""
    listed = in_order(problems)[:MOST_ROWS]
    target = io.BytesIO()
    few = len(listed) <= TALL_ROWS
    book = open_workbook(target, in_memory=few, constant_memory=not few)
    book.set_properties({"title": LIST, "created": MADE})
    style = make_style(book, 0, 0, shared_ranks=False)
    fills = {severity: book.add_format(_boxed(colour)) for severity, colour in COLOURS.items()}
    heading = " · ".join(part for part in (LIST, title) if part)
    _write_list(book.add_worksheet(LIST), listed, style, fills, heading)
    _write_counts(book.add_worksheet(COUNTS), listed, style, fills, heading)
    book.close()
    return target.getvalue()


def _boxed(colour: str) -> dict[str, Any]:
    look = {"font_name": FONT, "font_size": 10, "font_color": INK, "bold": True, "bg_color": colour}
    return {**look, "align": "center", "valign": "top", "border": 1, "border_color": "#C9D3DF"}


def _down_the_rows(cell: str) -> tuple[int, int, str]:
    """B10 after C9; what has no cell concerns the whole sheet and stands before."""
    match = _ADDRESS.fullmatch(cell)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, cell)


def _write_list(
    sheet: Any, problems: Sequence[Problem], style: Style, fills: dict[Severity, Any], heading: str
) -> None:
    rows = problem_rows(problems)
    limits = zip(zip(HEADERS, *rows, strict=True), LEAST, MOST, strict=True)
    widths = [column_width(texts, least, most) for texts, least, most in limits]
    _set_up(sheet, widths, style, heading, _summary(problems), HEADERS)
    sheet.freeze_panes(HEAD + 1, 2)
    written = rows_of(sheet, style, live=len(rows) <= TALL_ROWS)
    for row, (problem, texts) in enumerate(zip(problems, rows, strict=True), HEAD + 1):
        if len(rows) <= TALL_ROWS:
            sheet.set_row(row, min(row_height(texts, widths), 400))
        written.begin(row)
        written.number(0, row - HEAD, style.wrapped)
        for column, text in enumerate(texts[1:], 1):
            written.text(column, text, fills[problem.severity] if column == SEVERITY_COLUMN else style.wrapped)
        written.end()
    if problems:
        sheet.autofilter(HEAD, 0, HEAD + len(rows), len(HEADERS) - 1)


def _write_counts(
    sheet: Any, problems: Sequence[Problem], style: Style, fills: dict[Severity, Any], heading: str
) -> None:
    """A file a row, a severity a column, and their sums."""
    counts = Counter((problem.place.file, problem.severity) for problem in problems)
    files = sorted(dict.fromkeys(problem.place.file for problem in problems), key=lambda file: not file)
    names = [file or NO_FILE for file in files]
    headers = ("文件", *(severity.title for severity in Severity), "合计")
    widths = [column_width(["合计", *names], 24, 60), *([10.0] * (len(headers) - 1))]
    _set_up(sheet, widths, style, f"{heading} · {COUNTS}", _summary(problems), headers)
    sheet.freeze_panes(HEAD + 1, 1)
    for column, severity in enumerate(Severity, 1):
        sheet.write_string(HEAD, column, severity.title, fills[severity])
    for row, (file, name) in enumerate(zip(files, names, strict=True), HEAD + 1):
        put(sheet, row, 0, name, style, style.wrapped)
        _write_figures(sheet, row, [counts[file, severity] for severity in Severity], style)
    every = [sum(counts[file, severity] for file in files) for severity in Severity]
    if len(files) > 1:
        sheet.write_string(HEAD + 1 + len(files), 0, "合计", style.header)
        _write_figures(sheet, HEAD + 1 + len(files), every, style)


def _write_figures(sheet: Any, row: int, figures: Sequence[int], style: Style) -> None:
    for column, figure in enumerate((*figures, sum(figures)), 1):
        sheet.write_number(row, column, figure, style.whole)


def _set_up(sheet: Any, widths: Sequence[float], style: Style, heading: str, note: str, headers: Sequence[str]) -> None:
    """Heading, column titles, widths; A4 across, one page wide, the titles on every page."""
    put(sheet, 0, 0, heading, style, style.title)
    sheet.write_string(1, 0, note, style.note)
    sheet.set_row(HEAD, 22)
    for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, header, style.header)
    sheet.hide_gridlines(2)
    set_up_page(sheet, heading, "", HEAD, HEAD)


def _summary(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    told = "，".join(f"{severity.title} {counts[severity]} 项" for severity in Severity if counts[severity])
    return f"共 {len(problems)} 项：{told}" if told else NOTHING
