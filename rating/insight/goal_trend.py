"""Each goal over the years: where it started, what earlier rounds found, where it stands, what was promised.

Nothing is foretold: between two years nothing is known, and after the target's year nothing more is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rating.insight.goal_board import UNIT_TITLES, GoalBoard, GoalResult, GoalState, ReadingResult
from rating.insight.goal_measures import shown_figure
from rating.insight.goal_values import RowStatus
from rating.rubric.goals import Goal

BASELINE, NOW = "基期", "现在"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class EarlierBoard:
    """The same goals as they were judged on an earlier round."""

    title: str
    year: int
    board: GoalBoard


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One known figure, in the goal's own unit.

    what     基期, the title of an earlier round, or 现在
    label    the figure that stands beside the point
    joined   it counts the same units as the point before it, so that a line may join the two
    """

    what: str
    year: int
    value: Fraction
    label: str
    joined: bool


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One reading: its points in order of years, the baseline first where there is one."""

    now: ReadingResult
    points: tuple[TrendPoint, ...]

    @property
    def comparable(self) -> tuple[TrendPoint, ...]:
        """The last points that are joined with each other; fewer than two say nothing about a direction."""
        chain: list[TrendPoint] = []
        for point in self.points:
            chain = [*chain, point] if point.joined else [point]
        return tuple(chain)

    def told(self, what: str) -> str:
        return next((point.label for point in self.points if point.what == what), "")


@dataclass(frozen=True, slots=True)
class GoalTrend:
    """One goal. `paced`: the straight line from baseline to target may be drawn as an aid for reading."""

    result: GoalResult
    lines: tuple[TrendLine, ...]
    remarks: tuple[str, ...]
    paced: bool
    years_left: int

    @property
    def goal(self) -> Goal:
        return self.result.goal

    @property
    def until_target(self) -> str:
        if self.result.ended:
            return "期末"
        return f"还有 {self.years_left} 年" if self.years_left else "当年到期"


@dataclass(frozen=True, slots=True)
class Trends:
    """All goals of a board. `year` is that of the present figures; `rounds` the earlier ones (title, year)."""

    year: int
    rounds: tuple[tuple[str, int], ...]
    goals: tuple[GoalTrend, ...]
    remarks: tuple[str, ...] = ()

    @property
    def finding(self) -> str:
        """“3 项目标有前后可比的数：2 项向目标推进，1 项后退”."""
        moves = [_move(trend.goal, line) for trend in self.goals for line in trend.lines[:1] if line.comparable[1:]]
        if not moves:
            return "还没有前后可比的数，先列出基期、现在和目标"
        forward, back = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
        counts = {"向目标推进": forward, "后退": back, "不变": len(moves) - forward - back}
        told = "，".join(f"{number} 项{word}" for word, number in counts.items() if number)
        return f"{len(moves)} 项目标有前后可比的数：{told}"


def _move(goal: Goal, line: TrendLine) -> int:
    """1 towards the target's side, −1 away from it, 0 unchanged, first to last of what can be compared."""
    first, last = line.comparable[0].value, line.comparable[-1].value
    return ((last > first) - (last < first)) * (1 if goal.direction == "at_least" else -1)


def year_in(title: str) -> int | None:
    """The year that a round is named after: “2024 年度” → 2024; the last of several."""
    found = _YEAR.findall(title)
    return int(found[-1]) if found else None


def goal_trends(board: GoalBoard, earlier: Iterable[EarlierBoard] = (), this_round: str = "") -> Trends:
    """What is known of each goal, year by year.

    The present figures belong to the year that `this_round` is named after, at the latest to the board's year. Of
    several earlier rounds of one year the last given counts; one that is not of an earlier year is left out, and
    both are told. Raises nothing.
    """
    year = min(year_in(this_round) or board.year, board.year)
    given = list(earlier)
    by_year = {each.year: each for each in given if each.year < year and each.board.book.code == board.book.code}
    kept = [by_year[at] for at in sorted(by_year)]
    dropped = [each.title for each in given if each not in kept]
    remarks = (f"与别的轮次同年或不早于本轮、没有列入：{'、'.join(dropped)}",) if dropped else ()
    goals = tuple(_trend(board, result, kept, year) for result in board.goals)
    return Trends(year, tuple((each.title, each.year) for each in kept), goals, remarks)


def _trend(board: GoalBoard, result: GoalResult, earlier: Sequence[EarlierBoard], year: int) -> GoalTrend:
    goal = result.goal
    lines = tuple(_line(board, result, reading, earlier, year) for reading in result.readings)
    remarks = tuple(dict.fromkeys(_remarks(board, result, lines, earlier)))
    start = goal.baseline
    paced = start is not None and start.value is not None and start.year < goal.target.year
    return GoalTrend(result, lines, remarks, paced, max(goal.target.year - board.year, 0))


def _line(
    board: GoalBoard, result: GoalResult, now: ReadingResult, earlier: Sequence[EarlierBoard], year: int
) -> TrendLine:
    goal = result.goal
    points: list[TrendPoint] = []
    start, before = goal.baseline, None
    if start is not None and start.value is not None and start.year < year:
        value = Fraction(start.value)
        points.append(TrendPoint(BASELINE, start.year, value, baseline_text(goal), joined=False))
    for title, at, reading in (*_then(goal, now, earlier), (NOW, year, now)):
        if reading.value is None or of_a_part(reading):
            continue
        joined = bool(points) and (_same_units(before, reading) if before else whole_city(board, goal))
        points.append(TrendPoint(title, at, reading.value, _label(goal, reading), joined))
        before = reading
    return TrendLine(now, tuple(points))


def _then(goal: Goal, now: ReadingResult, earlier: Sequence[EarlierBoard]) -> Iterable[tuple[str, int, ReadingResult]]:
    """The same reading in earlier years; a goal that was counted otherwise then is another goal."""
    for each in earlier:
        for result in each.board.goals:
            if result.goal.code == goal.code:
                found = (reading for reading in result.readings if reading.reading == now.reading)
                yield from ((each.title, each.year, reading) for reading in found)


def of_a_part(reading: ReadingResult) -> bool:
    """A figure of some streets only, where the whole city's is promised: it says nothing of the city's way."""
    return reading.value is not None and reading.state is GoalState.UNKNOWN


def whole_city(board: GoalBoard, goal: Goal) -> bool:
    """Whether the present figures count what the baseline counted."""
    scope = board.book.scope
    return scope is None or goal.level != "city" or len(board.units) >= scope.units


def _same_units(before: ReadingResult | None, now: ReadingResult) -> bool:
    """The same streets counted. Stations come and go each year: a share of stations is compared all the same."""
    if before is None or now.reading.stars is not None:
        return True
    return _counted(before) == _counted(now)


def _counted(reading: ReadingResult) -> set[str]:
    return {unit.code for unit in reading.units if unit.status is RowStatus.COUNTED}


def baseline_text(goal: Goal) -> str:
    """As its source writes it, with the unit; "" without one."""
    if goal.baseline is None or goal.baseline.value is None:
        return ""
    text = goal.baseline.text
    return text if text.endswith(goal.unit) else f"{text} {goal.unit}"


def _label(goal: Goal, reading: ReadingResult) -> str:
    """What is printed of it; of the lowest of all units that figure, for it is the one that is drawn."""
    if goal.form == "minimum_per_unit" and reading.reading.lowest is not None and reading.value is not None:
        return f"最低 {shown_figure(goal, reading.value)}"
    return reading.shown


def _remarks(
    board: GoalBoard, result: GoalResult, lines: Sequence[TrendLine], earlier: Sequence[EarlierBoard]
) -> Iterable[str]:
    goal, unit = result.goal, UNIT_TITLES[board.book.unit]
    first = min((point.year for line in lines for point in line.points), default=None)
    if goal.baseline is None or goal.baseline.value is None:
        yield "没有基期数" if first is None else f"没有基期数，从 {first} 年起"
    elif not whole_city(board, goal):
        yield f"基期是全市的数，现有 {len(board.units)} 个{unit}的数据，两者不连线"
    for line in lines:
        if of_a_part(line.now):
            yield "现有数据的合计不是全市的数，没有画入"
        counted = [point for point in line.points[1:] if not point.joined and point.what != BASELINE]
        if [point for point in counted if line.points[line.points.index(point) - 1].what != BASELINE]:
            yield f"各年计入的{unit}不同，不连线"
    if goal.form == "stars_share" and board.rated:
        used = {each.title: each.board.rated for each in earlier if any(line.told(each.title) for line in lines)}
        for title, rated in used.items():
            if rated and rated.fingerprint != board.rated.fingerprint:
                yield f"{title}所用评分标准与本轮不同"
