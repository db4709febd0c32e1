"""What stands on each sheet of the goal file, before any formatting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rating.export.goal_trend_table import trend_table
from rating.insight.goal_board import (
    FORM_TITLES,
    LEVEL_TITLES,
    GoalBoard,
    GoalResult,
    GoalState,
    ReadingResult,
    UnitResult,
)
from rating.insight.goal_measures import target_text
from rating.insight.goal_readings import names_text
from rating.insight.goal_trend import Trends, goal_trends
from rating.insight.goal_values import RowStatus
from rating.rubric.policies import Clause

Cell = str | int | float | None


@dataclass
class Page:
    """One sheet to be: its columns with their greatest widths, its rows, and the state of each row.

    `figures` are the columns whose text is a figure, set to the right.
    """

    title: str
    headers: list[str]
    widest: list[int]
    rows: list[list[Cell]] = field(default_factory=list)
    states: list[GoalState | None] = field(default_factory=list)
    state_column: int | None = None
    figures: Sequence[int] = ()
    frozen: int = 1

    def add(self, *cells: Cell, state: GoalState | None = None) -> None:
        self.rows.append(list(cells))
        self.states.append(state)


def goal_pages(board: GoalBoard, trends: Trends | None = None) -> tuple[Page, ...]:
    """The sheets in order; without `trends` those of the present figures alone."""
    known = trends or goal_trends(board)
    return goals_page(board), trend_page(known), grid_page(board), cells_page(board), definitions_page(board)


def trend_page(trends: Trends) -> Page:
    """The table beside the chart of trends, in the same words; below it what was left out."""
    listing = trend_table(trends)
    state = listing.heads.index("结论")
    widest = [30, *(18 for _ in listing.heads[1:-1]), 40]
    page = Page("趋势", list(listing.heads), widest, state_column=state, figures=range(1, state), frozen=1)
    states = [line.now.state for trend in trends.goals for line in trend.lines]
    for row, verdict in zip(listing.rows, states, strict=True):
        page.add(*(cell or "—" for cell in row), state=verdict)
    for told in trends.remarks:
        page.add(told, *([None] * (len(listing.heads) - 1)))
    return page


def goals_page(board: GoalBoard) -> Page:
    headers = ["序号", "目标", "口径", "基准值（年）", "现值", "目标值（年）", "结论", "差距", "分子", "分母", "说明"]
    page = Page(
        "目标达成", headers, [6, 30, 16, 18, 18, 22, 20, 18, 12, 12, 40], state_column=6, figures=(3, 4, 5, 7), frozen=2
    )
    for number, result in enumerate(board.goals, start=1):
        for at, reading in enumerate(result.readings):
            head: list[Cell] = [number, result.goal.title] if at == 0 else [None, None]
            state = f"期末：{reading.state.title}" if result.ended else reading.state.title
            counts = [_number(reading.numerator), _number(reading.denominator)]
            figures = [_baseline(result), reading.shown or "—", _target(result), state, reading.gap_text or "—"]
            page.add(
                *head,
                reading.reading.title or "—",
                *figures,
                *counts,
                _remark(result, reading, board.unit_title),
                state=reading.state,
            )
    return page


def _remark(result: GoalResult, reading: ReadingResult, unit: str) -> str:
    side = "低于" if result.goal.direction == "at_least" else "高于"
    failing = f"{side}目标的{unit}：{names_text(reading.failing)}" if reading.failing else ""
    return "；".join(part for part in (reading.reason, failing, *reading.remarks) if part)


def _baseline(result: GoalResult) -> str:
    baseline = result.goal.baseline
    if baseline is None or baseline.value is None:
        return "无基准"
    return f"{_in_unit(result, baseline.text)}（{baseline.year}）"


def _target(result: GoalResult) -> str:
    return f"{target_text(result.goal)}（{result.goal.target.year}）"


def _in_unit(result: GoalResult, text: str) -> str:
    return text if result.goal.is_share else f"{text} {result.goal.unit}"


def grid_page(board: GoalBoard) -> Page:
    """Streets × goals; a street that falls short says so in words."""
    columns = [(result, reading) for result in board.goals for reading in result.readings if reading.units]
    names = list(dict.fromkeys(unit.name for _, reading in columns for unit in reading.units))
    headers = [board.unit_title, *(_column_title(result, reading) for result, reading in columns)]
    page = Page("街镇明细", headers, [20, *(24 for _ in columns)], figures=range(1, len(headers)))
    figures = [{unit.name: _unit_text(unit) for unit in reading.units} for _, reading in columns]
    for name in names:
        page.add(name, *(column.get(name, "—") for column in figures))
    page.add("合计", *(reading.shown or reading.state.title for _, reading in columns))
    return page


def _column_title(result: GoalResult, reading: ReadingResult) -> str:
    return f"{result.goal.title}（{reading.reading.title}）" if reading.reading.title else result.goal.title


def _unit_text(unit: UnitResult) -> str:
    if unit.status is RowStatus.LEFT_OUT:
        return "合理缺项"
    if unit.status is RowStatus.MISSING:
        return "缺数据"
    return f"{unit.shown}（未达到）" if unit.state is GoalState.NOT_MET else unit.shown or "—"


def cells_page(board: GoalBoard) -> Page:
    headers = ["目标", board.unit_title, "数据项", "填报内容", "状态", "文件", "工作表", "单元格"]
    page = Page("数据来源", headers, [30, 18, 26, 16, 10, 26, 18, 8])
    for result in board.goals:
        told: set[tuple[str, str]] = set()
        for unit in (unit for reading in result.readings for unit in reading.units):
            for cell in unit.cells:
                if (unit.code, cell.field) not in told:
                    told.add((unit.code, cell.field))
                    place = (cell.file or "—", cell.sheet or "—", cell.cell or "—")
                    page.add(result.goal.title, unit.name, cell.title, cell.text, cell.status.title, *place)
    return page


def definitions_page(board: GoalBoard) -> Page:
    page = Page("口径与出处", ["类别", "名称", "内容", "出处"], [12, 30, 46, 40])
    for result in board.goals:
        goal = result.goal
        nature = f"，{goal.nature}" if goal.nature else ""
        page.add(
            "目标",
            goal.title,
            f"{LEVEL_TITLES[goal.level]}，{FORM_TITLES[goal.form]}{nature}",
            _source(board, goal.clause),
        )
        for reading in goal.readings:
            page.add("口径", reading.title or goal.title, reading.definition, _source(board, reading.clause))
        for conflict in goal.conflicts:
            page.add("来源不一致", goal.title, conflict.text, _source(board, conflict.clause))
        if goal.note:
            page.add("说明", goal.title, goal.note, "")
    for data_field in board.book.fields.values():
        if data_field.definition:
            page.add("数据项", data_field.title, data_field.definition, "")
    for label, text in _provenance(board):
        page.add("本表", label, text, "")
    for problem in board.problems:
        page.add(problem.severity.title, problem.where, problem.message, "")
    return page


def _source(board: GoalBoard, clause: Clause | None) -> str:
    if clause is None:
        return "同目标"
    source = board.book.source(clause.source)
    number = f"（{source.number}）" if source.number else ""
    return "，".join(part for part in (f"{source.title}{number}", clause.article, f"“{clause.text}”") if part)


def _provenance(board: GoalBoard) -> list[tuple[str, str]]:
    book = board.book
    lines = [
        ("目标文件", f"{book.title}，{book.version} 版，{book.standing_title}，指纹 {book.fingerprint[:12]}"),
        ("判断年份", f"{board.year} 年；目标年份已过的显示“期末”"),
        ("算法", "先求和再相除；与目标值精确比较，显示的数字不会因四舍五入而看似达到"),
    ]
    if board.rated:
        rated = board.rated
        lines.append(("星级来源", f"{rated.rubric}，{rated.version} 版，指纹 {rated.fingerprint[:12]}"))
    lines += [("来源文件", f"{upload.name}（SHA-256 {upload.sha256[:12]}）") for upload in board.uploads]
    return [*lines, ("说明", book.notes)] if book.notes else lines


def foot(board: GoalBoard) -> str:
    return f"{board.book.title} {board.book.version} 版 · {board.book.standing_title} · {board.year} 年判断"


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
