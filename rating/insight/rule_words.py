"""Each kind of rule as a committee writes it: one sentence a rule, from a table of functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.insight.formula_words import expression_of, formula_in_words
from rating.rubric.binding import HasFields
from rating.rubric.formula import Arithmetic, Expression, Name
from rating.rubric.nouns import Node
from rating.rubric.numbers import Amount, plain
from rating.rubric.rules import (
    Axis,
    BestRatio,
    Completion,
    Deduct,
    Linear,
    Mark,
    Matrix,
    MinMax,
    Part,
    PerUnit,
    Proportion,
    RankPoints,
    Rule,
    Survey,
    YesNo,
    ZScore,
)

IF_MISSING = {"incomplete": "暂不评分", "zero": "得 0 分", "leave_out": "不计入满分"}
WITHIN = {"kind": "同类型", "street": "同街道", "district": "同区", "all": "全部"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule stands in: full marks, the form with field titles, whether values are shares, their unit."""

    full_marks: Decimal
    form: HasFields | None = None
    as_share: bool = False
    unit: str = ""

    def points(self, amount: Amount) -> str:
        return points_in_words(amount.points(self.full_marks))

    def threshold(self, number: Decimal) -> str:
        return f"{plain(number * 100)}%" if self.as_share else f"{plain(number)} {self.unit}".strip()

    def reach(self, number: Decimal) -> str:
        """A threshold with what follows it: 80% 得, 30 平方米得."""
        return self.threshold(number) + ("" if self.unit and not self.as_share else " ")

    def formula(self, text: str) -> str:
        return formula_in_words(text, self.form)


def rule_in_words(
    rule: Rule, full_marks: Decimal, form: HasFields | None = None, *, as_share: bool | None = None, unit: str = ""
) -> str:
    """达到 100% 得 8 分；达到 80% 得 6 分；… `as_share`: thresholds are shares; None: told by their size."""
    shares = looks_like_shares(rule) if as_share is None else as_share
    return _IN_WORDS[rule.kind](rule.body, Setting(full_marks, form, shares, unit))


def indicator_in_words(node: Node, kind: str, form: HasFields) -> str:
    """The rule of an indicator for one kind of unit; "" where it has none."""
    rule = node.rule_for(kind)
    if rule is None:
        return ""
    shares, unit = values_are_shares(node, rule, form), value_unit(node, form)
    return rule_in_words(rule, node.full_marks_for(kind), form, as_share=shares, unit=unit)


def value_unit(node: Node, form: HasFields) -> str:
    """The unit of the indicator's value when that is one field; "" for a longer formula."""
    value = expression_of(node.value, form) if node.value else None
    return form.fields[value.text].unit if isinstance(value, Name) and value.text in form.fields else ""


def values_are_shares(node: Node, rule: Rule, form: HasFields) -> bool:
    """Whether the indicator's value reads with %: a share field, or a quotient against shares."""
    value = expression_of(node.value, form) if node.value else None
    if isinstance(value, Name) and value.text in form.fields:
        field = form.fields[value.text]
        if field.formula is None:
            return field.kind == "share"
    return rule.kind == "proportion" or looks_like_shares(rule) or _quotient_up_to_one(value, rule)


def _quotient_up_to_one(value: Expression | None, rule: Rule) -> bool:
    """Of a quotient, 0…1 is 0 %…100 %."""
    linear = rule.linear
    return linear is not None and {linear.zero, linear.full} == {0, 1} and isinstance(value, Arithmetic)


def looks_like_shares(rule: Rule) -> bool:
    """Thresholds within 0…1, not all whole, were written with %."""
    body = rule.body.then.body if rule.survey else rule.body
    limits: list[Decimal] = []
    if isinstance(body, Linear):
        limits = [body.zero, body.full]
    elif rule.kind in ("steps", "steps_down") or (rule.survey and rule.survey.then.kind in ("steps", "steps_down")):
        limits = [limit for limit, _ in body]
    within = bool(limits) and all(0 <= limit <= 1 for limit in limits)
    return within and any(limit != int(limit) for limit in limits)


def points_in_words(points: Decimal) -> str:
    """6 → 6 分."""
    return f"{plain(points)} 分"


def _chain(parts: list[str]) -> str:
    return "；".join(parts)


def _yes_no(body: YesNo, at: Setting) -> str:
    return f"是，得 {at.points(body.yes)}；否，得 {at.points(body.no)}"


def _parts(body: list[Part], at: Setting) -> str:
    parts = [f"{part.title}（{at.formula(part.when)}）得 {at.points(part.points)}" for part in body]
    return "各项分别计分：" + _chain(parts)


def _levels(body: dict[str, Amount], at: Setting) -> str:
    return _chain([f"「{level}」得 {at.points(amount)}" for level, amount in body.items()])


def _judgement(body: dict[str, tuple[Decimal, Decimal]], at: Setting) -> str:
    parts = [f"「{level}」{plain(low)}—{plain(high)} 分" for level, (low, high) in body.items()]
    return "评估人按档次在分值区间内打分：" + _chain(parts)


def _steps(body: list[tuple[Decimal, Amount]], at: Setting) -> str:
    falling = sorted(body, key=lambda step: step[0], reverse=True)
    parts = [f"达到 {at.reach(limit)}得 {at.points(amount)}" for limit, amount in falling]
    return _chain([*parts, f"不足 {at.reach(falling[-1][0])}不得分"])


def _steps_down(body: list[tuple[Decimal, Amount]], at: Setting) -> str:
    rising = sorted(body, key=lambda step: step[0])
    parts = [f"不超过 {at.reach(limit)}得 {at.points(amount)}" for limit, amount in rising]
    return _chain([*parts, f"超过 {at.reach(rising[-1][0])}不得分"])


def _linear(body: Linear, at: Setting) -> str:
    how = "按对数折算" if body.logarithmic else "按比例折算"
    limits = {
        "both": "，最低 0 分、最高满分", "top": "，最高满分，低于起点可为负分",
        "bottom": "，最低 0 分，超过满分点可超过满分",
        "none": "，不设上下限",
    }[body.capped]  # fmt: skip
    full, zero = at.reach(body.full), at.reach(body.zero)
    return f"{zero}得 0 分，{full}得满分 {points_in_words(at.full_marks)}，中间{how}{limits}"


def _per_unit(body: PerUnit, at: Setting) -> str:
    base = f"基本分 {points_in_words(body.base)}；" if body.base else ""
    beyond = f"超过 {at.reach(body.beyond)}的部分，" if body.beyond else ""
    most = at.full_marks if body.at_most is None else body.at_most
    broken = "，不足一个单位的不计" if body.whole_units else "，不足一个单位的按比例计"
    return (
        f"{base}{beyond}每 {at.reach(body.each)}加 {points_in_words(body.points)}，最高 {points_in_words(most)}{broken}"
    )


def _deduct(body: Deduct, at: Setting) -> str:
    floor = "，不设下限（可为负分）"
    if not isinstance(body.floor, str):
        floor = "，扣完为止" if body.floor == 0 else f"，最低 {points_in_words(body.floor)}"
    broken = "" if body.whole_units else "，不足一个单位的按比例扣"
    each = f"每 {plain(body.each)} {at.unit or '项'}扣 {points_in_words(body.points)}"
    return f"满分 {points_in_words(at.full_marks)}，{each}{floor}{broken}"


def _all_or_nothing(body: str, at: Setting) -> str:
    return f"全部满足得 {points_in_words(at.full_marks)}，否则不得分：{at.formula(body)}"


def _completion(body: Completion, at: Setting) -> str:
    capped = "，超额完成不加分" if body.capped else "，超额完成按比例加分"
    return f"完成率（实际 ÷ 目标）× {points_in_words(at.full_marks)}，目标为 {at.formula(body.target)}{capped}"


def _proportion(body: Proportion, at: Setting) -> str:
    capped = "，超过 100% 按 100% 计" if body.capped else "，超过 100% 照实计"
    return f"比率 × {points_in_words(at.full_marks)}{capped}"


def _matrix(body: Matrix, at: Setting) -> str:
    across = axis_bands(body.columns)
    rows = [
        f"{row}：" + "、".join(f"{column} {at.points(amount)}" for column, amount in zip(across, line, strict=True))
        for row, line in zip(axis_bands(body.rows), body.points, strict=True)
    ]
    return f"按「{at.formula(body.rows.value)}」与「{at.formula(body.columns.value)}」两项交叉得分：" + _chain(rows)


def axis_bands(axis: Axis) -> list[str]:
    """The bands of one side of a matrix, in the order of its rows or columns."""
    if axis.levels is not None:
        return list(axis.levels)
    limits = axis.at_least or []
    return [f"达到 {plain(limit)}" for limit in limits] + [f"不足 {plain(limits[-1])}"]


def _highest(body: dict[str, Amount], at: Setting) -> str:
    return "只计最高一项，不累加：" + _levels(body, at)


def _survey(body: Survey, at: Setting) -> str:
    samples = "、".join(f"{at.formula(stratum.sample)}不少于 {stratum.minimum}" for stratum in body.samples)
    then = rule_in_words(body.then, at.full_marks, at.form, as_share=at.as_share, unit=at.unit)
    return f"{then}；样本量要求：{samples}，不足时{IF_MISSING[body.if_small]}"


def _mark(body: Mark, at: Setting) -> str:
    text = f"评估人在 0—{plain(at.full_marks)} 分内打分"
    if body.reference is None or body.tolerance is None:
        return text
    return f"{text}；与「{at.formula(body.reference)}」相差超过 {points_in_words(body.tolerance)}的应写明理由"


def _key_item(body: str, at: Setting) -> str:
    return f"关键项※，不计分，须满足：{at.formula(body)}"


def _best_ratio(body: BestRatio, at: Setting) -> str:
    ratio = "本站数值 ÷ 最高值" if body.better == "higher" else "最低值 ÷ 本站数值"
    return f"与{WITHIN[body.within]}单位的最优值相比：{ratio} × {points_in_words(at.full_marks)}"


def _min_max(body: MinMax, at: Setting) -> str:
    best, worst = ("最高", "最低") if body.better == "higher" else ("最低", "最高")
    equal = points_in_words(body.if_equal * at.full_marks)
    return (
        f"在{WITHIN[body.within]}单位中按极差折算：{best}者得 {points_in_words(at.full_marks)}，{worst}者得 0 分，"
        f"中间按比例；全部相同时各得 {equal}"
    )


def _z_score(body: ZScore, at: Setting) -> str:
    mean = points_in_words(body.at_mean * at.full_marks)
    each = points_in_words(body.per_deviation * at.full_marks)
    better = "高于" if body.better == "higher" else "低于"
    capped = f"，限于 0—{plain(at.full_marks)} 分" if body.capped else ""
    change = f"每{better}平均值一个标准差加 {each}，反之减"
    return f"在{WITHIN[body.within]}单位中按标准分折算：等于平均值得 {mean}，{change}{capped}"


def _rank_points(body: RankPoints, at: Setting) -> str:
    order = "由高到低" if body.better == "higher" else "由低到高"
    places = "、".join(f"第 {place} 名 {at.points(amount)}" for place, amount in enumerate(body.points, 1))
    return (
        f"在{WITHIN[body.within]}单位中{order}排名得分：{places}，其余 {at.points(body.otherwise)}；数值相同的名次相同"
    )


_IN_WORDS: dict[str, Callable[[Any, Setting], str]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _levels, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _linear, "per_unit": _per_unit, "deduct": _deduct,
    "all_or_nothing": _all_or_nothing, "completion": _completion, "proportion": _proportion, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _mark, "key_item": _key_item, "best_ratio": _best_ratio,
    "min_max": _min_max, "z_score": _z_score, "rank_points": _rank_points,
}  # fmt: skip
