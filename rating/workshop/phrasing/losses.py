"""每缺一项扣…, 每增加一个加…: points that go with a count."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.measures import PERCENT, counted_field, is_whole, told_apart
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import (
    Matter,
    Outcome,
    Reading,
    Unsure,
    denies,
    distinct,
    of_marks,
    short,
    through_points,
    times,
    whole_steps,
)

_LIMITS_OF_LOSS = ("floor", "no_floor", "most_lost", "least")


def read_losses(matter: Matter) -> Outcome:
    """Deductions for each of something, from the full marks down to a floor."""
    losses = matter.of("loss")
    if not (losses or matter.of("penalty")) or not matter.only(
        "loss", "reach", "refusal", "penalty", "grant", "rest", "once", *_LIMITS_OF_LOSS
    ):
        return None
    grants = matter.of("grant")
    if any(
        matter.points(grant.points) != matter.full_marks and not (grant.points and grant.points.share)
        for grant in grants
    ):
        return None
    others = [*matter.of("refusal"), *matter.of("rest"), *matter.of("penalty")]
    if any((rest.points and rest.points.number) or _ELSE.match(rest.text) for rest in matter.of("rest")):
        return None
    against = [other for other in others if other.kind != "penalty" and _contradicts(other, grants)]
    if against and losses:
        return Unsure((f"「{losses[0].text}」与「{against[0].text}」相互矛盾",))
    if matter.of("reach"):
        return None if others or len(losses) != 1 else _lost_beyond(matter, losses[0])
    if not losses and len(others) == 1 and not grants and matter.full_marks != 0:
        return _one_penalty(matter, others[0])
    if len(losses) == 1 and not others:
        return _one_loss(matter, losses[0])
    return _several_losses(matter, losses, others)


def _capped(lost: str, cap: Phrase | None) -> str:
    return lost if cap is None or cap.points is None else f"min({lost}, {plain(cap.points.number)})"


def _contradicts(other: Phrase, grants: list[Phrase]) -> bool:
    """不齐全的不得分, where 齐全 earns all and each thing lacking costs a little. 未建立 is another matter."""
    if not grants or (other.kind == "refusal" and not other.subject.startswith("不")):
        return False
    return other.kind == "rest" or denies(other.subject, [grant.subject for grant in grants])


def _one_penalty(matter: Matter, penalty: Phrase) -> Outcome:
    """未公示扣2分, and nothing else: yes costs some points, no costs none."""
    full = matter.full_marks
    if full is None or full <= 0 or not matter.only("penalty", "floor", "once"):
        return None
    lost = _penalty(penalty, full)
    if lost > full:
        return Unsure((f"「{penalty.text}」超过满分 {of_marks(full)}",))
    field = ProposedField("f1", short(_asked(penalty)), "yes_no", definition=_asked(penalty))
    body = {"yes": plain(full - lost), "no": plain(full)}
    formula = f"where(f1, {body['yes']}, {body['no']})"
    return Reading({"yes_no": body}, "f1", (field,), {"f1": "是"}, (), formula, full)


def _floor(matter: Matter) -> tuple[str, tuple[str, ...]] | Unsure:
    """The floor a deduction stops at ("none" for none), with what is to be confirmed."""
    full, lost, least = matter.full_marks, matter.first("most_lost"), matter.first("least")
    losses = len(matter.of("loss", "penalty"))
    if lost is not None and losses > 1 and lost.points is not None and lost.points.number != full:
        if len(matter.of("most_lost")) == losses == len(matter.of("loss")):
            return "0", ()
        return Unsure((f"「{lost.text}」是一项的上限还是各项合计的上限没有写清楚",))
    if matter.first("no_floor") is not None:
        return "none", ()
    if lost is not None and lost.points is not None:
        if full is None:
            return Unsure((f"原文「{lost.text}」，但没有满分，不能算出最低得分",))
        if lost.points.number > full > 0:
            return Unsure((f"原文「{lost.text}」超过满分 {of_marks(full)}",))
        return plain(full - lost.points.number), ()
    if least is not None and least.points is not None:
        return plain(least.points.number), ()
    if full == 0:
        return "none", ("满分为 0 分的扣分项，按可扣至负分理解",)
    return "0", () if matter.first("floor") is not None else ("原文没有写扣到多少为止，按扣完为止（最低 0 分）理解",)


def _one_loss(matter: Matter, loss: Phrase) -> Outcome:
    floor = _floor(matter)
    if isinstance(floor, Unsure):
        return floor
    assert loss.points is not None
    points = loss.points.number
    if points <= 0 or (matter.full_marks and points > matter.full_marks):
        return Unsure((f"「{loss.text}」每次扣的分超过满分",))
    body: dict[str, Any] = {"points": plain(points)}
    body |= {"each": plain(loss.each)} if loss.each != 1 else {}
    body |= {"floor": floor[0]} if floor[0] != "0" else {}
    field = counted_field("f1", loss, matter)
    lowest = None if floor[0] == "none" else floor[0]
    formula = _loss_formula(matter.full_marks, [lost_points(loss, "f1")], lowest)
    doubts = (*floor[1], *_of_percent_points(loss), *_half_said(matter, [loss]))
    return Reading({"deduct": body}, "f1", (field,), {"f1": few(loss)}, doubts, formula, matter.full_marks)


_COUNTING_WORD = re.compile("(?:累计|合计|共|如|若|凡|出现|发现|发生|存在|缺少|缺|少|有|达|的)*")


def _lost_beyond(matter: Matter, loss: Phrase) -> Outcome:
    """缺一项扣1分，缺3项以上不得分: the same count costs everything from some number on."""
    ends, full = matter.of("reach"), matter.full_marks
    end = ends[0]
    span, subject = end.span, end.subject.replace(MARK, "")
    known = _COUNTING_WORD.fullmatch(subject) or any(
        subject[at : at + 2] in loss.text for at in range(len(subject) - 1)
    )
    if len(ends) > 1 or span is None or span.low is None or span.high is not None or not known or full is None:
        return None
    if end.points is None or end.points.number or span.unit != loss.unit:
        return None
    reading = _one_loss(matter, loss)
    if not isinstance(reading, Reading) or not reading.points:
        return reading
    sign = ">=" if span.low.included else ">"
    formula = f"where(f1 {sign} {plain(span.low.number)}, 0, {reading.points})"
    rule, value = through_points(formula, full)
    doubt = "" if span.low.certain else f"「{end.text}」按“以上”包括本数理解（民法典第一千二百五十九条）"
    return Reading(rule, value, reading.fields, reading.sample, reading.doubts, formula, full).doubted(doubt)


def _of_percent_points(loss: Phrase) -> tuple[str, ...]:
    if loss.unit not in PERCENT:
        return ()
    return (f"填报的是相差的百分点数；不足 {plain(loss.each)} 个百分点的部分不扣，请确认",)


_TWO_CONDITIONS = re.compile("且|同时|并(?!列)|,")


def _half_said(matter: Matter, losses: list[Phrase]) -> tuple[str, ...]:
    """签订合同且缴纳社保得10分，1人未签订扣2分: one of two conditions costs nothing."""
    return tuple(
        f"「{grant.text}」有几个条件，原文只写了「{losses[0].text}」，其余条件没有做到怎样扣分请确认"
        for grant in matter.of("grant")
        if losses and _TWO_CONDITIONS.search(re.sub(",?得$", "", grant.subject))
    )


def few(phrase: Phrase) -> str:
    """So many as cost or earn one step."""
    return plain(phrase.each)


def lost_points(loss: Phrase, code: str) -> str:
    assert loss.points is not None
    return times(whole_steps(code, plain(loss.each), is_whole(loss.unit)), loss.points.number)


def _loss_formula(full: Decimal | None, lost: list[str], lowest: str | None) -> str:
    if full is None:
        return ""
    left = " - ".join([plain(full), *lost])
    return left if lowest is None else f"max({left}, {lowest})"


def _several_losses(matter: Matter, losses: list[Phrase], others: list[Phrase]) -> Outcome:
    """Different deductions together, and conditions that cost everything."""
    full, floor = matter.full_marks, _floor(matter)
    if full == 0 and not isinstance(floor, Unsure) and all(other.kind == "penalty" for other in others):
        return _only_taken_away(matter, losses, others, floor[1])
    if full is None or full <= 0 or isinstance(floor, Unsure):
        return floor if isinstance(floor, Unsure) else Unsure(("有几种扣分，但没有满分",))
    counts = told_apart([counted_field(f"f{at}", loss, matter) for at, loss in enumerate(losses, 1)], losses, matter)
    yes = [
        ProposedField(f"f{at}", short(_asked(other)), "yes_no", definition=_asked(other))
        for at, other in enumerate(others, len(losses) + 1)
    ]
    titles = distinct([field.title for field in [*counts, *yes]])
    fields = tuple(replace(field, title=title) for field, title in zip([*counts, *yes], titles, strict=True))
    caps = matter.of("most_lost")
    own = caps if len(caps) == len(losses) > 1 else [None] * len(losses)
    lost = [_capped(lost_points(loss, field.code), cap) for loss, field, cap in zip(losses, counts, own, strict=True)]
    lost += [
        f"where({field.code}, {plain(_penalty(other, full))}, 0)"
        for other, field in zip(others, yes, strict=True)
        if other.kind == "penalty"
    ]
    formula = _loss_formula(full, lost, None if floor[0] == "none" else floor[0])
    for other, field in zip(others, yes, strict=True):
        if other.kind != "penalty":
            formula = f"where({field.code}, 0, {formula})"
    rule, value = through_points(formula, full, below_zero=floor[0] == "none")
    sample = {
        field.code: "是"
        if not losses and at == 0
        else few(losses[0])
        if at == 0
        else "0"
        if field.kind == "number"
        else "否"
        for at, field in enumerate(fields)
    }
    return Reading(rule, value, fields, sample, floor[1], formula, full)


def _only_taken_away(matter: Matter, losses: list[Phrase], penalties: list[Phrase], doubts: tuple[str, ...]) -> Outcome:
    """Deductions of an item without full marks: the points themselves are taken off."""
    counts = told_apart([counted_field(f"f{at}", loss, matter) for at, loss in enumerate(losses, 1)], losses, matter)
    counts += [
        ProposedField(f"f{at}", short(_asked(one)), "yes_no", definition=_asked(one))
        for at, one in enumerate(penalties, len(losses) + 1)
    ]
    titles = distinct([field.title for field in counts])
    fields = tuple(replace(field, title=title) for field, title in zip(counts, titles, strict=True))
    lost = [lost_points(loss, field.code) for loss, field in zip(losses, fields, strict=False)]
    lost += [
        f"where({field.code}, {plain(one.points.number)}, 0)"
        for one, field in zip(penalties, fields[len(losses) :], strict=True)
        if one.points is not None and not one.points.share
    ]
    if len(lost) < len(fields):
        return Unsure(("扣分项没有满分，「扣完」扣多少不能确定",))
    body = {"points": "1", "floor": "none", "whole_units": False}
    sample = {field.code: "0" if field.kind == "number" else "否" for field in fields}
    sample["f1"] = few(losses[0]) if losses else "是"
    return Reading({"deduct": body}, " + ".join(lost), fields, sample, doubts, "", Decimal(0))


_ELSE = re.compile("其[余他它]|否则|反之|以下|之下|除此|再低|更低|(?:没有|无|不足|不到|低于|未达到?)[的者,]*不得分$")


def _asked(other: Phrase) -> str:
    """The condition of a refusal, which is the text before 不得分 when it is a general word."""
    return other.subject or other.text.removesuffix("不得分").strip("的,者") or other.text


def _penalty(phrase: Phrase, full: Decimal) -> Decimal:
    assert phrase.points is not None
    return phrase.points.of(full) or full
