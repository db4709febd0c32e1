"""What would earn the lost points: the next step of each rule, from a table of functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from rating.insight.arithmetic import axis_band, step_down_reached, units
from rating.insight.case import Case
from rating.insight.figures import plain_text
from rating.insight.rule_words import axis_bands, points_in_words
from rating.rubric.numbers import Amount, plain
from rating.rubric.rules import (
    BestRatio,
    Completion,
    Deduct,
    Linear,
    Mark,
    Matrix,
    Part,
    PerUnit,
    Proportion,
    Rule,
    Survey,
    YesNo,
)


@dataclass(frozen=True, slots=True)
class Gain:
    """A sentence on what to do, and the points of its nearest step (None: not told in advance).

    gradual: every little more earns a little more, so any part of the lost points can be had.
    """

    how: str
    points: Decimal | None
    gradual: bool = False


def regain(case: Case) -> Gain:
    """What would earn the rest of the full marks; nothing to say where none were lost."""
    points = case.points
    if points is None or points >= case.full_marks:
        return Gain("", None)
    if case.value is None and case.node.value:
        return Gain(f"补齐资料后按标准评分，最多可得 {points_in_words(case.full_marks)}", case.full_marks - points)
    return _REGAIN[case.rule.kind](case.rule.body, case)


def _lost(case: Case) -> Decimal:
    return case.full_marks - (case.points or Decimal(0))


def _more(points: Decimal) -> str:
    return f"可再得 {points_in_words(points)}"


def _offers(case: Case, offers: list[tuple[str, Decimal]]) -> Gain:
    """Steps that pay more than now, smallest first: 达到 90% 可再得 1 分；达到 100% 可再得 2 分."""
    now = case.points or Decimal(0)
    better = sorted(((words, worth - now) for words, worth in offers if worth > now), key=lambda offer: offer[1])
    if not better:
        return Gain("", None)
    return Gain("；".join(f"{words}，{_more(gain)}" for words, gain in better), better[0][1])


def _yes_no(body: YesNo, case: Case) -> Gain:
    wanted = body.yes if body.yes.points(case.full_marks) >= body.no.points(case.full_marks) else body.no
    words = "补齐该项、达到要求" if wanted is body.yes else "消除该情形"
    return _offers(case, [(words, wanted.points(case.full_marks))])


def _parts(body: list[Part], case: Case) -> Gain:
    unmet = [part for part in body if not case.holds(part.when)]
    if not unmet:
        return Gain("", None)
    gains = [part.points.points(case.full_marks) for part in unmet]
    how = "；".join(f"做到「{part.title}」，{_more(gain)}" for part, gain in zip(unmet, gains, strict=True))
    return Gain(how, max(gains))


def _levels(body: dict[str, Amount], case: Case) -> Gain:
    return _offers(case, [(f"达到「{level}」", amount.points(case.full_marks)) for level, amount in body.items()])


def _judgement(body: dict[str, tuple[Decimal, Decimal]], case: Case) -> Gain:
    value = case.value or Fraction(0)
    higher = sorted((low, level) for level, (low, high) in body.items() if low > value)
    if not higher:
        return Gain(f"在本档内提高，最多{_more(_lost(case))}", None, gradual=True)
    low, level = higher[0]
    gain = low - (case.points or Decimal(0))
    return Gain(f"达到「{level}」档（{plain(low)} 分起），至少{_more(gain)}", gain)


def _steps(body: list[tuple[Decimal, Amount]], case: Case) -> Gain:
    value = case.value or Fraction(0)
    offers: dict[str, tuple[str, Decimal]] = {}
    for limit, amount in sorted(step for step in _plain(body, case) if step[0] > value):
        people = _people(case, limit)
        offers[people or str(limit)] = (f"达到 {case.setting.threshold(limit)}{people}", amount)
    return _offers(case, list(offers.values()))


def _plain(body: list[tuple[Decimal, Amount]], case: Case) -> list[tuple[Decimal, Decimal]]:
    return [(limit, amount.points(case.full_marks)) for limit, amount in body]


def _people(case: Case, share: Decimal) -> str:
    """（即持证社工数由 7 增至 8）: the least whole numerator that reaches a share."""
    quotient = case.quotient()
    if quotient is None:
        return ""
    top, bottom = case.number(quotient[0]), case.number(quotient[1])
    if top is None or bottom is None or bottom <= 0:
        return ""
    needed = ceil(Fraction(share) * bottom)
    title = case.evaluation.rubric.fields[quotient[0]].title
    return f"（即{title}由 {plain_text(top)} 增至 {needed}）" if needed > top else ""


def _steps_down(body: list[tuple[Decimal, Amount]], case: Case) -> Gain:
    reached = step_down_reached(body, case.value or Fraction(0))
    lower = [step for step in body if reached is None or step[0] < reached[0]]
    named = [(f"降到 {case.setting.reach(limit)}及以下", amount) for limit, amount in lower]
    return _offers(case, [(words, amount.points(case.full_marks)) for words, amount in named])


def _linear(body: Linear, case: Case) -> Gain:
    better = "提高" if body.full > body.zero else "降低"
    goal = f"{better}到 {case.setting.threshold(body.full)}{_people(case, body.full)}，得满分，{_more(_lost(case))}"
    return Gain(goal, _lost(case), gradual=True)


def _per_unit(body: PerUnit, case: Case) -> Gain:
    most = case.full_marks if body.at_most is None else body.at_most
    rest = most - (case.points or Decimal(0))
    if rest <= 0 or body.points <= 0:
        return Gain("", None)
    counted = units(case.value or Fraction(0), body.beyond, body.each, whole=True)
    next_at = body.beyond + body.each * (counted.numerator + 1)
    gain = min(body.points, rest)
    return Gain(f"达到 {case.setting.threshold(next_at)}，{_more(gain)}，最多{_more(rest)}", gain)


def _deduct(body: Deduct, case: Case) -> Gain:
    gain, unit = min(body.points, _lost(case)), case.setting.unit or "项"
    return Gain(
        f"每减少 {plain(body.each)} {unit}少扣 {points_in_words(body.points)}，全部消除{_more(_lost(case))}", gain
    )


def _all_or_nothing(body: str, case: Case) -> Gain:
    return Gain(f"全部满足「{case.setting.formula(body)}」，{_more(_lost(case))}", _lost(case))


def _completion(body: Completion, case: Case) -> Gain:
    target = case.number(body.target)
    if target is None or case.value is None:
        return Gain("", None)
    missing = plain_text(target - case.value)
    return Gain(f"再完成 {missing} 即达到目标 {plain_text(target)}，{_more(_lost(case))}", _lost(case), gradual=True)


def _proportion(body: Proportion, case: Case) -> Gain:
    each = plain(case.full_marks / 100)
    return Gain(f"每提高 1 个百分点得 {each} 分，达到 100%，{_more(_lost(case))}", _lost(case), gradual=True)


def _matrix(body: Matrix, case: Case) -> Gain:
    rows, columns = axis_bands(body.rows), axis_bands(body.columns)
    here = axis_band(case, body.rows), axis_band(case, body.columns)
    if here[0] not in rows or here[1] not in columns:
        return Gain("", None)
    row, column = rows.index(here[0]), columns.index(here[1])
    down = [(f"「{name}」", body.points[at][column].points(case.full_marks)) for at, name in enumerate(rows)]
    across = [(f"「{name}」", body.points[row][at].points(case.full_marks)) for at, name in enumerate(columns)]
    return _offers(case, [*_named(case, body.rows.value, down), *_named(case, body.columns.value, across)])


def _named(case: Case, formula: str, offers: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    title = case.setting.formula(formula)
    return [(f"{title}达到{words}", worth) for words, worth in offers]


def _highest(body: dict[str, Amount], case: Case) -> Gain:
    return _offers(case, [(f"取得「{level}」", amount.points(case.full_marks)) for level, amount in body.items()])


def _survey(body: Survey, case: Case) -> Gain:
    small = []
    for stratum in body.samples:
        number = case.number(stratum.sample)
        if number is not None and number < stratum.minimum:
            small.append(f"{case.setting.formula(stratum.sample)}补足到 {stratum.minimum}")
    if small:
        return Gain("、".join(small) + "后按结果评分", None)
    return _of(body.then, case)


def _of(rule: Rule, case: Case) -> Gain:
    return _REGAIN[rule.kind](rule.body, case)


def _mark(body: Mark, case: Case) -> Gain:
    return Gain(f"由评估人打分，最多{_more(_lost(case))}", None)


def _nothing(body: Any, case: Case) -> Gain:
    return Gain("", None)


def _best_ratio(body: BestRatio, case: Case) -> Gain:
    peers = case.peers(body.within)
    if not len(peers):
        return Gain("", None)
    best = peers.max() if body.better == "higher" else peers.min()
    shown = case.shown(Fraction(Decimal(f"{best:.10g}")))
    return Gain(f"达到同组最优值 {shown}，得满分，{_more(_lost(case))}（随同组数值变动）", None)


def _relative(body: Any, case: Case) -> Gain:
    return Gain(f"在同组中前移可提高得分，最多{_more(_lost(case))}（随同组数值变动）", None)


_REGAIN: dict[str, Callable[[Any, Case], Gain]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _levels, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _linear, "per_unit": _per_unit, "deduct": _deduct,
    "all_or_nothing": _all_or_nothing, "completion": _completion, "proportion": _proportion, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _mark, "key_item": _nothing, "best_ratio": _best_ratio,
    "min_max": _best_ratio, "z_score": _relative, "rank_points": _relative,
}  # fmt: skip
