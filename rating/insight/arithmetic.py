"""The arithmetic of one indicator in numbers: "8 ÷ 10 = 80%，达到 80% 档，得 6 分"."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from rating.insight.case import Case
from rating.insight.figures import SHOWN_DIGITS, percent_text, plain_text
from rating.insight.rule_words import WITHIN, axis_bands, points_in_words
from rating.insight.sources import simple_field
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


def arithmetic(case: Case) -> str:
    """One sentence from values to points; "" where the points are not known from values."""
    if case.points is None and case.rule.kind != "key_item":
        return ""
    value = value_in_numbers(case)
    outcome = outcome_in_words(case, case.rule)
    joint = " " if outcome.startswith(("×", "÷")) else "，"
    return joint.join(part for part in (value, outcome) if part)


def value_in_numbers(case: Case) -> str:
    """8 ÷ 10 = 80%, or the plain value; "" for rules that carry their own conditions."""
    if not case.node.value or case.value is None:
        return ""
    form, field = case.evaluation.rubric, simple_field(case.evaluation.rubric, case.node)
    if field is None:
        return f"{case.with_values(case.node.value)} = {case.shown(case.value)}"
    named = form.fields[field]
    if named.formula:
        return f"{named.title} {case.with_values(named.formula)} = {case.shown(case.value)}"
    if named.kind in ("yes_no", "choice", "several"):
        return case.with_values(field)
    if named.kind == "mark":
        return _marks(case, field)
    return f"{named.title} {case.shown(case.value)}"


def _marks(case: Case, field: str) -> str:
    """专家甲 10、专家乙 9、专家丙 9，合成约 9.333 分; the reviewed mark alone when there is one."""
    reported, value = case.evaluation.reported, case.value or Fraction(0)
    if (case.station, field) in reported.adjudicated:
        return f"复核分 {plain_text(value)} 分"
    columns = reported.marks.get(field, {})
    given = [
        (rater.name, columns[rater.code].number(case.station)) for rater in reported.raters if rater.code in columns
    ]
    marks = "、".join(f"{name} {plain(mark)}" for name, mark in given if mark is not None)
    return f"{marks}，{_combined(value)}"


def _combined(value: Fraction) -> str:
    """合成 9.5 分 where that is exact, else 合成约 9.333 分, rounded half up."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(quotient) == value and len(quotient.as_tuple().digits) <= SHOWN_DIGITS:
        return f"合成 {plain(quotient)} 分"
    return f"合成约 {plain(quotient.quantize(Decimal('0.001'), ROUND_HALF_UP))} 分"


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
    parts = []
    for part in body:
        met = bool(case.holds(part.when))
        gained = f"得 {points_in_words(part.points.points(case.full_marks))}" if met else "不得分"
        parts.append(f"{part.title}{'满足' if met else '未满足'}，{gained}")
    return "；".join(parts) + f"；合计{case.earned}"


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
    ends = f"{case.setting.threshold(body.zero)}（0 分）至 {case.setting.threshold(body.full)}（满分）"
    return f"在 {ends}之间{'按对数' if body.logarithmic else '按比例'}折算，{case.earned}"


def _per_unit(body: PerUnit, case: Case) -> str:
    counted = units(case.value or Fraction(0), body.beyond, body.each, whole=body.whole_units)
    base = f"基本分 {plain(body.base)} 分＋" if body.base else ""
    most = case.full_marks if body.at_most is None else body.at_most
    raw = body.base + body.points * Decimal(counted.numerator) / counted.denominator
    capped = f"（最高 {plain(most)} 分）" if raw > most else ""
    return f"{base}{plain_text(counted)} × {plain(body.points)} 分，{case.earned}{capped}"


def units(value: Fraction, beyond: Decimal, each: Decimal, *, whole: bool) -> Fraction:
    """How many units of `each` lie beyond `beyond`, never below 0."""
    counted = max(Fraction(0), (value - Fraction(beyond)) / Fraction(each))
    return Fraction(counted.numerator // counted.denominator) if whole else counted


def _deduct(body: Deduct, case: Case) -> str:
    counted = units(case.value or Fraction(0), Decimal(0), body.each, whole=body.whole_units)
    if not counted:
        return f"没有扣分，{case.earned}"
    taken = counted * Fraction(body.points)
    floor = "，扣完为止" if body.floor == 0 and taken > Fraction(case.full_marks) else ""
    times = f"{plain_text(counted)} × {plain(body.points)} 分"
    return f"扣 {times} = {plain_text(taken)} 分{floor}，{case.earned}"


def _all_or_nothing(body: str, case: Case) -> str:
    met = "全部满足" if case.holds(body) else "没有全部满足"
    return f"{case.with_values(body)}：{met}，{case.earned}"


def _completion(body: Completion, case: Case) -> str:
    target = case.number(body.target)
    if not target or case.value is None:
        return case.earned
    rate = case.value / target
    capped = "（按 100% 计）" if body.capped and rate > 1 else ""
    rate_text = percent_text(rate)
    return f"÷ 目标 {plain_text(target)} = {rate_text}{capped}，× {plain(case.full_marks)} 分，{case.earned}"


def _proportion(body: Proportion, case: Case) -> str:
    capped = "（按 100% 计）" if body.capped and (case.value or 0) > 1 else ""
    return f"× {plain(case.full_marks)} 分{capped}，{case.earned}"


def _matrix(body: Matrix, case: Case) -> str:
    return f"「{axis_band(case, body.rows)}」与「{axis_band(case, body.columns)}」交叉，{case.earned}"


def _highest(body: dict[str, Amount], case: Case) -> str:
    return f"只计最高一项，{case.earned}"


def _survey(body: Survey, case: Case) -> str:
    samples = []
    for stratum in body.samples:
        number = case.number(stratum.sample)
        small = number is not None and number < stratum.minimum
        shown = "未知" if number is None else plain_text(number)
        samples.append(
            f"{case.setting.formula(stratum.sample)} {shown}（至少 {stratum.minimum}）{'不足' if small else ''}"
        )
    return f"样本：{'、'.join(samples)}；{outcome_in_words(case, body.then)}"


def _mark(body: Mark, case: Case) -> str:
    return case.earned


def _key_item(body: str, case: Case) -> str:
    met = case.holds(body)
    verdict = "资料不全，无法判断" if met is None else "通过" if met else "未通过"
    return f"{case.with_values(body)}：{verdict}（不计分）"


def _peer_range(case: Case, within: str) -> str:
    peers = case.peers(within)
    if not len(peers):
        return ""
    low, high = (Fraction(Decimal(f"{number:.10g}")) for number in (peers.min(), peers.max()))
    return f"{WITHIN[within]} {len(peers)} 个单位在 {case.shown(low)} 至 {case.shown(high)} 之间，"


def _relative(body: BestRatio | MinMax | RankPoints, case: Case) -> str:
    return f"{_peer_range(case, body.within)}{case.earned}"


def _z_score(body: ZScore, case: Case) -> str:
    peers = case.peers(body.within)
    mean = Fraction(Decimal(f"{peers.mean():.6g}")) if len(peers) else Fraction(0)
    return f"{WITHIN[body.within]}平均值 {case.shown(mean)}，{case.earned}"


_OUTCOMES: dict[str, Callable[[Any, Case], str]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _earned, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _linear, "per_unit": _per_unit, "deduct": _deduct,
    "all_or_nothing": _all_or_nothing, "completion": _completion, "proportion": _proportion, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _mark, "key_item": _key_item, "best_ratio": _relative,
    "min_max": _relative, "z_score": _z_score, "rank_points": _relative,
}  # fmt: skip
