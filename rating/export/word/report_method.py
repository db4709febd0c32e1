"""Of the report: what was evaluated, by what rules, and the rubric itself as an annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from rating.export.word.blocks import Blocks, Column, Paragraph, Row, Side, Table, caption, rows, subheading
from rating.export.word.brackets import bracketed, flat
from rating.export.word.facts import RoundFacts
from rating.export.word.letter_parts import filed
from rating.insight.notes import total_marks
from rating.insight.provenance import provenance
from rating.insight.rule_words import indicator_in_words
from rating.insight.tables import summary
from rating.insight.wording import band_in_words, gate_in_words
from rating.problems import Severity
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

OF_THE_METHOD = ("取舍", "打分合成", "空白与缺项", "排名与并列")
"""Labels of the provenance that are rules, told in the chapter; the rest stands in the annex."""
RUBRIC = (
    Column("指标", 30),
    Column("满分", 14, Side.CENTRE),
    Column("评分细则", 52),
    Column("条款和来源", 60),
)
MOST_KINDS = 4
"""Kinds that fit beside each other in a table; more are told by their range."""


def situation(evaluation: Evaluation, facts: RoundFacts) -> Blocks:
    """How many stations, of what kinds, rated or not; from what files."""
    roster, told = evaluation.roster, summary(evaluation)
    kinds, streets = list(dict.fromkeys(roster.kind)), len({each for each in roster.street if each})
    among = "、".join(part for part in (f"{len(kinds)} 个类型", f"{streets} 个街镇" if streets else "") if part)
    rest = told.stations - told.rated
    said = (
        f"{facts.assessment_round or '本轮'}评定共有 {told.stations} 个社工站，分属 {among}。"
        f"已评定 {told.rated} 个" + (f"，未评定 {rest} 个，原因见后文。" if rest else "。")
    )
    return (
        Paragraph(said),
        *filed(facts),
        caption("各类型站点数"),
        _by_kind(evaluation, kinds),
        Paragraph(_files(evaluation)),
    )


def _by_kind(evaluation: Evaluation, kinds: list[str]) -> Table:
    roster, rated = evaluation.roster, evaluation.ratings.rated
    all_of, done = Counter(roster.kind), Counter(kind for kind, yes in zip(roster.kind, rated, strict=True) if yes)
    columns = tuple(Column(title, width, side) for title, width, side in (
        ("类型", 66, Side.LEFT), ("站点数", 30, Side.RIGHT), ("已评定", 30, Side.RIGHT), ("未评定", 30, Side.RIGHT),
    ))  # fmt: skip
    lines = [(kind or "（不分类型）", all_of[kind], done[kind], all_of[kind] - done[kind]) for kind in kinds]
    total = ("合计", len(roster), int(rated.sum()), len(roster) - int(rated.sum()))
    texts = [tuple(str(cell) for cell in line) for line in lines]
    return Table(columns, (*rows(texts), Row(tuple(str(cell) for cell in total), strong=True)))


def _files(evaluation: Evaluation) -> str:
    counted = Counter(problem.severity for problem in evaluation.problems)
    told = "、".join(f"{severity.title} {counted[severity]} 条" for severity in Severity if counted[severity])
    found = f"读取和评定中记下{told}，随结果存档。" if told else "读取和评定中没有记下问题。"
    return f"结果由 {len(evaluation.uploads)} 个文件算出，文件名和校验码见附件。{found}"


def method(evaluation: Evaluation, facts: RoundFacts) -> Blocks:
    """The rubric and its standing, dimensions, stars, gates, and the rules that hold for all indicators."""
    rubric = evaluation.rubric
    said = f"评定依据{facts.rubric}，全文见附件 1。"
    if rubric.standing == "example":
        said += "该标准尚未经主管部门确认，标明示例的分值为自拟，结果仅供试用。"
    rules = [pair for pair in provenance(evaluation) if pair[0] in OF_THE_METHOD]
    return (
        Paragraph(said),
        caption("一级指标和满分"),
        _dimensions(rubric),
        *_stars(evaluation),
        *(Paragraph(f"{label}：{text.rstrip('。')}。") for label, text in rules),
    )


def _dimensions(rubric: Rubric) -> Table:
    kinds = rubric.kinds or [""]
    beside = kinds if len(kinds) <= MOST_KINDS and _differ(rubric, kinds) else [""]
    width = 76 / len(beside)
    columns = (Column("一级指标", 56), Column("指标数", 24, Side.RIGHT))
    marks = tuple(Column(kind or "满分", width, Side.RIGHT) for kind in beside)
    lines = [
        (node.title, str(sum(each.leaf for each in node.walk())), *(_marks(node, kind, kinds) for kind in beside))
        for node in rubric.dimensions
    ]
    total = ("合计", str(len(rubric.indicators)), *(_total(rubric, kind, kinds) for kind in beside))
    return Table((*columns, *marks), (*rows(lines), Row(total, strong=True)))


def _differ(rubric: Rubric, kinds: list[str]) -> bool:
    return any(len({node.full_marks_for(kind) for kind in kinds}) > 1 for node in rubric.dimensions)


def _marks(node: Node, kind: str, kinds: list[str]) -> str:
    """One figure, or the range over the kinds; — where the kind has no such node."""
    found = {node.full_marks_for(each) for each in ([kind] if kind else kinds) if node.applies_to(each)}
    return _range(found)


def _total(rubric: Rubric, kind: str, kinds: list[str]) -> str:
    return _range({rubric.full_marks_for(each) for each in ([kind] if kind else kinds)})


def _range(found: set[Decimal]) -> str:
    if not found:
        return "—"
    low, high = plain(min(found)), plain(max(found))
    return low if low == high else f"{low}—{high}"


def _stars(evaluation: Evaluation) -> Blocks:
    rubric = evaluation.rubric
    if not rubric.has_bands:
        return (Paragraph("本标准不分等级，只按总分排列。"),)
    kinds = list(rubric.bands_by_kind) or [""]
    lines = [
        (f"{band.title}（{kind}）" if kind else band.title, band_in_words(band, _full(evaluation, kind), rubric))
        for kind in kinds
        for band in rubric.bands_for(kind)
    ]
    gates = [(gate.title, gate_in_words(gate, rubric)) for gate in rubric.gates]
    columns = (Column("等级", 40), Column("条件", 116))
    table: Blocks = (caption("等级和条件"), Table(columns, rows(lines)))
    if not gates:
        return table
    return (*table, caption("必备条件"), Table((Column("事项", 40), Column("规定", 116)), rows(gates)))


def _full(evaluation: Evaluation, kind: str) -> Decimal:
    return total_marks(evaluation, kind or next(iter(evaluation.rubric.kinds), ""))


def rubric_table(evaluation: Evaluation) -> Blocks:
    """Annex: every indicator with its rule in words and its clause."""
    rubric = evaluation.rubric
    lines = tuple(row for top in rubric.dimensions for row in _of_dimension(rubric, top))
    return (
        subheading(f"{rubric.title}{bracketed(f'{rubric.version} 版，{flat(rubric.standing_title)}')}"),
        Table(RUBRIC, lines),
    )


def _of_dimension(rubric: Rubric, top: Node) -> Iterator[Row]:
    kinds = rubric.kinds or [""]
    yield Row((f"{top.title}（{_marks(top, '', kinds)} 分）",), strong=True, across=True, with_next=True)
    for node in (each for each in top.walk() if each.leaf):
        only = f"（{'、'.join(node.kinds)}）" if node.kinds is not None else ""
        told = dict.fromkeys(indicator_in_words(node, kind, rubric) for kind in kinds if node.applies_to(kind))
        words = "\n".join(each for each in told if each)
        yield Row((f"{node.title}{only}", _marks(node, "", kinds), words, _clause(rubric, node)))


def _clause(rubric: Rubric, node: Node) -> str:
    if node.clause is None:
        return "【示例】" if rubric.standing == "example" else ""
    source = next((each for each in rubric.sources if each.id == node.clause.source), None)
    title = source.title if source else node.clause.source
    mark = "【示例】" if source is None or source.standing == "example" else ""
    return f"{node.clause.article} {node.clause.text}".strip() + f"{bracketed(title)}{mark}"
