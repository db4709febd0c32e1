"""The way of each goal to its target's year, and where the earlier figures come from."""

from __future__ import annotations

from rating.export.goal_trend_table import trend_table
from rating.export.goal_trends import trend_lines
from rating.insight.goal_board import GoalBoard
from rating.insight.goal_trend import EarlierBoard, Trends, goal_trends
from rating.rubric.goals import GoalBook
from rating.screens.comparison_sections.earlier_choice import imported_with
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import put, tag
from rating.screens.parts.written_table import written_table
from rating.screens.visit.session import Shown, sample_files
from rating.screens.visit.where import Where
from rating.workflow.goal_history import earlier_goals, earlier_rounds, goals_of_result

AID = "细虚线为匀速参考，是基期到目标的一条直线，属示例，只帮助读图，不是对进度的要求；目标年以后不再画。"


def earlier_boards(now: Shown, here: Where | None, book: GoalBook) -> tuple[EarlierBoard, ...]:
    """In a district of the rounds before, asked for with the person's permission at this very rerun; in the try-out
    the stars of the round before, where its result is known.
    """
    if here is None:
        file = sample_files().previous if now.sample else imported_with()
        found = goals_of_result(book, file) if file else None
        return (found,) if found else ()
    part = here.view.part
    if part is None:
        return ()
    boards = []
    for each in attempt(lambda: earlier_rounds(here.database, here.person, part.id)) or ():
        key = f"goals of round {each.round_id} {book.fingerprint} {each.year} {each.area} {each.stars}"
        boards.append(
            now.once(key, lambda each=each: attempt(lambda: earlier_goals(here.database, here.person, book, each)))  # type: ignore[misc]
        )
    return tuple(board for board in boards if board is not None)


def trends_of(now: Shown, board: GoalBoard, earlier: tuple[EarlierBoard, ...]) -> Trends:
    return goal_trends(board, earlier, now.evaluation.assessment_round)


def show_trends(trends: Trends) -> None:
    """The lines, then the same figures as a table."""
    put(tag("h2", "到目标年的走势"))
    show_drawing(drawing(trend_lines(trends)), "goal_trends")
    put(*(tag("p", told, cls="quiet") for told in (_years(trends), AID, *trends.remarks)))
    table = trend_table(trends)
    put(written_table(table, most=len(table), cls="stack brief trend"))


def _years(trends: Trends) -> str:
    rounds = "、".join(f"{title}记为 {year} 年" for title, year in trends.rounds)
    before = f"以前轮次：{rounds}。" if rounds else "没有以前轮次的数。"
    return f"现在的数记为 {trends.year} 年。{before}“没有基期数”不是 0，从最早一次有数的年份画起。"
