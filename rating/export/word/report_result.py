"""Of the report: stars by kind, rankings or distributions, lost points, stations not rated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rating.export.chart_style import Chart, star_name
from rating.export.charts import most_lost, ranked_bars, stars_by_kind
from rating.export.pictures import picture
from rating.export.word.blocks import (
    Blocks,
    Column,
    Look,
    Paragraph,
    Picture,
    Row,
    Side,
    Table,
    caption,
    rows,
    subheading,
)
from rating.export.word.letter_parts import CHART_WIDTH, UNKNOWN, percent
from rating.insight import tables
from rating.insight.figures import points_text
from rating.insight.lost_points import lost_points
from rating.insight.notes import notes
from rating.insight.spread import LEAST, spreads
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

Draw = Callable[[Chart], Blocks]
CHART_PIXELS = 430
"""Of the drawing area, beside which names stand: so the words of a chart on paper are about 9 points high."""
MOST_LOST = 10
MOST_BARS = 30
"""Stations that one chart still shows legibly on a page."""
NUMBERS = "一二三四五六七八九十"


def drawn(chart: Chart) -> Blocks:
    """A chart as a picture; its title, which states the finding, stands below it as text."""
    finding = str(chart.to_dict(validate=False)["title"]["text"])
    bare = chart.copy(deep=False)
    bare.title = ""
    return (Picture(picture(bare, "png", CHART_PIXELS), CHART_WIDTH, finding), Paragraph(finding, Look.UNDER_PICTURE))


def not_drawn(chart: Chart) -> Blocks:
    """Nothing, where charts are not wanted."""
    return ()


def result(evaluation: Evaluation, draw: Draw, *, names: bool) -> Blocks:
    """Stars by kind as table and chart; then the ranking of each group, or how totals are spread."""
    chart = stars_by_kind(evaluation)
    said = f"{chart.to_dict(validate=False)['title']['text']}。"
    listed = _rankings(evaluation, draw) if names else _distribution(evaluation)
    return (Paragraph(said), caption("各类型的等级"), _stars_table(evaluation), *draw(chart), *listed)


def _stars_table(evaluation: Evaluation) -> Table:
    counted = tables.stars_by_kind(evaluation)
    names = {
        (int(stars), str(band)): star_name(int(stars), str(band))
        for stars, band in zip(counted["星级"], counted["等级"], strict=True)
    }
    bands = sorted(names, key=lambda each: -each[0])
    kinds = list(dict.fromkeys(counted["类型"]))
    found = {
        (str(kind), int(stars), str(band)): int(number)
        for kind, stars, band, number in counted.itertuples(index=False, name=None)
    }
    width = 116 / (len(bands) + 1)
    columns = (Column("类型", 40), *(Column(names[band], width, Side.RIGHT) for band in bands))
    lines = [[found.get((kind, *band), 0) for band in bands] for kind in kinds]
    told = [(kind or "（不分类型）", *map(str, line), str(sum(line))) for kind, line in zip(kinds, lines, strict=True)]
    sums = [sum(column) for column in zip(*lines, strict=True)]
    total = ("合计", *map(str, sums), str(sum(sums)))
    return Table((*columns, Column("合计", width, Side.RIGHT)), (*rows(told), Row(total, strong=True)))


def _rankings(evaluation: Evaluation, draw: Draw) -> Blocks:
    blocks: list[Blocks] = []
    shown = [group for group in tables.groups(evaluation) if len(tables.ranked_rows(evaluation, group))]
    for place, group in enumerate(shown):
        found = [int(row) for row in tables.ranked_rows(evaluation, group)]
        number = NUMBERS[place] if place < len(NUMBERS) else str(place + 1)
        bars = draw(ranked_bars(evaluation, found)) if 1 < len(found) <= MOST_BARS else ()
        blocks.append((subheading(f"（{number}）{group or '全部'}站点名次"), _ranking(evaluation, group), *bars))
    return tuple(block for part in blocks for block in part)


def _ranking(evaluation: Evaluation, group: str) -> Table:
    roster, ratings = evaluation.roster, evaluation.ratings
    found = tables.ranked_rows(evaluation, group)
    columns = (
        Column("名次", 13, Side.CENTRE), Column("站点", 48), Column("街镇", 29), Column("总分", 16, Side.RIGHT),
        Column("等级", 20, Side.CENTRE), Column("提示", 30),
    )  # fmt: skip
    lines = [
        (
            f"{float(ratings.rank[row]):g}",
            roster.name[row],
            roster.street[row],
            points_text(int(ratings.total[row]), ratings.decimals),
            star_name(int(ratings.stars[row]), str(ratings.band[row])),
            said,
        )
        for row, said in zip(map(int, found), notes(evaluation, found), strict=True)
    ]
    return Table(columns, rows(lines))


def _distribution(evaluation: Evaluation) -> Blocks:
    """Five figures of each kind's totals, where enough stations have one."""
    columns = (Column("类型", 41), Column("站点数", 20, Side.RIGHT), *(
        Column(title, 19, Side.RIGHT) for title in ("最低", "下四分位", "中位数", "上四分位", "最高")
    ))  # fmt: skip
    lines = []
    for kind, spread in spreads(evaluation).items():
        five = spread.total
        figures = (five.lowest, five.lower, five.middle, five.upper, five.highest) if five else ()
        told = [format(each, "f") for each in figures] or [UNKNOWN] * 5
        lines.append((kind or "（不分类型）", str(spread.stations), *told))
    note = f"总分不足 {LEAST} 个的类型不列分布，以免看出单个站点的得分。"
    return (caption("总分的分布"), Table(columns, rows(lines)), Paragraph(note, Look.NOTE))


def losses(evaluation: Evaluation, draw: Draw) -> Blocks:
    """The indicators in which most points are lost."""
    found = [each for each in lost_points(evaluation) if each.lost > 0][:MOST_LOST]
    if not found:
        return (Paragraph("没有失分的指标。"),)
    columns = (
        Column("序号", 12, Side.CENTRE), Column("指标", 42), Column("一级指标", 32), Column("失分合计", 20, Side.RIGHT),
        Column("得分率", 20, Side.RIGHT), Column("满分站点 / 计分站点", 30, Side.CENTRE),
    )  # fmt: skip
    lines = [
        (
            str(number), each.title, each.dimension, plain(each.lost), percent(each.earned, each.attainable),
            f"{each.in_full} / {each.stations}",
        )
        for number, each in enumerate(found, 1)
    ]  # fmt: skip
    first = "、".join(f"「{each.title}」" for each in found[:3])
    said = f"失分最多的指标是{first}。下表按各站失分合计列出前 {len(found)} 项，可作为下一步督导和培训的重点。"
    return (Paragraph(said), caption("失分最多的指标"), Table(columns, rows(lines)), *draw(most_lost(found)))


def not_rated(evaluation: Evaluation, *, names: bool) -> Blocks:
    """Who waits, and why; only the reasons where stations are not named."""
    found = [int(row) for row in tables.unranked_rows(evaluation)]
    if not found:
        return (Paragraph("所有站点均已评定。"),)
    said = Paragraph(f"共有 {len(found)} 个站点未评定，不参加排名，也不列为末位。")
    if not names:
        reasons = (Column("原因", 126), Column("站点数", 30, Side.RIGHT))
        told = caption("未评定的原因（一个站点可有几个原因）")
        return (said, told, Table(reasons, rows(list(_reasons(evaluation, found)))))
    columns = (Column("站点", 46), Column("类型", 24), Column("街镇", 26), Column("原因", 60))
    roster = evaluation.roster
    lines = [
        (roster.name[row], roster.kind[row], roster.street[row], tables.reasons_text(evaluation, row)) for row in found
    ]
    return (said, caption("未评定的站点"), Table(columns, rows(lines)))


REASONS = {
    "incomplete": "资料不完整",
    "veto": "触发一票否决",
    "unrated": "不参加评定的情形",
    "gate_unknown": "必备条件无法判断",
    "coverage": "已评内容不足",
    "adjudication": "打分分差过大，待复核",
}


def _reasons(evaluation: Evaluation, found: list[int]) -> Iterator[tuple[str, str]]:
    each_of = Counter(
        title
        for row in found
        for title in {REASONS[each.code] for each in evaluation.ratings.reasons[row] if each.code in REASONS}
        or {"其他"}
    )
    yield from ((title, str(number)) for title, number in each_of.most_common())
