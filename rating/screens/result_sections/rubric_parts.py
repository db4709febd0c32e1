"""The parts of a rubric on paper: the tree with points that add up, gates, stars in words, policies."""

from __future__ import annotations

from rating.insight import wording
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Band, Clause
from rating.screens.parts.markup import Markup, join, tag
from rating.screens.result_sections.rule_sketch import rule_sketch


def tree_part(rubric: Rubric, kind: str) -> Markup:
    """Dimensions with their indicators; the points of each level add up to the next."""
    there = [dimension for dimension in rubric.dimensions if dimension.applies_to(kind)]
    rows = join(_dimension_rows(dimension, rubric, kind) for dimension in there)
    head = tag(
        "tr",
        *(
            tag("th", title, cls=cls)
            for title, cls in (("指标", ""), ("分值", "figure"), ("评分细则", ""), ("依据与评定方法", ""))
        ),
    )
    return join(
        (
            tag("h2", "评什么"),
            tag("p", _sum_of(rubric, there, kind), cls="quiet"),
            tag("div", tag("table", tag("thead", head), tag("tbody", rows), cls="stack tree"), cls="scroll"),
        )
    )


def _sum_of(rubric: Rubric, there: list[Node], kind: str) -> str:
    total = rubric.full_marks_for(kind)
    parts = [f"{node.title} {plain(node.full_marks_for(kind))}" for node in there if not node.bonus]
    if rubric.scale.combine == "sum":
        text = "＋".join(parts) + f" ＝ {plain(total)} 分"
    else:
        text = f"满分 {plain(total)} 分，{wording.combine_in_words(rubric.scale)}"
    bonus = [f"{node.title} {plain(node.full_marks_for(kind))}" for node in there if node.bonus]
    return text + (f"；另有加分项：{'、'.join(bonus)}" if bonus else "")


def _dimension_rows(dimension: Node, rubric: Rubric, kind: str) -> Markup:
    if dimension.leaf:
        return _leaf_row(dimension, rubric, kind)
    rows: list[Markup] = []
    for node in dimension.walk():
        if not node.applies_to(kind):
            continue
        rows.append(_leaf_row(node, rubric, kind) if node.leaf else _branch_row(node, kind))
    return join(rows)


def _branch_row(node: Node, kind: str) -> Markup:
    how = "" if node.combine == "sum" else wording.combine_in_words(node)
    bonus = "加分项" if node.bonus else ""
    return tag(
        "tr",
        tag("td", node.title),
        tag("td", plain(node.full_marks_for(kind)), cls="figure"),
        tag("td", "，".join(part for part in (bonus, how) if part), colspan=2),
        cls="group",
    )


def _leaf_row(node: Node, rubric: Rubric, kind: str) -> Markup:
    rule = node.rule_for(kind)
    points = "※" if rule is not None and rule.key_item else plain(node.full_marks_for(kind))
    sketch = rule_sketch(rule, node.full_marks_for(kind)) if rule is not None else None
    return tag(
        "tr",
        tag("td", node.title),
        tag("td", points, cls="figure", data_name="分值"),
        tag("td", wording.indicator_in_words(node, kind, rubric), sketch),
        tag("td", *_grounds(node, rubric)),
    )


def _grounds(node: Node, rubric: Rubric) -> list[Markup]:
    lines = [clause_line(node.clause, rubric)] if node.clause else []
    if node.check:
        lines.append(tag("div", f"评定方法：{node.check}", cls="quiet"))
    if node.evidence:
        lines.append(tag("div", f"材料：{'、'.join(node.evidence)}", cls="quiet"))
    return lines


def clause_line(clause: Clause, rubric: Rubric) -> Markup:
    """The sentence a point stands on, with the number of its source in the list below."""
    number = [source.id for source in rubric.sources].index(clause.source) + 1
    article = f" {clause.article}" if clause.article else ""
    return tag(
        "div", clause.text, tag("span", f"〔{number}{article}〕", cls="quiet", title=rubric.source(clause.source).title)
    )


def gates_part(rubric: Rubric, kind: str) -> Markup:
    gates = [gate for gate in rubric.gates if gate.kinds is None or kind in gate.kinds]
    if not gates:
        return join((tag("h2", "一票否决与限星"), tag("p", "没有设置。", cls="quiet")))
    lines = (
        tag(
            "li",
            tag("b", gate.title),
            "　",
            wording.gate_in_words(gate, rubric),
            tag("div", clause_line(gate.clause, rubric)) if gate.clause else None,
        )
        for gate in gates
    )
    return join((tag("h2", "一票否决与限星"), tag("ul", *lines)))


def bands_part(rubric: Rubric, kind: str) -> Markup:
    """Each star in words; the ladder beside it shows them to scale."""
    bands = rubric.bands_for(kind)
    if not bands:
        return tag("p", "没有划分等级，只排名次。", cls="quiet")
    full = rubric.scale.convert_to or rubric.full_marks_for(kind)
    lines = (
        tag(
            "li",
            tag("span", band.title, cls="stars" if not band.label else ""),
            "　",
            wording.band_in_words(band, full, rubric),
            *_requirements(band),
        )
        for band in bands
    )
    return join((tag("ul", *lines), tag("p", wording.award_in_words(rubric.award), "。", cls="quiet")))


def _requirements(band: Band) -> list[Markup]:
    return [
        tag("div", f"「{requirement.title}」未满足时：{requirement.advice}", cls="quiet")
        for requirement in band.requires
        if requirement.advice
    ]


def policies_part(rubric: Rubric) -> Markup:
    """What is stated about the whole: raters, blanks, rounding, ranking."""
    statements = [
        ("打分合成", wording.raters_in_words(rubric.raters, rubric.roles) if rubric.raters else ""),
        ("空白与缺项", wording.missing_in_words(rubric)),
        ("取整", wording.rounding_in_words(rubric.scale)),
        ("名次", wording.ranking_in_words(rubric.ranking, rubric)),
        ("说明", rubric.notes),
    ]
    lines = (tag("li", tag("b", name), "　", text) for name, text in statements if text)
    return join((tag("h2", "怎样合成、取整和排名"), tag("ul", *lines)))


def sources_part(rubric: Rubric) -> Markup | None:
    if not rubric.sources:
        return None
    lines = (
        tag(
            "li",
            source.title,
            *(f"，{part}" for part in (source.issuer, source.number, source.date) if part),
            tag("span", "示例", cls="badge") if source.standing == "example" else None,
        )
        for source in rubric.sources
    )
    return join((tag("h2", "来源"), tag("ol", *lines)))
