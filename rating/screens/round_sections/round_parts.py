"""分组与评分标准: which rubric judges which kinds; rubrics that come with the tool or are uploaded as YAML."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.district.rounds.parts import PartPlan, plan_of_part
from rating.district.rounds.round import Round
from rating.district.rubrics.revisions import RubricRevision
from rating.screens.parts.asked import attempt
from rating.screens.parts.held_draft import Draft, begun, draft, let_go, still_current
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.notice import notice, say_next
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import rounds as work
from rating.workflow.round_page import RoundPage, changed_since

EVERY = "不写类型的组评定其余所有类型；各组的类型不能重复。"


def show_parts(here: Where, page: RoundPage) -> None:
    if page.round.state.frozen or not page.may_change:
        frozen = "已经开始评分，分组和评分标准冻结，不能再改。" if page.round.state.frozen else ""
        put(tag("p", frozen, cls="quiet"), _table(page))
        _fingerprint(page)
        return
    _rubrics(here, page)
    if page.revisions:
        _form(here, page)
    else:
        notice("本区还没有评分标准。请先选用一份，或上传自己的。")


def unsaved(round_: Round) -> bool:
    """Whether something was changed in the form that is not saved."""
    held = begun(f"round_parts_{round_.id}")
    if held is None:
        return False
    plans = _plans(held)
    dropped = any(st.session_state.get(held.key(f"drop_{place}")) for place in range(len(plans)))
    return dropped or _typed(held, plans) != list(held.base)


def _rubrics(here: Where, page: RoundPage) -> None:
    """The way to a rubric: one that comes with the tool, or a YAML file."""
    with st.expander("添加评分标准", expanded=not page.revisions):
        shipped = {path.name: (path, rubric) for path, rubric in work.shipped_rubrics()}
        chosen = st.selectbox(
            "随工具提供的评分标准",
            list(shipped),
            index=None,
            format_func=lambda name: visible(f"{shipped[name][1].title}　{shipped[name][1].standing_title}"),
            key="round_rubric_shipped",
            placeholder=CHOOSE,
        )
        file = st.file_uploader("或上传自己的评分标准（.yaml）", ["yaml", "yml"], key="round_rubric_file")
        why = st.text_input("说明（可不填）", key="round_rubric_why", max_chars=500)
        if st.button("添加", key="round_rubric_add", disabled=not (chosen or file)):
            path = shipped[chosen][0] if chosen else None
            if file is not None:
                _add(here, page, file.name, file.getvalue(), why)
            elif path is not None:
                _add(here, page, path.name, path.read_bytes(), why)


def _add(here: Where, page: RoundPage, name: str, content: bytes, why: str) -> None:
    known = {each.id for each in page.revisions}
    made = attempt(lambda: work.add_rubric(here.database, here.person, page.round.district, name, content, why))
    if made is not None:
        old = "这份评分标准早已在本区，内容没有变化。"
        say_next(old if made in known else "评分标准已添加，请在下面选用。")


def _form(here: Where, page: RoundPage) -> None:
    round_ = page.round
    base = tuple(plan_of_part(part) for part in page.parts) or (PartPlan("全部站点", page.revisions[0].id),)
    held = draft(f"round_parts_{round_.id}", round_.version, base)
    plans, since = _plans(held), held.since
    held = still_current(
        held,
        round_.version,
        base,
        _typed(held, plans) != list(held.base),
        lambda: changed_since(here.database, here.person, round_.id, since),
    )
    plans = _plans(held)
    put(tag("h2", "分组"), tag("p", EVERY, cls="quiet"))
    wanted = [_one(held, page, place, plan) for place, plan in enumerate(plans)]
    with st.container(horizontal=True):
        if st.button("增加一组", key=held.key("more")):
            st.session_state[held.key("plans")] = [*wanted, PartPlan(f"第 {len(plans) + 1} 组", page.revisions[0].id)]
            st.rerun()
        unchanged = bool(page.parts) and wanted == list(held.base)
        if st.button("保存分组", key=held.key("save"), type="primary", disabled=unchanged):
            kept = [plan for place, plan in enumerate(wanted) if not st.session_state.get(held.key(f"drop_{place}"))]
            _save(here, page, held, kept)


def _plans(held: Draft) -> list[PartPlan]:
    """The parts as far as they were begun: those that are kept, and those added since."""
    plans: list[PartPlan] = st.session_state.get(held.key("plans")) or list(held.base)
    return plans


def _save(here: Where, page: RoundPage, held: Draft, wanted: Sequence[PartPlan]) -> None:
    done = attempt(lambda: work.set_parts(here.database, here.person, page.round.id, held.seen, wanted))
    if done is not None:
        let_go(held)
        say_next("分组已保存。" + ("" if page.stations else "接着请在「名册」中取用站点名册。"))


def _one(held: Draft, page: RoundPage, place: int, plan: PartPlan) -> PartPlan:
    rubrics = {each.id: each for each in page.revisions}
    known = sorted({*page.kinds, *plan.kinds})
    name, rubric, kinds, drop = st.columns([3, 5, 4, 1], vertical_alignment="bottom")
    title = name.text_input("组名", plan.title, key=held.key(f"title_{place}"), max_chars=100, persist_state="session")
    chosen = rubric.selectbox(
        "评分标准",
        list(rubrics),
        index=list(rubrics).index(plan.rubric_id) if plan.rubric_id in rubrics else 0,
        format_func=lambda each: visible(rubrics[each].label),
        key=held.key(f"rubric_{place}"),
        persist_state="session",
        placeholder=CHOOSE,
    )
    named = kinds.multiselect(
        "站点类型",
        known,
        list(plan.kinds),
        format_func=visible,
        key=held.key(f"kinds_{place}"),
        persist_state="session",
        placeholder="其余所有类型",
    )
    drop.checkbox("删去", key=held.key(f"drop_{place}"), persist_state="session")
    return PartPlan(str(title or ""), int(chosen or plan.rubric_id), tuple(named), plan.id)


def _typed(held: Draft, plans: Sequence[PartPlan]) -> list[PartPlan]:
    """The form as it was at the end of the last rerun."""
    state = st.session_state
    return [
        PartPlan(
            state.get(held.key(f"title_{place}"), plan.title),
            state.get(held.key(f"rubric_{place}"), plan.rubric_id),
            tuple(state.get(held.key(f"kinds_{place}"), plan.kinds)),
            plan.id,
        )
        for place, plan in enumerate(plans)
    ]


def _table(page: RoundPage) -> object:
    rows = []
    for part in page.parts:
        rubric = page.rubric(part)
        rows.append(
            tag(
                "tr",
                tag("td", tag("b", part.title)),
                tag("td", _told(rubric) if rubric else ""),
                tag("td", "、".join(part.kinds) or "其余所有类型"),
                tag("td", str(page.in_part[part.id]), cls="figure"),
            )
        )
    head = tag("tr", *(tag("th", each) for each in ("组", "评分标准", "类型")), tag("th", "站点（个）", cls="figure"))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), cls="scroll")


def _told(rubric: RubricRevision) -> str:
    added = f"{rubric.made_by_name} {moment_text(rubric.made_at)} 添加".strip()
    return f"{rubric.label}，{added}，指纹 {rubric.fingerprint[:12]}"


def _fingerprint(page: RoundPage) -> None:
    if page.round.frozen_fingerprint:
        put(
            tag("p", "评分标准与名册的冻结指纹（SHA-256）：", tag("span", page.round.frozen_fingerprint, cls="digest")),
            tag("p", "每次评定时都会核对。", cls="quiet"),
        )
