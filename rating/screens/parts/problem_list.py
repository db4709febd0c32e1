"""Problems as a reader works through them: file → sheet → row, with what to do; the gravest sheets first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from rating import workflow
from rating.problems import Problem, Severity
from rating.screens.parts.markup import CHOOSE, Markup, join, put, tag, visible

MOST_SHOWN = 200
"""A longer list is for the downloaded file, not for a page."""
LONGEST = 400
UNFOLDED = 30
"""Up to so many problems stand open; of more, each sheet is folded to its counts unless it stops the result."""
ALL = "\x00"
"""No file and no station is called so."""
NO_FILE = {"": "不在文件中的"}
_ROW = re.compile(r"[A-Z]+(\d+)$")


def show_problems(
    problems: Sequence[Problem],
    key: str,
    file_name: str = "问题清单.csv",
    stations: Mapping[str, str] | None = None,
    downloads: bool = True,
) -> None:
    """The list with its filters and its download; one calm sentence when there is none.

    `stations` are names by code, as the filter shows them.
    """
    if not problems:
        put(tag("p", "没有发现问题。"), cls="notice-box good")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = _filtered(problems, key, stations or {})
        if downloads:
            data = workflow.problem_list(problems)
            st.download_button(
                "下载问题清单", data, file_name, "text/csv", key=f"{key}_csv", on_click="ignore", width=200
            )
    put(_grouped(sorted(wanted, key=_gravity), stations or {}) if wanted else _nothing(), _rest(len(wanted)))


def problem_lines(problems: Sequence[Problem]) -> Markup | None:
    """A few problems without filters, the gravest first, each with its file."""
    if not problems:
        return None
    shown = sorted(problems, key=_gravity)[:MOST_SHOWN]
    return join((*(_line(problem, with_file=True) for problem in shown), _rest(len(problems))))


def counted(problems: Sequence[Problem]) -> str:
    """`不能受理 3 项，提醒 12 项`."""
    counts = Counter(problem.severity for problem in problems)
    return "，".join(f"{severity.title} {counts[severity]} 项" for severity in Severity if counts[severity])


def _filtered(problems: Sequence[Problem], key: str, stations: Mapping[str, str]) -> list[Problem]:
    """Those of the chosen severities, file and station; a filter with one choice is not offered."""
    counts = Counter(problem.severity for problem in problems)
    present = [severity for severity in Severity if counts[severity]]
    chosen = st.pills(
        "按程度筛选",
        present,
        selection_mode="multi",
        default=present,
        format_func=lambda severity: f"{severity.title} {counts[severity]}",
        # another list is another filter, or what was chosen before would hide what is new
        key="_".join((key, "severity", *present)),
    )
    file = _one_of("文件", _counts(problem.place.file for problem in problems), NO_FILE, f"{key}_file")
    at_stations = _counts(problem.station for problem in problems if problem.station)
    station = _one_of("单位", at_stations, stations, f"{key}_station")
    return [
        problem
        for problem in problems
        if problem.severity in chosen and file in (None, problem.place.file) and station in (None, problem.station)
    ]


def _counts(names: object) -> Counter[str]:
    return Counter(names)  # type: ignore[call-overload, no-any-return]


def _one_of(label: str, counts: Counter[str], titles: Mapping[str, str], key: str) -> str | None:
    """What the reader narrows to, None for all."""
    if len(counts) < 2:
        return None
    words = {ALL: f"全部{label}"}
    words |= {name: f"{visible(titles.get(name) or name)}（{count}）" for name, count in counts.items()}
    picked = st.selectbox(
        f"按{label}筛选",
        list(words),
        format_func=lambda name: words.get(name, ""),
        key=key,
        placeholder=CHOOSE,
        width=260,
    )
    return None if picked == ALL else str(picked)


def _nothing() -> Markup:
    return tag("p", "所选条件下没有问题。", cls="quiet")


def _grouped(problems: Sequence[Problem], stations: Mapping[str, str]) -> Markup:
    """Sheet by sheet; those with the gravest problems first, what concerns no file last among equals.

    All are counted, the first MOST_SHOWN are shown.
    """
    sheets: dict[tuple[str, str], list[Problem]] = {}
    counts: dict[tuple[str, str], list[Problem]] = {}
    for at, problem in enumerate(problems):
        place = problem.place.file, problem.place.sheet
        counts.setdefault(place, []).append(problem)
        if at < MOST_SHOWN:
            sheets.setdefault(place, []).append(problem)

    def order(place: tuple[str, str]) -> tuple[int, bool, tuple[str, str]]:
        return min(map(_gravity, sheets[place])), not place[0], place

    few = len(problems) <= UNFOLDED
    return join(
        _one_sheet(place, counted(counts[place]), sheets[place], stations, few or at == 0)
        for at, place in enumerate(sorted(sheets, key=order))
    )


def _gravity(problem: Problem) -> int:
    return list(Severity).index(problem.severity)


def row_of(problem: Problem) -> int:
    """The row in the user's own sheet; 0 when it is about no row."""
    found = _ROW.match(problem.place.cell)
    return int(found[1]) if found else 0


def _one_sheet(
    place: tuple[str, str], counts: str, problems: Sequence[Problem], stations: Mapping[str, str], unfolded: bool
) -> Markup:
    title = "　".join(part for part in place if part) or "全部文件"
    rows: dict[int, list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: (row_of(each), _gravity(each))):
        rows.setdefault(row_of(problem), []).append(problem)
    parts = (_one_row(row, rows[row], stations) for row in rows)
    summary = tag("summary", title, tag("span", f"　{counts}", cls="quiet"))
    return tag("details", summary, *parts, cls="problems", open="open" if unfolded else None)


def _one_row(row: int, problems: Sequence[Problem], stations: Mapping[str, str]) -> Markup:
    names = dict.fromkeys(stations[problem.station] for problem in problems if problem.station in stations)
    where = "　".join((*([f"第 {row} 行"] if row else []), *names))
    return tag("div", tag("div", where, cls="row-name") if where else None, *map(_line, problems))


def _line(problem: Problem, with_file: bool = False) -> Markup:
    place = problem.place
    parts = (*((place.file, place.sheet) if with_file else ()), place.cell, place.object)
    where = [tag("span", shortened(part), cls="cell") for part in parts if part]
    expected = f"应为{problem.expected}。" if problem.expected else ""
    return tag(
        "div",
        tag("div", tag("span", problem.severity.title, cls=f"badge {problem.severity.value}")),
        tag(
            "div",
            tag("div", *where, tag("b", problem.kind.title), "：", shortened(problem.found, LONGEST)),
            tag("div", expected, problem.remedy or problem.kind.remedy, "。", cls="remedy"),
        ),
        cls="problem",
    )


def shortened(text: str, most: int = 60) -> str:
    """A cell may hold 32,767 characters; so many of them tell which one it is."""
    return text if len(text) <= most else f"{text[:most]}…"


def _rest(count: int) -> Markup | None:
    if count <= MOST_SHOWN:
        return None
    return tag("p", f"另有 {count - MOST_SHOWN} 项没有在页面上列出，请下载问题清单查看。", cls="quiet")
