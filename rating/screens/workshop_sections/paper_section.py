"""A standard on paper, row by row: its sentence, the rule proposed for it with a worked example, and one's decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rating.district.rounds.local_day import today
from rating.rubric.naming import code_for
from rating.rubric.numbers import plain
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.problem_list import show_problems
from rating.screens.workshop_sections.desk import Desk
from rating.workflow.rubric_paper import Decided, PaperWork, Row, decision, paper_work, text_of_paper

LONGEST = 2000
WAITING, ALL, MARKS = "待确认", "全部", "由评估人打分"
BARS = "必备条件"
STATES: Mapping[Decided, str] = {"open": "待确认", "taken": "已采用", "mark": "由评估人打分"}


def show_paper(desk: Desk) -> None:
    draft = desk.draft
    work = attempt(lambda: paper_work(draft.paper_name, draft.paper or b"", draft.decisions))
    if work is None:
        return
    _counts(work)
    _found(work)
    if not work.rows:
        return
    _all_clear(desk, work)
    _rows(desk, work)
    _finish(desk, work)


def _counts(work: PaperWork) -> None:
    rows, proposed = [row for row in work.rows if not row.bars], sum(row.proposed for row in work.rows)
    barring = len(work.rows) - len(rows)
    conditions = f"另有 {barring} 条一票否决或必备条件，转入编辑后列在「条件与星级」。" if barring else ""
    put(
        tag(
            "p",
            f"读出 {len(rows)} 项指标，合计 {plain(work.paper.total)} 分；"
            f"{proposed} 项提出了计分规则，其中 {work.open} 项待确认；"
            f"{len(rows) - proposed} 项没有读懂，按评估人打分处理，可以改写评分标准后再读。{conditions}",
        ),
        cls="notice-box good" if rows and not work.open else "notice-box",
    )


def _found(work: PaperWork) -> None:
    """What does not fit together in the paper, by cell, and what stands beside its tables."""
    if work.paper.problems:
        put(tag("h2", "原件中需要核对的地方"))
        show_problems(work.paper.problems, "paper_problems", "原件问题清单.csv")
    if work.paper.notes:
        with st.expander(f"表格以外的内容（{len(work.paper.notes)} 条，没有计入指标）"):
            put(tag("ul", *(tag("li", note) for note in work.paper.notes)))


def _all_clear(desk: Desk, work: PaperWork) -> None:
    """One step for the proposals about which nothing is in doubt."""
    clear = [at for at, row in enumerate(work.rows) if _is_clear(row)]
    if clear and st.button(f"采用没有疑问的 {len(clear)} 项", key=desk.key("paper_clear")):
        _decided(desk, work, dict.fromkeys(clear, "taken"))


def _is_clear(row: Row) -> bool:
    return row.decided == "open" and row.proposed and not row.proposal.doubts and not row.proposal.unread


def _rows(desk: Desk, work: PaperWork) -> None:
    shown = str(
        st.segmented_control(
            "显示哪些",
            [WAITING, MARKS, ALL],
            default=ALL,
            key="paper_shown",
            label_visibility="collapsed",
            required=True,
        )
    )
    for at, row in enumerate(work.rows):
        waits = row.decided == "open" and row.proposed
        if (
            shown == ALL
            or (shown == WAITING and waits)
            or (shown == MARKS and not row.counts and not waits and not row.bars)
        ):
            _row(desk, work, at, row)


def _row(desk: Desk, work: PaperWork, at: int, row: Row) -> None:
    key = desk.key(f"paper_{at}")
    with st.container(border=True, key=f"paper_row_{at}"):
        put(_head(at, row))
        left, right = st.columns(2)
        with left:
            put(tag("p", tag("b", "原文　"), row.item.standard.text or "（没有写评分标准）"), _where(row))
            if row.rewritten:
                put(tag("p", tag("b", "改写为　"), row.sentence))
        with right:
            put(*_proposal(row))
        _choices(desk, work, at, row, key)


def _head(at: int, row: Row) -> Markup:
    levels = " › ".join(level.text for level in row.item.levels)
    points = f"{plain(row.item.points)} 分" if row.item.points is not None else "" if row.bars else "没有分值"
    state = BARS if row.bars else STATES[row.decided] if row.proposed else MARKS
    return tag("p", tag("b", f"{at + 1}　{levels}"), f"　{points}　", tag("span", state, cls="badge"))


def _where(row: Row) -> Markup:
    return tag("p", row.item.standard.where or row.item.where, cls="quiet")


def _proposal(row: Row) -> list[Markup]:
    if row.bars:
        return [tag("p", "不计分。转入编辑后列为必备条件，由填报的“是”“否”触发；后果请在「条件与星级」中核对。")]
    if not row.proposed:
        reason = row.proposal.unread or row.sentence
        told = f"没有读懂“{reason}”，" if reason else ""
        gate = (
            tag("p", "这一条像是必备条件，不是得分；可在转入编辑后的「条件与星级」中填写。")
            if row.proposal.gate
            else None
        )
        return [tag("p", f"{told}由评估人打分，最高为满分。"), *([gate] if gate else [])]
    said = [tag("p", tag("b", "规则　"), row.told)]
    if row.example is not None:
        said.append(tag("p", tag("b", "例　"), row.example.sentence))
    said += [tag("p", f"请确认：{doubt}", cls="warning-text") for doubt in row.proposal.doubts]
    return said


def _choices(desk: Desk, work: PaperWork, at: int, row: Row, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.proposed and row.decided != "taken" and st.button("采用这条规则", type="primary", key=f"{key}_take"):
            _decided(desk, work, {at: "taken"})
        if row.proposed and row.decided != "mark" and st.button("由评估人打分", key=f"{key}_mark"):
            _decided(desk, work, {at: "mark"})
        if row.decided != "open" and st.button("重新考虑", key=f"{key}_open"):
            _decided(desk, work, {at: "open"})
        if row.bars:
            return
        with st.popover("改写评分标准"):
            text = st.text_area("换一种说法，工具重新读", row.sentence, key=f"{key}_text", max_chars=LONGEST)
            put(tag("p", "只影响计分规则，原文照录在依据中。", cls="quiet"))
            if st.button("重新读", key=f"{key}_read") and text.strip() != row.sentence:
                _decided(desk, work, {at: "open"}, {at: text.strip()})


def _decided(
    desk: Desk, work: PaperWork, made: Mapping[int, Decided], sentences: Mapping[int, str] | None = None
) -> None:
    """Keep what was decided about some rows, with what holds for the others."""
    said = sentences or {}
    rows: list[dict[str, Any]] = []
    for at, row in enumerate(work.rows):
        sentence = said.get(at, row.sentence)
        now = made.get(at, row.decided)
        rewritten = "" if sentence == row.item.standard.text else sentence
        rows.append(decision(now, rewritten, row.basis if now != "open" else ""))
    if desk.decide(rows):
        st.rerun()


def _finish(desk: Desk, work: PaperWork) -> None:
    """On to editing, with a name; what is still open becomes a rater's mark, and the page says so before."""
    put(tag("h2", "转入编辑"))
    if work.open:
        put(tag("p", f"还有 {work.open} 项没有确认。现在转入编辑，这些项按评估人打分处理。"), cls="notice-box warning")
    with st.form(desk.key("paper_finish")):
        title = st.text_input("标准名称", work.paper.title or desk.draft.title, max_chars=80)
        if st.form_submit_button("转入编辑", type="primary"):
            _begin_editing(desk, work, title.strip())


def _begin_editing(desk: Desk, work: PaperWork, title: str) -> None:
    if not title:
        put(tag("p", "请填写标准名称。"), cls="notice-box warning")
        return
    code, version = code_for(title, (), "rubric"), f"{today().year}.1"
    text = attempt(lambda: text_of_paper(work, title=title, code=code, version=version))
    if text is not None and desk.keep(text, title):
        st.rerun()
