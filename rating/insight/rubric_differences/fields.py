"""数据项: what is asked for, and how it may be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rating.insight.rubric_differences.difference import Difference, changed
from rating.insight.rubric_differences.keys import Pair, Subject, Telling, by_key
from rating.insight.rubric_differences.labels import OPTIONS
from rating.insight.rubric_differences.spelled import formula_words
from rating.rubric.nouns import DataField

PART = "数据项"


def field_differences(pair: Pair) -> Iterator[Difference]:
    """Fields are the same by code; one that only took another code is recognised by its title."""
    old, new = pair.before.fields, pair.after.fields
    titles = {field.title: code for code, field in old.items() if code not in new}
    partner = {code: code if code in old else titles.get(field.title, "") for code, field in new.items()}
    for code, field in new.items():
        subject = Subject(code, field.title, PART, f"数据项「{field.title}」", f"field:{code}")
        was = old.get(partner[code])
        if was is None:
            told = f"新增数据项「{field.title}」（{_kind(field)}）"
            yield Difference(code, field.title, PART, told, "", False, subject.key)
            continue
        if partner[code] != code:
            yield subject.tells("换了内部代号，以往数据不再自动对应", decides=True)
        yield from by_key(subject, was, field, pair, _TELLING)
    for code, field in old.items():
        if code not in partner.values():
            told = f"不再填报数据项「{field.title}」"
            yield Difference(code, field.title, PART, told, "", False, f"field:{code}")


def _kind(field: DataField) -> str:
    how = "由算式得出" if field.formula else OPTIONS["DataField"]["kind"][field.kind]
    return f"{how}，单位{field.unit}" if field.unit else how


def _whole(old: bool, new: bool, pair: Pair) -> Iterator[str]:
    yield "改为只能填整数" if new else "改为可以填小数"


def _formula(old: Any, new: Any, pair: Pair) -> Iterator[str]:
    if old is None or new is None:
        yield "改为直接填报，不再由算式得出" if new is None else f"改为由算式得出：{formula_words(new, pair.after)}"
    else:
        yield changed("算式", formula_words(old, pair.before), formula_words(new, pair.after), arrow=False)


_TELLING: dict[str, Telling] = {"whole": _whole, "formula": _formula}
