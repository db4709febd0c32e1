"""The frame around every screen: pages, masthead, who is there and what is looked at, calm when we fail."""

from __future__ import annotations

from copy import copy
from functools import cache

import streamlit as st

from rating.district.people.person import Role
from rating.problems import Refused
from rating.screens.frame.empty import next_step
from rating.screens.frame.navigation import HERE, NEEDS_PART, NEEDS_RESULT, TITLES, page_file, pages_of, sections_of
from rating.screens.parts import kept_edits
from rating.screens.parts.asked import show_refusal
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.visit import where
from rating.screens.visit.in_turn import in_turn
from rating.screens.visit.session import back_to_sample, looked_at
from rating.screens.visit.where import SignedOut, Where

__all__ = ["HERE", "calm_error", "masthead", "offers", "page_file", "run", "standing_badge"]
TITLE = "社工站星级评定"
SIDEBAR = 232
"""Pixels; on a phone it is folded away."""
ROLE = "role_of_the_pages"
FAULT = (
    "这一页暂时显示不出来，是本工具的问题，您的文件和结果没有受影响。"
    "请刷新页面再试；如仍不行，请把这一页的名称告诉管理员。"
)
CHAPTERS = {
    Role.ADMINISTRATOR: "十二管理员",
    Role.EVALUATOR: "十三评估员",
    Role.RATER: "十四评估人",
    Role.STATION_HEAD: "十五站长",
}
"""Where the handbook begins for a role."""
SIGNED_OUT = "登录已经失效，可能是已在别处退出，或账号有变动。请重新登录，登录后回到这一页。"


def run() -> None:
    """One rerun: who it is, the pages of their role, the page asked for."""
    st.set_page_config(page_title=TITLE, page_icon="⭐", layout="wide", initial_sidebar_state=SIDEBAR)
    page = None
    try:
        # who comes for the first time is most often one of many station heads
        with in_turn(light=st.session_state.get(ROLE, Role.STATION_HEAD) is Role.STATION_HEAD):
            here = where.look()
            st.session_state[ROLE] = here.person.role if here else None
            page = _navigation(st.session_state[ROLE])
            _beside(here)
            _show(page)
    except SignedOut:
        _signed_out()
    except Refused as refusal:
        if page is None:
            _navigation(st.session_state.get(ROLE))
            masthead(TITLE)
        show_refusal(refusal.problems)
        # ends early, so that the session keeps what was typed on the page that could not be drawn
        st.stop()


def _navigation(role: Role | None) -> st.Page:
    # a copy, because Streamlit marks the page that it runs
    pages = {section: [copy(page) for page in built] for section, built in _built(role).items()}
    return st.navigation(pages, expanded=True)


@cache
def _built(role: Role | None) -> dict[str, list[st.Page]]:
    """The pages, whose files are looked for on the disk once and not at every rerun."""
    first = pages_of(role)[0]
    return {
        section: [st.Page(page_file(name), title=TITLES[name], url_path=name, default=name == first) for name in names]
        for section, names in sections_of(role).items()
    }


def _show(page: st.Page) -> None:
    name = page.url_path or pages_of(st.session_state[ROLE])[0]
    here = where.here()
    without_part = here is not None and here.view.part is None and name in NEEDS_PART
    if without_part or (name in NEEDS_RESULT and looked_at() is None):
        masthead(page.title)
        next_step(here)
    else:
        kept_edits.remember()
        page.run()


def offers(name: str) -> bool:
    """Whether the person at the page has this one, so that it may be linked to."""
    return name in pages_of(st.session_state.get(ROLE))


def _beside(here: Where | None) -> None:
    """Beside every screen: who is there, what is being looked at."""
    with st.sidebar.container(key="beside" if here is None else "beside_district"):
        put(tag("p", TITLE, cls="product"))
        if here is None:
            _try_out()
        else:
            _person(here)
            where.choosers(here)


def _try_out() -> None:
    """What is being looked at, and the way back to the sample."""
    now = looked_at()
    if now is None:
        return
    put(
        tag("p", "试用，不保存数据", cls="quiet"),
        tag("p", "正在查看：", tag("b", now.label)),
        tag("p", f"{len(now.evaluation.roster)} 个单位 · {len(now.evaluation.uploads)} 份文件", cls="quiet"),
    )
    if not now.sample and st.button("回到示例区", width="stretch"):
        back_to_sample()
        st.rerun()
    put(
        tag("p", _handbook(None), cls="quiet"),
        tag("p", tag("a", "建立正式系统（第一个管理员）", href="/first-start", target="_self"), cls="quiet"),
    )


def _person(here: Where) -> None:
    district, round_, person = here.view.district, here.view.round, here.person
    practice = tag("span", "练习", cls="badge") if district is not None and district.practice else None
    alone = round_ is not None and len(here.view.rounds) == 1  # otherwise its chooser stands below
    way = tag("a", "账号与退出登录", href="/account", target="_self")
    put(
        tag("p", tag("b", person.name), "　", person.role.title),
        tag(
            "p",
            district.name if district else None,
            " " if practice else None,
            practice,
            "　" if district else None,
            way,
        ),
        tag("p", round_.title, tag("span", f"（{round_.state.title}）", cls="whole"))
        if round_ is not None and alone
        else None,
        tag("p", _handbook(person.role)),
        cls="person",
    )


def _handbook(role: Role | None) -> Markup:
    """The way to the handbook, at the chapter of the role; in a tab of its own, so that the page stays."""
    place = f"#{CHAPTERS[role]}" if role in CHAPTERS else ""
    return tag("a", "使用手册", href=f"/handbook{place}", target="_blank")


def _signed_out() -> None:
    """The session is over: say so, with the way to a new one, and draw nothing of the district."""
    st.navigation([st.Page(_nothing, title=TITLE)], position="hidden")
    masthead(TITLE, lead=SIGNED_OUT)
    put(tag("p", tag("a", "请重新登录", href="/login", target="_self", cls="way-on")))
    st.stop()


def _nothing() -> None:
    """Stands in for the pages of somebody who is not there any more."""


def masthead(title: str, *badges: Markup | None, lead: object = "") -> None:
    """A screen's name, what it rests on, and its answer in one sentence."""
    put(
        tag("div", tag("h1", title), *badges, cls="row"),
        tag("p", lead, cls="lead") if lead else None,
        cls="masthead",
    )


def standing_badge(standing: str) -> Markup:
    """`示例（未经确认）` or `已确认`: stands wherever a result does."""
    return tag("span", standing, cls="badge firm" if standing == "已确认" else "badge")


def calm_error(_: Exception) -> bool:
    """An unexpected fault of ours becomes one sentence; the server's log keeps the rest."""
    st.error(FAULT)
    return True
