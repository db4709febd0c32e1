"""Several rules in one sentence, each with points of its own: read one by one and added up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.measures import COUNTED_TITLES
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, distinct, short, through_points

_LONGEST_FORMULA = 400


def read_several(matter: Matter, combined: Callable[[Matter], Outcome]) -> Outcome:
    """The points of a sentence's parts added up, when their full marks make the whole's."""
    full = matter.full_marks
    if full is None:
        return _without_full_marks(matter, combined)
    for split in (_by_point, _by_item, _by_subject):
        groups = split(matter)
        readings = [_own(matter, group, combined) for group in groups] if len(groups) > 1 else []
        if sum((reading.best or Decimal(0) for reading in readings if reading is not None), Decimal(0)) != full:
            readings = [_own(matter, group, combined, added=True) for group in groups] if len(groups) > 1 else []
        kept = [reading for reading in readings if reading is not None]
        if len(kept) < 2 or len(kept) < len(readings) or any(not reading.points for reading in kept):
            continue
        if sum((reading.best or Decimal(0) for reading in kept), Decimal(0)) == full:
            return _added_up(kept, full)
    return None


def _without_full_marks(matter: Matter, combined: Callable[[Matter], Outcome]) -> Outcome:
    """（1）…；（2）… that nobody says the full marks of: numbered points are added up, to be confirmed."""
    groups = _by_point(matter)
    readings = [_own(matter, group, combined, added=True) for group in groups] if len(groups) > 1 else []
    kept = [reading for reading in readings if reading is not None and reading.points and reading.best]
    if len(kept) < 2 or len(kept) < len(groups):
        return None
    full = sum((reading.best or Decimal(0) for reading in kept), Decimal(0))
    outcome = _added_up(kept, full)
    told = f"没有写满分，按各条相加共 {plain(full)} 分理解"
    return outcome.doubted(told) if isinstance(outcome, Reading) else outcome


def _own(
    matter: Matter, group: tuple[Phrase, ...], combined: Callable[[Matter], Outcome], added: bool = False
) -> Reading | None:
    """One part with the full marks it states, or that its own top states; `added` where its conditions are added up."""
    stated = [phrase.points.number for phrase in group if phrase.kind == "full" and phrase.points is not None]
    if len(stated) > 1:
        return None
    title = next((phrase.subject for phrase in group if phrase.kind == "context"), matter.title)
    own = replace(matter, phrases=group, title=title, full_marks=stated[0] if stated else _top(group, added))
    outcome = combined(own) if own.full_marks is not None else None
    if not isinstance(outcome, Reading):
        return None
    about = next((one.subject for one in group if one.kind in ("context", "grant") and one.subject), "")
    fields = tuple(
        replace(field, title=short(f"{about}：{field.title}")) if about and field.title in COUNTED_TITLES else field
        for field in outcome.fields
    )
    return replace(outcome, fields=fields)


def _top(group: tuple[Phrase, ...], added: bool) -> Decimal | None:
    """The most that a part without stated full marks names: its top tier, its only condition, the most it may lose."""
    named = [
        phrase.points.number
        for phrase in group
        if phrase.kind in ("reach", "grant", "most") and phrase.points is not None and not phrase.points.share
    ]
    if added and len(named) > 1 and all(phrase.kind in ("grant", "context", "note") for phrase in group):
        return sum(named, Decimal(0))
    lost = [one.points.number for one in group if one.kind == "most_lost" and one.points is not None]
    return max(named, default=lost[0] if len(lost) == 1 else None)


def _by_point(matter: Matter) -> list[tuple[Phrase, ...]]:
    """（1）…；…。（2）…: what the paper itself numbers."""
    points = sorted({phrase.point for phrase in matter.phrases if phrase.kind not in ("context", "note", "full")})
    return [tuple(phrase for phrase in matter.phrases if phrase.point == point) for point in points]


def _by_item(matter: Matter) -> list[tuple[Phrase, ...]]:
    items = sorted({phrase.item for phrase in matter.phrases if phrase.kind not in ("context", "note")})
    groups = [tuple(phrase for phrase in matter.phrases if phrase.item == item) for item in items]
    whole = [group for group in groups if all(phrase.kind in ("full", "context", "note") for phrase in group)]
    return [group for group in groups if group not in whole]


def _by_subject(matter: Matter) -> list[tuple[Phrase, ...]]:
    """持证率达到80%得3分，满意度达到90%得2分: a new subject begins a new part."""
    groups: list[list[Phrase]] = []
    subject = ""
    for phrase in matter.phrases:
        own = phrase.subject.replace(MARK, "") if phrase.kind == "reach" else ""
        another = own and not (subject and (own in subject or subject in own))
        if not groups or another or (phrase.kind == "grant" and groups[-1][-1].kind == "reach"):
            groups.append([])
        subject = own or subject
        groups[-1].append(phrase)
    return [tuple(group) for group in groups]


def _added_up(readings: list[Reading], full: Decimal) -> Outcome:
    fields: list[ProposedField] = []
    sample: dict[str, str] = {}
    parts: list[str] = []
    conditions: list[str] = []
    for reading in readings:
        codes = {field.code: f"f{len(fields) + at}" for at, field in enumerate(reading.fields, 1)}
        fields += [replace(field, code=codes[field.code]) for field in reading.fields]
        sample |= {codes[code]: value for code, value in reading.sample.items()}
        parts.append(_recoded(reading.points, codes))
        conditions.append(_recoded(reading.condition, codes))
    formula = " + ".join(parts)
    if len(formula) > _LONGEST_FORMULA:
        return None
    titles = distinct([field.title for field in fields])
    named = tuple(replace(field, title=title) for field, title in zip(fields, titles, strict=True))
    doubts = tuple(dict.fromkeys(doubt for reading in readings for doubt in reading.doubts))
    told = f"原文有 {len(readings)} 条规则，各算各的分再相加，满分 {plain(full)} 分；也可以拆成几项指标"
    if all(conditions):
        sample |= {named[-1].code: "否" if named[-1].kind == "yes_no" else "0%" if named[-1].kind == "share" else "0"}
        listed = [
            {"title": titles[at], "points": plain(reading.best or Decimal(0)), "when": conditions[at]}
            for at, reading in enumerate(readings)
        ]
        return Reading({"parts": listed}, None, named, sample, doubts, formula, full)
    rule, value = through_points(formula, full)
    return Reading(rule, value, named, sample, (*doubts, told), formula, full)


def _recoded(formula: str, codes: dict[str, str]) -> str:
    return re.sub(r"\bf\d+\b", lambda hit: codes[hit[0]], formula)
