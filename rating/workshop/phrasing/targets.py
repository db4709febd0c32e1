"""达到90%得满分，每低1个百分点扣0.2分; 达到80%得3分，每提高1个百分点加0.5分: points from a target on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.gains import most_points
from rating.workshop.phrasing.measures import PERCENT, below, is_whole, measured_field
from rating.workshop.phrasing.phrase import Phrase, Points, ProposedField, Span
from rating.workshop.phrasing.reading import (
    Matter,
    Outcome,
    Reading,
    Unsure,
    of_marks,
    through_points,
    times,
    whole_steps,
)

_FALLS = ("低", "少", "降", "下降", "减", "差", "不足", "缺")


_RISES = ("高", "超", "多", "增", "提高", "上升", "逾期")


def read_from_target(matter: Matter) -> Outcome:
    """达到90%得满分，每低1个百分点扣0.2分; 达到80%得3分，每提高1个百分点加0.5分."""
    targets = [reach for reach in matter.of("reach") if reach.points is not None and reach.points.number]
    targets = targets or [
        goal for condition in matter.of("condition") if (goal := _goal(condition, matter)) is not None
    ]
    if len(targets) != 1 or targets[0].span is None:
        return None
    matter, targets[0] = _said_once(matter, targets[0])
    if matter.of("loss") and matter.only("loss", "reach", "floor", "rest", "most_lost", "condition", "grant"):
        return _shortfall(matter, targets[0])
    if matter.of("gain") and matter.only("gain", "reach", "most", "rest"):
        return _surplus(matter, targets[0])
    return None


def _said_once(matter: Matter, target: Phrase) -> tuple[Matter, Phrase]:
    """95%-100%得满分 ends where all ends; 低于95%的 after it only says where the deduction begins."""
    span = target.span
    if span is not None and span.unit == "%" and span.high is not None and span.high.number == 100 and span.low:
        whole = replace(target, span=replace(span, high=None, low=replace(span.low, certain=True)))
        matter = replace(matter, phrases=tuple(whole if one is target else one for one in matter.phrases))
        target, span = whole, whole.span
    low = span.low.number if span is not None and span.low is not None else None
    again = [
        one
        for one in matter.of("condition")
        if one is not target
        and one.span is not None
        and one.span.low is None
        and one.span.high is not None
        and one.span.high.number == low
        and not one.span.high.included
    ]
    return replace(matter, phrases=tuple(one for one in matter.phrases if one not in again)), target


def _goal(condition: Phrase, matter: Matter) -> Phrase | None:
    """满意度低于90%的, before a deduction: 90% is the target."""
    span = condition.span
    if span is None or (span.low is None) == (span.high is None) or matter.full_marks is None or not matter.of("loss"):
        return None
    end = span.high or span.low
    if end is None or end.included:
        return None
    bound = replace(end, included=True)
    turned = Span(bound, None, span.unit) if span.high is not None else Span(None, bound, span.unit)
    return replace(condition, kind="reach", span=turned, points=Points(Decimal(1), share=True))


def _shortfall(matter: Matter, target: Phrase) -> Outcome:
    losses, full, span = matter.of("loss"), matter.full_marks, target.span
    if any(matter.points(grant.points) != full for grant in matter.of("grant")) or (
        matter.of("condition") and matter.of("reach")
    ):
        return None
    points = matter.points(target.points)
    if len(losses) != 1 or span is None or full is None or points is None or points > full:
        return None
    if points != full:
        return Unsure((f"「{target.text}」与满分 {of_marks(full)}不符",))
    loss, verb = losses[0], losses[0].verb
    down = verb.startswith(_RISES) and span.high is not None and span.low is None
    bound = span.high if down else span.low
    if (
        bound is None
        or not bound.included
        or not _same_unit(loss.unit, span.unit)
        or not (down or verb.startswith(_FALLS))
    ):
        return Unsure((f"「{loss.text}」与「{target.text}」的计量不同",))
    goal = span.written(bound.number)
    gap = f"max(f1 - {goal}, 0)" if down else f"max({goal} - f1, 0)"
    field = measured_field("f1", matter, span.unit)
    each = f"{plain(loss.each)}%" if span.unit == "%" else plain(loss.each)
    assert loss.points is not None
    body: dict[str, Any] = {"each": each} if each != "1" else {}
    body["points"] = plain(loss.points.number)
    lost = matter.first("most_lost")
    if lost is not None and lost.points is not None and lost.points.number < full:
        body["floor"] = plain(full - lost.points.number)
    lowest = body.get("floor", "0")
    lost_points = times(whole_steps(gap, each, is_whole(span.unit)), loss.points.number)
    formula = f"max({plain(full)} - {lost_points}, {lowest})"
    step = bound.number + (loss.each if down else -loss.each)
    sample = {"f1": Span(None, None, span.unit).written(step)}
    doubts = () if is_whole(span.unit) else (f"不足 {plain(loss.each)}{_each_word(loss.unit)}的部分不扣，请确认",)
    zeros = [reach for reach in matter.of("reach") if reach is not target]
    if zeros:
        return _cut_off(zeros, field, formula, full, sample, doubts)
    if matter.of("rest"):
        return Unsure((f"「{matter.of('rest')[0].text}」与「{loss.text}」相互矛盾",))
    return Reading({"deduct": body}, gap, (field,), sample, doubts, formula, full)


def _each_word(unit: str) -> str:
    return " 个百分点" if unit in PERCENT else f" {unit}"


def _cut_off(
    zeros: list[Phrase],
    field: ProposedField,
    formula: str,
    full: Decimal,
    sample: dict[str, str],
    doubts: tuple[str, ...],
) -> Outcome:
    """低于80%不得分, beside a deduction from a higher target."""
    span = zeros[0].span
    if len(zeros) > 1 or span is None or span.high is None or span.low is not None:
        return None
    sign, asked = below(zeros[0])
    cut = f"where(f1 {sign} {span.written(span.high.number)}, 0, {formula})"
    rule, value = through_points(cut, full)
    return Reading(rule, value, (field,), sample, (*doubts, *asked), cut, full)


def _same_unit(step: str, measure: str) -> bool:
    return step == measure or {step, measure} <= PERCENT or {step, measure} <= {"人", "名", "位"}


def _surplus(matter: Matter, target: Phrase) -> Outcome:
    gains, span, points = matter.of("gain"), target.span, matter.points(target.points)
    if gains and not gains[0].verb.startswith((*_RISES, "再", "另", "新")):
        return None
    if len(gains) != 1 or span is None or span.low is None or span.high is not None or points is None:
        return None
    gain = gains[0]
    top, doubts = most_points(matter, points)
    if (
        top is None
        or points >= top
        or not span.low.included
        or not _same_unit(gain.unit, span.unit)
        or gain.points is None
    ):
        return Unsure((f"「{gain.text}」与「{target.text}」怎样合并计算不能确定",))
    if matter.full_marks is not None and top != matter.full_marks:
        return Unsure((f"最高 {of_marks(top)}，与满分 {of_marks(matter.full_marks)}不符",))
    field = measured_field("f1", matter, span.unit)
    goal = span.written(span.low.number)
    each = f"{plain(gain.each)}%" if span.unit == "%" else plain(gain.each)
    more = times(whole_steps(f"(f1 - {goal})", each, is_whole(span.unit)), gain.points.number)
    formula = f"where(f1 >= {goal}, min({plain(points)} + {more}, {plain(top)}), 0)"
    rule, value = through_points(formula, top)
    if not matter.of("rest"):
        doubts = (*doubts, f"未达到「{target.text}」的原文没有写，按不得分理解")
    return Reading(rule, value, (field,), {"f1": goal}, doubts, formula, top)
