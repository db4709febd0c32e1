"""Problems as a reader works through them: file → sheet → place, the gravest first, with the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from rating import workflow
from rating.problems import Problem, Severity
from rating.screens.markup import Markup, join, put, tag

MOST_SHOWN = 200
"""A longer list is for the downloaded file, not for a page."""


def show_problems(problems: Sequence[Problem], key: str, file_name: str = "问题清单.csv") -> None:
    """The list with its filter and its download; one calm sentence when there is none."""
    if not problems:
        put(tag("p", "没有发现问题。"), cls="notice-box good")
        return
    counts = Counter(problem.severity for problem in problems)
    present = [severity for severity in Severity if counts[severity]]
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        chosen = st.pills(
            "按程度筛选",
            present,
            selection_mode="multi",
            default=present,
            format_func=lambda severity: f"{severity.title} {counts[severity]}",
            # another list is another filter, or what was chosen before would hide what is new
            key="_".join((key, "severity", *present)),
        )
    with right:
        data = workflow.problem_list(problems)
        st.download_button(
            "下载问题清单", data, file_name, "text/csv", key=f"{key}_csv", on_click="ignore", width="stretch"
        )
    wanted = [problem for problem in problems if problem.severity in chosen]
    put(_grouped(sorted(wanted, key=_gravity)[:MOST_SHOWN]), _rest(len(wanted)))


def counted(problems: Sequence[Problem]) -> str:
    """`不能受理 3 项，提醒 12 项`."""
    counts = Counter(problem.severity for problem in problems)
    return "，".join(f"{severity.title} {counts[severity]} 项" for severity in Severity if counts[severity])


def _grouped(problems: Sequence[Problem]) -> Markup:
    """Sheet by sheet; those with the gravest problems first, what concerns no file last among equals."""
    sheets: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        sheets.setdefault((problem.place.file, problem.place.sheet), []).append(problem)

    def order(place: tuple[str, str]) -> tuple[int, bool, tuple[str, str]]:
        return min(map(_gravity, sheets[place])), not place[0], place

    return join(_one_sheet(file, sheet, sheets[file, sheet]) for file, sheet in sorted(sheets, key=order))


def _gravity(problem: Problem) -> int:
    return list(Severity).index(problem.severity)


def _one_sheet(file: str, sheet: str, problems: Sequence[Problem]) -> Markup:
    title = "　".join(part for part in (file, sheet) if part) or "全部文件"
    return tag("section", tag("h3", title), *(_line(problem) for problem in sorted(problems, key=_gravity)))


def _line(problem: Problem) -> Markup:
    place = problem.place
    where = [tag("span", part, cls="cell") for part in (place.cell, place.object) if part]
    expected = f"应为{problem.expected}。" if problem.expected else ""
    return tag(
        "div",
        tag("div", tag("span", problem.severity.title, cls=f"badge {problem.severity.value}")),
        tag(
            "div",
            tag("div", *where, tag("b", problem.kind.title), "：", problem.found),
            tag("div", expected, problem.remedy or problem.kind.remedy, "。", cls="remedy"),
        ),
        cls="problem",
    )


def _rest(count: int) -> Markup | None:
    if count <= MOST_SHOWN:
        return None
    return tag("p", f"另有 {count - MOST_SHOWN} 项没有在页面上列出，请下载问题清单查看。", cls="quiet")
