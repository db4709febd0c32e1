"""每增加一个加…: points for each of something, on a base, up to a most."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.losses import few, lost_points
from rating.workshop.phrasing.measures import counted_field
from rating.workshop.phrasing.phrase import Phrase
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


def read_gains(matter: Matter) -> Outcome:
    """Points for each of something, on a base, up to a most."""
    gains = matter.of("gain")
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
    field = counted_field("f1", gain, matter)
    if gain.verb.startswith(("增加", "多", "新增", "提高", "超")):
        doubts = (*doubts, f"填报的是「{field.title}」，即比基数多出的数量；原文没有写基数，请在口径说明中写明")
    earned = lost_points(gain, "f1")
    formula = f"min({plain(start)} + {earned}, {plain(most)})" if start else f"min({earned}, {plain(most)})"
    return Reading({"per_unit": body}, "f1", (field,), {"f1": few(gain)}, doubts, formula, most)


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
