"""两档交叉 as a form: what each side is cut by, and the points where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.workshop_sections.column_form import formula_field
from rating.workshop.sheets.forms import joined, number_text, parted
from rating.workshop.sheets.names import Names

BY_NUMBER, BY_LEVEL = "数值", "档次"
MOST_BANDS = 12
NONE_YET = "0"


def matrix_form(body: Any, names: Names, key: str) -> tuple[dict[str, Any], int]:
    """The body as the tree would have it, and how much of the form could not be read."""
    held: Mapping[str, Any] = body if isinstance(body, Mapping) else {}
    left, right = st.columns(2)
    with left:
        rows, first = _axis("行", _mapping(held.get("rows")), names, f"{key}_rows")
    with right:
        columns, second = _axis("列", _mapping(held.get("columns")), names, f"{key}_columns")
    before = grid(held.get("points"), len(bands(rows)), len(bands(columns)))
    points = _points(bands(rows), bands(columns), before, key)
    made = {"rows": rows, "columns": columns, "points": points}
    return (dict(held) if _same(made, held) else made), first + second


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _same(made: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    return all(made[name] == held.get(name) for name in made) and set(held) == set(made)


def _axis(side: str, axis: Mapping[str, Any], names: Names, key: str) -> tuple[dict[str, Any], int]:
    value, faults = formula_field(f"{side}按什么分档", axis.get("value"), names, f"{key}_value")
    ways = [BY_NUMBER, BY_LEVEL]
    way = st.segmented_control(
        f"{side}是", ways, default=ways["levels" in axis], key=f"{key}_way", required=True, persist_state="session"
    )
    word = "levels" if way == BY_LEVEL else "at_least"
    cuts = [str(each) for each in axis.get(word) or []] if isinstance(axis.get(word), list) else []
    label = "档次（由好到差，用顿号隔开）" if way == BY_LEVEL else "分档线（由大到小，用顿号隔开）"
    typed = st.text_input(label, joined(cuts), key=f"{key}_cuts_{word}", persist_state="session")
    read = parted(typed)[:MOST_BANDS]
    return {"value": value, word: read if way == BY_LEVEL else [number_text(each) for each in read]}, faults


def bands(axis: Mapping[str, Any]) -> list[str]:
    """What each row or column is called: the levels, or ≥ each cut and what lies below the last."""
    if "levels" in axis:
        return list(axis["levels"])
    cuts = list(axis.get("at_least") or [])
    return [*(f"≥ {cut}" for cut in cuts), f"低于 {cuts[-1]}" if cuts else "全部"]


def grid(points: Any, rows: int, columns: int) -> list[list[str]]:
    """The points of before in the size of now; where there were none, 0."""
    found = points if isinstance(points, list) else []

    def cell(row: int, column: int) -> str:
        line = found[row] if row < len(found) and isinstance(found[row], list) else []
        return str(line[column]) if column < len(line) and line[column] is not None else NONE_YET

    return [[cell(row, column) for column in range(columns)] for row in range(rows)]


def _points(rows: Sequence[str], columns: Sequence[str], before: Sequence[Sequence[str]], key: str) -> list[list[str]]:
    """A field for each crossing: its row's band before it, its column's above."""
    put(tag("p", "交叉处的得分："))
    made: list[list[str]] = []
    for at, name in enumerate(rows):
        put(tag("p", tag("b", name)))
        with st.container(horizontal=True, gap="small", key=f"{key}_points_{at}"):
            made.append([_cell(name, column, before[at][place], f"{key}_point_{at}_{place}")
                         for place, column in enumerate(columns)])  # fmt: skip
    return made


def _cell(row: str, column: str, before: str, key: str) -> str:
    typed = st.text_input(
        plain_text(column), before, key=key, width=110, help=f"{row} × {column}", persist_state="session"
    )
    return before if typed == before else number_text(str(typed or ""))
