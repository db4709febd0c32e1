"""Feedback as plain data and back: what the district keeps for a station head, read without its evaluation.

Exact decimals are text, what is not known stays None. A record names the form it was written in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from rating.insight.feedback import Feedback
from rating.insight.shared_words import Words, with_words
from rating.problems import Place, Problem, Refused

VERSION = 1
"""Moves when a record of an older program could no longer be read as it stands."""
Kind = TypeVar("Kind")


def plain(feedback: Feedback) -> dict[str, Any]:
    """A dict of text, whole numbers, floats, True, None, lists and dicts; equal feedback gives an equal dict."""
    return {"version": VERSION, **as_plain(feedback)}


def from_plain(record: Mapping[str, Any], words: Words = MappingProxyType({})) -> Feedback:
    """The feedback that was written, with the words that were kept apart (`shared_words`).

    Raises Refused (not_usable) when a newer program wrote it, or it is no record.
    """
    if record.get("version") != VERSION:
        raise _unreadable(f"反馈的格式是「{record.get('version')}」，程序只认识到「{VERSION}」")
    try:
        return as_written(Feedback, with_words(record, words))
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as fault:
        raise _unreadable("反馈的内容不完整") from fault


def _unreadable(found: str) -> Refused:
    return Refused((Problem("not_usable", Place(object="站点反馈"), found, remedy="请更新程序，或重新公示"),))


def as_plain(value: Any) -> Any:
    """Any of our frozen dataclasses, and what they hold, as plain data."""
    if value is None or isinstance(value, str | int | float):  # most of it
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [as_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: as_plain(each) for key, each in value.items()}
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: as_plain(getattr(value, name)) for name, _ in _readers(kind)}
    return value


def as_written(kind: type[Kind], record: Mapping[str, Any]) -> Kind:
    """The other way: a dataclass of that kind. Raises KeyError or TypeError for another shape.

    What a record of an earlier program does not have yet takes its default.
    """
    known: Any = kind
    later = _with_default(known)
    return kind(**{name: read(record[name]) for name, read in _readers(known) if name in record or name not in later})


@cache
def _with_default(kind: Any) -> frozenset[str]:
    """Fields that may be missing in a record."""
    return frozenset(each.name for each in fields(kind) if each.default is not MISSING)


@cache
def _readers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Each field of a dataclass, and how it is read."""
    hints = get_type_hints(kind)
    return tuple((each.name, _reader(hints[each.name])) for each in fields(kind))


def _reader(hint: Any) -> Callable[[Any], Any]:
    arguments = get_args(hint)
    if isinstance(hint, UnionType):
        return _optional(_reader(next(each for each in arguments if each is not type(None))))
    if get_origin(hint) is tuple:
        return _several(_reader(arguments[0]))
    if get_origin(hint) in (dict, Mapping):
        return _named(_reader(arguments[1]))
    if hint is Decimal:
        return Decimal
    if is_dataclass(hint):
        kind: Any = hint
        return lambda record: as_written(kind, record)
    return lambda value: value


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _several(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple(read(value) for value in values)


def _named(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: {key: read(value) for key, value in values.items()}
