"""1,350 without quotes in a CSV becomes two cells, and everything behind it moves one column to the right."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rating.intake.layout.columns import Layout
from rating.problems import Problem

_HEAD = re.compile(r"[+-]?\d{1,3}")
_TAIL = re.compile(r"\d{3}(?:\.\d+)?\D*")
_REMEDY = "请去掉数字中的千位逗号，或在表格软件中打开原表另存为 .xlsx 再上传"


def split_numbers(layout: Layout, rows: NDArray[np.int32]) -> Iterable[Problem]:
    """Rows of a text table that are longer than its header and hold 1 and 350 side by side."""
    grid = layout.table.grid
    end = max((header.column for header in layout.table.headers), default=-1) + 1
    if grid.title or end >= len(grid.columns):
        return
    for row in rows.tolist():
        if not any(grid.cell(row, column) is not None for column in range(end, len(grid.columns))):
            continue
        texts = [grid.text(row, column) for column in range(len(grid.columns))]
        for column in range(len(texts) - 1):
            if _HEAD.fullmatch(texts[column]) and _TAIL.fullmatch(texts[column + 1]):
                both = f"「{texts[column]}」和「{texts[column + 1]}」"
                found = f"该行比表头多出内容，{both}像是一个带千位逗号的数字被拆成了两格"
                yield Problem("row_split", layout.place(row, column), found, "与表头同样多的格", _REMEDY)
                break
