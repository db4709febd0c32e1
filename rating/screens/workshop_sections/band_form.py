"""One grade as a form: its points, the least that parts of the tree must have, what must be true for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating.screens.parts.markup import put, tag, visible
from rating.screens.workshop_sections.column_form import columns_form, read_text, say_fault, shown
from rating.screens.workshop_sections.draft_tree import mapping, records, spots
from rating.screens.workshop_sections.typed_rows import Head, Rows, typed_rows
from rating.workshop.sheets.forms import AMOUNT, FORMULA, TEXT, TITLE
from rating.workshop.sheets.names import Names, Unread
from rating.workshop.sheets.tables import BAND_COLUMNS

INDICATOR, LEAST, NAME, CONDITION, HELP = "一级指标或指标", "至少得分", "名称", "条件", "如何满足"


def band_form(band: Mapping[str, Any], tree: Mapping[str, Any], names: Names, key: str) -> tuple[dict[str, Any], int]:
    """The band as it would be, and how much of the form could not be read."""
    filled = columns_form(BAND_COLUMNS, band, names, key)
    made, faults = filled.raw, filled.faults
    put(tag("p", "另须达到的最低得分（分数，或满分的百分比）：", cls="quiet"))
    least = mapping(band.get("minimum"))
    before = [[code, shown(AMOUNT, value, names)] for code, value in least.items()]
    labels = {spot.code: visible(spot.label) for spot in spots(tree)}
    rows = typed_rows([Head(INDICATOR, 2, labels), Head(LEAST)], before, f"{key}_minimum")
    if rows != before:
        made["minimum"], wrong = minimum_of(rows, names)
        faults += wrong
    put(tag("p", "必须满足的条件：", cls="quiet"))
    made, wrong = _required(band, made, names, key)
    return {name: value for name, value in made.items() if value not in ({}, []) or band.get(name) == value}, (
        faults + wrong
    )


def minimum_of(rows: Rows, names: Names) -> tuple[dict[str, Any], int]:
    """Code of the node → the least it must have."""
    made: dict[str, Any] = {}
    faults = 0
    for code, least in rows:
        if code and least and code not in made:
            made[code] = AMOUNT.read(least, names)
            continue
        faults += 1
        told = "有一行没有选指标。" if not code else "同一指标写了两次。" if code in made else "有一行没有写最低得分。"
        put(tag("p", told), cls="notice-box warning")
    return made, faults


def _required(band: Mapping[str, Any], made: dict[str, Any], names: Names, key: str) -> tuple[dict[str, Any], int]:
    """Conditions without which this grade is not given."""
    before = [
        [shown(TITLE, each.get("title"), names), shown(FORMULA, each.get("when"), names),
         shown(TEXT, each.get("advice"), names)]
        for each in records(band.get("requires"))
    ]  # fmt: skip
    rows = typed_rows([Head(NAME, 2), Head(CONDITION, 3), Head(HELP, 3)], before, f"{key}_requires")
    if rows == before:
        return made, 0
    required, faults = requirements_of(rows, names)
    return {**made, "requires": required}, faults


def requirements_of(rows: Rows, names: Names) -> tuple[list[dict[str, Any]], int]:
    made: list[dict[str, Any]] = []
    faults = 0
    for title, when, advice in rows:
        try:
            read = {"title": TITLE.read(title, names), "when": read_text(FORMULA, when, names)}
            made.append({**read, **({"advice": TEXT.read(advice, names)} if advice else {})})
        except Unread as fault:
            faults += 1
            say_fault(title or CONDITION, fault)
    return made, faults
