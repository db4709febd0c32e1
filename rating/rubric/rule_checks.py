"""Each rule kind against its indicator: amounts within full marks, thresholds in order, and a
value of the sort the rule can score (docs/method.md §4)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import FormulaError, Name, parse_formula
from rating.rubric.formula_checks import SORT_TITLES, field_sort, sort_of
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField, Rubric
from rating.rubric.numbers import Amount, plain
from rating.rubric.places import OWN_CONDITIONS, PlacedRule, placed_rules
from rating.rubric.policies import Missing
from rating.rubric.rules import Axis, Deduct, PerUnit, Rule
from rating.rubric.trail import Finding, Path
from rating.rubric.tree_checks import may_be_negative

_SORTS: dict[str, frozenset[str]] = {
    "yes_no": frozenset({"yes_no", "condition"}), "levels": frozenset({"choice"}), "highest": frozenset({"several"}),
}  # fmt: skip
_NUMBER = frozenset({"number"})


def check_rules(rubric: Rubric) -> Iterator[Finding]:
    """Every rule of every leaf."""
    vocabulary = Vocabulary.of(rubric)
    for placed in placed_rules(rubric):
        check = _CHECKS.get(placed.rule.kind)
        yield from _value_fits(placed, vocabulary)
        if check is not None:
            yield from check(placed, vocabulary)
        yield from _amounts(placed)
        yield from _nothing_of_negative(placed, rubric.missing)


def bare_field(text: str, vocabulary: Vocabulary) -> DataField | None:
    """The field a formula names and nothing more; None for any other formula."""
    try:
        expression = bind(text, vocabulary)
    except FormulaError:
        return None
    return vocabulary.fields[expression.text] if isinstance(expression, Name) else None


def _value_fits(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    kind, text = placed.rule.kind, placed.leaf.node.value
    if text is None or kind in OWN_CONDITIONS or kind == "survey":
        return
    try:
        sort = sort_of(bind(text, vocabulary), parse_formula(text), vocabulary.fields)
    except FormulaError:
        return  # told by formula_checks
    wanted = _SORTS.get(kind, _NUMBER)
    if sort not in wanted:
        expected = "或".join(SORT_TITLES[name] for name in sorted(wanted))
        found = f"细则 {kind} 不能用于「{text}」，它是{SORT_TITLES[sort]}"
        yield Finding("rubric_value", placed.path, found, f"{expected}，或换一种细则")


_NOTHING = {"if_blank": "空白", "if_not_inspected": "未检查", "if_undefined": "算式没有结果"}


def _nothing_of_negative(placed: PlacedRule, usual: Missing) -> Iterator[Finding]:
    """Points may fall below zero here, so nothing taken as zero or left out would raise the score."""
    if placed.inner or not may_be_negative(placed.rule):
        return
    for key, word in _NOTHING.items():
        policy = getattr(placed.leaf.node, key) or getattr(usual, key)
        if policy not in (None, "incomplete"):
            found = f"得分可以为负，{word}却写作 {policy}，{word}反而得分高"
            yield Finding("rubric_missing_policy", (*placed.leaf.path, key), found, "incomplete")
    survey = placed.rule.survey
    if survey is not None and survey.if_small != "incomplete":
        found = f"得分可以为负，样本不足却写作 {survey.if_small}，样本不足反而得分高"
        yield Finding("rubric_missing_policy", (*placed.path, "survey", "if_small"), found, "incomplete")


def _amounts(placed: PlacedRule) -> Iterator[Finding]:
    for path, amount in amounts_of(placed.rule, placed.path):
        for kind in placed.kinds:
            marks = placed.leaf.node.full_marks_for(kind)
            points = amount.points(marks)
            if points < 0:
                yield Finding("rubric_points", path, f"分值 {amount} 小于 0", "不小于 0 的分值；倒扣用 deduct")
                break
            if points > marks:
                of_kind = f"类型「{kind}」的" if kind else ""
                yield Finding("rubric_points", path, f"分值 {amount} 超过{of_kind}满分 {plain(marks)}", "不超过满分")
                break


def amounts_of(rule: Rule, path: Path) -> Iterator[tuple[Path, Amount]]:
    """Every amount a rule may award, with its place; the parts of a 组合分 one by one."""
    here = (*path, rule.kind)
    if rule.yes_no is not None:
        yield (*here, "yes"), rule.yes_no.yes
        yield (*here, "no"), rule.yes_no.no
    for at, part in enumerate(rule.parts or []):
        yield (*here, at, "points"), part.points
    for key, amount in (rule.levels or rule.highest or {}).items():
        yield (*here, key), amount
    for at, (_, amount) in enumerate(rule.steps or rule.steps_down or []):
        yield (*here, at, 1), amount
    for key, limits in (rule.judgement or {}).items():
        yield from (((*here, key, at), Amount(value=limit)) for at, limit in enumerate(limits))
    if rule.matrix is not None:
        for row, cells in enumerate(rule.matrix.points):
            yield from (((*here, "points", row, at), cell) for at, cell in enumerate(cells))
    if rule.rank_points is not None:
        yield from (((*here, "points", at), amount) for at, amount in enumerate(rule.rank_points.points))
        yield (*here, "otherwise"), rule.rank_points.otherwise
    if rule.per_unit is not None:
        yield from _amounts_per_unit(rule.per_unit, here)
    if rule.deduct is not None and rule.deduct.floor != "none" and rule.deduct.floor > 0:
        yield (*here, "floor"), Amount(value=rule.deduct.floor)


def _amounts_per_unit(rule: PerUnit, path: Path) -> Iterator[tuple[Path, Amount]]:
    yield (*path, "base"), Amount(value=rule.base)
    if rule.at_most is not None:
        yield (*path, "at_most"), Amount(value=rule.at_most)


Check = Callable[[PlacedRule, Vocabulary], Iterator[Finding]]


def _steps(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Distinct thresholds, and a better value never earns less."""
    rule = placed.rule
    steps, down = (rule.steps, False) if rule.steps is not None else (rule.steps_down or [], True)
    path = (*placed.path, rule.kind)
    if len({threshold for threshold, _ in steps}) < len(steps):
        yield Finding("rubric_value", path, "有两档的界线相同", "各档界线不同")
        return
    for kind in placed.kinds:
        marks = placed.leaf.node.full_marks_for(kind)
        ordered = sorted(steps, key=lambda step: step[0], reverse=not down)
        points = [amount.points(marks) for _, amount in ordered]
        if sorted(points, reverse=True) != points:
            better = "数值越小" if down else "数值越大"
            yield Finding("rubric_points", path, f"{better}的一档得分反而少", f"{better}得分越多（或相同）")
            return


def _levels(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    named = placed.rule.levels or placed.rule.highest or {}
    field = bare_field(placed.leaf.node.value or "", vocabulary)
    if field is not None and field.choices:
        yield from _choices(named, field, (*placed.path, placed.rule.kind))


def _choices(words: Sequence[str] | dict[str, Amount], field: DataField, path: Path) -> Iterator[Finding]:
    for word in words:
        if word not in field.choices:
            expected = f"选项之一：{'、'.join(field.choices)}"
            yield Finding("rubric_reference", path, f"「{word}」不是数据项「{field.title}」的选项", expected)


def _judgement(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    ranges = sorted((low, high, title) for title, (low, high) in (placed.rule.judgement or {}).items())
    path = (*placed.path, "judgement")
    for low, high, title in ranges:
        if low > high:
            yield Finding("rubric_value", (*path, title), f"区间 {plain(low)}–{plain(high)} 前大后小", "前小后大")
    for (_, high, title), (low, _, other) in itertools.pairwise(ranges):
        if low <= high:
            yield Finding(
                "rubric_value", (*path, other), f"与「{title}」的区间在 {plain(low)} 处重叠", "各档区间不重叠"
            )


def _parts(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    for kind in placed.kinds:
        marks = placed.leaf.node.full_marks_for(kind)
        together = sum((part.points.points(marks) for part in placed.rule.parts or []), Decimal(0))
        if together > marks:
            found = f"各部分合计 {plain(together)} 分"
            yield Finding("rubric_points", (*placed.path, "parts"), found, f"不超过满分 {plain(marks)} 分")
            return


def _matrix(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    if placed.rule.matrix is not None:
        path = (*placed.path, "matrix")
        yield from _axis(placed.rule.matrix.rows, vocabulary, (*path, "rows"))
        yield from _axis(placed.rule.matrix.columns, vocabulary, (*path, "columns"))


def _axis(axis: Axis, vocabulary: Vocabulary, path: Path) -> Iterator[Finding]:
    if axis.at_least is not None:
        if len(set(axis.at_least)) < len(axis.at_least):
            yield Finding("rubric_value", (*path, "at_least"), "有两档的界线相同", "各档界线不同")
        return
    levels, field = axis.levels or [], bare_field(axis.value, vocabulary)
    if field is None or field_sort(field) not in ("choice", "yes_no"):
        yield Finding("rubric_value", (*path, "value"), "按选项分档的一边不是单选项或是否项", "单选项或是否项的数据项")
    elif field.kind == "choice":
        yield from _choices(levels, field, (*path, "levels"))
        lacking = [choice for choice in field.choices if choice not in levels]
        if lacking:
            yield Finding(
                "rubric_value", (*path, "levels"), f"缺少选项：{'、'.join(lacking)}", remedy="请写全数据项的每个选项"
            )
    elif sorted((word in YES_WORDS) - (word in NO_WORDS) for word in levels) != [-1, 1]:
        yield Finding("rubric_value", (*path, "levels"), f"写的是 {'、'.join(levels)}", "[是, 否]")


def _per_unit(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    rule = placed.rule.per_unit
    if rule is None:
        return
    path = (*placed.path, "per_unit")
    if rule.points <= 0:
        yield Finding("rubric_points", (*path, "points"), f"每个单位加 {plain(rule.points)} 分", "大于 0 的数")
    if rule.at_most is not None and rule.at_most < rule.base:
        yield Finding("rubric_points", (*path, "at_most"), "封顶分小于基础分 base", "不小于 base")


def _deduct(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    rule: Deduct | None = placed.rule.deduct
    if rule is not None and rule.points <= 0:
        path = (*placed.path, "deduct", "points")
        yield Finding("rubric_points", path, f"每次扣 {plain(rule.points)} 分", "大于 0 的数（写扣多少，不带负号）")


def _mark(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    reason = placed.rule.mark.reason if placed.rule.mark is not None else None
    if reason is None:
        return
    path = (*placed.path, "mark", "reason")
    field = bare_field(reason, vocabulary)
    if field is None:
        yield Finding("rubric_reference", path, f"没有名为「{reason}」的数据项", "kind: text 的数据项")
    elif field.kind != "text":
        yield Finding("rubric_value", path, f"数据项「{field.title}」不是文字", "kind: text 的数据项")


def _survey(placed: PlacedRule, vocabulary: Vocabulary) -> Iterator[Finding]:
    inner = placed.rule.survey.then.kind if placed.rule.survey is not None else ""
    if inner in ("survey", "key_item"):
        yield Finding("rubric_value", (*placed.path, "survey", "then"), f"then 里写了 {inner}", "其他的评分细则")


_CHECKS: dict[str, Check] = {
    "steps": _steps, "steps_down": _steps, "levels": _levels, "highest": _levels, "judgement": _judgement,
    "parts": _parts, "matrix": _matrix, "per_unit": _per_unit, "deduct": _deduct, "mark": _mark, "survey": _survey,
}  # fmt: skip
