"""按完成率得分, 每低一个百分点扣…, 中间按插值: points in proportion, and steps from a target."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.measures import below, measured_field
from rating.workshop.phrasing.phrase import Phrase, ProposedField, Span
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, Unsure, of_marks, short, through_points


def read_rate(matter: Matter) -> Outcome:
    """Points in proportion to a share, or to what was done of what was due."""
    rates = matter.of("rate")
    if len(rates) != 1 or not matter.only("rate", "grant", "reach", "refusal", "most", "condition"):
        return None
    rate, full, most = rates[0], matter.full_marks, matter.first("most")
    if rate.each != 1:
        return _of_a_score(matter, rate)
    if rate.span is not None:
        return _up_to_a_goal(matter, rate)
    for said in (rate.points, most.points if most is not None else None):
        if full is not None and said is not None and said.of(full) != full:
            return Unsure((f"「{rate.text}」的分值与满分 {of_marks(full)}不符",))
    if rate.verb and MARK not in rate.verb:
        return _completion(matter, rate)
    targets = [reach for reach in matter.of("reach") if reach.points is not None and reach.points.number]
    if "扣" in rate.text and (rate.subject not in _OF_THE_WHOLE or not (targets or matter.of("grant"))):
        return Unsure((f"「{rate.text}」按什么的比例扣分不能确定",))
    for target in targets:
        if not _whole(target, matter):
            return _two_readings(target)
    grants = matter.of("grant")
    if any(matter.points(grant.points) != full or not _DONE.search(grant.subject) for grant in grants):
        return None
    lows = [reach for reach in matter.of("reach") if reach not in targets]
    if matter.of("refusal") or len(lows) > 1 or any(not _below_only(low.span) for low in lows):
        return None
    if any(
        not (_complement(condition.span, lows) or _short_of(condition.span, targets))
        for condition in matter.of("condition")
    ):
        return None
    measured = next((reach.subject.replace(MARK, "") for reach in targets), "")
    name = measured if measured and rate.subject in _OF_THE_WHOLE else rate.subject
    field = _rate_field(name, matter)
    value = "f1"
    doubts: tuple[str, ...] = ()
    if lows and lows[0].span is not None:
        sign, doubts = below(lows[0], included=not matter.of("condition"))
        assert lows[0].span.high is not None
        value = f"where(f1 {sign} {lows[0].span.written(lows[0].span.high.number)}, 0, f1)"
    formula = "" if full is None else f"{plain(full)} * max(min({value}, 1), 0)"
    return Reading({"proportion": {}}, value, (field,), {"f1": "80%"}, doubts, formula, full)


def _of_a_score(matter: Matter, rate: Phrase) -> Outcome:
    """满意度得分×20%, of 20 full marks: a score out of a hundred."""
    if matter.full_marks != rate.each or not matter.only("rate", "most"):
        return Unsure((f"「{rate.text}」按百分制折算最多 {of_marks(rate.each)}，与满分不符",))
    field = ProposedField(
        "f1", short(rate.subject or f"{matter.title}得分"), "number", "分", at_least="0", at_most="100"
    )
    field = replace(field, definition="；".join([*matter.contexts, rate.text, "按百分制填写"]))
    doubt = "原文的得分按百分制（0 至 100 分）理解"
    formula = f"f1 * {plain(rate.each)} / 100"
    body = {"linear": {"zero": "0", "full": "100"}}
    return Reading(body, "f1", (field,), {"f1": "80"}, (doubt,), formula, rate.each)


def _up_to_a_goal(matter: Matter, rate: Phrase) -> Outcome:
    """得分=满意度/90%×20分: the share of a goal, all the points from the goal on."""
    full, goal = matter.full_marks, rate.span.low if rate.span is not None else None
    others = [reach for reach in matter.of("reach") if reach.span is None or reach.span.low is None]
    goals = [reach for reach in matter.of("reach") if reach not in others]
    if full is None or goal is None or rate.points is None or rate.points.of(full) != full:
        return Unsure((f"「{rate.text}」的分值与满分不符",))
    fits = all(
        one.span is not None and one.span.low is not None and one.span.low.number == goal.number
        and one.span.high is None and matter.points(one.points) == full
        for one in goals
    )  # fmt: skip
    beyond = [one for one in matter.of("condition") if not _short_of(one.span, goals or [rate])]
    if others or beyond or not fits or not matter.only("rate", "reach", "most", "condition"):
        return None
    field = _rate_field(rate.subject, matter)
    top = rate.span.written(goal.number) if rate.span is not None else ""
    formula = f"min(f1 / {top}, 1) * {plain(full)}"
    return Reading({"linear": {"zero": "0%", "full": top}}, "f1", (field,), {"f1": "45%"}, (), formula, full)


_DONE = re.compile("完成|达到|达标|全部|全体|足额|全额|满")
_OF_THE_WHOLE = ("比例", "完成比例", "相应比例", "百分比", "完成情况比例", "")


def _whole(target: Phrase, matter: Matter) -> bool:
    """达到100%得满分: the target is the whole, so the share itself is the measure."""
    span = target.span
    return (
        span is not None
        and span.low is not None
        and span.unit == "%"
        and span.low.number == 100
        and (matter.points(target.points) == matter.full_marks)
    )


def _two_readings(target: Phrase) -> Unsure:
    return Unsure(
        (f"「{target.text}」以下按比例得分有两种算法：按实际数占满分目标的比例，或按比率本身乘以满分，请写明",)
    )


def _complement(span: Span | None, lows: list[Phrase]) -> bool:
    """60%以上的, beside 60%以下不得分."""
    ends = [low.span.high.number for low in lows if low.span is not None and low.span.high is not None]
    return span is not None and span.low is not None and [span.low.number] == ends


def _short_of(span: Span | None, targets: list[Phrase]) -> bool:
    """未达到100%的, beside 达到100%得满分."""
    goals = [target.span.low.number for target in targets if target.span is not None and target.span.low is not None]
    return span is not None and span.low is None and span.high is not None and [span.high.number] == goals


def _below_only(span: Span | None) -> bool:
    return span is not None and span.low is None and span.high is not None and span.unit == "%"


def _rate_field(name: str, matter: Matter) -> ProposedField:
    words = ("比例", "实际比例", "完成比例", "百分比", "比率", "完成情况比例", "")
    title = name if name not in words and not name.startswith("实际") else matter.title or "完成率"
    if not title.endswith(("率", "比例", "比率", "占比", "度", "百分比")):
        title = f"{title}完成率" if "完成" not in title else f"{title}比例"
    return ProposedField("f1", short(title), "share", at_least="0%", definition="；".join(matter.contexts))


def _completion(matter: Matter, rate: Phrase) -> Outcome:
    if matter.of("reach", "refusal", "grant"):
        return None
    done, due = short(rate.subject), short(rate.verb)
    fields = (
        ProposedField("f1", done, "number", at_least="0", definition=rate.text),
        ProposedField("f2", due, "number", at_least="0", definition=rate.text),
    )
    return Reading({"completion": {"target": "f2"}}, "f1", fields, {"f1": "8", "f2": "10"}, (), "", matter.full_marks)


def read_between(matter: Matter) -> Outcome:
    """A value that earns nothing, one that earns all, and a straight line between."""
    betweens, reaches = matter.of("between"), matter.of("reach")
    if len(betweens) != 1 or len(reaches) != 2 or not matter.only("between", "reach", "rest") or _some(matter):
        return None
    ends = sorted(
        ((_limit(reach), matter.points(reach.points)) for reach in reaches), key=lambda end: end[1] or Decimal(0)
    )
    (low, low_points), (high, high_points) = ends
    if low is None or high is None or low == high or low_points is None or high_points is None:
        return Unsure(("按插值计分的两端没有写清楚",))
    if matter.full_marks is not None and high_points != matter.full_marks:
        return Unsure((f"最高 {of_marks(high_points)}，与满分 {of_marks(matter.full_marks)}不符",))
    unit = next((reach.span.unit for reach in reaches if reach.span is not None and reach.span.unit), "")
    field = measured_field("f1", matter, unit)
    zero, top = (Span(None, None, unit).written(number) for number in (low, high))
    doubts = () if "插" in betweens[0].text or "线性" in betweens[0].text else ("“按比例”按两端之间的线性插值理解",)
    middle = {"f1": plain((low + high) / 2) + ("%" if unit == "%" else "")}
    if low_points == 0:
        return Reading({"linear": {"zero": zero, "full": top}}, "f1", (field,), middle, doubts, "", high_points)
    if matter.of("rest") and high > low:
        more = f"({plain(high_points)} - {plain(low_points)})"
        rise = f"{plain(low_points)} + (min(f1, {top}) - {zero}) / ({top} - {zero}) * {more}"
        formula = f"where(f1 >= {zero}, {rise}, 0)"
        rule, value = through_points(formula, high_points)
        return Reading(rule, value, (field,), middle, doubts, formula, high_points)
    return Unsure(("低端以下得多少分没有写",))


def _some(matter: Matter) -> bool:
    return any(rest.points is not None and rest.points.number for rest in matter.of("rest"))


def _limit(reach: Phrase) -> Decimal | None:
    span = reach.span
    if span is None or (span.low is not None and span.high is not None):
        return None
    bound = span.low or span.high
    return None if bound is None else bound.number
