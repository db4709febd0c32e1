"""The frame around every screen: pages, masthead, provenance at the foot, and calm when we fail."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

from rating.screens.markup import Markup, put, tag
from rating.screens.session import back_to_sample, shown

TITLE = "社工站星级评定"
SIDEBAR = 232
"""Pixels; on a phone it is folded away."""
HERE = Path(__file__).parent
PAGES: dict[str, tuple[str, ...]] = {
    "评定": ("overview", "import_data", "ranking", "station"),
    "目标与依据": ("goals", "rubric", "export"),
}
TITLES = {
    "overview": "总览",
    "import_data": "数据导入",
    "ranking": "排名",
    "station": "站点",
    "goals": "目标达成",
    "rubric": "评分标准",
    "export": "导出",
}
FAULT = (
    "这一页暂时显示不出来，是本工具的问题，您的文件和结果没有受影响。"
    "请刷新页面再试；如仍不行，请把这一页的名称告诉管理员。"
)


def page_file(name: str) -> Path:
    """The file of one screen, for `st.switch_page` and `st.page_link`."""
    return HERE / f"{name}.py"


def run() -> None:
    """One rerun: navigation, the page asked for."""
    st.set_page_config(page_title=TITLE, page_icon="⭐", layout="wide", initial_sidebar_state=SIDEBAR)
    # a copy, because Streamlit marks the page that it runs
    pages = {section: [copy(page) for page in built] for section, built in _built().items()}
    page = st.navigation(pages, expanded=True)
    _beside()
    page.run()


@cache
def _built() -> dict[str, list[st.Page]]:
    """The pages, whose files are looked for on the disk once and not at every rerun."""
    return {
        section: [
            st.Page(page_file(name), title=TITLES[name], url_path=name, default=name == "overview") for name in names
        ]
        for section, names in PAGES.items()
    }


def _beside() -> None:
    """Beside every screen: what is being looked at, and the way back to the sample."""
    with st.sidebar:
        now = shown()
        put(
            tag("p", TITLE, cls="product"),
            tag("p", "试用，不保存数据", cls="quiet"),
            tag("p", "正在查看：", tag("b", now.label)),
            tag("p", f"{len(now.evaluation.roster)} 个单位 · {len(now.evaluation.uploads)} 份文件", cls="quiet"),
        )
        if not now.sample and st.button("回到示例区", width="stretch"):
            back_to_sample()
            st.rerun()


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
