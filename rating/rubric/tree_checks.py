"""The tree of a rubric: leaves whole, branches bare, and points that add up for every kind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.places import OWN_CONDITIONS, PlacedNode, kinds_of, placed_nodes
from rating.rubric.policies import Combine
from rating.rubric.rules import Rule
from rating.rubric.trail import Finding, Path

DEEPEST = 3
_LEAF_ONLY = ("value", "rule", "rule_by_kind", "if_blank", "if_not_inspected", "if_undefined")
_BRANCH_ONLY = ("combine", "coverage", "cap")
_COMBINE_TITLES = {"sum": "相加", "mean": "算术平均", "geometric": "几何平均", "lowest": "取最低"}


def check_tree(rubric: Rubric) -> Iterator[Finding]:
    """Shape of every node, blank policies, points and weights."""
    for place in placed_nodes(rubric):
        if place.level > DEEPEST:
            yield Finding("rubric_value", place.path, f"指标有 {place.level} 级", f"最多 {DEEPEST} 级")
        yield from _leaf(place, rubric) if place.node.leaf else _branch(place)
        if not place.node.leaf:
            yield from _weights(place.node.indicators, place.node.combine, (*place.path, "indicators"))
    yield from _weights(rubric.dimensions, rubric.scale.combine, ("dimensions",))
    yield from _root(rubric)
    yield from _bonus(rubric)


def _leaf(place: PlacedNode, rubric: Rubric) -> Iterator[Finding]:
    node, path = place.node, place.path
    for key in _BRANCH_ONLY:
        if getattr(node, key) != type(node).model_fields[key].default:
            yield Finding("rubric_value", (*path, key), f"末级指标不能写 {key}", remedy="请只写在有下级的指标上")
    if node.if_blank is None and rubric.missing.if_blank is None:
        yield Finding("rubric_missing_policy", (*path, "if_blank"), f"「{node.title}」没有写明空白如何处理")
    yield from _value_and_rules(place)
    for kind in place.kinds:
        rule = node.rule_for(kind)
        if rule is not None:
            yield from _full_marks(node, rule, kind, path)
    combine = place.parent.combine if place.parent is not None else rubric.scale.combine
    if combine != "sum" and not node.bonus and node.full_marks == 0:
        found = f"满分为 0 的扣分项不能按{_COMBINE_TITLES[combine]}合成"
        yield Finding("rubric_points", (*path, "full_marks"), found, remedy="请放在相加的上级之下")


def _value_and_rules(place: PlacedNode) -> Iterator[Finding]:
    node, path = place.node, place.path
    rules = [(kind, node.rule_for(kind)) for kind in place.kinds]
    for kind, rule in rules:
        if rule is None:
            whom = f"类型「{kind}」" if kind else ""
            yield Finding(
                "rubric_key", (*path, "rule"), f"「{node.title}」没有写{whom}的评分细则", remedy="请补写 rule"
            )
            return
    needs = [_needs_value(rule) for _, rule in rules if rule is not None]
    if any(needs) and node.value is None:
        yield Finding("rubric_key", (*path, "value"), f"「{node.title}」没有写 value", remedy="请写明按哪个数据项评分")
    if needs and not any(needs) and node.value is not None:
        yield Finding("rubric_value", (*path, "value"), "本细则自带条件，value 不起作用", remedy="请删去 value")


def _needs_value(rule: Rule) -> bool:
    inner = rule.survey.then if rule.survey is not None else rule
    return inner.kind not in OWN_CONDITIONS


def may_be_negative(rule: Rule) -> bool:
    """True for rules that can take away more than an indicator's full marks."""
    inner = rule.survey.then if rule.survey is not None else rule
    if inner.deduct is not None:
        return inner.deduct.floor == "none" or inner.deduct.floor < 0
    if inner.linear is not None:
        return inner.linear.capped in ("top", "none")
    return inner.z_score is not None and not inner.z_score.capped


def _full_marks(node: Node, rule: Rule, kind: str, path: Path) -> Iterator[Finding]:
    marks = node.full_marks_for(kind)
    stated = node.full_marks is not None and (not isinstance(node.full_marks, dict) or kind in node.full_marks)
    of_kind = f"类型「{kind}」的" if kind else ""
    if rule.kind == "key_item":
        if marks != 0:
            yield Finding(
                "rubric_points", (*path, "full_marks"), "关键项不计分，却写了满分", remedy="请删去 full_marks"
            )
    elif not stated:
        yield Finding(
            "rubric_key", (*path, "full_marks"), f"「{node.title}」没有写{of_kind}满分", remedy="请补写 full_marks"
        )
    elif marks < 0 or (marks == 0 and not (rule.deduct is not None and may_be_negative(rule))):
        yield Finding("rubric_points", (*path, "full_marks"), f"{of_kind}满分是 {plain(marks)}", "大于 0 的数")


def _branch(place: PlacedNode) -> Iterator[Finding]:
    node, path = place.node, place.path
    for key in _LEAF_ONLY:
        if getattr(node, key) not in (None, {}):
            yield Finding("rubric_value", (*path, key), f"有下级的指标不能写 {key}", remedy="请写在末级指标上")
    for kind in place.kinds:
        found = list(_branch_points(node, kind, (*path, "full_marks")))
        yield from found
        if found:
            return


def _branch_points(node: Node, kind: str, path: Path) -> Iterator[Finding]:
    declared = node.full_marks is not None and (not isinstance(node.full_marks, dict) or kind in node.full_marks)
    of_kind = f"类型「{kind}」" if kind else ""
    parts = _sum_of(node.indicators, kind)
    if not declared:
        if node.combine != "sum" and parts:
            found = f"「{node.title}」按{_COMBINE_TITLES[node.combine]}合成，却没有写{of_kind}满分"
            yield Finding("rubric_points", path, found, "本级的 full_marks")
        elif isinstance(node.full_marks, dict) and parts:
            yield Finding("rubric_points", path, f"没有写{of_kind}的满分", remedy="请每个适用的类型都写")
        return
    marks = node.full_marks_for(kind)
    if marks <= 0:
        yield Finding("rubric_points", path, f"{of_kind}满分是 {plain(marks)}", "大于 0 的数")
    elif node.combine == "sum" and parts != marks:
        yield Finding("rubric_points", path, f"{of_kind}写的是 {plain(marks)} 分", f"下级满分之和 {plain(parts)} 分")


def _sum_of(nodes: list[Node], kind: str) -> Decimal:
    return sum((node.full_marks_for(kind) for node in nodes if not node.bonus), Decimal(0))


def _root(rubric: Rubric) -> Iterator[Finding]:
    if rubric.scale.combine != "sum":
        return
    for kind in kinds_of(rubric):
        if isinstance(rubric.scale.full_marks, dict) and kind not in rubric.scale.full_marks:
            continue
        marks, parts = rubric.full_marks_for(kind), _sum_of(rubric.dimensions, kind)
        if marks != parts:
            of_kind = f"类型「{kind}」" if kind else ""
            found = f"{of_kind}总分写的是 {plain(marks)} 分"
            yield Finding("rubric_points", ("scale", "full_marks"), found, f"各一级指标满分之和 {plain(parts)} 分")
            return


def _weights(siblings: list[Node], combine: Combine, path: Path) -> Iterator[Finding]:
    weighed = [(at, node.weight) for at, node in enumerate(siblings) if not node.bonus]
    given = [(at, weight) for at, weight in weighed if weight is not None]
    if given and combine in ("sum", "lowest"):
        found = f"合成办法是{_COMBINE_TITLES[combine]}，权重不起作用"
        yield Finding(
            "rubric_points",
            (*path, given[0][0], "weight"),
            found,
            remedy="请写 combine: mean 或 geometric，或删去 weight",
        )
    elif given and len(given) < len(weighed):
        lacking = next(at for at, weight in weighed if weight is None)
        yield Finding(
            "rubric_points", (*path, lacking, "weight"), "同级指标中有的写了权重，有的没有写", remedy="请都写或都不写"
        )
    for at, weight in given:
        if weight == 0:
            yield Finding("rubric_points", (*path, at, "weight"), "权重是 0", "大于 0 的数，或删去这项指标")


def _bonus(rubric: Rubric) -> Iterator[Finding]:
    if rubric.scale.bonus_buys_stars is None and any(node.bonus for node in rubric.nodes):
        found = "有加分项，但没有写明加分是否计入评星"
        yield Finding("rubric_key", ("scale", "bonus_buys_stars"), found, "bonus_buys_stars: true 或 false")
