"""Bytes of a Word or Excel standard → its tables with merged cells, and the lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rating.intake.files.cells import ErrorCell, Grid, NoResult, as_text
from rating.intake.files.isolation import in_child
from rating.intake.files.upload import read_sheets, receive
from rating.problems import Place, Problem, Refused
from rating.reported import cell_name
from rating.shown import visible
from rating.workshop.paper.parts import PaperText

MOST_ROWS, MOST_COLUMNS, MOST_COVERED = 5000, 200, 400_000
LONGEST_TEXT = 8000
NO_RESULT = "（公式没有计算结果）"
WORD_AGAIN = "请在 Word 或 WPS 中打开，另存为 .docx 后再上传"
_START = "import sys; sys.path[:0] = sys.argv[3:]; from rating.workshop.paper.word_child import main; main()"
_OTHER_PAPERS = ("Word 文档", "RTF 文档", "文字文档", "WordprocessingML")
Cell = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One table of the paper as a grid: `rows` holds each text at the first cell of its merge, "" elsewhere.

    before    lines between the table before and this one
    covered   cell inside a merge → the first cell of that merge
    last      first cell of a merge → the last cell of it
    numbers   which table it is, from 1, in a Word document; 0 for a worksheet
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    covered: Mapping[Cell, Cell] = field(default_factory=dict)
    last: Mapping[Cell, Cell] = field(default_factory=dict)
    number: int = 0
    before: tuple[PaperText, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def where(self, row: int, column: int) -> str:
        """`Sheet1!C5`, `C5` in a text file, `第 2 张表第 5 行第 3 列` in Word; columns of the whole row counted."""
        if self.number:
            return f"第 {self.number} 张表第 {row + 1} 行第 {column + 1} 列"
        return "!".join(part for part in (self.title, cell_name(row, column)) if part)

    def at(self, row: int, column: int) -> PaperText:
        text = self.rows[row][column]
        return PaperText(text, self.where(row, column)) if text else PaperText()

    def end(self, row: int, column: int) -> Cell:
        """The last cell of the merge that begins here; the cell itself where none does."""
        return self.last.get((row, column), (row, column))


@dataclass(frozen=True)
class Source:
    """All tables, the lines after the last one, and what the reader of the file had to say."""

    sheets: tuple[Sheet, ...]
    after: tuple[PaperText, ...]
    problems: tuple[Problem, ...]


def read_source(content: bytes, name: str) -> Source:
    """Raises Refused for what cannot be read, with what it is and what to do."""
    received, problems = receive([(name, content)])
    if not received:
        raise Refused(problems)
    if content.startswith(b"PK") and b"word/" in content:
        return _word(content, received[0].name)
    read = read_sheets(received[0])
    refused = [_told(problem) for problem in read.problems if problem.severity.stops]
    if refused:
        raise Refused(refused)
    sheets = tuple(_sheet(grid, received[0].name) for grid in read.grids)
    return Source(tuple(sheet for sheet in sheets if sheet.rows), (), read.problems)


def _told(problem: Problem) -> Problem:
    """The spreadsheet reader asks for .xlsx; of an old text document a .docx is wanted."""
    if problem.code == "file_format" and any(word in problem.found for word in _OTHER_PAPERS):
        found = problem.found.replace("，不是表格", "") + "，不是 .docx"
        return Problem(problem.code, problem.place, found, "Word 文档（.docx）或 Excel 工作簿", WORD_AGAIN)
    return problem


def clean(text: str) -> str:
    """What is seen, lines stripped, not longer than any sentence of a standard."""
    lines = (line.strip(" \t\u3000\xa0") for line in visible(text[:LONGEST_TEXT]).replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _sheet(grid: Grid, file: str) -> Sheet:
    width = len(grid.columns)
    filled = (
        [row for row in range(min(grid.rows, MOST_ROWS * 4)) if any(grid.text(row, column) for column in range(width))]
        if width <= MOST_COLUMNS
        else []
    )
    height = filled[-1] + 1 if filled else 0
    if grid.rows > MOST_ROWS * 4 or width > MOST_COLUMNS or height > MOST_ROWS:
        found = f"工作表「{grid.title}」有 {grid.rows} 行 × {width} 列，不像一份评分标准"
        remedy = "请删去表格以外多余的行、列，只保留评分标准后再上传"
        raise Refused([Problem("file_too_large", Place(file, grid.title), found, remedy=remedy)])
    rows = [[_cell(grid, row, column) for column in range(width)] for row in range(height)]
    return _merged(grid.title, rows, grid.merged, 0, ())


def _cell(grid: Grid, row: int, column: int) -> str:
    cell = grid.cell(row, column)
    if isinstance(cell, NoResult):
        return NO_RESULT
    if isinstance(cell, float) and column in grid.percent and row in grid.percent[column]:
        return f"{as_text(round(cell * 100, 10))}%"
    return cell.text if isinstance(cell, ErrorCell) else clean(as_text(cell))


def _merged(
    title: str,
    rows: list[list[str]],
    merges: Sequence[tuple[int, int, int, int]],
    number: int,
    before: tuple[PaperText, ...],
) -> Sheet:
    """Blank rows below and merges beyond the content are cut off; only the first cell of a merge keeps a text."""
    height, width = len(rows), len(rows[0]) if rows else 0
    covered: dict[Cell, Cell] = {}
    last: dict[Cell, Cell] = {}
    budget = MOST_COVERED  # merges may lie over one another in a file made to harm
    for top, left, bottom, right in merges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if top > bottom or left > right or (top, left) == (bottom, right) or budget < 0:
            continue
        last[top, left] = (bottom, right)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    covered.setdefault((row, column), (top, left))
    return Sheet(title, tuple(tuple(row) for row in rows), covered, last, number, before)


def _word(content: bytes, name: str) -> Source:
    answer: dict[str, Any] = in_child(_START, content)
    if "refused" in answer or not isinstance(answer.get("blocks"), list):
        code, found, remedy = answer.get("refused", ("file_unreadable", "文件内容已损坏，读取中断", WORD_AGAIN))
        raise Refused([Problem(code, Place(name), found, remedy=remedy or WORD_AGAIN)])
    sheets: list[Sheet] = []
    lines: list[PaperText] = []
    paragraphs = 0
    for kind, block in answer["blocks"]:
        if kind == "p":
            paragraphs += 1
            text = clean(block)
            lines.extend([PaperText(text, f"第 {paragraphs} 段")] if text else [])
        elif block:
            sheets.append(_table(block, len(sheets) + 1, tuple(lines)))
            lines = []
    if not sheets and not lines:
        raise Refused([Problem("file_empty", Place(name), "文档中没有任何文字")])
    return Source(tuple(sheet for sheet in sheets if sheet.rows), tuple(lines), ())


def _table(block: list[list[tuple[str, int, int, bool]]], number: int, before: tuple[PaperText, ...]) -> Sheet:
    """Cells of a Word table put on its grid; a cell that continues the one above joins its merge."""
    width = max((column + span for row in block for _, column, span, _ in row), default=0)
    rows = [[""] * width for _ in block]
    spans: dict[Cell, list[int]] = {}
    above: dict[int, Cell] = {}
    for at, row in enumerate(block):
        here: dict[int, Cell] = {}
        for text, column, span, continued in row:
            start = above.get(column) if continued else None
            if start is not None and not clean(text):
                spans[start][2] = at
            else:
                start = (at, column)
                rows[at][column] = clean(text)
                spans[start] = [at, column, at, column + span - 1]
            here[column] = start
        above = here
    merges = [(top, left, bottom, right) for top, left, bottom, right in spans.values()]
    return _merged("", rows, merges, number, before)
