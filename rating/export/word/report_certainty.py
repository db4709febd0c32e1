"""Of the report: how far the marks agree, who lies close to a cut score, which goals are met. Only what was given."""

from __future__ import annotations

from collections import Counter

from rating.export.goal_charts import goal_bullets
from rating.export.word.blocks import Blocks, Column, Paragraph, Side, Table, caption, rows, subheading
from rating.export.word.letter_parts import UNKNOWN
from rating.export.word.report_result import Draw
from rating.insight.certainty.agreement import Agreement
from rating.insight.certainty.certainty import Certainty
from rating.insight.certainty.close_calls import CloseCall
from rating.insight.goal_board import GoalBoard
from rating.insight.goal_measures import target_text
from rating.rubric.numbers import plain

AGREEMENT = (
    Column("打分项", 36),
    Column("评估人", 16, Side.RIGHT),
    Column("站点", 14, Side.RIGHT),
    Column("α", 13, Side.RIGHT),
    Column("W", 13, Side.RIGHT),
    Column("说明", 64),
)
CLOSE = (Column("站点", 40), Column("类型", 22), Column("总分", 18, Side.RIGHT), Column("情况", 76))
WHY = {"rounding": "因取舍而临界", "raters": "因评估人打分差异而临界"}


def certainty(found: Certainty | None, *, names: bool, apart: str = "") -> Blocks:
    """Agreement among raters, close calls, marks to be looked at again, small samples.

    `apart`: the sentence that raters differ so widely that most stations are close (`raters_apart`), else "".
    """
    if found is None:
        return ()
    agreed = _agreement(found.agreements) if found.agreements else (Paragraph("没有由多位评估人共同打分的内容。"),)
    return (
        subheading("（一）打分的一致性"),
        *agreed,
        subheading("（二）临界站点"),
        *((Paragraph(apart),) if apart else ()),
        *_close(found.close_calls, names=names),
        subheading("（三）需要留意的打分和样本"),
        *_attention(found, names=names),
    )


def _agreement(found: tuple[Agreement, ...]) -> Blocks:
    said = "α 为克里彭多夫系数，W 为肯德尔和谐系数，都是越接近 1 越一致；「—」表示数据不足，不能计算。"
    lines = [
        (each.title, str(each.raters), str(each.stations), _figure(each.alpha), _figure(each.kendalls_w), each.sentence)
        for each in found
    ]
    return (Paragraph(said), caption("评估人打分的一致性"), Table(AGREEMENT, rows(lines)))


def _figure(number: float | None) -> str:
    return UNKNOWN if number is None else f"{number:.2f}"


def _close(found: tuple[CloseCall, ...], *, names: bool) -> Blocks:
    if not found:
        return (Paragraph("没有因取舍或打分差异而临界的站点。"),)
    stations = len({each.row for each in found})
    said = f"有 {stations} 个站点的总分紧靠分数线，取舍办法或个别评估人的打分稍有不同，等级就会不同，定级前宜集体复核。"
    if not names:
        told = [(f"{kind} · {WHY[why]}", str(number)) for (kind, why), number in _counted(found)]
        return (
            Paragraph(said),
            caption("临界的情况"),
            Table((Column("情况", 126), Column("次数", 30, Side.RIGHT)), rows(told)),
        )
    lines = [(each.name, each.kind, plain(each.total), each.sentence) for each in found]
    return (Paragraph(said), caption("临界站点"), Table(CLOSE, rows(lines)))


def _counted(found: tuple[CloseCall, ...]) -> list[tuple[tuple[str, str], int]]:
    return Counter((each.kind or "全部", str(each.why)) for each in found).most_common()


def _attention(found: Certainty, *, names: bool) -> Blocks:
    marks, samples = found.outlying_marks, found.small_samples
    if not marks and not samples:
        return (Paragraph("没有明显偏离的打分，调查样本都达到最低数量。"),)
    counted = (f"明显偏离其他评估人的打分有 {len(marks)} 个", f"样本少于规定的调查有 {len(samples)} 项")
    said = Paragraph(f"{'，'.join(each for each, found in zip(counted, (marks, samples), strict=True) if found)}。")
    if not names:
        return (said,)
    lines = [(each.station, each.title, each.sentence) for each in marks]
    lines += [(each.station, each.title, each.sentence) for each in samples]
    columns = (Column("站点", 40), Column("内容", 34), Column("情况", 82))
    return (said, caption("需要留意的打分和样本"), Table(columns, rows(lines)))


GOALS = (
    Column("目标", 44),
    Column("口径", 26),
    Column("现值", 22, Side.RIGHT),
    Column("目标值（年）", 28, Side.RIGHT),
    Column("结论", 18, Side.CENTRE),
    Column("差距", 18),
)


def goals(board: GoalBoard | None, draw: Draw) -> Blocks:
    """Every goal with all its readings, beside its target."""
    if board is None:
        return ()
    lines = [
        (
            result.goal.title if at == 0 else "",
            reading.reading.title or UNKNOWN,
            reading.shown or "尚无数据",
            f"{target_text(result.goal)}（{result.goal.target.year}）",
            f"期末：{reading.state.title}" if result.ended else reading.state.title,
            reading.gap_text or UNKNOWN,
        )
        for result in board.goals
        for at, reading in enumerate(result.readings)
    ]
    said = f"按 {board.year} 年的数据，{board.summary}。达到与否不作四舍五入。"
    return (Paragraph(said), caption("目标达成情况"), Table(GOALS, rows(lines)), *draw(goal_bullets(board.goals)))
