"""The few lines printed when a command is done: counts, and the head of each ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from unicodedata import east_asian_width

import numpy as np

from rating.insight.goal_board import GoalBoard, GoalState
from rating.reported import Status
from rating.rubric.goals import Goal
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation
from rating.shown import one_line
from rating.workflow import Checked

TOP = 10


def rated_summary(evaluation: Evaluation) -> str:
    """Which rubric, how many stations at which grade, the first ten of each group, who is not rated."""
    rubric, ratings = evaluation.rubric, evaluation.ratings
    rated = np.flatnonzero(ratings.rated)
    lines = [
        f"{one_line(rubric.title)}　版本 {rubric.version}　{rubric.standing_title}",
        f"共 {len(evaluation.roster)} 个，已评定 {len(rated)} 个，未评定 {len(evaluation.roster) - len(rated)} 个",
    ]
    if _graded(evaluation) and len(rated):
        lines.append(_grades(evaluation, rated))
    for group in dict.fromkeys(ratings.rank_group[rated]):
        lines += ["", *_ranking(evaluation, [int(at) for at in rated if ratings.rank_group[at] == group], str(group))]
    return "\n".join([*lines, *_unrated(evaluation)])


def _graded(evaluation: Evaluation) -> bool:
    """A rubric without bands ranks, but gives no grades."""
    return bool(evaluation.rubric.bands or evaluation.rubric.bands_by_kind)


def _grades(evaluation: Evaluation, rated: Sequence[int] | np.ndarray) -> str:
    ratings = evaluation.ratings
    counts = Counter((int(ratings.stars[at]), str(ratings.band[at])) for at in rated)
    return "等级：" + "，".join(
        f"{one_line(title)} {count} 个" for (_, title), count in sorted(counts.items(), reverse=True)
    )


def _ranking(evaluation: Evaluation, stations: list[int], group: str) -> list[str]:
    ratings = evaluation.ratings
    stations.sort(key=lambda at: ratings.rank[at])
    rows: list[tuple[str, ...]] = [("名次", "名称", "总分", "等级")]
    for at in stations[:TOP]:
        tied = "（并列）" if ratings.tied[at] else ""
        rank = plain(Decimal(str(ratings.rank[at])))
        rows.append((rank + tied, evaluation.roster.name[at], str(evaluation.total(at)), str(ratings.band[at])))
    if not _graded(evaluation):
        rows = [row[:-1] for row in rows]
    title = f"{one_line(group) or '全部'}：{len(stations)} 个" + (f"，前 {TOP} 名" if len(stations) > TOP else "")
    return [title, *_aligned(rows)]


def _unrated(evaluation: Evaluation) -> list[str]:
    ratings = evaluation.ratings
    unrated = [int(at) for at in np.flatnonzero(~ratings.rated)]
    if not unrated:
        return []
    lines = [
        one_line(
            f"{evaluation.roster.name[at]}：{'；'.join(reason.text for reason in ratings.reasons[at]) or '资料不完整'}"
        )
        for at in unrated[:TOP]
    ]
    more = [f"  另有 {len(unrated) - TOP} 个"] if len(unrated) > TOP else []
    return ["", f"未评定：{len(unrated)} 个", *(f"  {line}" for line in lines), *more]


def checked_summary(seen: Checked) -> str:
    """How many units and values were read, and in which state."""
    columns = [column.status for column in seen.reported.columns.values()]
    states = np.bincount(np.concatenate(columns), minlength=len(Status)) if columns else np.zeros(len(Status), int)
    counts = "，".join(f"{state.title} {states[state]} 个" for state in Status if states[state])
    found = Counter(problem.severity for problem in seen.problems)
    told = "，".join(f"{severity.title} {count} 条" for severity, count in found.items()) or "没有问题"
    left_out = f"未采用的行或表 {len(seen.reported.left_out)} 处"
    return f"共 {len(seen.reported.roster)} 个，数据 {counts or '没有'}\n{left_out}；{told}"


def goals_summary(board: GoalBoard) -> str:
    """Each goal: where it stands now, its target and year, reached or not; one line a reading."""
    book = board.book
    counts = Counter(result.state for result in board.goals)
    told = "，".join(f"{state.title} {counts[state]} 项" for state in GoalState if counts[state])
    rows = [("目标", "目前", "目标值", "年份", "结论", "差距")]
    for result in board.goals:
        for reading in result.readings:
            title = "：".join(part for part in (result.goal.title, reading.reading.title) if part)
            state = f"期末：{reading.state.title}" if result.ended else reading.state.title
            year = str(result.goal.target.year)
            rows.append((title, reading.shown or "—", _target(result.goal), year, state, reading.gap_text))
    return "\n".join(
        [
            f"{one_line(book.title)}　版本 {book.version}　{book.standing_title}",
            f"共 {len(board.goals)} 项：{told}",
            *_aligned(rows),
        ]
    )


def _target(goal: Goal) -> str:
    """The source's own words, with the unit where they are a bare number."""
    text = goal.target.text
    return f"{text} {goal.unit}" if text[-1:].isdigit() and not goal.is_share else text


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns set to the widths that Chinese text takes on a terminal."""
    rows = [tuple(map(one_line, row)) for row in rows]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
