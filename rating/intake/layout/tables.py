"""Where the tables of a sheet are: header rows, body rows, and the rows that are no data.

A table is a block of one to three header rows that names a unit column, and the rows below it down
to the next such block.  Rows of totals, signatures and notes are told apart and kept as left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rating.intake.files.cells import Grid
from rating.intake.layout.headers import LONGEST_LABEL, Target, Vocabulary
from rating.intake.plain_text import plain_text

MOST_HEADER_ROWS = 3
SEARCHED_ROWS, MOST_TABLES = 400, 60
LONGEST_HEADER_MERGE, MOST_HEADER_MERGES = 10, 500
UNIT_KINDS = ("code", "name", "compose")
_TOTALS = re.compile(
    r"(?:小计|合计|总计|共计|平均|平均分|平均值|均值|最高分|最低分|最高|最低|满分|标准分|分值|权重|计量单位|得分率)(?:\([^()]*\))?:?$"
)
_NOTES = re.compile(
    r"^(?:注\d*[:.、]|注释|填表说明|填报说明|年月日|单位\(|第\d+页|共\d+页|续上?表|[转接][上下]页|承前页|过次页"
    r"|.*(?:评分|打分|评估|评审|考核|汇总|统计|一览|情况|登记|评定|填报|得分)表(?:\(续表?\))?$"
    r"|(?:备注|说明|日期|电话|数据来源|来源|单位|联系方式)(?::|$)"
    r"|(?:填表|填报|制表|统计|审核|复核|评估|评分|打分|负责|联系|评委|专家)(?:人员?|单位|时间|日期|电话)?(?::|签|$))"
)
_EXAMPLES = re.compile(
    r"^(?:例[:如]|(?:填写|填报)?(?:示例|样例|范例)(?::|行|$)|[xX×某]{2,}(?:区|街道|镇|乡|社区|村|社工站|站))"
)
_EXAMPLE_SHEETS = re.compile(r"^(?:填写|填报|填表|打分|评分)?(?:示例|样例|样表|范例|范本|举例)")
_SIGNATURES = re.compile(r"签名|签字|签章|盖章|公章")


@dataclass(frozen=True, slots=True)
class Header:
    """One column of a table: its labels from top to bottom and the row of the lowest label."""

    column: int
    row: int
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.labels)


@dataclass(frozen=True)
class Table:
    """Headers and the body rows `first … last − 1` of one table in a sheet."""

    grid: Grid
    top: int
    first: int
    last: int
    headers: tuple[Header, ...]


def find_tables(grid: Grid, words: Vocabulary) -> tuple[Table, ...]:
    """Every table of a sheet, top down. Empty when no row names a unit column."""
    rows = label_rows(grid)
    starts = _header_blocks(grid, rows, words)
    ends = [*(top for top, _ in starts[1:]), grid.rows][: len(starts)]
    return tuple(
        Table(grid, top, top + height, end, headers_between(grid, rows, top, height))
        for (top, height), end in zip(starts, ends, strict=True)
    )


def meaning(header: Header, words: Vocabulary) -> Target | None:
    """The most specific reading of a header: all labels joined, then fewer, then the lowest alone.

    A mark's title above something unknown (服务质量 over 专家甲) is still that mark.
    """
    labels = header.labels
    for first in range(len(labels)):
        found = words.find("".join(labels[first:]))
        if found:
            return found
    above = [words.find(label) for label in labels[:-1]]
    return next((found for found in above if found and words.is_mark(found)), None)


def content_rows(grid: Grid, first: int, last: int) -> NDArray[np.bool_]:
    """bool[rows]: rows first…last−1 that hold anything at all."""
    filled = np.zeros(grid.rows, bool)
    for column in grid.columns:
        filled |= ~np.isnan(column.numbers)
        filled[list(column.others)] = True
    filled[:first] = False
    filled[last:] = False
    return filled


def not_data(text: str) -> str:
    """Why a row that starts with this text is no unit's row; "" when it may be one."""
    plain = plain_text(text[:LONGEST_LABEL])
    if _TOTALS.search(plain):
        return "合计、平均一类的行"
    if _SIGNATURES.search(plain):
        return "签名或盖章行"
    if _EXAMPLES.search(plain):
        return "填写示例"
    return "说明行" if _NOTES.search(plain) else ""


def is_example(title: str) -> bool:
    """A sheet that shows how to fill in the others."""
    return _EXAMPLE_SHEETS.search(plain_text(title)) is not None


def total_beside(grid: Grid, row: int, before: int) -> str:
    """Why a row is no data although its unit column holds something: 合计 stands to the left of it."""
    for column in grid.columns[: min(before, 4)]:
        text = column.others.get(row)
        if isinstance(text, str) and (why := not_data(text)):
            return why
    return ""


def label_rows(grid: Grid) -> dict[int, dict[int, str]]:
    """row → column → text, for rows that may belong to headers."""
    rows: dict[int, dict[int, str]] = {}
    for number, column in enumerate(grid.columns):
        near = range(min(grid.rows, SEARCHED_ROWS))
        for row in near if len(column.others) > SEARCHED_ROWS else column.others:
            cell = column.others.get(row)
            if isinstance(cell, str):
                rows.setdefault(row, {})[number] = " ".join(cell.split())
    return rows


def _header_blocks(grid: Grid, rows: Mapping[int, Mapping[int, str]], words: Vocabulary) -> list[tuple[int, int]]:
    """(top row, height) of each header, not overlapping, in reading order."""
    promising = [row for row in sorted(rows) if _promising(rows[row], words)][:MOST_TABLES]
    candidates = {row: _best_height(grid, rows, row, words) for row in promising}
    strong = max((score for _, score in candidates.values()), default=0)
    blocks: list[tuple[int, int]] = []
    for row, (height, score) in candidates.items():
        if score < 1 or (score * 2 < strong and score < 3):
            continue
        if blocks and row < blocks[-1][0] + blocks[-1][1]:
            continue
        blocks.append(_with_heading_above(grid, rows, row, height, words))
    return blocks


def _with_heading_above(
    grid: Grid, rows: Mapping[int, Mapping[int, str]], top: int, height: int, words: Vocabulary
) -> tuple[int, int]:
    """Columns that read alike are told apart by the row above (专家甲 | 专家乙), when there is one."""
    found = [meaning(header, words) for header in headers_between(grid, rows, top, height)]
    fields = [target for target in found if target and target.kind == "field"]
    repeated = len(fields) > len(set(fields))
    if repeated and height < MOST_HEADER_ROWS and len(rows.get(top - 1, {})) > 1:
        return top - 1, height + 1
    return top, height


def _promising(labels: Mapping[int, str], words: Vocabulary) -> bool:
    return any(_names_unit(words.find(text)) for text in labels.values())


def _names_unit(target: Target | None) -> bool:
    return target is not None and target.kind in (*UNIT_KINDS, "street", "district")


def _best_height(grid: Grid, rows: Mapping[int, Mapping[int, str]], top: int, words: Vocabulary) -> tuple[int, int]:
    """The height that gives most known columns, and how many; small heights win ties."""
    scored = []
    for height in range(1, MOST_HEADER_ROWS + 1):
        known = {
            (target, header.labels if words.is_mark(target) else ())
            for header in headers_between(grid, rows, top, height)
            if (target := meaning(header, words))
        }
        named = any(_names_unit(target) for target, _ in known)
        scored.append((len(known) if named else 0, -height))
    score, height = max(scored)
    return -height, score


def headers_between(grid: Grid, rows: Mapping[int, Mapping[int, str]], top: int, height: int) -> tuple[Header, ...]:
    """The headers that rows top … top + height − 1 make, merged and lost-merge headings spread over their columns."""
    spread = _spread_merged(grid, top, height)
    filled = [dict(rows.get(row, {})) for row in range(top, top + height)]
    for (row, column), (source_row, source_column) in spread.items():
        text = rows.get(source_row, {}).get(source_column)
        if text and column not in filled[row - top]:
            filled[row - top][column] = text
    for upper, lower in reversed([*pairwise(filled)]):
        _fill_right(upper, lower)
    headers = []
    for column in sorted({column for texts in filled for column in texts}):
        labels: list[str] = []
        lowest = top
        for offset, texts in enumerate(filled):
            if column in texts and texts[column] not in labels:
                labels.append(texts[column])
                lowest = top + offset
        headers.append(Header(column, lowest, tuple(labels)))
    return tuple(headers)


def _spread_merged(grid: Grid, top: int, height: int) -> dict[tuple[int, int], tuple[int, int]]:
    touching = [
        merged
        for merged in grid.merged
        if merged[0] < top + height and merged[2] >= top and merged[2] - merged[0] < LONGEST_HEADER_MERGE
    ]
    return {
        (row, column): (first_row, first_column)
        for first_row, first_column, last_row, last_column in touching[:MOST_HEADER_MERGES]
        for row in range(max(first_row, top), min(last_row, top + height - 1) + 1)
        for column in range(first_column, min(last_column + 1, len(grid.columns)))
    }


def _fill_right(upper: dict[int, str], lower: Mapping[int, str]) -> None:
    """A heading over several columns whose merge was lost: it holds for the columns to its right."""
    current = ""
    for column in range(max(lower, default=-1) + 1):
        current = upper.get(column, current)
        if column not in upper and column in lower and current and column - 1 in lower:
            upper[column] = current
