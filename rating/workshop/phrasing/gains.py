"""每增加一个加…: points for each of something, on a base, up to a most."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.losses import few, lost_points
from rating.workshop.phrasing.measures import PERCENT, counted_field
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
)
from rating.workshop.phrasing.wording import UNIT


def read_gains(matter: Matter) -> Outcome:
    """Points for each of something, on a base, up to a most."""
    matter = _each_counted(matter)
    gains = matter.of("gain")
    matter = _full_at(matter, gains)
    if not gains or not matter.only("gain", "base", "most", "refusal", "rest", "added", "once"):
        return None
    if len(gains) > 1:
        return _several_gains(matter, gains)
    gain, base = gains[0], matter.first("base")
    if matter.of("refusal", "rest") and (
        base is not None or any(not _nothing_of(other, gain) for other in matter.of("refusal"))
    ):
        return None
    assert gain.points is not None
    start = base.points.number if base is not None and base.points is not None else Decimal(0)
    most, doubts = most_points(matter, start)
    if most is not None and matter.full_marks is not None and most != matter.full_marks:
        return Unsure((f"最高 {of_marks(most)}，与满分 {of_marks(matter.full_marks)}不符",))
    body: dict[str, Any] = {"each": plain(gain.each)} if gain.each != 1 else {}
    body |= {"points": plain(gain.points.number)} | ({"base": plain(start)} if start else {})
    if most is None:
        return Unsure((f"「{gain.text}」没有写最高几分，也没有满分",))
    if gain.points.number >= most - start and most > start and "最" not in "".join(p.text for p in matter.of("most")):
        return Unsure((f"「{gain.text}」一次就得满分，是否按数量计分请确认",))
    body |= {"at_most": plain(most)} if matter.full_marks is None else {}
    if gain.unit in PERCENT and not gain.verb.startswith(("增", "多", "新", "提", "超", "高", "上")):
        return _of_a_share(matter, gain, start, most, body, doubts)
    field = counted_field("f1", gain, matter)
    if gain.verb.startswith(("增加", "多", "新增", "提高", "超")):
        doubts = (*doubts, f"填报的是「{field.title}」，即比基数多出的数量；原文没有写基数，请在口径说明中写明")
    earned = lost_points(gain, "f1")
    formula = f"min({plain(start)} + {earned}, {plain(most)})" if start else f"min({earned}, {plain(most)})"
    return Reading({"per_unit": body}, "f1", (field,), {"f1": few(gain)}, doubts, formula, most)


def _of_a_share(
    matter: Matter, gain: Phrase, start: Decimal, most: Decimal, body: dict[str, Any], doubts: tuple[str, ...]
) -> Outcome:
    """持证率每10个百分点得1分: so many steps of the share itself."""
    each = f"{plain(gain.each)}%"
    verb = gain.verb.replace(MARK, "")
    name = gain.subject.split(",")[-1] or (matter.title if matter.title.endswith("率") else f"{matter.title}{verb}比例")
    field = ProposedField("f1", short(name), "share", at_least="0%", definition=gain.text)
    assert gain.points is not None
    formula = f"min({plain(start)} + floor(f1 / {each}) * {plain(gain.points.number)}, {plain(most)})"
    doubt = f"不足 {plain(gain.each)} 个百分点的部分不计，请确认"
    return Reading({"per_unit": {**body, "each": each}}, "f1", (field,), {"f1": each}, (*doubts, doubt), formula, most)


_EACH = re.compile(f"每({UNIT})(?=得|计|加)?")


def _each_counted(matter: Matter) -> Matter:
    """年个案数：每个1分，最高10分: so many of one thing, where a most is said, and no list of parts."""
    parts = matter.of("each_part")
    hit = _EACH.search(parts[0].text) if len(parts) == 1 and matter.of("most") and not matter.of("gain") else None
    if hit is None or "、" in parts[0].subject:
        return matter
    gain = replace(parts[0], kind="gain", unit=hit[1], verb=MARK, subject=parts[0].subject.strip(":"))
    return replace(matter, phrases=tuple(gain if one is parts[0] else one for one in matter.phrases))


def _full_at(matter: Matter, gains: list[Phrase]) -> Matter:
    """每开展1次得1分，满6次得满分: says again where the points for each of them reach the full marks."""
    reaches = matter.of("reach")
    if len(reaches) != 1 or len(gains) != 1 or matter.full_marks is None:
        return matter
    span, gain = reaches[0].span, gains[0]
    low = span.low if span is not None and span.high is None else None
    if low is None or gain.points is None or matter.points(reaches[0].points) != matter.full_marks:
        return matter
    if low.number / gain.each * gain.points.number != matter.full_marks:
        return matter
    return matter.without("reach")


def _nothing_of(refusal: Phrase, gain: Phrase) -> bool:
    """未开展的不得分, beside points for each: nothing counts nothing."""
    return refusal.subject[:1] in "未没无不" and denies(refusal.subject, [gain.text])


def _told_apart(title: str, gain: Phrase) -> str:
    """The title with the level it belongs to (国家级项数)."""
    level = gain.subject.split(",")[-1]
    return title if title.startswith(level) else short(level + title)


def most_points(matter: Matter, start: Decimal) -> tuple[Decimal | None, tuple[str, ...]]:
    """The most points, and whether it had to be taken from the full marks. 最多加2分 comes on top of the start."""
    most = matter.first("most")
    stated = matter.points(most.points) if most is not None else None
    if most is not None and stated is not None:
        on_top = start and "加" in most.text and stated != matter.full_marks
        return (start + stated if on_top else stated), ()
    return matter.full_marks, () if most is not None or matter.first("full") is not None else (
        "原文没有写最高几分，按以满分封顶理解",
    )


def _several_gains(matter: Matter, gains: list[Phrase]) -> Outcome:
    most, doubts = most_points(matter, Decimal(0))
    if most is not None and matter.full_marks is not None and most != matter.full_marks:
        return Unsure((f"最高 {of_marks(most)}，与满分 {of_marks(matter.full_marks)}不符",))
    if most is None or not matter.only("gain", "base", "most", "added", "once"):
        return Unsure(("有几种加分，但没有写最高几分",)) if most is None else None
    base = matter.first("base")
    fields = [counted_field(f"f{at}", gain, matter) for at, gain in enumerate(gains, 1)]
    named = [replace(field, title=_told_apart(field.title, gain)) for field, gain in zip(fields, gains, strict=True)]
    titles = distinct([field.title for field in named])
    kept = tuple(replace(field, title=title) for field, title in zip(named, titles, strict=True))
    parts = [plain(base.points.number)] if base is not None and base.points is not None else []
    parts += [lost_points(gain, field.code) for gain, field in zip(gains, kept, strict=True)]
    formula = f"min({' + '.join(parts)}, {plain(most)})"
    rule, value = through_points(formula, most)
    sample = {field.code: few(gains[0]) if at == 0 else "0" for at, field in enumerate(kept)}
    return Reading(rule, value, kept, sample, doubts, formula, most)
