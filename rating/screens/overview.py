"""总览: where the round stands, what waits, the stars by kind, who has handed in what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from rating.export import charts
from rating.export.goal_charts import goal_bullets
from rating.insight import tables
from rating.insight.goal_board import GoalResult
from rating.insight.tables import Summary
from rating.insight.wording import stars_in_words
from rating.screens.frame import frame
from rating.screens.frame.downloads import excel_download
from rating.screens.frame.drawing import show_chart
from rating.screens.frame.empty import next_step
from rating.screens.frame.foot import foot
from rating.screens.goals import assessed, books
from rating.screens.parts.markup import Markup, join, put, tag
from rating.screens.parts.tables import short_names
from rating.screens.result_sections.chart_figures import stars_figures
from rating.screens.result_sections.goal_parts import goal_part
from rating.screens.result_sections.overview_waiting import no_result_yet, show_waiting
from rating.screens.round_sections.round_progress import show_progress
from rating.screens.visit import where
from rating.screens.visit.session import Shown, looked_at, rubric_in_use, sample_files, shown
from rating.screens.visit.where import Where
from rating.workflow.area_table import star_goals

SHUT_OUT = {"veto": "一票否决", "unrated": "不参评", "adjudication": "等待复核"}
"""Why a station is not ranked; anything else is for want of data."""
SQUARES = {"已交": ("✓", "square"), "部分": ("半", "square"), "未交": ("缺", "square missing")}
MOST_SQUARES = 40


def show() -> None:
    here = where.here()
    if here is not None and here.view.part is not None:
        _of_round(here, looked_at())
    else:
        _of_rating(shown())


def _of_round(here: Where, now: Shown | None) -> None:
    """What waits stands first; before there is a result, who has handed in what."""
    if now is None:
        title = f"{here.part_label}（{here.view.round.state.title}）：" if here.view.round else ""
        frame.masthead("总览", lead=f"{title}{no_result_yet(rubric_in_use())}")
        show_waiting(here, None)
        next_step(here)
        if here.view.part is not None:
            show_progress(here, here.view.part)
        return
    _of_rating(now, here)


def _of_rating(now: Shown, here: Where | None = None) -> None:
    counted = now.once("summary", lambda: tables.summary(now.evaluation))
    frame.masthead("总览", frame.standing_badge(now.evaluation.rubric.standing_title), lead=_lead(now, counted))
    if here is not None:
        show_waiting(here, now)
    put(_tiles(counted, now.once("waits", lambda: _waits(now))))
    _ways_on(now)
    if not counted.stations:
        put(tag("p", "还没有单位。请先在「数据导入」中选择文件。"), cls="notice-box")
        return
    chart, promised = st.columns([3, 2], gap="large")
    with chart:
        show_chart(
            now,
            "stars_by_kind",
            lambda: charts.stars_by_kind(now.evaluation),
            table=lambda: stars_figures(now.evaluation),
        )
        put(now.once("waiting", lambda: _waiting(now)))
    with promised:
        _star_goals(now)
    put(now.once("handed in", lambda: _handed_in(tables.handed_in_table(now.evaluation), now.evaluation.roster.kind)))
    excel_download(now)
    foot(now)


def _lead(now: Shown, counted: Summary) -> str:
    round_title = now.evaluation.assessment_round or now.label
    best = f"，其中{stars_in_words(counted.best_stars)} {counted.best} 个" if counted.best_stars else ""
    return f"{round_title}：{counted.stations} 个单位，{counted.rated} 个已评定{best}。"


def _waits(now: Shown) -> str:
    """资料不全 1，一票否决 1: every station that is not ranked, counted once."""
    reasons = (now.evaluation.ratings.reasons[row] for row in tables.unranked_rows(now.evaluation))
    codes = ({reason.code for reason in of_one} for of_one in reasons)
    named = Counter(next((name for code, name in SHUT_OUT.items() if code in found), "资料不全") for found in codes)
    return "，".join(f"{name} {count}" for name, count in named.items())


def _tiles(counted: Summary, waits: str) -> Markup:
    problems = "，".join(f"{title} {count}" for title, count in counted.problems.items())
    facts = [
        ("参评单位", counted.stations, "个", ""),
        ("已评定", counted.rated, "个", ""),
        *([(stars_in_words(counted.best_stars), counted.best, "个", "")] if counted.best_stars else []),
        ("未排名", counted.stations - counted.rated, "个", waits),
        ("核对提示", sum(counted.problems.values()), "项", problems),
    ]
    return tag("div", *(_tile(*fact) for fact in facts), cls="tiles")


def _tile(name: str, amount: int, unit: str, note: str) -> Markup:
    return tag(
        "div",
        tag("div", name, cls="name"),
        tag("div", str(amount), tag("small", unit), cls="amount"),
        tag("div", note, cls="note") if note else None,
        cls="tile",
    )


def _ways_on(now: Shown) -> None:
    left, right, _ = st.columns([1, 1, 2])
    if left.button("查看排名", type="primary", width="stretch", key="overview_ranking"):
        st.switch_page(frame.page_file("ranking"))
    label = "导入自己的数据" if now.sample else "继续导入"
    if frame.offers("import_data") and right.button(label, width="stretch", key="overview_import"):
        st.switch_page(frame.page_file("import_data"))


def _star_goals(now: Shown) -> None:
    """Promises about the share of stations with so many stars, judged on these stars."""
    if now.evaluation.rubric.unit != "station":
        return
    results = now.once("star goals", lambda: _star_results(now))
    if results:
        show_chart(now, "star_goals", lambda: goal_bullets(results, _promised(results[0])))
        put(*(goal_part(result, titled=len(results) > 1) for result in results))


def _star_results(now: Shown) -> list[GoalResult]:
    """In a district by the stars alone: its streets are not those of the sample."""
    if where.here() is None:
        found = (assessed(now, name, sample_files().area).board for name in books())
    else:
        found = (star_goals(book, now.evaluation).board for book in books().values())
    return [result for board in found if board for result in board.goals if result.goal.form == "stars_share"]


def _promised(result: GoalResult) -> str:
    """五星站占比 24.3%，目标不低于 50%，期末：未达到."""
    goal, shown = result.goal, result.readings[0].shown or "尚无数据"
    stars = stars_in_words(result.readings[0].reading.stars or 0)
    return f"{stars}站占 {shown}，目标{goal.target.text}（{goal.target.year} 年）：{result.state_title}"


def _waiting(now: Shown) -> Markup:
    """The stations that are listed apart, each with its reason."""
    unranked = tables.unranked_table(now.evaluation)
    if unranked.empty:
        return join((tag("h2", "等待处理"), tag("p", "没有。全部单位已评定。")))
    lines = (
        tag("li", tag("b", name), "　", reason) for name, reason in zip(unranked["站点"], unranked["原因"], strict=True)
    )
    return join((tag("h2", f"等待处理（{len(unranked)}）"), tag("ul", *lines)))


def _handed_in(handed: pd.DataFrame, kinds: Sequence[str]) -> Markup | None:
    """Station × rater as small squares, a block for each kind; of many stations only those that owe something."""
    if handed.empty or len(handed.columns) < 2:
        return None
    givers = list(handed.columns[1:])
    owing = (handed[givers] != "已交").any(axis=1)
    listed = handed if len(handed) <= MOST_SQUARES else handed[owing].head(MOST_SQUARES)
    kind = pd.Series(kinds, index=handed.index)[listed.index]
    blocks = [_block(title, rows, givers) for title, rows in listed.groupby(kind, sort=False)]
    missing = int((handed[givers] == "未交").to_numpy().sum())
    words = [f"缺 {missing} 份。" if missing else "没有整份缺交的。"]
    if len(listed) < len(handed):
        words.append(f"{int(owing.sum())} 个单位有未交或未填的，列出 {len(listed)} 个。")
    key = "✓ 已交，半 有数据项未填，缺 未交。" if blocks else ""
    told = tag("p", *words, key, cls="quiet")
    return join((tag("h2", "谁交了什么"), told, tag("div", *blocks, cls="side-by-side")))


def _block(title: object, handed: pd.DataFrame, givers: list[str]) -> Markup:
    head = tag("tr", tag("th", title or "站点"), *(tag("th", giver) for giver in givers))
    names = short_names(list(handed["站点"]))
    rows = (
        tag("tr", tag("td", name, cls="name"), *(_square(handed[giver].iloc[row]) for giver in givers))
        for row, name in enumerate(names)
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="squares"), cls="scroll")


def _square(state: str) -> Markup:
    sign, cls = SQUARES.get(state, ("", "square missing"))
    return tag("td", tag("span", sign, cls=cls, title=state))


if __name__ == "__main__":
    show()
