"""Raters' marks of one station in words: who gave what, how they became one, and what a review replaced."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rating.insight.case import Case
from rating.insight.figures import SHOWN_DIGITS
from rating.rubric.numbers import plain
from rating.rubric.policies import Raters

_WAYS = {
    "mean": "取平均值",
    "median": "取中位数",
    "role_weighted": "按评估主体加权平均",
    "role_sum": "各评估主体得分相加",
}


def marks_in_words(case: Case, field: str) -> str:
    """专家甲 10 分、专家乙 9 分、专家丙 9 分，取平均值，约 9.333 分; a review says what it replaces, and why."""
    reported, value = case.evaluation.reported, case.value or Fraction(0)
    columns = reported.marks.get(field, {})
    given = [
        (rater.name, columns[rater.code].number(case.station)) for rater in reported.raters if rater.code in columns
    ]
    known = [(name, mark) for name, mark in given if mark is not None]
    marks = "、".join(f"{name} {plain(mark)} 分" for name, mark in known)
    review = reported.adjudicated.get((case.station, field))
    if review is not None:
        why = f"（{review.reason}）" if review.reason else ""
        before = f"{marks}；" if marks else ""
        return f"{before}经复核{why}，以复核分 {plain(review.mark)} 分为准"
    if len(known) == 1:
        return marks
    return f"{marks}，{_way(case, field, len(known))}{_combined(value)}"


def _way(case: Case, field: str, marks: int) -> str:
    rubric = case.evaluation.rubric
    policy = rubric.fields[field].raters or rubric.raters
    if policy is None:
        return "合成"
    before = "按评估人标准化后" if policy.standardise else ""
    return before + (_trimmed(policy, marks) or _WAYS.get(policy.combine, "取平均值"))


def _trimmed(policy: Raters, marks: int) -> str:
    if policy.trimmed is None or marks < policy.trimmed.at_least:
        return ""
    drop = policy.trimmed.drop
    return f"去掉 {drop} 个最高分和 {drop} 个最低分后取平均值"


def _combined(value: Fraction) -> str:
    """为 9.5 分 where that is exact, else 约 9.333 分, rounded half up."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(quotient) == value and len(quotient.as_tuple().digits) <= SHOWN_DIGITS:
        return f"为 {plain(quotient)} 分"
    return f"约 {plain(quotient.quantize(Decimal('0.001'), ROUND_HALF_UP))} 分"
