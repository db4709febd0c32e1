"""The arithmetic of one indicator in numbers: 持证社工数 8 人 ÷ 驻站社工数 10 人 = 80%，达到 80% 档，得 6 分."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rating.insight.case import Case
from rating.insight.figures import percent_text, plain_text
from rating.insight.marks_in_words import marks_in_words
from rating.insight.peer_arithmetic import best_ratio, min_max, rank_points, z_score
from rating.insight.rule_words import axis_bands, points_in_words
from rating.insight.sources import simple_field
from rating.rubric.numbers import Amount, plain
from rating.rubric.rules import Axis, Completion, Deduct, Linear, Matrix, Part, PerUnit, Proportion, Rule, Survey, YesNo


def arithmetic(case: Case) -> str:
    """One sentence from values to points; "" where the points are not known from values."""
    if case.points is None and case.rule.kind != "key_item":
        return ""
    outcome = outcome_in_words(case, case.rule)
    value = value_in_numbers(case)
    joint = " " if outcome.startswith(("×", "÷")) else "" if outcome.startswith("（") else "，"
    return joint.join(part for part in (value, outcome) if part)


def value_in_numbers(case: Case) -> str:
    """持证社工数 8 人 ÷ 驻站社工数 10 人 = 80%, or the plain value; "" for rules that carry their own conditions."""
    if not case.node.value or case.value is None:
        return ""
    form, field = case.evaluation.rubric, simple_field(case.evaluation.rubric, case.node)
    if field is None:
        return f"{case.with_values(case.node.value)} = {case.shown(case.value)}"
    named = form.fields[field]
    if named.formula:
        return f"{named.title} = {case.with_values(named.formula)} = {case.shown(case.value)}"
    if named.kind in ("yes_no", "choice", "several"):
        return case.with_values(field)
    if named.kind == "mark":
        return marks_in_words(case, field)
    return f"{named.title} {case.shown(case.value)}"


def outcome_in_words(case: Case, rule: Rule) -> str:
    """What the rule makes of the value."""
    return _OUTCOMES[rule.kind](rule.body, case)


def step_reached(steps: list[tuple[Decimal, Amount]], value: Fraction) -> tuple[Decimal, Amount] | None:
    """The highest step reached; None below the lowest."""
    return next((step for step in sorted(steps, key=lambda each: each[0], reverse=True) if value >= step[0]), None)


def step_down_reached(steps: list[tuple[Decimal, Amount]], value: Fraction) -> tuple[Decimal, Amount] | None:
    """The lowest limit not exceeded; None above the highest."""
    return next((step for step in sorted(steps, key=lambda each: each[0]) if value <= step[0]), None)


def axis_band(case: Case, axis: Axis) -> str:
    """Which band of a matrix's side this station is in."""
    number = case.number(axis.value)
    if number is None:
        return "未知"
    if axis.levels is not None:
        form = case.evaluation.rubric
        code = next((code for code, field in form.fields.items() if axis.value in (code, field.title)), "")
        choices = form.fields[code].choices if code else axis.levels
        return choices[int(number)] if 0 <= number < len(choices) else "未知"
    limits = axis.at_least or []
    place = next((at for at, limit in enumerate(limits) if number >= limit), len(limits))
    return axis_bands(axis)[place]


def _earned(body: Any, case: Case) -> str:
    return case.earned


def _yes_no(body: YesNo, case: Case) -> str:
    return case.earned if simple_field(case.evaluation.rubric, case.node) else f"{_met(case.value)}，{case.earned}"


def _met(value: Fraction | None) -> str:
    return "满足" if value else "不满足"


def _parts(body: list[Part], case: Case) -> str:
    """「有接待区」满足（接待区为「是」），得 2 分；「有独立会谈室」未满足（…），不得分，满足得 2 分；合计得 2 分."""
    parts = []
    for part in body:
        points, facts = points_in_words(part.points.points(case.full_marks)), case.facts(part.when)
        if case.holds(part.when):
            parts.append(f"「{part.title}」满足（{facts}），得 {points}")
        else:
            parts.append(f"「{part.title}」未满足（{facts}），不得分，满足得 {points}")
    total = case.earned if case.points else "得 0 分"
    return "；".join(parts) + f"；合计{total}"


def _judgement(body: dict[str, tuple[Decimal, Decimal]], case: Case) -> str:
    value = case.value or Fraction(0)
    inside = [
        f"「{level}」{plain(low)}—{plain(high)} 分" for level, (low, high) in body.items() if low <= value <= high
    ]
    return f"在{inside[0]}档内，{case.earned}" if inside else case.earned


def _steps(body: list[tuple[Decimal, Amount]], case: Case) -> str:
    reached = step_reached(body, case.value or Fraction(0))
    if reached is None:
        return f"不足 {case.setting.threshold(min(limit for limit, _ in body))}，不得分"
    return f"达到 {case.setting.reach(reached[0])}档，{case.earned}"


def _steps_down(body: list[tuple[Decimal, Amount]], case: Case) -> str:
    reached = step_down_reached(body, case.value or Fraction(0))
    if reached is None:
        return f"超过 {case.setting.threshold(max(limit for limit, _ in body))}，不得分"
    return f"不超过 {case.setting.reach(reached[0])}档，{case.earned}"


def _linear(body: Linear, case: Case) -> str:
    """在 20 场（0 分）至 60 场（满分 10 分）之间按比例：（40－20）÷（60－20） = 50%，× 满分 10 分，得 5 分."""
    full = points_in_words(case.full_marks)
    ends = f"在 {case.setting.threshold(body.zero)}（0 分）至 {case.setting.threshold(body.full)}（满分 {full}）之间"
    if body.logarithmic or case.value is None:
        return f"{ends}按对数折算，{case.earned}"
    scale = 100 if case.as_share else 1
    zero, last, value = (plain_text(Fraction(number) * scale) for number in (body.zero, body.full, case.value))
    share = (case.value - Fraction(body.zero)) / Fraction(body.full - body.zero)
    bounded = ""
    if share > 1 and body.capped in ("both", "top"):
        bounded = "（按 100% 计）"
    if share < 0 and body.capped in ("both", "bottom"):
        bounded = "（按 0 计）"
    sides = f"（{value}－{zero}）÷（{last}－{zero}）"
    paid = case.earned if bounded else case.paid(share * Fraction(case.full_marks))
    return f"{ends}按比例：{sides} = {percent_text(share)}{bounded}，× 满分 {full}，{paid}"


def _per_unit(body: PerUnit, case: Case) -> str:
    """每 1 个计 1.5 分：3 × 1.5 分 = 4.5 分，得 4.5 分."""
    counted = units(case.value or Fraction(0), body.beyond, body.each, whole=body.whole_units)
    most = case.full_marks if body.at_most is None else body.at_most
    raw = Fraction(body.base) + Fraction(body.points) * counted
    beyond = f"超过 {case.setting.reach(body.beyond)}的部分" if body.beyond else ""
    base = f"基本分 {points_in_words(body.base)}＋" if body.base else ""
    each = f"{beyond}每 {case.setting.reach(body.each)}计 {points_in_words(body.points)}"
    capped = f"，最高 {points_in_words(most)}" if raw > most else ""
    product = f"{base}{plain_text(counted)} × {points_in_words(body.points)} = {plain_text(raw)} 分"
    return f"{each}：{product}{capped}，{case.earned}"


def units(value: Fraction, beyond: Decimal, each: Decimal, *, whole: bool) -> Fraction:
    """How many units of `each` lie beyond `beyond`, never below 0."""
    counted = max(Fraction(0), (value - Fraction(beyond)) / Fraction(each))
    return Fraction(counted.numerator // counted.denominator) if whole else counted


def _deduct(body: Deduct, case: Case) -> str:
    """每 1 件扣 1 分：2 × 1 分 = 2 分，满分 3 分扣 2 分，得 1 分."""
    counted = units(case.value or Fraction(0), Decimal(0), body.each, whole=body.whole_units)
    if not counted:
        return f"没有扣分，{case.earned}"
    taken, full = counted * Fraction(body.points), points_in_words(case.full_marks)
    done = "，扣完为止" if body.floor == 0 and taken > Fraction(case.full_marks) else ""
    each = f"每 {plain(body.each)} {case.setting.unit or '项'}扣 {points_in_words(body.points)}"
    sum_of = f"{plain_text(counted)} × {points_in_words(body.points)} = {plain_text(taken)} 分"
    return f"{each}：{sum_of}，从满分 {full}中扣除{done}，{case.earned}"


def _all_or_nothing(body: str, case: Case) -> str:
    met = "全部满足" if case.holds(body) else "没有全部满足"
    otherwise = "" if case.holds(body) else f"，全部满足得 {points_in_words(case.full_marks)}"
    return f"{case.facts(body)}；要求「{case.setting.formula(body)}」，{met}，{case.earned}{otherwise}"


def _completion(body: Completion, case: Case) -> str:
    target = case.number(body.target)
    if not target or case.value is None:
        return case.earned
    rate = case.value / target
    capped = "（按 100% 计）" if body.capped and rate > 1 else ""
    goal = case.with_values(body.target)
    goal = goal if goal != plain_text(target) else f"目标 {goal}"
    paid = case.paid(rate * Fraction(case.full_marks))
    return f"÷ {goal} = {percent_text(rate)}{capped}，× 满分 {points_in_words(case.full_marks)}，{paid}"


def _proportion(body: Proportion, case: Case) -> str:
    capped = "（按 100% 计）" if body.capped and (case.value or 0) > 1 else ""
    paid = case.paid((case.value or Fraction(0)) * Fraction(case.full_marks))
    return f"× 满分 {points_in_words(case.full_marks)}{capped}，{paid}"


def _matrix(body: Matrix, case: Case) -> str:
    return f"{_side(body.rows, case)}；{_side(body.columns, case)}；两档交叉，{case.earned}"


def _side(axis: Axis, case: Case) -> str:
    """及时性为「迟交」; 质量分 95，属「达到 90」."""
    facts = case.facts(axis.value)
    return facts if axis.levels is not None else f"{facts}，属「{axis_band(case, axis)}」"


def _highest(body: dict[str, Amount], case: Case) -> str:
    return f"只计最高一项，{case.earned}"


def _survey(body: Survey, case: Case) -> str:
    samples = []
    for stratum in body.samples:
        number = case.number(stratum.sample)
        enough = "不足" if number is not None and number < stratum.minimum else "不少于"
        samples.append(f"{case.facts(stratum.sample)}，{enough} {stratum.minimum}")
    return f"（{'；'.join(samples)}），{outcome_in_words(case, body.then)}"


def _key_item(body: str, case: Case) -> str:
    met = case.holds(body)
    verdict = "资料不全，无法判断" if met is None else "通过" if met else "未通过"
    return f"{case.facts(body)}；要求「{case.setting.formula(body)}」，{verdict}（关键项不计分）"


_OUTCOMES: dict[str, Callable[[Any, Case], str]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _earned, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _linear, "per_unit": _per_unit, "deduct": _deduct,
    "all_or_nothing": _all_or_nothing, "completion": _completion, "proportion": _proportion, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _earned, "key_item": _key_item, "best_ratio": best_ratio,
    "min_max": min_max, "z_score": z_score, "rank_points": rank_points,
}  # fmt: skip
