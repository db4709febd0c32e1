"""The table as it will be scored: cleaned values, marked where they differ from what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rating.insight.result import checked
from rating.reported import Status
from rating.screens.import_draft import Draft
from rating.screens.markup import Markup, plain_text, put, tag
from rating.screens.tables import short_names

OWN = "填报数据"
MOST_ROWS = 50
TITLES = {status.code: status.title for status in Status}
Cells = Mapping[str, Any]


def show_preview(started: Draft) -> None:
    assert started.checked is not None
    content = checked(started.checked.reported, started.rubric)
    stations: list[dict[str, Any]] = content["stations"]
    put(
        tag("h2", f"预览：将按下表评定（{len(stations)} 个单位）"),
        tag("p", "底色标出的单元格经过整理，与所填文字不同；指向它可以看到原来所填和所在单元格。", cls="quiet"),
    )
    raters = {rater.code: rater.name or rater.code for rater in started.checked.reported.raters}
    names = [OWN, *raters.values()]
    whose = _choose(names) if raters else OWN
    codes = {name: code for code, name in raters.items()}
    values = [_of(station, codes.get(whose)) for station in stations[:MOST_ROWS]]
    put(_table(started, short_names([station["name"] for station in stations])[:MOST_ROWS], values))
    if len(stations) > MOST_ROWS:
        put(tag("p", f"只预览前 {MOST_ROWS} 个单位，其余同样读取。", cls="quiet"))


def _choose(names: list[str]) -> str:
    label = "查看谁填的"
    chosen = st.segmented_control(label, names, default=OWN, required=True, format_func=plain_text, key="preview_whose")
    return chosen or OWN


def _of(station: Mapping[str, Any], rater: str | None) -> dict[str, Cells]:
    """Field → cell, of what the station reported or of what one rater marked."""
    if rater is None:
        return dict(station["values"])
    marks = station.get("marks", {})
    return {field: given[rater] for field, given in marks.items() if rater in given}


def _table(started: Draft, names: list[str], values: list[dict[str, Cells]]) -> Markup:
    fields = started.rubric.fields
    used = [code for code in fields if any(row.get(code, {}).get("cell") for row in values)]
    if not used:
        return tag("p", "没有数据。", cls="quiet")
    head = tag("tr", tag("th", "站点"), *(tag("th", _header(fields[code])) for code in used))
    rows = (
        tag("tr", tag("td", name), *(_cell(row.get(code)) for code in used))
        for name, row in zip(names, values, strict=True)
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="pinned"), cls="scroll")


def _header(field: Any) -> str:
    return f"{field.title}（{field.unit}）" if field.unit else str(field.title)


def _cell(cell: Cells | None) -> Markup:
    if not cell:
        return tag("td", "")
    if cell["status"] != Status.REPORTED.code:
        return tag("td", TITLES[cell["status"]], cls="quiet", title=_typed(cell))
    changed = cell["text"] is not None and cell["text"] != cell["value"]
    looks = ["figure"] if cell["value"][:1].isdigit() else []
    looks += ["changed"] if changed else []
    return tag("td", cell["value"], cls=" ".join(looks), title=_typed(cell))


def _typed(cell: Cells) -> str:
    if not cell["cell"]:
        return ""
    where = "!".join(part for part in (cell["sheet"], cell["cell"]) if part)
    return f"原填「{cell['text'] or ''}」　{cell['file']} {where}"
