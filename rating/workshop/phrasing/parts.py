"""组合分, 有制度、有台账、有公示，各得1分: independent conditions, each with points of its own."""

from __future__ import annotations

import re
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.phrase import Points, ProposedField
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, Unsure, denies, distinct, of_marks, short
from rating.workshop.phrasing.wording import NUMBER, number_of


def parts_of(subjects: list[str], points: list[Decimal], doubts: tuple[str, ...] = ()) -> Reading:
    """Independent conditions, each with its own points."""
    titles = distinct([short(subject) for subject in subjects])
    fields = tuple(
        ProposedField(f"f{at}", title, "yes_no", definition=subject if subject != title else "")
        for at, (title, subject) in enumerate(zip(titles, subjects, strict=True), 1)
    )
    parts = [
        {"title": field.title, "points": plain(amount), "when": f"{field.code} = 是"}
        for field, amount in zip(fields, points, strict=True)
    ]
    formula = " + ".join(
        f"where({field.code}, {plain(amount)}, 0)" for field, amount in zip(fields, points, strict=True)
    )
    sample = {field.code: "否" if at == len(fields) - 1 else "是" for at, field in enumerate(fields)}
    return Reading({"parts": parts}, None, fields, sample, doubts, formula, sum(points, Decimal(0)))


def read_each_part(matter: Matter) -> Outcome:
    """有制度、有台账、有公示，各得1分."""
    each = matter.of("each_part")
    if len(each) != 1 or not matter.only("each_part", "refusal", "rest") or matter.full_marks is None:
        return None
    points = each[0].points or Points(Decimal(0))
    named = [part for part in re.split("、|以及|及|和", each[0].subject.split(":")[-1]) if part]
    if any(not denies(refusal.subject, named) for refusal in matter.of("refusal")):
        return None
    before = [phrase.subject for phrase in matter.phrases if phrase.kind == "context" and phrase.item <= each[0].item]
    named = (
        named
        if len(named) > 1 or not before
        else [part for part in re.split("、|以及|及|和", before[-1].split(":")[-1]) if part]
    )
    named = _with_their_noun(named)
    later = [phrase.subject for phrase in matter.phrases if phrase.kind == "context" and phrase.item > each[0].item]
    subjects = next(
        (names for names in (later, named) if len(names) > 1 and len(names) * points.number == matter.full_marks), None
    )
    if subjects is None:
        return Unsure((f"「{each[0].text}」有几项不能确定，与满分 {of_marks(matter.full_marks)}对不上",))
    return parts_of(subjects, [points.number] * len(subjects))


_NOUN_OF_ALL = re.compile(rf"(.+?)({NUMBER})(?:项|个|类|种|大)([^\d、]{{1,6}})")


def _with_their_noun(named: list[str]) -> list[str]:
    """招募、培训、保障三项制度 → 招募制度、培训制度、保障制度."""
    hit = _NOUN_OF_ALL.fullmatch(named[-1]) if len(named) > 1 else None
    if hit is None or number_of(hit[2]) != str(len(named)):
        return named
    return [f"{name}{hit[3]}" for name in (*named[:-1], hit[1])]
