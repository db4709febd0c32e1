"""The parts of the goal board: every reading in words, streets × goals, definitions on demand."""

from __future__ import annotations

from rating.export.goal_charts import SIGNS
from rating.insight.goal_board import GoalBoard, GoalResult, GoalState, ReadingResult, UnitResult
from rating.rubric.goals import Goal
from rating.screens.parts.markup import Markup, join, tag

LOOKS = {GoalState.MET: "good", GoalState.NOT_MET: "refuse", GoalState.UNKNOWN: "quiet", GoalState.DIFFERS: "warn"}


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


def grid_part(board: GoalBoard) -> Markup | None:
    """Streets × goals, for those goals that a street has a part in."""
    shown = [result for result in board.goals if any(reading.units for reading in result.readings)]
    if not shown or not board.units:
        return None
    head = tag("tr", tag("th", board.unit_title), *(tag("th", result.goal.title, cls="wrap") for result in shown))
    parts = [{unit.code: unit for unit in result.readings[0].units} for result in shown]
    rows = (tag("tr", tag("td", name), *(_unit(part.get(code)) for part in parts)) for code, name in board.units)
    note = "有两种口径的目标，表中是第一种口径。" if any(len(result.readings) > 1 for result in shown) else ""
    return join(
        (
            tag("h2", f"各{board.unit_title}的情况"),
            tag("p", "✓ 达到，× 未达到；没有符号的，单个", board.unit_title, "不设目标，只列数字。", note, cls="quiet"),
            tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="pinned"), cls="scroll"),
        )
    )


def _unit(unit: UnitResult | None) -> Markup:
    if unit is None:
        return tag("td", "")
    if unit.value is None:
        return tag("td", "缺数据" if unit.lacking else "不计", cls="quiet figure", title="、".join(unit.lacking))
    sign = f"{SIGNS[unit.state]} " if unit.state else ""
    return tag("td", tag("span", sign, cls=LOOKS[unit.state]) if unit.state else None, unit.shown, cls="figure")


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
