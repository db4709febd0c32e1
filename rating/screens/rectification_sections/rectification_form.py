"""One rectification item as its station reads and fills it: the demand, the deadline, what was done, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from rating.district.rounds.own_results import OwnRound
from rating.district.rounds.rectification import (
    ACCEPTED,
    OPEN,
    REJECTED,
    RETURNED,
    STAGES,
    SUBMITTED,
    WITH_STATION,
    Item,
)
from rating.screens.objection_sections.objection_parts import changed_part
from rating.screens.parts.attached_files import edit_files, files_part, tell_left_behind
from rating.screens.parts.draft_text import Draft, draft_text, forget
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.parts.went_through import went_through
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import rectification as work
from rating.workflow.rectification import ItemTold

LOOKS = {OPEN: "warning", RETURNED: "warning", SUBMITTED: "question", ACCEPTED: "firm", REJECTED: "refusal"}


def badge(item: Item) -> Markup:
    return tag("span", item.title, cls=f"badge {'firm' if item.settled_id else LOOKS[item.state]}")


def deadline(item: Item) -> str:
    """整改期限 2026-06-30（还有 3 天）; nothing where there is none."""
    if item.until is None:
        return ""
    left = f"（{days_left(item.until)}）" if item.state in WITH_STATION else "（逾期报送）" if item.late else ""
    return f"整改期限 {day_text(item.until)}{left}"


def item_part(told: ItemTold, title: str) -> Iterator[Markup | None]:
    """What both sides read of an item."""
    item = told.item
    overdue = tag("span", "已逾期", cls="badge refusal") if item.overdue else None
    yield tag("div", tag("h3", title), badge(item), overdue, cls="row")
    lost = f"定级时得 {item.points_before} 分" if item.points_before else ""
    asked = f"{item.made_by_name} {moment_text(item.made_at)} 提出"
    yield tag("p", "　".join(text for text in (deadline(item), lost, asked) if text), cls="quiet")
    yield tag("p", tag("b", "整改要求"))
    yield tag("p", item.demand, cls="own-words")


def done_part(told: ItemTold) -> Iterator[Markup | None]:
    """What the station handed in, what the evaluator said to it, and the re-check."""
    item = told.item
    if item.done:
        when = f"（{item.done_by_name} {moment_text(item.done_at)} 报送）" if item.done_at else ""
        yield tag("p", tag("b", "整改情况"), tag("span", when, cls="quiet"))
        yield tag("p", item.done, cls="own-words")
    yield files_part(told.files)
    yield from verdict_part(item)
    if item.settled_id:
        yield changed_part(item.points_before, item.points_after, told.outcome)


def verdict_part(item: Item) -> Iterator[Markup | None]:
    if item.verdict:
        yield tag("p", tag("b", {RETURNED: "退回的原因", SUBMITTED: "上次退回的原因"}.get(item.state, "验收意见")))
        yield tag("p", item.verdict, cls="own-words")


def show_item(here: Where, own: OwnRound, told: ItemTold, titles: Mapping[str, str]) -> None:
    """With the form while it is the station's turn."""
    item = told.item
    title = titles.get(item.indicator, item.indicator)
    mine = item.state in WITH_STATION and own.state in STAGES
    put(tag("div", *item_part(told, title), *(verdict_part(item) if mine else done_part(told)), cls="card"))
    if mine:
        _form(here, told, title)


def _form(here: Where, told: ItemTold, title: str) -> None:
    item, key = told.item, f"rectification_{told.item.id}"

    def save(text: str, seen: int) -> Draft:
        done = work.save_report(here.database, here.person, item.id, seen, text)
        return Draft(done.done, done.version)

    typed = draft_text(
        f"「{title}」的整改情况",
        key,
        Draft(item.done, item.version),
        save,
        help_text="写明做了什么、什么时候完成、现在的情况。填写的内容自动保存。",
        height=130,
    )
    ready = edit_files(
        key,
        "佐证材料",
        told.files,
        lambda files: work.attach(here.database, here.person, item.id, files),
        lambda upload: work.detach(here.database, here.person, item.id, upload),
    )
    sent = st.button("报送整改情况", type="primary", key=f"submit_{item.id}")
    if sent and not ready:
        tell_left_behind()
    elif sent and went_through(lambda: work.submit(here.database, here.person, item.id, typed.version, typed.text)):
        forget(key)
        st.rerun()
