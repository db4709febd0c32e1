"""达到多少得多少, 不超过多少得多少: tiers on one number, their bounds checked for gaps and overlaps."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.measures import is_whole, measured_field, subject_of
from rating.workshop.phrasing.phrase import Bound, Phrase, ProposedField, Span
from rating.workshop.phrasing.reading import (
    Matter,
    Outcome,
    Reading,
    Unsure,
    denies,
    of_marks,
    through_points,
    unless,
)


@dataclass(frozen=True, slots=True)
class Tier:
    """One step: values from `low` to `high` earn `points`."""

    low: Bound | None
    high: Bound | None
    points: Decimal
    text: str
    bare: bool = False

    def turned(self) -> Tier:
        """The same with every number negated, so that less is more."""
        low, high = _negative(self.high), _negative(self.low)
        return Tier(high if self.bare else low, None if self.bare else high, self.points, self.text, self.bare)


def _negative(bound: Bound | None) -> Bound | None:
    return None if bound is None else Bound(-bound.number, bound.included, bound.certain)


def read_tiers(matter: Matter) -> Outcome:
    """Steps up or down on one number."""
    reaches = matter.of("reach")
    if not reaches or not matter.only("reach", "rest", "refusal"):
        return None
    if len(different({subject_of(reach) for reach in reaches})) > 1:
        return None
    units = {reach.span.unit for reach in reaches if reach.span is not None} - {""}
    subjects = [*(reach.subject for reach in reaches), *matter.contexts]
    extra = [phrase for phrase in matter.of("refusal") if not denies(phrase.subject, subjects)]
    if len(units) > 1:
        return None
    if extra:
        inner = read_tiers(replace(matter, phrases=tuple(one for one in matter.phrases if one not in extra)))
        return unless(inner, extra) if isinstance(inner, Reading) and inner.points else None
    tiers = [tier for reach in reaches if (tier := _tier(matter, reach)) is not None]
    if len(tiers) < len(reaches):
        return Unsure(("分值按满分的比例写，但没有满分",))
    if len({rest.points for rest in matter.of("rest")}) > 1:
        return Unsure(("其余的得分写了两种",))
    nothing = [one for one in matter.of("refusal", "rest") if not (one.points and one.points.number)]
    if nothing and any(tier.low is None and tier.points > 0 for tier in tiers) and not _downwards(tiers):
        if not all(_NONE_AT_ALL.match(one.text) for one in nothing):
            return Unsure((f"各档已经写到最低，「{nothing[0].text}」管哪一部分不能确定",))
        tiers = [replace(tier, low=tier.low or Bound(Decimal(0), False)) for tier in tiers]
    below = max((rest.points.number for rest in matter.of("rest") if rest.points is not None), default=None)
    return _stepped(matter, tiers, below if not matter.of("refusal") else Decimal(0), units.pop() if units else "")


_NONE_AT_ALL = re.compile("(?:均|都|完全|全部)?(?:无|没有|未(?!达|满)|不(?!足|到|满|达))")


def different(subjects: set[str]) -> set[str]:
    """Subjects that are not a shorter way of saying another (居民知晓率, 知晓率)."""
    said = subjects - {""}
    return {one for one in said if not any(one != other and one in other for other in said)}


def _tier(matter: Matter, reach: Phrase) -> Tier | None:
    points = matter.points(reach.points)
    if points is None or reach.span is None:
        return None
    return Tier(reach.span.low, reach.span.high, points, reach.text, reach.span.bare)


def _stepped(matter: Matter, tiers: list[Tier], below: Decimal | None, unit: str) -> Outcome:
    down = _downwards(tiers)
    if down is None:
        return Unsure(("各档的界线和分值不是同一个方向，看不出是越多越好还是越少越好",))
    turned = [tier.turned() for tier in tiers] if down else tiers
    ladder = sorted(
        turned, key=lambda tier: tier.low.number if tier.low is not None else Decimal("-Infinity"), reverse=True
    )
    problem = _disorder(matter, ladder)
    if problem:
        return Unsure((problem,))
    fits = _fits(ladder, unit, down)
    if isinstance(fits, Unsure):
        return fits
    return _ruled(matter, ladder, fits, below, unit, down)


def _downwards(tiers: list[Tier]) -> bool | None:
    """Fewer is better; None when the tiers do not say one way."""
    earning = [tier for tier in tiers if tier.points > 0]
    places = sorted((_middle(tier), tier.points) for tier in tiers)
    points = [point for _, point in places]
    if len(set(points)) > 1:
        if points == sorted(points) and len(set(points)) == len(points):
            return False
        return True if points == sorted(points, reverse=True) and len(set(points)) == len(points) else None
    if len(earning) != 1:
        return None
    return earning[0].low is None


def _middle(tier: Tier) -> Decimal:
    ends = [bound.number for bound in (tier.low, tier.high) if bound is not None]
    away = Decimal("0.0001")
    return sum(ends, Decimal(0)) / len(ends) + (away if tier.high is None else -away if tier.low is None else 0)


def _disorder(matter: Matter, ladder: list[Tier]) -> str:
    """Why these tiers cannot be steps of these full marks."""
    top, full = ladder[0].points, matter.full_marks
    if any(tier.low is None and tier.points > 0 for tier in ladder[:-1]) or any(
        tier.low is None for tier in ladder[:-1]
    ):
        return "有一档没有写下限，各档有重叠"
    if full is not None and top != full:
        return f"最高一档 {of_marks(top)}，与满分 {of_marks(full)}不符"
    return ""


def _fits(ladder: list[Tier], unit: str, down: bool) -> tuple[bool, tuple[str, ...]] | Unsure:
    """Whether any lower bound is strict, and what is to be confirmed; Unsure for gaps and overlaps."""
    doubts: list[str] = []
    strict = False
    for upper, lower in itertools.pairwise(ladder):
        if upper.low is None:
            return Unsure(("各档有重叠",))
        found = _neighbours(upper, lower, unit)
        if isinstance(found, Unsure):
            return found
        doubts += found
    for tier in ladder:
        if tier.low is not None and tier.points > 0:
            strict = strict or not tier.low.included
            if (
                tier.low.included
                and not tier.low.certain
                and not doubts
                and re.search("以上|以下|以内|之内", tier.text)
            ):
                word = "以下、以内" if down else "以上"
                doubts.append(f"「{tier.text}」按“{word}”包括本数理解（民法典第一千二百五十九条）")
    return strict, tuple(doubts)


def _neighbours(upper: Tier, lower: Tier, unit: str) -> list[str] | Unsure:
    start, end = upper.low, lower.high
    assert start is not None
    shown = _shown(start.number, unit)
    if end is None:
        return []
    if end.number == start.number:
        return _at_the_limit(upper, lower, shown)
    if end.number > start.number:
        return Unsure((f"「{upper.text}」与「{lower.text}」有重叠",))
    gap = start.number - end.number
    if is_whole(unit) and gap == 1 and end.included and start.included:
        return []
    if gap <= 1 and unit in ("分", "%", "", "平方米", "元", "小时") and end.included and start.included:
        between = sorted((abs(end.number), abs(start.number)))
        span = f"{_shown(between[0], unit)}与{_shown(between[1], unit)}".strip()
        return [f"{span} 之间原文没有写，按未达到「{upper.text}」理解"]
    return Unsure((f"「{upper.text}」与「{lower.text}」之间有空档",))


def _at_the_limit(upper: Tier, lower: Tier, shown: str) -> list[str] | Unsure:
    """Two tiers meet at a number: which of them has it."""
    start, end = upper.low, lower.high
    assert start is not None and end is not None
    if (start.included and not end.included) or (not start.included and end.included and end.certain):
        return []
    if start.included and end.included:
        if start.certain and not end.certain:
            return []
        if end.certain and not start.certain:
            return Unsure((f"{shown.strip()} 属于「{upper.text}」还是「{lower.text}」没有写清楚",))
        return [
            f"{shown.strip()} 两档都写到，按得分较高的「{upper.text}」理解（以上包括本数，民法典第一千二百五十九条）"
        ]
    if not end.included:
        return Unsure((f"正好{shown}时两档都没有写到",))
    return [f"{shown.strip()} 按「{lower.text}」理解"]


def _shown(number: Decimal, unit: str) -> str:
    return f" {plain(abs(number))}{unit} "


def _ruled(
    matter: Matter, ladder: list[Tier], fits: tuple[bool, tuple[str, ...]], below: Decimal | None, unit: str, down: bool
) -> Outcome:
    strict, doubts = fits
    field = measured_field("f1", matter, unit)
    earning = [tier for tier in ladder if tier.points > 0]
    if any(tier.low is None for tier in earning) or below:
        return _with_a_lowest(ladder, below, field, down, doubts)
    if below is None and len(earning) > 1 and not any(tier.points == 0 for tier in ladder):
        doubts = (*doubts, f"未达到最低一档「{earning[-1].text}」的原文没有写，按不得分理解")
    if all(tier.bare for tier in earning) and len(earning) > 1:
        word = "不超过" if down else "达到"
        doubts = (*doubts, f"各档只写了数字，按“{word}”理解")
    sample = {"f1": _sample(earning, unit, down)}
    formula = _formula(earning, unit, down, Decimal(0))
    top = earning[0].points
    if strict:
        if len(earning) == 1 and earning[0].low is not None:
            rule = {"yes_no": {"yes": plain(top), "no": "0"}}
            reached = _reached(earning[0], unit, down)
            return Reading(rule, reached, (field,), sample, doubts, formula, top, reached)
        through, value = through_points(formula, top)
        return Reading(through, value, (field,), sample, doubts, formula, top)
    steps = [[_written(tier.low, unit), plain(tier.points)] for tier in earning if tier.low is not None]
    reached = _reached(earning[0], unit, down) if len(earning) == 1 else ""
    return Reading({"steps_down" if down else "steps": steps}, "f1", (field,), sample, doubts, formula, top, reached)


def _with_a_lowest(
    ladder: list[Tier], below: Decimal | None, field: ProposedField, down: bool, doubts: tuple[str, ...]
) -> Outcome:
    """Whatever is below the last limit still earns something."""
    unit = "%" if field.kind == "share" else field.unit
    lowest = next((tier.points for tier in ladder if tier.low is None), below)
    earning = [tier for tier in ladder if tier.low is not None and tier.points > 0]
    if not earning or lowest is None or lowest >= earning[-1].points:
        return Unsure(("最低一档的分值不低于上一档",))
    formula = _formula(earning, unit, down, lowest)
    top = earning[0].points
    rule, value = through_points(formula, top)
    if not down and all(tier.low is not None and tier.low.included for tier in earning):
        steps = [
            *([_written(tier.low, unit), plain(tier.points)] for tier in earning if tier.low),
            ["0", plain(lowest)],
        ]
        return Reading({"steps": steps}, "f1", (field,), {"f1": _sample(earning, unit, down)}, doubts, formula, top)
    return Reading(rule, value, (field,), {"f1": _sample(earning, unit, down)}, doubts, formula, top)


def _written(bound: Bound | None, unit: str) -> str:
    assert bound is not None
    return Span(bound, None, unit).written(abs(bound.number))


def _reached(tier: Tier, unit: str, down: bool) -> str:
    assert tier.low is not None
    sign = ("<" if down else ">") + ("=" if tier.low.included else "")
    return f"f1 {sign} {_written(tier.low, unit)}"


def _formula(earning: list[Tier], unit: str, down: bool, lowest: Decimal) -> str:
    formula = plain(lowest)
    for tier in reversed(earning):
        formula = f"where({_reached(tier, unit, down)}, {plain(tier.points)}, {formula})"
    return formula


def _sample(earning: list[Tier], unit: str, down: bool) -> str:
    """A value of the last tier but the top one, so that the example shows part of the points."""
    bound = earning[-1].low
    assert bound is not None
    number = abs(bound.number)
    if not bound.included:
        number += -1 if down and number >= 1 else 1
    return f"{plain(number)}%" if unit == "%" else plain(number)
