"""Annotated copies: the user's own workbook with its problems marked where they stand.

The original bytes are never touched.  Only files that intake read are annotated; a file that was
refused as a whole is never opened here (design §5).
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.views import BookView

from rating.intake.copies.copy_name import name_of_copy
from rating.intake.copies.earlier_marks import AUTHOR, forget_earlier_marks, theirs_in
from rating.intake.copies.lost_parts import MACROS, lost_parts
from rating.intake.copies.package import MOST_CELLS, TooHeavyError, UnsoundError, survey
from rating.intake.copies.problem_sheet import FILLS, GREY, fill_problem_sheet, what_happened, writable
from rating.intake.copies.rebuilt import MOST_ROWS, Look, copied_titles, fill_sheet, free_title
from rating.intake.copies.returned_copy import LIST_TITLE, without_problem_sheets
from rating.intake.files.formats import recognise
from rating.intake.files.upload import Received, Source, read_sheets, receive
from rating.problems import Problem, Severity
from rating.reported import Reported

LONGEST_COMMENT = 1500
MOST_COLUMNS = 16_384
GREYED_COLUMNS = 200
CELLS_ONLY = "批注版只保留各工作表的单元格内容和位置，字体、列宽、合并单元格、公式、下拉选项和工作表保护等未保留"
_WHY_CELLS_ONLY = {
    "format": "原文件不是 .xlsx 格式",
    "heavy": f"单元格超过 {MOST_CELLS // 10000} 万个",
    "odd": "文件结构特殊",
}
NOTHING_BUILT = "原文件的单元格这次未能重新读出，批注版只有问题清单"
HIDDEN = "隐藏的工作表未保留"
TOO_LONG = f"第 {MOST_ROWS} 行以后的内容超出工作表的容量，未放入批注版"
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_SAVED_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True)
class AnnotatedCopy:
    """A copy of one file.

    source   the file's name as in `Reported.uploads` · name  the copy's name, ends in .xlsx
    content  the bytes of the copy
    lost     Chinese sentences: what the copy could not keep, or keeps otherwise
    marked   how many cells are filled red or amber
    """

    source: str
    name: str
    content: bytes
    lost: tuple[str, ...]
    marked: int


@dataclass(frozen=True)
class _Marks:
    """Of one sheet, zero-based: (row, column) → the problems there; rows that were left out."""

    cells: Mapping[tuple[int, int], Sequence[Problem]]
    rows: frozenset[int]


def annotated_copies(files: Sequence[Source], reported: Reported) -> tuple[AnnotatedCopy, ...]:
    """One copy for each file that intake read and that has problems; in the order of `files`.

    files     the same files that `read_workbooks` was given (the roster may be among them)
    reported  what it answered: a file that is not among its uploads, or was refused as a whole, gets no copy

    The same input gives the same bytes. Never raises for what a file holds.
    """
    known = {upload.sha256: upload for upload in reported.uploads}
    copies: list[AnnotatedCopy] = []
    names: list[str] = []
    for received in receive(files)[0]:
        upload = known.get(received.upload.sha256)
        name = name_of_copy(upload.name if upload else received.name, names)
        names.append(name)  # counted also where there is no copy, so that each leads back to its own file
        problems = [problem for problem in reported.problems if upload and problem.place.file == upload.name]
        if upload is None or not problems or any(map(_refuses_file, problems)):
            continue
        content, lost, marked = _copy(Received(upload.name, received.data, upload), problems)
        copies.append(AnnotatedCopy(upload.name, name, _steady(content, upload.when), lost, marked))
    return tuple(copies)


def _refuses_file(problem: Problem) -> bool:
    return problem.code.startswith("file_") and problem.severity is Severity.REFUSAL


def _copy(received: Received, problems: Sequence[Problem]) -> tuple[bytes, tuple[str, ...], int]:
    """(bytes, what was lost, marked cells): the workbook itself if it can be rewritten, else its cells."""
    marks = _marks(problems)
    if recognise(received.data) != "xlsx":
        return _from_cells(received, problems, marks, "format")
    try:
        lost = lost_parts(survey(received.data))
        content, marked = _rewritten(received.data, problems, marks, lost)
    except TooHeavyError:
        return _from_cells(received, problems, marks, "heavy")
    except UnsoundError:
        return _from_cells(received, problems, marks, "odd")
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over; the cells are known to be readable
        return _from_cells(received, problems, marks, "odd")
    return content, lost, marked


def _marks(problems: Iterable[Problem]) -> dict[str, _Marks]:
    """The marks of each sheet of one file, by the sheet's title."""
    cells: dict[str, dict[tuple[int, int], list[Problem]]] = {}
    rows: dict[str, set[int]] = {}
    for problem in problems:
        place = problem.place
        if not _ADDRESS.fullmatch(place.cell):
            continue
        row, column = coordinate_to_tuple(place.cell)
        if column > MOST_COLUMNS:
            continue
        if problem.code == "row_left_out":
            rows.setdefault(place.sheet, set()).add(row - 1)
        elif problem.severity in FILLS:
            cells.setdefault(place.sheet, {}).setdefault((row - 1, column - 1), []).append(problem)
    return {title: _Marks(cells.get(title, {}), frozenset(rows.get(title, ()))) for title in {*cells, *rows}}


def _look(problems: Sequence[Problem], earlier: Comment | None = None) -> Look:
    """Fill by the worst of a cell's problems; the comment tells them all, then what stood there before."""
    order = list(FILLS)
    worst = min(problems, key=lambda problem: order.index(problem.severity))
    texts = [f"【{problem.severity.title}】{_told(problem)}" for problem in problems]
    texts += [kept for kept in (theirs_in(earlier),) if kept]
    text = writable("\n".join(dict.fromkeys(texts)), LONGEST_COMMENT)
    lines = sum(1 + len(line) // 22 for line in text.split("\n"))
    return Look(FILLS[worst.severity], Comment(text, AUTHOR, height=min(24 + 20 * lines, 500), width=330))


def _told(problem: Problem) -> str:
    expected = f"应为{problem.expected}" if problem.expected else ""
    remedy = problem.remedy or problem.kind.remedy
    return "；".join(part for part in (what_happened(problem), expected, remedy) if part)


def _rewritten(
    data: bytes, problems: Sequence[Problem], marks: Mapping[str, _Marks], lost: Sequence[str]
) -> tuple[bytes, int]:
    """The user's workbook with marks; raises whatever openpyxl raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl drops is told by `lost_parts`
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=False, rich_text=True)
        forget_earlier_marks(book)
        marked = sum(_mark_sheet(sheet, marks[sheet.title]) for sheet in book.worksheets if sheet.title in marks)
        listed = book.create_sheet(free_title(LIST_TITLE, book.sheetnames), 0)
        fill_problem_sheet(listed, problems, {sheet.title: sheet.title for sheet in book.worksheets}, lost)
        _show_first(book)
        if book.calculation:
            book.calculation.fullCalcOnLoad = True
        return _saved(book), marked


def _mark_sheet(sheet: Any, marks: _Marks) -> int:
    width = min(sheet.max_column, GREYED_COLUMNS)
    for row in sorted(marks.rows):
        for column in range(width):
            sheet.cell(row + 1, column + 1).fill = GREY
    by_cell: dict[tuple[int, int], list[Problem]] = {}
    for at, problems in marks.cells.items():
        by_cell.setdefault(_anchor(sheet, at), []).extend(problems)
    for (row, column), problems in by_cell.items():
        cell = sheet.cell(row + 1, column + 1)
        look = _look(problems, cell.comment)
        cell.fill, cell.comment = look.fill, look.comment
    return len(by_cell)


def _anchor(sheet: Any, at: tuple[int, int]) -> tuple[int, int]:
    """The cell that shows for this one: the first of its merged cells, if it is merged."""
    cell = sheet.cell(at[0] + 1, at[1] + 1)
    if isinstance(cell, MergedCell):
        for area in sheet.merged_cells.ranges:
            if cell.coordinate in area:
                return area.min_row - 1, area.min_col - 1
    return at


def _show_first(book: Any) -> None:
    """Open on the list, and on it alone: sheets selected together would be edited together."""
    if not book.views:
        book.views = [BookView()]
    for view in book.views:
        view.activeTab = view.firstSheet = 0
    book.active = 0
    for sheet in [*book.worksheets, *book.chartsheets]:
        views = sheet.views.sheetView if hasattr(sheet, "views") else sheet.sheetViews.sheetView
        for view in views:
            view.tabSelected = sheet.title == book.sheetnames[0]


def _from_cells(
    received: Received, problems: Sequence[Problem], marks: Mapping[str, _Marks], why: str
) -> tuple[bytes, tuple[str, ...], int]:
    """A new workbook with the same sheets and cells, read again by intake's own child process."""
    read = read_sheets(received)
    grids = without_problem_sheets(read.grids, lambda ours: None)
    lost = [f"{_WHY_CELLS_ONLY[why]}，{CELLS_ONLY}" if read.grids else NOTHING_BUILT]
    codes = {problem.code for problem in read.problems}
    lost += [HIDDEN] * ("sheet_hidden" in codes) + [MACROS] * ("macro_ignored" in codes)
    lost += [TOO_LONG] * any(grid.rows > MOST_ROWS for grid in grids)
    titles = copied_titles([grid.title for grid in grids])
    book = openpyxl.Workbook(write_only=True)
    fill_problem_sheet(book.create_sheet(free_title(LIST_TITLE, titles.values())), problems, titles, lost)
    marked = 0
    for grid in grids:
        found = marks.get(grid.title, _Marks({}, frozenset()))
        looks = {at: _look(there) for at, there in found.cells.items() if at[0] < MOST_ROWS}
        fill_sheet(book.create_sheet(titles[grid.title]), grid, looks, dict.fromkeys(found.rows, Look(GREY)))
        marked += len(looks)
    return _saved(book), tuple(lost), marked


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _steady(content: bytes, when: datetime | None) -> bytes:
    """The same package without the hour at which it was written: the upload's own time instead."""
    stamp = (when or datetime(2000, 1, 1)).strftime("%Y-%m-%dT%H:%M:%SZ").encode()  # noqa: DTZ001 - a fixed mark
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = _SAVED_AT.sub(rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
