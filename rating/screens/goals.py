"""目标达成: each promise with where it started, where it stands and what was promised."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from rating import workflow
from rating.export.goal_charts import goal_bullets
from rating.export.goal_grid import Grid, goal_grid, grid_listing
from rating.export.goals_excel import export_goals
from rating.export.listing import csv_file
from rating.insight.goal_board import GoalBoard, GoalState
from rating.insight.goal_trend import Trends
from rating.rubric.file import load_goals
from rating.rubric.goals import GoalBook
from rating.scoring.evaluation import Evaluation
from rating.screens.frame import frame
from rating.screens.frame.downloads import EXCEL
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.markup import CHOOSE, put, tag
from rating.screens.parts.problem_list import show_problems
from rating.screens.result_sections.area_table import NEEDS_TABLE, assessed_in_round, show_area_table
from rating.screens.result_sections.goal_parts import definitions_part, goals_part, grid_part
from rating.screens.result_sections.goal_trend_parts import earlier_boards, show_trends, trends_of
from rating.screens.visit import where
from rating.screens.visit.session import NamedBytes, Shown, sample_files, shown
from rating.shown import in_file_name
from rating.workflow import Assessed

KEPT = "goals_kept"


@dataclass(frozen=True)
class Kept:
    """The goals of an uploaded area table, and what they were judged on."""

    name: str
    area: NamedBytes
    of: Evaluation
    found: Assessed


@st.cache_resource(show_spinner=False)
def books() -> dict[str, GoalBook]:
    """The goal files that come with the tool, by file name."""
    paths = sorted((workflow.HOME / "rubrics" / "goals").glob("*.yaml"))
    return {path.name: load_goals(path) for path in paths}


def assessed(now: Shown, name: str, area: NamedBytes) -> Assessed:
    """The goals of one book on one area table and the stars that are being looked at, once each.

    What a visitor uploads is kept for that visitor alone, and only the last of it.
    """

    def assess() -> Assessed:
        return workflow.goals(books()[name], [area], ratings=now.evaluation)

    if area is sample_files().area:
        return now.once(f"goals {name}", assess)
    kept: Kept | None = st.session_state.get(KEPT)
    if kept is None or kept.of is not now.evaluation or (kept.name, kept.area) != (name, area):
        kept = st.session_state[KEPT] = Kept(name, area, now.evaluation, assess())
    return kept.found


def show() -> None:
    now = shown()
    head = st.container()
    names = list(books())
    left, right = st.columns([2, 3])
    with left:
        name = st.selectbox(
            "目标文件", names, format_func=lambda name: books()[name].title, key="goals_book", placeholder=CHOOSE
        )
    here = where.here()
    with right:
        area, of_sample = (None, False) if here is not None else _own_area()
        known = show_area_table(here) if here is not None else ""
    with st.spinner("正在核对区情表并计算…"):
        found = assessed(now, name, area) if area else assessed_in_round(now, name, books()[name], here, known)
    book = books()[name]
    with head:
        badge = frame.standing_badge(book.standing_title)
        sample = tag("span", "示例数据", cls="badge") if of_sample else None
        frame.masthead("目标达成", badge, sample, lead=_lead(found))
    if found.board is None:
        show_problems(found.problems, "goals")
        return
    if not found.board.goals:
        put(tag("p", NEEDS_TABLE), cls="notice-box")
        return
    trends = trends_of(now, found.board, earlier_boards(now, here, book))
    _board(found.board, trends, Path(area[0]).stem if area else now.label)
    show_problems(found.board.problems, "goals", "目标问题清单.csv")
    _foot(found.board)


def _own_area() -> tuple[NamedBytes, bool]:
    """The visitor's own area table in the try-out, or the sample's, and whether it is that."""
    file = st.file_uploader("区情表（不选则用示例区的）", key="goals_area")
    return ((file.name, file.getvalue()), False) if file else (sample_files().area, True)


def _lead(found: Assessed) -> str:
    if found.board is None:
        return "区情表还不能使用，请按下面所列逐项修改后重新选择。"
    if not found.board.goals:
        return "所选目标文件没有只凭评定结果就能得出的目标。"
    counts = Counter(goal.state for goal in found.board.goals)
    counted = "，".join(f"{state.title} {counts[state]} 项" for state in GoalState if counts[state])
    return f"{len(found.board.goals)} 项目标：{counted}。"


def _board(board: GoalBoard, trends: Trends, stem: str) -> None:
    show_drawing(drawing(goal_bullets(board.goals)), "goal_bullets")
    put(goals_part(board))
    show_trends(trends)
    grid = goal_grid(board)
    shown_grid = grid_part(grid)
    if shown_grid is not None:
        put(shown_grid)
    put(definitions_part(board))
    name = in_file_name(stem)
    with st.container(horizontal=True):
        st.download_button(
            "导出 Excel",
            lambda: _workbook(board, trends),
            f"目标达成_{name}.xlsx",
            EXCEL,
            key="goals_excel",
            on_click="ignore",
            type="primary",
        )
        _listing_download(f"导出各{grid.unit}的情况（CSV）", f"目标达成_{name}_{grid.unit}.csv", "goals_grid", grid)
    put(tag("h2", "核对提示"))


def _listing_download(label: str, name: str, key: str, grid: Grid) -> None:
    if grid.rows:
        st.download_button(label, lambda: csv_file(grid_listing(grid)), name, "text/csv", key=key, on_click="ignore")


def _workbook(board: GoalBoard, trends: Trends) -> bytes:
    target = io.BytesIO()
    export_goals(board, target, trends)
    return target.getvalue()


def _foot(board: GoalBoard) -> None:
    book = board.book
    files = "、".join(upload.name for upload in board.uploads)
    rests_on = (
        f"{book.title} {book.version} 版",
        book.standing_title,
        f"指纹 {book.fingerprint[:12]}",
        f"来源文件 {files}",
    )
    put(tag("span", " · ".join((*rests_on, f"{board.year} 年"))), cls="foot")


if __name__ == "__main__":
    show()
