"""The parts of the goal board: every reading in words, streets × goals, definitions on demand."""

from __future__ import annotations

from collections.abc import Iterator

from rating.export.goal_charts import SIGNS
from rating.export.goal_grid import LEFT_OUT, MISSING, Grid, GridCell
from rating.insight.goal_board import GoalBoard, GoalResult, GoalState, ReadingResult
from rating.rubric.goals import Goal
from rating.screens.parts.markup import Markup, join, tag

LOOKS = {GoalState.MET: "good", GoalState.NOT_MET: "refuse", GoalState.UNKNOWN: "quiet", GoalState.DIFFERS: "warn"}
MOST_OPEN = 20
"""Streets that stand open on the page; more scroll below their heads."""


def goals_part(board: GoalBoard) -> Markup:
    return tag("div", *(goal_part(result) for result in board.goals), cls="goals")


def goal_part(result: GoalResult, titled: bool = True) -> Markup:
    """What the bullet shows, in words: verdict, now, target, baseline, what is missing, where sources differ."""
    goal = result.goal
    sign = tag("span", f"{SIGNS[result.state]} {result.state_title}", cls=f"state {LOOKS[result.state]}")
    readings = (_reading(goal, reading, len(result.readings) > 1) for reading in result.readings)
    remarks = dict.fromkeys(remark for reading in result.readings for remark in reading.remarks)
    conflicts = (
        tag("p", tag("span", "来源不一致", cls="badge warning"), " ", conflict.text, cls="quiet")
        for conflict in goal.conflicts
    )
    head = tag("div", tag("h3", goal.title), sign, cls="row") if titled else None
    notes = (tag("p", remark, cls="quiet") for remark in remarks)
    return tag("section", head, *readings, *notes, *conflicts, cls="goal")


def _reading(goal: Goal, reading: ReadingResult, named: bool) -> Markup:
    verdict = tag("span", f"　{SIGNS[reading.state]} {reading.state.title}", cls=LOOKS[reading.state])
    gap = reading.gap_text or reading.reason
    return tag(
        "div",
        tag("div", reading.reading.title, verdict, cls="reading-name") if named else None,
        tag("div", tag("b", f"现在 {reading.shown or '未知'}"), f"　{_bound(goal)}　{_baseline(goal)}"),
        tag("div", gap, cls="quiet") if gap else None,
        cls="reading",
    )


def _bound(goal: Goal) -> str:
    """The promise as its source writes it, with a sign where that is a bare figure."""
    text = goal.target.text
    sign = ("≥ " if goal.direction == "at_least" else "≤ ") if text[:1].isdigit() else ""
    unit = "" if text.endswith(goal.unit) else goal.unit
    return f"目标 {sign}{text}{unit}（{goal.target.year} 年）"


def _baseline(goal: Goal) -> str:
    if goal.baseline is None or goal.baseline.value is None:
        return "没有基期数"
    unit = "" if goal.baseline.text.endswith(goal.unit) else goal.unit
    return f"基期 {goal.baseline.text}{unit}（{goal.baseline.year} 年）"


def grid_part(grid: Grid) -> Markup | None:
    """Streets × goals, districts one under the other; a long one scrolls within its own frame."""
    if not grid.rows:
        return None
    head = tag("tr", tag("th", grid.unit, cls="wrap"), *(tag("th", title, cls="wrap") for title in grid.heads))
    frame = "scroll tall" if len(grid.rows) > MOST_OPEN else "scroll"
    lead = f"{len(grid.rows)} 个{grid.unit}。不写结论的，单个{grid.unit}不设目标，只列数字；“？ 不能判断”是缺少数据。"
    return join(
        (
            tag("h2", f"各{grid.unit}的情况"),
            tag("p", lead, cls="quiet"),
            tag(
                "div",
                tag("table", tag("thead", head), tag("tbody", *_grid_rows(grid)), cls="pinned"),
                cls=frame,
                tabindex="0",
            ),
        )
    )


def _grid_rows(grid: Grid) -> Iterator[Markup]:
    district = None
    for row in grid.rows:
        if grid.districts and row.district != district:
            district = row.district
            yield tag("tr", tag("td", district or "未注明所属区"), tag("td", colspan=str(len(grid.heads))), cls="group")
        yield tag("tr", tag("td", row.name), *(_grid_cell(cell) for cell in row.cells))


def _grid_cell(cell: GridCell) -> Markup:
    quiet = "" if cell.figure not in (MISSING, LEFT_OUT) else "quiet "
    verdict = tag("div", cell.verdict, cls=LOOKS[cell.state]) if cell.state else None
    return tag("td", cell.figure, verdict, cls=f"{quiet}figure", title="、".join(cell.lacking))


def definitions_part(board: GoalBoard) -> Markup:
    """What each goal counts, and where it comes from; opened on demand."""
    return join((tag("h2", "口径和出处"), *(_definition(board, result) for result in board.goals)))


def _definition(board: GoalBoard, result: GoalResult) -> Markup:
    goal = result.goal
    source = board.book.source(goal.clause.source)
    readings = (
        tag("p", tag("b", f"{each.reading.title}：") if each.reading.title else None, each.reading.definition)
        for each in result.readings
    )
    nature = f"（{goal.nature}）" if goal.nature else ""
    return tag(
        "details",
        tag("summary", goal.title, nature),
        *readings,
        tag("p", goal.clause.text, f"（{source.title}{goal.clause.article}）", cls="quiet"),
        tag("p", goal.note, cls="quiet") if goal.note else None,
    )
