"""我的评分: a rater's own stations, the sheet to fill in, what was handed in, and what is still wrong with it."""

from __future__ import annotations

import streamlit as st

from rating.problems import Refused, stopping
from rating.screens.frame import frame
from rating.screens.frame.downloads import EXCEL
from rating.screens.import_sections import import_begin, import_draft
from rating.screens.import_sections.import_actions import show_files_to_mend
from rating.screens.import_sections.import_changes import show_changes
from rating.screens.import_sections.import_draft import DRAFT, Draft
from rating.screens.import_sections.import_files import show_drop_zone
from rating.screens.import_sections.import_round import InRound
from rating.screens.import_sections.import_round_parts import closed, files_table
from rating.screens.import_sections.import_steps import COLUMNS, FILES, STATIONS, TABLES, VALUES, progressed, step_of
from rating.screens.import_sections.import_walk import check, show_steps
from rating.screens.parts.asked import FASTER, attempt, show_refusal
from rating.screens.parts.markup import Markup, plain_text, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.parts.problem_list import counted
from rating.screens.parts.progress_bar import told_by_bar
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.shown import in_file_name
from rating.workflow.own_marks import OwnStation, OwnWork, own_template, own_work

UNSENT = "unsent"
SUBMITTED = "my_marks_submitted"
SUBMITTED_WORDS = "评分已提交，评估员可以看到。评分截止前如需改正，请重新放入同名文件再提交。"
HOW = "先下载评分表填好，再把文件放到下面；放进来就核对，没有问题后提交。评分截止前可以重新放入同名文件替换。"


def show() -> None:
    here = where.here()
    if here is None or here.view.part is None:
        return
    work = own_work(here.database, here.person, here.view.part.id)
    started = import_begin.draft()
    keeping = started.keeping
    assert isinstance(keeping, InRound)
    frame.masthead("我的评分", lead=_lead(work, keeping))
    _said()
    put(_stations(work))
    if closed(keeping):
        _closed(keeping)
        return
    put(tag("h2", "填写与提交"), tag("p", HOW, cls="quiet"))
    _templates(here, work)
    show_drop_zone(started, "填好的评分表")
    if started.files:
        _handed_in(started, keeping)


def _lead(work: OwnWork, keeping: InRound) -> str:
    """How many stations, how far, until when."""
    title = f"{work.round.title}（{work.round.state.title}）"
    if not work.stations:
        return f"{title}：还没有分配给您打分的站点。"
    last = work.round.score_until
    until = f"评分截止 {day_text(last)}，{days_left(last)}。" if last and not closed(keeping) else ""
    waiting = sum(upload.state == UNSENT for upload in keeping.inputs.uploads)
    sent = len(keeping.inputs.uploads) - waiting
    handed = f"已提交 {sent} 份文件" if sent else "还没有提交"
    rest = f"，{waiting} 份待提交" if waiting else ""
    return f"{title}：由您打分的站点 {len(work.to_mark)} 个，{handed}{rest}。{until}"


def _stations(work: OwnWork) -> Markup | None:
    """Those to mark, and apart those from which the rater is recused, with the reason."""
    if not work.stations:
        return None
    titles = ("站点", "类型", "街镇", "评估主体")
    head = tag("thead", tag("tr", *(tag("th", title) for title in titles)))
    table = tag("table", head, tag("tbody", *(_row(each, work) for each in work.to_mark)), cls="stack mapping")
    recused = (
        tag("li", each.station.name, tag("span", f"　{each.assignment.reason}", cls="quiet")) for each in work.recused
    )
    return tag(
        "div",
        tag("h2", f"由我打分的站点（{len(work.to_mark)}）") if work.to_mark else None,
        tag("div", table, cls="scroll tall") if work.to_mark else None,
        tag("h2", f"应当回避的站点（{len(work.recused)}）") if work.recused else None,
        tag("p", "以下站点请不要打分。", cls="quiet") if work.recused else None,
        tag("ul", *recused) if work.recused else None,
    )


def _row(each: OwnStation, work: OwnWork) -> Markup:
    station = each.station
    return tag(
        "tr",
        tag("td", station.name),
        tag("td", station.kind, data_name="类型", cls="" if station.kind else "nothing"),
        tag("td", station.street, data_name="街镇", cls="" if station.street else "nothing"),
        tag("td", work.roles.get(each.assignment.role, each.assignment.role), data_name="评估主体"),
    )


def _templates(here: Where, work: OwnWork) -> None:
    """One sheet for each role that the rater has; made when asked for."""
    roles = dict.fromkeys(each.assignment.role for each in work.to_mark if each.assignment.role in work.roles)
    for role in roles:
        key = f"my_marks_template_{role}"
        title = work.roles[role] if len(roles) > 1 else ""
        if st.button(plain_text(f"生成评分表（{title}）" if title else "生成评分表"), key=key):
            made = attempt(lambda: own_template(here.database, here.person, work.part.id, role))  # noqa: B023
            st.session_state[f"{key}_made"] = (work, made) if made else None
        kept = st.session_state.get(f"{key}_made")
        if kept and kept[0] == work:
            stem = "_".join(part for part in ("评分表", title, here.person.name) if part)
            name = f"{in_file_name(stem)}.xlsx"
            st.download_button("保存评分表", kept[1], name, EXCEL, key=f"{key}_save", on_click="ignore", type="primary")


def _handed_in(started: Draft, keeping: InRound) -> None:
    if started.checked is None:
        check(started)
    assert started.checked is not None
    if keeping.news:
        put(tag("p", keeping.news), cls="notice-box warning")
        keeping.news = ""
    show_changes(started)
    blocked = stopping(started.problems)
    if blocked:
        put(tag("p", f"还不能提交：{counted(blocked)}。请改好后重新放入。"), cls="notice-box warning")
    show_files_to_mend(started)
    with_something = {step_of(problem) for problem in started.problems} & {COLUMNS, STATIONS, VALUES}
    show_steps(started, started.checked.reported, progressed(started.problems), {FILES, TABLES, *with_something})
    if not blocked and any(upload.state == UNSENT for upload in keeping.inputs.uploads):
        _submit(started, keeping)


def _submit(started: Draft, keeping: InRound) -> None:
    pressed = st.button("提交评分", type="primary", key="my_marks_submit")
    if not pressed or keeping.changed_now:
        return
    try:
        with told_by_bar("正在提交") as progress:
            forbidden = import_draft.confirm(started, "", progress)
    except Refused as refusal:
        show_refusal(refusal.problems)
        if any(problem.code == FASTER for problem in refusal.problems):
            started.checked = None
        return
    if forbidden == ():
        st.session_state.pop(DRAFT, None)
        st.session_state[SUBMITTED] = True
        st.rerun()


def _said() -> None:
    if st.session_state.pop(SUBMITTED, False):
        put(tag("p", SUBMITTED_WORDS), cls="notice-box good")


def _closed(keeping: InRound) -> None:
    """No more files: why, and what was handed in."""
    told = "；".join(f"{problem.found}。{problem.remedy or problem.kind.remedy}" for problem in closed(keeping))
    uploads = keeping.inputs.uploads
    put(tag("p", f"{told}。"), cls="notice-box")
    put(tag("h2", f"我交来的文件（{len(uploads)}）") if uploads else None, files_table(uploads))


if __name__ == "__main__":
    show()
