"""The table beside the chart of trends: the same figures in words, on the page and in the Excel file."""

from __future__ import annotations

from rating.export.goal_charts import SIGNS
from rating.export.listing import Listing
from rating.insight.goal_board import GoalState
from rating.insight.goal_measures import target_text
from rating.insight.goal_trend import BASELINE, NOW, GoalTrend, Trends, baseline_text, of_a_part


def trend_table(trends: Trends) -> Listing:
    """A row a reading: 基期, every earlier round, 现在, 目标, what is missing, how far the target's year is."""
    rounds = [head for head, _ in _round_heads(trends)]
    heads = ("目标", BASELINE, *rounds, f"{NOW}（{trends.year} 年）", "目标值", "结论", "还差", "距目标年", "说明")
    rows = tuple(_row(trends, trend, at) for trend in trends.goals for at in range(len(trend.lines)))
    return Listing(heads, rows)


def _round_heads(trends: Trends) -> list[tuple[str, str]]:
    """Head of the column → the round's title; the year is said where the title does not."""
    return [(title if str(year) in title else f"{title}（{year} 年）", title) for title, year in trends.rounds]


def _row(trends: Trends, trend: GoalTrend, at: int) -> tuple[str, ...]:
    goal, line = trend.goal, trend.lines[at]
    now, start = line.now, goal.baseline
    baseline = f"{baseline_text(goal)}（{start.year} 年）" if start and start.value is not None else "没有"
    state = f"{SIGNS[now.state]} {now.state.title}"
    return (
        "：".join(part for part in (goal.title, now.reading.title) if part),
        baseline,
        *(line.told(title) for _, title in _round_heads(trends)),
        now.shown or "尚无数据",
        f"{target_text(goal)}（{goal.target.year} 年）",
        f"期末：{state}" if trend.result.ended else state,
        now.gap_text.removeprefix("还差 ") or ("不差" if now.state is GoalState.MET else "不能判断"),
        trend.until_target,
        _remark(trend, at),
    )


def _remark(trend: GoalTrend, at: int) -> str:
    """What holds for the goal stands in its first row; why one reading cannot be judged in its own."""
    now = trend.lines[at].now
    shared = trend.remarks if at == 0 else ("同上",) if trend.remarks else ()
    own = (now.reason,) if now.reason and not of_a_part(now) else ()
    return "；".join((*shared, *own))
