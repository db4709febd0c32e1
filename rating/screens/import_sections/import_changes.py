"""What the files that came last changed: values before and after, problems that are gone, new and left."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.insight.changes import Change, Changes
from rating.problems import Problem
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_files import show_places
from rating.screens.parts.markup import Markup, plain_text, put, tag
from rating.screens.parts.problem_list import counted, problem_lines

MOST_CHANGES, MOST_PROBLEMS = 100, 60


def show_changes(started: Draft) -> None:
    """Nothing at all before a second lot of files came."""
    changed = started.changed
    if changed is None:
        return
    with st.expander(
        f"**新文件带来的改动**　{plain_text(change_summary(changed))}", expanded=True, key="import_changes"
    ):
        show_places(started)
        put(
            _values(changed.values),
            _problems("已经消除的问题", changed.gone),
            _problems("新出现的问题", changed.new),
            tag("p", f"仍有：{counted(changed.left)}，列在下面各步中。", cls="quiet") if changed.left else None,
        )


def change_summary(changed: Changes) -> str:
    """`改动 3 处，消除问题 2 项，新增 1 项`."""
    if not changed:
        return "与之前相同，没有改动"
    parts = [f"改动 {len(changed.values)} 处" if changed.values else "数值没有改动"]
    parts += [f"消除问题 {len(changed.gone)} 项"] if changed.gone else []
    parts += [f"新增问题 {len(changed.new)} 项"] if changed.new else []
    return "，".join(parts)


def _values(values: Sequence[Change]) -> Markup:
    if not values:
        return tag("p", "数值没有改动。", cls="quiet")
    titles = ("单位", "数据项", "原来", "现在", "所在单元格")
    rows = (
        tag(
            "tr",
            tag("td", change.station_name),
            tag("td", change.field_title, f"（{change.rater}）" if change.rater else "", data_name="数据项"),
            tag("td", change.before, data_name="原来"),
            tag("td", tag("b", change.after), data_name="现在"),
            tag("td", tag("span", change.after_cell or change.before_cell, cls="cell"), data_name="所在单元格"),
        )
        for change in values[:MOST_CHANGES]
    )
    rest = len(values) - MOST_CHANGES
    more = tag("p", f"另有 {rest} 处改动没有在页面上列出。", cls="quiet") if rest > 0 else None
    head = tag("tr", *(tag("th", title) for title in titles))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="stack"), more)


def _problems(title: str, problems: Sequence[Problem]) -> Markup | None:
    if not problems:
        return None
    rest = len(problems) - MOST_PROBLEMS
    more = tag("p", f"另有 {rest} 项没有在页面上列出。", cls="quiet") if rest > 0 else None
    summary = tag("summary", f"{title}：{counted(problems)}")
    return tag("details", summary, problem_lines(problems[:MOST_PROBLEMS]), more)
