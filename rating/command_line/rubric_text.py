"""`rubric show`: a rubric as a committee reads it, from top to bottom, in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rating.insight import wording
from rating.insight.goal_board import UNIT_TITLES
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Clause

STEP = "  "


def rubric_in_words(rubric: Rubric) -> str:
    """Head, indicators with their points and rules, gates, bands, policies, fields, sources."""
    parts = (_tree, _gates, _bands, _policies, _fields, _sources)
    written = [lines for part in parts if (lines := list(part(rubric)))]
    numbered = [f"{number}、" + "\n".join(lines) for number, lines in zip("一二三四五六", written, strict=False)]
    return "\n\n".join(["\n".join(_head(rubric)), *numbered])


def _head(rubric: Rubric) -> Iterator[str]:
    yield rubric.title
    yield f"代码 {rubric.code}　版本 {rubric.version}　{rubric.standing_title}　评定对象：{UNIT_TITLES[rubric.unit]}"
    if rubric.kinds:
        yield f"类型：{'、'.join(rubric.kinds)}"
    yield f"指纹 {rubric.fingerprint}"


def _tree(rubric: Rubric) -> Iterator[str]:
    total = _by_kind(rubric, lambda kind: f"{plain(rubric.full_marks_for(kind))} 分")
    yield f"指标（满分 {'；'.join(total)}，{wording.combine_in_words(rubric.scale)}）"
    for number, dimension in enumerate(rubric.dimensions, 1):
        yield from _node(dimension, rubric, f"{number}", 1)


def _node(node: Node, rubric: Rubric, number: str, depth: int) -> Iterator[str]:
    margin, inner = STEP * depth, STEP * (depth + 1)
    yield f"{margin}{number} {node.title}（{_points(node, rubric)}）"
    if node.leaf:
        yield from (f"{inner}{line}" for line in _leaf(node, rubric))
        return
    if node.combine != "sum":
        yield f"{inner}{wording.combine_in_words(node)}"
    if node.coverage:
        yield f"{inner}{wording.coverage_in_words(node.coverage)}"
    for place, part in enumerate(node.indicators, 1):
        yield from _node(part, rubric, f"{number}.{place}", depth + 1)


def _points(node: Node, rubric: Rubric) -> str:
    marks = _by_kind(rubric, lambda kind: f"{plain(node.full_marks_for(kind))} 分", node)
    said = ["；".join(marks)]
    if node.weight is not None:
        said.append(f"权重 {plain(node.weight)}")
    if node.bonus:
        said.append("加分项")
    if node.cap is not None:
        said.append(f"最高 {plain(node.cap)} 分")
    if node.kinds is not None:
        said.append(f"只适用于{'、'.join(node.kinds)}")
    return "，".join(said)


def _leaf(node: Node, rubric: Rubric) -> Iterator[str]:
    if node.value:
        yield f"取值：{wording.formula_in_words(node.value, rubric)}"
    for rule in _by_kind(rubric, lambda kind: wording.indicator_in_words(node, kind, rubric), node):
        yield f"评分细则：{rule}"
    if node.if_blank or node.if_not_inspected or node.if_undefined:
        yield f"本项空白与缺项：{wording.missing_in_words(rubric, node)}"
    if node.clause:
        yield f"依据：{_clause(node.clause, rubric)}"
    if node.check:
        yield f"评定方法：{node.check}"
    if node.evidence:
        yield f"佐证材料：{'、'.join(node.evidence)}"
    if node.advice:
        yield f"改进建议：{node.advice}"


def _by_kind(rubric: Rubric, say: Callable[[str], str], node: Node | None = None) -> list[str]:
    """What is said of each kind, said once where it is the same."""
    groups = _kinds_told_alike(rubric, say, node)
    if len(groups) <= 1:
        return list(groups)
    return [f"{'、'.join(kinds)}：{said}" for said, kinds in groups.items()]


def _kinds_told_alike(rubric: Rubric, say: Callable[[str], str], node: Node | None = None) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for kind in rubric.kinds or [""]:
        if node is None or node.applies_to(kind):
            groups.setdefault(say(kind), []).append(kind)
    return groups


def _clause(clause: Clause, rubric: Rubric) -> str:
    named = "，".join(part for part in (rubric.source(clause.source).title, clause.article) if part)
    return f"{clause.text}（{named}）"


def _gates(rubric: Rubric) -> Iterator[str]:
    if not rubric.gates:
        return
    yield "必备条件"
    for gate in rubric.gates:
        only = f"（只适用于{'、'.join(gate.kinds)}）" if gate.kinds is not None else ""
        yield f"{STEP}{gate.title}{only}：{wording.gate_in_words(gate, rubric)}"
        if gate.clause:
            yield f"{STEP * 2}依据：{_clause(gate.clause, rubric)}"


def _bands(rubric: Rubric) -> Iterator[str]:
    if not rubric.bands and not rubric.bands_by_kind:
        return
    yield "等级"
    ladders = _kinds_told_alike(rubric, lambda kind: "\n".join(_ladder(rubric, kind)))
    for ladder, kinds in ladders.items():
        margin = STEP
        if len(ladders) > 1:
            yield f"{STEP}{'、'.join(kinds)}"
            margin = STEP * 2
        yield from (margin + line for line in ladder.splitlines())
    yield f"{STEP}{wording.award_in_words(rubric.award)}"
    bands = [*rubric.bands, *(band for ladder in rubric.bands_by_kind.values() for band in ladder)]
    if any(band.quota is not None for band in bands):
        yield f"{STEP}{wording.quota_in_words(rubric.award)}"


def _ladder(rubric: Rubric, kind: str) -> Iterator[str]:
    full = rubric.scale.convert_to or rubric.full_marks_for(kind)
    for band in rubric.bands_for(kind):
        yield f"{band.title}：{wording.band_in_words(band, full, rubric)}"
        for requirement in band.requires:
            yield f"{STEP}{requirement.title}：{wording.formula_in_words(requirement.when, rubric)}"


def _policies(rubric: Rubric) -> Iterator[str]:
    yield "合成、取整与排名"
    statements = (
        ("打分合成", wording.raters_in_words(rubric.raters, rubric.roles) if rubric.raters else ""),
        ("空白与缺项", wording.missing_in_words(rubric)),
        ("取整", wording.rounding_in_words(rubric.scale)),
        ("名次", wording.ranking_in_words(rubric.ranking, rubric)),
        ("说明", " ".join(rubric.notes.split())),
    )
    for name, text in statements:
        if text:
            yield f"{STEP}{name}：{text}"


def _fields(rubric: Rubric) -> Iterator[str]:
    yield "数据项"
    roles = {role.code: role.title for role in rubric.roles}
    for field in rubric.fields.values():
        said = [f"单位：{field.unit}"] if field.unit else []
        if field.choices:
            said.append(f"可选：{'、'.join(field.choices)}")
        if field.formula:
            said.append(f"算式：{wording.formula_in_words(field.formula, rubric)}")
        if field.marked_by:
            said.append(f"由{'、'.join(roles.get(role, role) for role in field.marked_by)}打分")
        if field.definition:
            said.append(" ".join(field.definition.split()))
        yield f"{STEP}{field.title}" + (f"：{'；'.join(said)}" if said else "")


def _sources(rubric: Rubric) -> Iterator[str]:
    if not rubric.sources:
        return
    yield "来源"
    for source in rubric.sources:
        parts = [part for part in (source.issuer, source.number, source.date, source.url) if part]
        example = "　示例" if source.standing == "example" else ""
        yield f"{STEP}{source.title}" + (f"（{'，'.join(parts)}）" if parts else "") + example
