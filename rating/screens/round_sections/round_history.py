"""历次记录: who changed what in a round, when, from what to what, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from rating.district.rounds.decisions import Decision
from rating.district.rounds.entries import Entry, EntryChange
from rating.district.rounds.evaluations import OCCASIONS, Saved
from rating.district.rounds.round import Part
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.notice import notice
from rating.screens.visit.session import looked_at
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow.round_page import RoundPage, history, revisions_of

DEEDS, RATINGS, DECISIONS, VALUES = "全部操作", "评定", "复核与更正", "数据改动"
MOST, FIRST = 1000, 60
"""Lines that are shown at most, and those that are shown before all are asked for."""
LONGEST = 160
"""Signs of a text that stand there before it is unfolded."""
SHORT = 16
"""Signs of a text that stands in one line: a moment, a name."""
DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
Columns = Mapping[str, Sequence[object]]
"""Title → what stands under it, line by line."""


def show_history(here: Where, page: RoundPage, part: Part | None) -> None:
    wanted = st.segmented_control(
        "显示", (DEEDS, RATINGS, DECISIONS, VALUES), default=DEEDS if page.may_change else RATINGS, key="round_history",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    if wanted == DEEDS:
        _deeds(here, page)
        return
    found = attempt(lambda: revisions_of(here.database, here.person, part.id)) if part else None
    titles = _titles()
    if found is None:
        notice("还没有。")
    elif wanted == RATINGS:
        _show(_ratings(found.evaluations), "还没有评定。")
    elif wanted == DECISIONS:
        _show(_decisions(found.decisions, titles), "还没有复核和更正。")
    else:
        _show(_values(found.entries[:MOST], titles), "采用以后还没有改动过。")


def _titles() -> dict[str, str]:
    """Field → its title in the rubric of what is being looked at."""
    now = looked_at()
    return {code: field.title for code, field in now.evaluation.rubric.fields.items()} if now else {}


def _deeds(here: Where, page: RoundPage) -> None:
    if not page.may_change:
        notice("这一轮次含有不归您负责的类型，全部操作不在这里显示。")
        return
    lines = attempt(lambda: history(here.database, here.person, page.round.id)) or ()
    _show(
        {
            "时间": [moment_text(each.at) for each in lines],
            "谁": [each.who for each in lines],
            "做了什么": [each.summary.removeprefix(f"评估轮次「{page.round.title}」：") for each in lines],
            "原为": [each.old for each in lines],
            "改为": [each.new for each in lines],
            "理由": [each.why for each in lines],
        },
        "还没有。",
    )


def _ratings(saved: Sequence[Saved]) -> Columns:
    return {
        "次": [each.number for each in saved],
        "时间": [moment_text(each.made_at) for each in saved],
        "谁": [each.made_by_name for each in saved],
        "因何": [OCCASIONS[each.occasion] for each in saved],
        "单位": [each.stations for each in saved],
        "数据版次": [each.entry_revision for each in saved],
        "理由": [each.why for each in saved],
        "指纹": [each.fingerprint[:12] for each in saved],
    }


def _decisions(made: Sequence[Decision], titles: Mapping[str, str]) -> Columns:
    return {
        "号": [each.number for each in made],
        "时间": [moment_text(each.made_at) for each in made],
        "谁": [each.made_by_name for each in made],
        "因何": [OCCASIONS[each.occasion] for each in made],
        "站点代码": [each.station_code for each in made],
        "数据项": [titles.get(each.field, each.field) for each in made],
        "原为": [each.old for each in made],
        "改为": [each.new for each in made],
        "理由": [each.why for each in made],
        "现行": ["已被后来的代替" if each.ended else "是" for each in made],
    }


def _values(changes: Sequence[EntryChange], titles: Mapping[str, str]) -> Columns:
    there = [each.new or each.old for each in changes]
    return {
        "版次": [each.revision for each in changes],
        "时间": [moment_text(each.made_at) for each in changes],
        "谁": [each.made_by_name for each in changes],
        "站点代码": [each.station_code if each else "" for each in there],
        "数据项": [titles.get(each.field, each.field) if each else "" for each in there],
        "评估人": [each.rater if each else "" for each in there],
        "原为": [_typed(each.old) for each in changes],
        "改为": [_typed(each.new) for each in changes],
        "理由": [each.why for each in changes],
    }


def _typed(entry: Entry | None) -> str:
    """As it was typed, with its cell."""
    if entry is None:
        return "（没有）"
    place = f"（{entry.file} → {entry.sheet}!{entry.cell}）" if entry.cell else ""
    return f"{entry.typed or '空白'}{place}"


def _show(columns: Columns, nothing: str) -> None:
    """Newest first, with every word of it: a table of the grid would cut what is long."""
    lines = list(zip(*columns.values(), strict=True))
    if not lines:
        notice(nothing)
        return
    if len(lines) > FIRST and not st.toggle(f"显示全部 {len(lines)} 条", key="round_history_every"):
        lines = lines[:FIRST]
    head = tag("thead", tag("tr", *(tag("th", title) for title in columns)))
    rows = (tag("tr", *(_cell(title, cell) for title, cell in zip(columns, line, strict=True))) for line in lines)
    put(tag("div", tag("table", head, tag("tbody", *rows), cls="stack history"), cls="scroll"))


def _cell(title: str, content: object) -> Markup:
    """Named on a phone, where the cells stand one under the other and empty ones are left out."""
    text = DIGEST.sub(r"\1…", "" if content is None else str(content))
    if not text:
        return tag("td", cls="nothing")
    if len(text) <= LONGEST:
        return tag("td", text, data_name=title, cls="words" if len(text) > SHORT else "")
    whole = tag("details", tag("summary", text[:LONGEST], "……"), text, cls="grounds")
    return tag("td", whole, data_name=title, cls="words")
