"""Two objects of one shape compared key by key, each difference as a clause; no key of the grammar is passed over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from rating.insight.rubric_differences.difference import Difference, changed, list_changed
from rating.insight.rubric_differences.labels import FORMULAS, LABELS, POINTLESS
from rating.insight.rubric_differences.spelled import spelled
from rating.rubric.nouns import Rubric
from rating.rubric.rules import Shape


@dataclass(frozen=True, slots=True)
class Pair:
    """The two rubrics whose titles and words are used."""

    before: Rubric
    after: Rubric


@dataclass(frozen=True, slots=True)
class Subject:
    """What a difference is about, and the words in front of its clause."""

    code: str
    title: str
    part: str
    lead: str
    key: str

    def tells(self, clause: str, decides: bool) -> Difference:
        return Difference(self.code, self.title, self.part, f"{self.lead}{clause}", clause, decides, self.key)


Telling = Callable[[Any, Any, Pair], Iterator[str]]
"""How the change of one key is told where that takes more than its two values in words."""


def by_key(
    subject: Subject, old: Shape, new: Shape, pair: Pair, telling: dict[str, Telling], apart: Collection[str] = ()
) -> Iterator[Difference]:
    """Every key in which the two differ, but for those told `apart`."""
    shape = type(new).__name__
    for key in type(new).model_fields:
        one, other = getattr(old, key), getattr(new, key)
        if key not in apart and one != other:
            tell = telling.get(key) or _usual(shape, key)
            clauses = tell(one, other, pair) if tell else value_changed(shape, key, old, new, pair)
            for clause in clauses:
                yield subject.tells(clause, key not in POINTLESS.get(shape, ()))


def _usual(shape: str, key: str) -> Telling | None:
    """Codes are never shown; a new title is told with the old one."""
    if key in ("code", "id") and shape != "Identity":
        return _recoded
    return _renamed if key == "title" and shape != "Rubric" else None


def _recoded(old: str, new: str, pair: Pair) -> Iterator[str]:
    yield "换了内部代号"


def _renamed(old: str, new: str, pair: Pair) -> Iterator[str]:
    yield f"由「{old}」改名"


def value_changed(shape: str, key: str, old: Shape | None, new: Shape | None, pair: Pair) -> Iterator[str]:
    """One value: as a list where both are lists of texts, else key by key where both are objects."""
    one: Any = getattr(old, key, None)
    other: Any = getattr(new, key, None)
    label = LABELS[shape][key]
    if isinstance(one, Shape) and type(one) is type(other):
        yield from inner_changed(label, one, other, pair)
    elif _texts(one) and _texts(other):
        was, now = _words(one, shape, key, pair.before), _words(other, shape, key, pair.after)
        yield from list_changed(label, was, now) if was != now else [changed(label, "", "")]
    else:
        before = spelled(one, shape, key, pair.before, old)
        after = spelled(other, shape, key, pair.after, new)
        yield changed(label, before, after, arrow=(shape, key) not in FORMULAS or None in (one, other))


def inner_changed(label: str, old: Shape, new: Any, pair: Pair) -> Iterator[str]:
    """依据的条款原文由“…”改为“…”."""
    for key in type(old).model_fields:
        if getattr(old, key) != getattr(new, key):
            for clause in value_changed(type(old).__name__, key, old, new, pair):
                yield f"{label}：{clause}"


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _words(values: list[str], shape: str, key: str, form: Rubric) -> list[str]:
    return [spelled(each, shape, key, form) for each in values]
