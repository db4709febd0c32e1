"""必备条件、等级、名额与升星: what decides the stars beside the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rating.insight.policy_words import band_in_words, gate_in_words, stars_in_words
from rating.insight.rubric_differences.difference import Difference, changed
from rating.insight.rubric_differences.keys import Pair, Subject, by_key, value_changed
from rating.insight.rubric_differences.named import Named, named_differences
from rating.insight.rubric_differences.spelled import formula_words, spelled
from rating.rubric.formula import FormulaError
from rating.rubric.nouns import Rubric
from rating.rubric.places import kinds_of
from rating.rubric.policies import Band, Gate, Requirement

GATES, STARS = "必备条件", "星级"


def gate_differences(pair: Pair) -> Iterator[Difference]:
    """Gates are the same by code."""
    named = Named(GATES, "gate", lambda gate: gate.code, lambda gate: gate.title, _gate_told, decides=True)
    yield from named_differences(named, pair.before.gates, pair.after.gates, pair, {})


def _gate_told(gate: Gate, form: Rubric) -> str:
    try:
        return gate_in_words(gate, form)
    except FormulaError:
        return gate.when


def band_differences(pair: Pair) -> Iterator[Difference]:
    """The general bands, and those of kinds; bands are the same by their stars, several of the same in turn."""
    if pair.before.bands != pair.after.bands:
        yield from _bands(pair.before.bands, pair.after.bands, "", pair)
    was, now = pair.before.bands_by_kind, pair.after.bands_by_kind
    for kind in dict.fromkeys([*now, *was]):
        if (kind in was) != (kind in now):
            told = "改用自己的等级" if kind in now else "不再另设等级"
            after = f"：{_all_told(now[kind], kind, pair.after)}" if kind in now else ""
            yield Difference("", kind, STARS, f"{kind}类{told}{after}", "", True, f"bands:{kind}")
        elif was[kind] != now[kind]:
            yield from _bands(was[kind], now[kind], kind, pair)


def _bands(old: Sequence[Band], new: Sequence[Band], kind: str, pair: Pair) -> Iterator[Difference]:
    was, now = _numbered(old), _numbered(new)
    for place, band in now.items():
        lead = f"{kind}类{_name(band)}" if kind else _name(band)
        subject = Subject("", _title(band, kind), STARS, lead, f"band:{kind}:{place[0]}")
        if place in was:
            yield from _band(subject, was[place], band, pair)
        else:
            told = f"新增{lead}：{_told(band, kind, pair.after)}"
            yield Difference("", subject.title, STARS, told, "", True, subject.key)
    for place, band in was.items():
        if place not in now:
            told = f"{kind}类{_name(band)}" if kind else _name(band)
            yield Difference("", _title(band, kind), STARS, f"取消{told}", "", True, f"band:{kind}:{place[0]}")
    common = [place for place in was if place in now]
    if common != [place for place in now if place in was]:
        yield Difference("", "", STARS, "等级的书写次序有调整，含义不变", "", False, "order")


def _numbered(bands: Sequence[Band]) -> dict[tuple[int, int], Band]:
    """(stars, how many of the same came before) → band."""
    found: dict[tuple[int, int], Band] = {}
    for band in bands:
        found[band.stars, sum(stars == band.stars for stars, _ in found)] = band
    return found


def _title(band: Band, kind: str) -> str:
    """五星; 专项类五星; a label as it stands."""
    title = band.label or stars_in_words(band.stars)
    return f"{kind}类{title}" if kind else title


def _name(band: Band) -> str:
    """五星; a label in quotes."""
    return f"「{band.label}」" if band.label or not band.stars else stars_in_words(band.stars)


def _told(band: Band, kind: str, form: Rubric) -> str:
    marks = form.scale.full_marks
    full = form.scale.convert_to or (marks if isinstance(marks, Decimal) else marks.get(kind or kinds_of(form)[0]))
    return band_in_words(band, full or Decimal(100), form)


def _all_told(bands: Sequence[Band], kind: str, form: Rubric) -> str:
    return "；".join(f"{_name(band)}：{_told(band, kind, form)}" for band in bands)


def _band(subject: Subject, old: Band, new: Band, pair: Pair) -> Iterator[Difference]:
    """A lower limit that is only put in the other way (达到, 高于) is one change, not two."""
    apart = {"minimum", "requires"}
    if _lower(old) != _lower(new) and (old.at_least is None) != (new.at_least is None):
        apart |= {"at_least", "above"}
        yield subject.tells(changed("分数线", _limit(old, pair.before), _limit(new, pair.after)), True)
    yield from by_key(subject, old, new, pair, {}, apart)
    yield from _minimum(subject, old, new, pair)
    titled = Named("条件", "", lambda one: one.title, lambda one: one.title, _requirement, True, subject)
    yield from named_differences(titled, old.requires, new.requires, pair, {})


def _lower(band: Band) -> Any:
    return band.at_least, band.above


def _limit(band: Band, form: Rubric) -> str:
    key = "above" if band.above is not None else "at_least"
    words = spelled(getattr(band, key), "Band", key, form)
    return f"高于 {words}" if band.above is not None else f"达到 {words}" if band.at_least is not None else words


def _minimum(subject: Subject, old: Band, new: Band, pair: Pair) -> Iterator[Difference]:
    for code in dict.fromkeys([*new.minimum, *old.minimum]):
        if old.minimum.get(code) != new.minimum.get(code):
            title = next((n.title for form in (pair.after, pair.before) for n in form.nodes if n.code == code), code)
            one, other = (
                "不设" if code not in band.minimum else spelled(band.minimum[code], "Band", "minimum", form)
                for band, form in ((old, pair.before), (new, pair.after))
            )
            yield subject.tells(changed(f"「{title}」最低得分", one, other), True)


def _requirement(requirement: Requirement, form: Rubric) -> str:
    return formula_words(requirement.when, form)


def award_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "等级授予", STARS, "", "award")
    yield from by_key(subject, pair.before.award, pair.after.award, pair, {"ladder": _ladder})


def _ladder(old: Any, new: Any, pair: Pair) -> Iterator[str]:
    if old is None or new is None:
        yield "取消升星限制" if new is None else f"增加升星限制：{spelled(new, 'Award', 'ladder', pair.after)}"
        return
    for key in type(new).model_fields:
        if getattr(old, key) != getattr(new, key):
            yield from value_changed("Ladder", key, old, new, pair)
