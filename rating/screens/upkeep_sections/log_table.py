"""日志: lines by time, person, action, thing, round and words, a page at a time, and both ways out."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import partial

import streamlit as st

from rating.district.rounds.local_day import today
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.visit.where import Where
from rating.workflow import upkeep
from rating.workflow.upkeep import ACTIONS, CHINA, THINGS, LogLine, LogPage, Wanted

COLUMNS = ("时间", "谁", "做了什么", "原来 → 改为", "原因")
LONGEST = 200
"""Signs of a text on the page; the exported files hold it whole."""
DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
PAGE = "log_page"
EVERY_DISTRICT, THIS_DISTRICT = "全部", "本区"


def show_log(here: Where) -> None:
    wanted = _filters(here)
    if st.session_state.get("log_wanted") != wanted:
        st.session_state["log_wanted"], st.session_state[PAGE] = wanted, 1
    page = upkeep.log_page(here.database, here.person, wanted, st.session_state.get(PAGE, 1))
    _ways_out(here, wanted, page)
    if not page.lines:
        put(tag("p", "没有符合条件的记录。"), cls="notice-box")
        return
    head = tag("thead", tag("tr", *(tag("th", name) for name in COLUMNS)))
    put(tag("table", head, tag("tbody", *map(_row, page.lines)), cls="stack log"))
    _turn(page)


def _filters(here: Where) -> Wanted:
    people = upkeep.people_in_log(here.database, here.person)
    rounds = {each.id: each.title for each in here.view.rounds}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first: date | None = st.date_input(
            "从", None, max_value=today(), format="YYYY-MM-DD", key="log_from", width=150
        )
        last: date | None = st.date_input("到", None, max_value=today(), format="YYYY-MM-DD", key="log_to", width=150)
        account = _choice("谁", people, "log_who")
        actions = _choices("动作", ACTIONS, "log_actions")
        things = _choices("对象", {thing.value: title for thing, title in THINGS.items()}, "log_things")
        assessment_round = _choice("轮次", rounds, "log_round")
        district = None
        if here.person.district is None and here.view.district is not None:
            reach = st.selectbox(
                "范围", (EVERY_DISTRICT, THIS_DISTRICT), key="log_reach", placeholder=CHOOSE, width=120
            )
            district = here.view.district.id if reach == THIS_DISTRICT else None
        words = st.text_input("文字", key="log_words", placeholder="几个词用空格隔开", width=240)
    until = _midnight(last + timedelta(days=1)) if last else None
    since = _midnight(first) if first else None
    return Wanted(since, until, account, actions, things, district, assessment_round, words.strip())


def _choice(label: str, titles: dict[int, str], key: str) -> int | None:
    return st.selectbox(
        label,
        list(titles),
        index=None,
        format_func=lambda row: visible(titles.get(row, "")),
        key=key,
        placeholder=CHOOSE,
        width=220,
    )


def _choices(label: str, titles: dict[str, str], key: str) -> tuple[str, ...]:
    chosen = st.multiselect(
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        placeholder=CHOOSE,
        select_all=False,
        width=220,
    )
    return tuple(chosen)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def _ways_out(here: Where, wanted: Wanted, page: LogPage) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        put(tag("p", f"共 {page.total} 条，第 {page.number} / {page.pages} 页"))
        for label, form, mime in (("导出 Excel", upkeep.EXCEL, EXCEL), ("导出 CSV", upkeep.CSV, "text/csv")):
            name = f"日志_{today().isoformat()}.{form}"
            st.download_button(
                label,
                partial(upkeep.exported_log, here.database, here.person, wanted, form),
                name,
                mime,
                key=f"log_{form}",
                on_click="ignore",
                width=160,
            )


def _row(line: LogLine) -> Markup:
    at, who, action, thing, summary, *_ = upkeep.texts_of(line)
    changed = f"{_cut(line.old) or '（空）'} → {_cut(line.new) or '（空）'}" if line.old or line.new else ""
    return tag(
        "tr",
        tag("td", at, cls="moment"),
        tag("td", who, tag("span", "　", line.address, cls="quiet") if line.address else None),
        tag("td", tag("b", action), " ", thing, tag("div", _cut(summary)) if summary else None),
        tag("td", changed, **_named("原来 → 改为", changed)),
        tag("td", _cut(line.why), **_named("原因", line.why)),
    )


def _named(name: str, text: str) -> dict[str, str]:
    """On a phone the cells stand one under the other, each with its name; empty ones are left out."""
    return {"data_name": name} if text else {"cls": "nothing"}


def _cut(text: str) -> str:
    text = DIGEST.sub(r"\1…", text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…（导出可见全文）"


def _turn(page: LogPage) -> None:
    if page.pages == 1:
        return

    def to(number: int) -> None:
        st.session_state[PAGE] = number

    with st.container(horizontal=True):
        st.button("上一页", key="log_back", disabled=page.number == 1, on_click=to, args=(page.number - 1,))
        st.button("下一页", key="log_on", disabled=page.number == page.pages, on_click=to, args=(page.number + 1,))
