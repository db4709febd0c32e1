"""Marks of an earlier annotated copy, taken away before the next ones are made: what is mended is red no longer."""

from __future__ import annotations

from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from rating.intake.copies.problem_sheet import FILLS
from rating.intake.copies.returned_copy import LIST_HEADERS

AUTHOR = "社工站星级评定"
THEIRS = "原有批注（"
"""Begins the line of a comment of ours that keeps what somebody else had written there."""
_OURS = {str(fill.start_color.rgb) for fill in FILLS.values()}
_LIST_ROWS = 5


def forget_earlier_marks(book: Any) -> None:
    """Remove our lists, comments and colours from a workbook that openpyxl has loaded."""
    for sheet in list(book.worksheets):
        if len(book.sheetnames) > 1 and _is_our_list(sheet):
            book.remove(sheet)
            continue
        for cell in list(sheet._cells.values()):  # those that are there; a range may be far wider
            if cell.comment is not None and cell.comment.author == AUTHOR:
                _forget(cell)


def theirs_in(comment: Comment | None) -> str:
    """What others wrote in a comment: all of it, or the lines that ours has kept of theirs."""
    if comment is None:
        return ""
    text = comment.text or ""
    if comment.author == AUTHOR:
        return text[text.index(THEIRS) :] if THEIRS in text else ""
    return f"{THEIRS}{comment.author or '未署名'}）：{text}"


def _is_our_list(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=_LIST_ROWS, max_col=len(LIST_HEADERS), values_only=True)
    return any(tuple(map(str, row)) == LIST_HEADERS for row in rows)


def _forget(cell: Any) -> None:
    kept = theirs_in(cell.comment)
    cell.comment = None
    if kept:
        cell.comment = Comment(kept, AUTHOR)
    if cell.fill.fill_type and str(cell.fill.start_color.rgb) in _OURS:
        cell.fill = PatternFill()
