"""Where a round stands and its next step: what is missing in plain words, then one button; a step back apart."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from rating.district.rounds.evaluations import Saved
from rating.district.rounds.moves import Step
from rating.district.rounds.round import Round
from rating.district.rounds.states import State
from rating.problems import Problem
from rating.scoring.evaluation import Evaluation
from rating.screens.frame.navigation import page_file
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.notice import notice, say_next
from rating.screens.parts.progress_bar import told_by_bar
from rating.screens.visit.session import evaluation_known
from rating.screens.visit.where import Where
from rating.workflow import publication
from rating.workflow import rounds as work
from rating.workflow.round_page import RoundPage

RAIL = (
    State.DRAFT,
    State.OPEN,
    State.SCORING,
    State.REVIEWED,
    State.ANNOUNCED,
    State.FINAL,
    State.RECTIFICATION,
)
EFFECTS = {
    State.OPEN: "评估人和评估员可以上传文件。",
    State.SCORING: "评分标准、分组和参评名册从此冻结，不能再改。",
    State.REVIEWED: "评估人不再交表；可以再看一遍结果，录入复核分。",
    State.ANNOUNCED: "站长从此看到本站的结果，可以提出异议。生成各站反馈需要一些时间。",
    State.FINAL: "结果从此固定；分数只能通过整改复评改变。",
    State.RECTIFICATION: "可以向站点下达整改事项，整改后只复评未达标的项。",
    State.CLOSED: "本轮结束，只供查阅。",
}
BACK_EFFECTS = {
    State.ANNOUNCED: "站长将不再看到本轮结果。",
    State.SCORING: "评分标准、分组和名册重新可以修改；改动以后须重新评定。",
}
SEEN = "round_seen"


def show_rail(state: State) -> None:
    """方案→填报→评分→复核→公示→定级→整改, what is done, where we are."""
    order = list(State)
    items = [
        tag("li", each.title, cls="here" if each is state else "done" if order.index(each) < order.index(state) else "")
        for each in RAIL
    ]
    ended = tag("span", "本轮已结束", cls="badge firm") if state is State.CLOSED else None
    put(tag("ol", *items, cls="steps"), ended)


def show_steps(here: Where, page: RoundPage) -> None:
    if not page.may_change:
        notice("这一轮次含有不归您负责的类型，只能查看。")
        return

    def known(saved: Saved) -> Evaluation:
        return evaluation_known(here, saved)

    ways = attempt(lambda: work.next_steps(here.database, here.person, page.round.id, known)) or ()
    seen = st.session_state.get(SEEN, {}).get(page.round.id, page.round.version)
    for step in ways:
        _back(here, page, step, seen) if step.back else _forward(here, page, step, seen)
    # a button takes the step from the round as it was drawn, not as it is when the press arrives
    st.session_state[SEEN] = {page.round.id: page.round.version}


def _forward(here: Where, page: RoundPage, step: Step, seen: int) -> None:
    round_, key = page.round, f"round_step_{page.round.id}_{page.round.state}_{step.to}"
    put(
        tag("h2", f"下一步：{step.to.title}"),
        tag("p", EFFECTS[step.to], cls="quiet"),
        _told(step.stops, "还缺少", "refusal") if step.stops else None,
        _told(step.confirms, "需要确认", "warning") if step.confirms else None,
    )
    why = ""
    if step.confirms and not step.stops:
        why = st.text_input("继续的理由", key=f"{key}_why", max_chars=500)
    look: Literal["primary", "secondary"] = "secondary" if step.to is State.CLOSED else "primary"
    label = f"进入「{step.to.title}」" if step.to is not State.CLOSED else "结束本轮"
    with st.container(horizontal=True):
        pressed = st.button(label, key=key, type=look, disabled=bool(step.stops))
        if round_.state in (State.OPEN, State.SCORING) and st.button("去数据导入", key=f"{key}_import"):
            st.switch_page(page_file("import_data"))
    if pressed:
        _take(here, round_, step, seen, why)


def _back(here: Where, page: RoundPage, step: Step, seen: int) -> None:
    round_, key = page.round, f"round_back_{page.round.id}_{page.round.state}"
    with st.expander(f"退回到「{step.to.title}」"):
        if round_.state in BACK_EFFECTS:
            put(tag("p", BACK_EFFECTS[round_.state]))
        why = st.text_input("退回的理由", key=f"{key}_why", max_chars=500)
        if st.button(f"退回到「{step.to.title}」", key=key):
            _take(here, round_, step, seen, why)


def _take(here: Where, round_: Round, step: Step, seen: int, why: str) -> None:
    if step.to is State.ANNOUNCED:
        moved = _announced(here, round_, seen, why)
    else:
        with st.spinner("正在办理…"):
            moved = attempt(lambda: work.move(here.database, here.person, round_.id, step.to, seen, why))
    if moved is not None:
        st.session_state.pop(SEEN, None)
        say_next(f"「{round_.title}」现在是「{moved.state.title}」。")


def _announced(here: Where, round_: Round, seen: int, why: str) -> Round | None:
    """The feedback of each station is built first, which takes its time in a large district."""
    with told_by_bar("正在公示") as progress:
        return attempt(
            lambda: publication.announce(here.database, here.person, round_.id, seen, why, progress=progress)
        )


def _told(problems: tuple[Problem, ...], word: str, cls: str) -> Markup:
    lines = (
        tag("li", problem.found, "。", tag("span", problem.remedy or problem.kind.remedy, "。", cls="quiet"))
        for problem in problems
    )
    return tag("div", tag("p", tag("b", f"{word} {len(problems)} 项")), tag("ul", *lines), cls=f"notice-box {cls}")
