"""The parts of a letter, each from what the station is told; a part without content is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

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
)
from rating.export.word.brackets import bracketed
from rating.export.word.facts import RoundFacts, in_words
from rating.insight.explain import Explanation
from rating.insight.feedback import Feedback, Profile
from rating.insight.figures import percent_text, plain_text
from rating.insight.next_star import Step
from rating.insight.seen import Seen
from rating.insight.standouts import Standout
from rating.rubric.numbers import plain
from rating.shown import visible

UNKNOWN = "—"
CHART_WIDTH = 148.0
DAY_FROM_EDGE, NAME_FROM_EDGE, LINE_LENGTH = 4.0, 2.0, 24.0
"""Characters of 三号: a line of 156 mm holds 27."""
DIMENSIONS = (
    Column("一级指标", 58),
    Column("得分", 24, Side.RIGHT),
    Column("满分", 24, Side.RIGHT),
    Column("得分率", 24, Side.RIGHT),
    Column("同类中位数", 26, Side.RIGHT),
)
SHORT = (
    Column("序号", 12, Side.CENTRE),
    Column("指标", 32),
    Column("得分 / 满分", 23, Side.CENTRE),
    Column("失分", 13, Side.CENTRE),
    Column("怎样补回", 76),
)
LABELLED = (Column("项目", 24, Side.CENTRE), Column("内容", 132))
STEPS = (Column("指标", 42), Column("可补回", 22, Side.RIGHT), Column("怎样做", 92))
BASIS = (Column("事项", 34, Side.CENTRE), Column("内容", 122))


def result_table(told: Feedback) -> Blocks:
    """Points by dimension, beside the median of the kind where it is shown."""
    medians = any(each.median is not None for each in told.dimensions)
    columns = DIMENSIONS if medians else (Column("一级指标", 84), *DIMENSIONS[1:4])
    lines = [_dimension(each)[: len(columns)] for each in told.dimensions]
    total = ("总分", told.total or UNKNOWN, told.full_marks, _total_share(told), UNKNOWN)
    return (
        caption("各一级指标得分" + (f"与{told.kind}类中位数" if medians and told.kind else "")),
        Table(columns, (*rows(lines), Row(total[: len(columns)], strong=True))),
    )


def _dimension(each: Profile) -> tuple[str, ...]:
    share = percent(each.points, each.full_marks)
    median = UNKNOWN if each.median is None else f"{each.median:g}"
    points = UNKNOWN if each.points is None else plain_text(each.points)
    return each.title, points, plain(each.full_marks), share, median


def _total_share(told: Feedback) -> str:
    return percent(Decimal(told.total) if told.total else None, Decimal(told.full_marks or 0))


def percent(points: Decimal | None, full_marks: Decimal) -> str:
    """84%, 66.6% (cut, never rounded up); — where not known."""
    if points is None or full_marks <= 0:
        return UNKNOWN
    tenths = int(points * 1000 / full_marks)
    return percent_text(Decimal(tenths) / 1000)


def chart(png: bytes | None, finding: str) -> Blocks:
    """The picture of the profile, with its finding below it."""
    if png is None:
        return ()
    said = f"{finding}\n（横条为得分率，竖线为同类中位数）"
    return (Picture(png, CHART_WIDTH, finding), Paragraph(said, Look.UNDER_PICTURE))


def conditions(told: Feedback) -> Blocks:
    """Gates and requirements that stand in the way."""
    return tuple(Paragraph(_sentence(f"{each.text}", each.advice)) for each in told.conditions)


def _sentence(text: str, advice: str) -> str:
    told = text.rstrip("。；")
    return f"{told}。处理：{advice.rstrip('。；')}。" if advice else f"{told}。"


def good(told: Feedback) -> Blocks:
    """What got full marks, and where the station stands above its kind."""
    better = _beside("高于", told.strengths)
    if not told.good:
        return (Paragraph("本次没有得满分的指标。"), *better)
    names = "、".join(f"「{line.title}」" for line in told.good)
    return (Paragraph(f"{len(told.good)} 项指标得满分：{names}。请继续保持。"), *better)


def _beside(where: str, found: tuple[Standout, ...]) -> Blocks:
    """What stands out beside the kind, in one paragraph."""
    told = "；".join(each.sentence.rstrip("。；") for each in found)
    return (Paragraph(f"明显{where}同类站点的指标：{told}。"),) if told else ()


def lost(told: Feedback) -> Blocks:
    """Indicators with lost points, most first, one row each."""
    if not told.lost:
        return (Paragraph("没有失分的指标。"),)
    total = sum((line.lost or Decimal(0) for line in told.lost), Decimal(0))
    said = f"{len(told.lost)} 项指标共失 {plain(total)} 分，按失分多少排列如下。"
    lines = rows(
        [
            (str(number), line.title, line.points_text, plain_text(line.lost or Decimal(0)), regained(line))
            for number, line in enumerate(told.lost, 1)
        ]
    )
    worse = _beside("低于", told.weaknesses)
    return (Paragraph(said), caption("失分指标"), Table(SHORT, lines), *worse)


def lost_in_full(told: Feedback) -> Blocks:
    """One block of rows an indicator, in the same order: asked, seen, why, how to regain, clause."""
    lines = tuple(row for number, line in enumerate(told.lost, 1) for row in _indicator(number, line))
    return (Table(LABELLED, lines),) if lines else ()


def _indicator(number: int, line: Explanation) -> Iterator[Row]:
    title = f"{number}．{line.title}（{line.dimension}）：得 {line.points_text} 分"
    title += f"，失 {plain_text(line.lost)} 分" if line.lost else ""
    yield Row((title,), strong=True, across=True, with_next=True)
    told = [pair for pair in labelled(line) if pair[1]]
    for at, pair in enumerate(told):
        yield Row(pair, with_next=at in (0, len(told) - 2))  # no single row of an indicator stands on another page


def labelled(line: Explanation) -> tuple[tuple[str, str], ...]:
    """What is told of one indicator, label by label, "" where there is nothing to say."""
    return (
        ("评什么", line.asked),
        ("看到什么", "\n".join(seen_text(each) for each in line.seen)),
        ("为什么", line.why),
        ("怎样补回", regained(line)),
        ("同类情况", line.among),
        ("佐证材料", "、".join(line.evidence)),
        ("依据条款", clause_text(line)),
    )


def regained(line: Explanation) -> str:
    """What would earn the rest, and what the rubric advises."""
    return "；".join(dict.fromkeys(text.rstrip("。；") for text in (line.earn, line.advice) if text))


def seen_text(each: Seen) -> str:
    """驻站社工数 10 人（填报数据.xlsx → 填报!C7）."""
    return f"{each.text}（{each.where}）" if each.where else each.text


def clause_text(line: Explanation) -> str:
    """The clause, its source, and 示例 where the figure is not the source's."""
    from_where = bracketed(line.source) if line.source and line.clause else line.source
    mark = "【示例】" if line.is_example else ""
    return f"{line.clause}{from_where}{mark}" if line.clause or line.source else mark


def others(told: Feedback) -> Blocks:
    """What was not scored, and why."""
    if not told.others:
        return ()
    lines = rows([(line.title, line.status, line.why or line.arithmetic) for line in told.others])
    columns = (Column("指标", 50), Column("状态", 24, Side.CENTRE), Column("说明", 82))
    return (caption("未计分的指标"), Table(columns, lines))


def next_star(told: Feedback) -> Blocks:
    """The way to the next star: conditions first, then the steps."""
    way = told.next_star
    if way is None:
        return (Paragraph(_no_next_star(told)),)
    said = Paragraph(f"{way.sentence.rstrip('。')}。")
    apart = tuple(
        Paragraph(_sentence(f"{title}：{'；'.join(each.rstrip('。；') for each in texts)}", ""))
        for title, texts in (("本年度难以改变的", way.out_of_reach), ("不建议采用的", way.left_out))
        if texts
    )
    others = tuple(Paragraph(f"也可以这样做：{_chosen(steps)}。") for steps in way.alternatives)
    if not way.steps:
        return (said, *others, *apart)
    lines = rows([(step.title, f"{plain(step.gain)} 分", step.how) for step in way.steps])
    return (said, caption(f"到{way.title}的路径"), Table(STEPS, lines), *others, *apart)


def _chosen(steps: tuple[Step, ...]) -> str:
    return "、".join(f"「{step.title}」{step.how.rstrip('。；')}（＋{plain(step.gain)} 分）" for step in steps)


def since(told: Feedback) -> Blocks:
    """Against the round before, the rubric's part apart; () where there is none."""
    return (Paragraph(_sentence(told.since.sentence, "")),) if told.since is not None else ()


def _no_next_star(told: Feedback) -> str:
    """`rank` may have been taken out, so it does not tell whether a station was rated; stars and conditions do."""
    if told.stars:
        return "已是最高星级，请继续保持。"
    if told.conditions or not told.total:
        return "本轮没有评定星级。处理好上述评星条件并重新评定后，再列出升星路径。"
    return "本评分标准没有更高的等级。"


def filed(facts: RoundFacts) -> Blocks:
    """The number under which the plan was filed, on a line of its own: it cannot be broken well inside another."""
    return (Paragraph(f"评定计划备案文号：{facts.filing_number}。"),) if facts.filing_number else ()


def objection(told: Feedback, facts: RoundFacts) -> Blocks:
    """How to object, and until when."""
    until = f"请于{in_words(facts.object_until)}前（含当日）" if facts.object_until else "请在公示期内"
    how = facts.object_how.rstrip("。") or "逐项写明理由并附材料，书面提出"
    said = f"对任何一项指标的得分或必备条件的认定有异议的，{until}{how}。"
    return (Paragraph(said), Paragraph("异议由原评分人以外的人员复核并答复。", with_next=True))


def basis(facts: RoundFacts) -> Blocks:
    """Where every figure comes from."""
    labels = dict.fromkeys(label for label, _ in facts.basis)
    told = [(label, "\n".join(text for each, text in facts.basis if each == label)) for label in labels]
    own = [("备案文号", facts.filing_number)] if facts.filing_number else []
    return (Table(BASIS, rows([*own, *told])),)


def signature(facts: RoundFacts) -> Blocks:
    """Who signs, when; and whom to ask."""
    ask = (Paragraph(bracketed(f"联系人：{facts.contact}"), with_next=True),) if facts.contact else ()
    return (*ask, *signed(facts.issuer or "（盖章）", facts.date_text))


def signed(name: str, day: str) -> Blocks:
    """The name in the middle above the date, the date four characters from the edge (GB/T 9704-2012, 7.3.5.1).

    A long name would then run over the edge: it stays two characters off, and the date goes with it.
    """
    middle = max(DAY_FROM_EDGE + _characters(day) / 2, NAME_FROM_EDGE + _characters(name) / 2)
    return (
        Paragraph(name, Look.ISSUER, with_next=True, right=middle - _characters(name) / 2),
        Paragraph(day, Look.DATE, right=middle - _characters(day) / 2),
    )


def _characters(text: str) -> float:
    """How wide it is, in Chinese characters; a name of several lines is as wide as one."""
    return min(sum(0.5 if ord(sign) < 0x100 else 1.0 for sign in visible(text)), LINE_LENGTH)


def annexes(titled: Sequence[tuple[str, Blocks]]) -> tuple[Blocks, Blocks]:
    """The list of annexes that stands above the signature, and the annexes, each on a new page; one has no number."""
    there = [(title, blocks) for title, blocks in titled if blocks]
    numbers = [f"{number}" for number in range(1, len(there) + 1)] if len(there) > 1 else [""]
    named = tuple(
        Paragraph(f"{'　　　' if at else '附件：'}{number}{number and '．'}{title}", Look.ANNEX, with_next=True)
        for at, (number, (title, _)) in enumerate(zip(numbers, there, strict=False))
    )
    pages = tuple(
        block
        for number, (title, blocks) in zip(numbers, there, strict=False)
        for block in (
            Paragraph(f"附件{number and f' {number}'}　{title}", Look.HEADING, new_page=True, with_next=True),
            *blocks,
        )
    )
    return named, pages
