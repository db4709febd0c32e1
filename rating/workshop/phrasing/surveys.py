"""样本不少于50份: a rule that is trusted only with enough answers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, Unsure, short


def surveyed(reading: Reading, samples: list[Phrase], matter: Matter) -> Outcome:
    """The reading under its minimum sample, when the sentence states one."""
    if not samples:
        return reading
    if next(iter(reading.rule)) in ("mark", "key_item", "judgement"):
        return None
    fields, strata, filled = list(reading.fields), [], dict(reading.sample)
    for phrase in samples:
        bound = None if phrase.span is None else phrase.span.low or phrase.span.high
        if bound is None or bound.number != bound.number.to_integral_value() or bound.number < 1:
            return Unsure((f"「{phrase.text}」的最低样本量不能确定",))
        code, least = f"f{len(fields) + 1}", bound.number + (0 if bound.included or phrase.points else 1)
        title = short(phrase.subject.removesuffix("应").strip("的为,") or "有效样本数")
        title = title if title.endswith(("数", "量")) else f"{title}数"
        fields.append(ProposedField(code, title, "number", phrase.unit, True, at_least="0", definition=phrase.text))
        strata.append({"sample": code, "minimum": plain(least)})
        filled[code] = plain(Decimal(least))
    zero = any(phrase.points is not None for phrase in samples)
    body = {"samples": strata, "if_small": "zero" if zero else "incomplete", "then": dict(reading.rule)}
    doubts = () if zero else ("样本不足时怎样处理原文没有写，暂按该站暂不评定理解",)
    told = replace(reading, rule={"survey": body}, fields=tuple(fields), sample=filled, points="")
    return told.doubted(*doubts)
