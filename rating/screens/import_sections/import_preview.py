"""The table as it will be scored: cleaned values, marked where they differ from what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import streamlit as st

from rating.insight.checked import checked
from rating.reported import Rater, Reported, Roster, Status
from rating.rubric.numbers import plain
from rating.screens.import_sections.import_draft import Draft
from rating.screens.parts.markup import Markup, plain_text, put, tag
from rating.screens.parts.tables import short_names

OWN = ""
MOST_ROWS = 50
TITLES = {status.code: status.title for status in Status}
Cells = Mapping[str, Any]


def preview_summary(reported: Reported) -> str:
    """`将按下表评定 37 个单位，3 位评估人打分`."""
    raters = f"，{len(reported.raters)} 位评估人打分" if reported.raters else ""
    return f"将按下表评定 {len(reported.roster)} 个单位{raters}"


def show_preview(started: Draft) -> None:
    assert started.checked is not None
    reported = started.checked.reported
    stations: list[dict[str, Any]] = checked(first_rows(reported, MOST_ROWS), started.rubric)["stations"]
    put(tag("p", "底色标出的单元格经过整理，与所填文字不同；指向它可以看到原来所填和所在单元格。", cls="quiet"))
    whose = _choose({OWN: "填报数据", **{rater.code: _who(rater) for rater in reported.raters}})
    put(
        _table(started, short_names([station["name"] for station in stations]), [_of(each, whose) for each in stations])
    )
    if len(reported.roster) > MOST_ROWS:
        put(tag("p", f"只预览前 {MOST_ROWS} 个单位，其余同样读取。", cls="quiet"))


def first_rows(reported: Reported, rows: int) -> Reported:
    """The first stations only: what is not looked at need not be made."""
    at = np.arange(min(rows, len(reported.roster)))
    roster = reported.roster
    first = Roster(*(part[: len(at)] for part in (roster.code, roster.name, roster.kind, roster.street)))
    columns = {code: column.rows_at(at) for code, column in reported.columns.items()}
    marks = {
        code: {rater: column.rows_at(at) for rater, column in by_rater.items()}
        for code, by_rater in reported.marks.items()
    }
    return replace(reported, roster=first, columns=columns, marks=marks)


def _who(rater: Rater) -> str:
    return rater.name or rater.code


def _choose(names: Mapping[str, str]) -> str:
    if len(names) == 1:
        return OWN
    chosen = st.segmented_control(
        "查看谁填的",
        list(names),
        default=OWN,
        required=True,
        format_func=lambda code: plain_text(names.get(code, "")),
        key="preview_whose",
    )
    return chosen or OWN


def _of(station: Mapping[str, Any], rater: str) -> dict[str, Cells]:
    """Field → cell, of what the station reported or of what one rater marked."""
    if rater == OWN:
        return dict(station["values"])
    marks = station.get("marks", {})
    return {field: given[rater] for field, given in marks.items() if rater in given}


def _table(started: Draft, names: list[str], values: list[dict[str, Cells]]) -> Markup:
    fields = started.rubric.fields
    used = [code for code in fields if any(row.get(code, {}).get("cell") for row in values)]
    if not used:
        return tag("p", "没有数据。", cls="quiet")
    looks = {code: "figure" if fields[code].kind in ("number", "share", "mark") else "" for code in used}
    head = tag("tr", tag("th", "站点"), *(tag("th", _header(fields[code]), cls=looks[code]) for code in used))
    rows = (
        tag("tr", tag("td", name), *(_cell(row.get(code), fields[code].kind, looks[code]) for code in used))
        for name, row in zip(names, values, strict=True)
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="pinned"), cls="scroll tall")


def _header(field: Any) -> str:
    return f"{field.title}（{field.unit}）" if field.unit else str(field.title)


def _cell(cell: Cells | None, kind: str, look: str) -> Markup:
    if not cell or not cell["cell"]:
        return tag("td", "—", cls=f"quiet {look}", title="各文件中都没有这一格")
    if cell["status"] != Status.REPORTED.code:
        return tag("td", TITLES[cell["status"]], cls=f"quiet {look}", title=_typed(cell))
    shown = percent(cell["value"]) if kind == "share" else cell["value"]
    changed = cell["text"] is not None and cell["text"] not in (cell["value"], shown)
    return tag("td", shown, cls=f"{look} changed" if changed else look, title=_typed(cell))


def percent(value: str) -> str:
    """`0.952` → `95.2%`."""
    return f"{plain(Decimal(value) * 100)}%"


def _typed(cell: Cells) -> str:
    where = "!".join(part for part in (cell["sheet"], cell["cell"]) if part)
    return f"原填「{cell['text'] or ''}」　{cell['file']} {where}"
