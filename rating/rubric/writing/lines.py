"""A plain tree as lines of YAML: the tree of indicators as a block, short leaves in brackets, as committees read it.

How a value looks depends only on itself and on where it stands, so that a value put into an existing text
(`edits`) looks as it would in a new one (`written`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rating.rubric.nouns import Rubric
from rating.rubric.trail import Path
from rating.rubric.validation import annotations_below, keys_at
from rating.rubric.writing.scalars import inline, is_paragraphs, paragraphs, width
from rating.rubric.writing.stated import last_of_all

WIDEST = 110
"""Columns; a Chinese sign takes two."""
STEP = 2
LONGEST_SIMPLE_KEY = 1000
"""YAML finds the colon of a key only within 1024 signs."""
_TREE = frozenset({"dimensions", "indicators"})
SECTIONS = frozenset({"fields", "dimensions", "gates", "bands", "bands_by_kind"})


@dataclass(frozen=True)
class Spot:
    """A place in a rubric: its path and the column at which a block there begins."""

    path: Path = ()
    column: int = 0

    @cached_property
    def annotations(self) -> list[Any]:
        """What the grammar allows here; nothing for a place that the grammar does not know."""
        here: list[Any] = [Rubric]
        for step in self.path:
            here = [below for annotation in here for below in annotations_below(annotation, step)]
        return here

    @cached_property
    def for_words(self) -> bool:
        """A place where only words can stand, so that what looks like a number is put in quotes."""
        kinds = {kind for annotation in self.annotations for kind in _scalars(annotation)}
        return str in kinds and not kinds & {Decimal, int, bool, BaseModel}

    @property
    def in_tree(self) -> bool:
        """A dimension or an indicator."""
        return len(self.path) >= 2 and isinstance(self.path[-1], int) and self.path[-2] in _TREE

    @property
    def key_order(self) -> list[str]:
        """The keys that the grammar knows here, in the order in which they are written."""
        return last_of_all("indicators", keys_at(Rubric, self.path))

    def under(self, step: str | int) -> Spot:
        return Spot((*self.path, step), self.column + STEP)


def _scalars(annotation: Any) -> set[type]:
    if isinstance(annotation, type):
        return {BaseModel if issubclass(annotation, BaseModel) else annotation}
    if get_origin(annotation) in (list, tuple, dict):
        return set()
    return {kind for inner in get_args(annotation) for kind in _scalars(inner)}


def root_lines(content: dict[str, Any] | list[Any]) -> list[str]:
    """A whole file; a blank line before each of its long sections. (No rubric is a list, but a text may be.)"""
    if isinstance(content, list):
        return block_lines(content, Spot()) or ["[]"]
    lines: list[str] = []
    for key, value in content.items():
        entry = entry_lines(key, value, Spot((key,)))
        lines += ["", *entry] if lines and len(entry) > 1 and key in SECTIONS else entry
    return lines or ["{}"]


def entry_lines(key: str, value: Any, spot: Spot) -> list[str]:
    """`key: value` as lines, the first without its indentation; `spot` is the place of the value,
    its column that of the key."""
    name = key_text(key)
    if len(name) > LONGEST_SIMPLE_KEY:
        rest = _after(value, spot, spot.column + 1)
        return [f"? {name}", f"{' ' * spot.column}:{rest[0]}", *rest[1:]]
    rest = _after(value, spot, spot.column + width(name) + 1)
    return [f"{name}:{rest[0]}", *rest[1:]]


def _after(value: Any, spot: Spot, used: int) -> list[str]:
    """What follows the colon of a key in column `spot.column`: on the same line, or a block below it."""
    short = fitting(value, spot, used + 1)
    if short is not None:
        return [f" {short}"]
    inner = Spot(spot.path, spot.column + STEP)
    if isinstance(value, str):
        sign, *lines = paragraphs(value, inner.column).split("\n")
        return [f" {sign}", *lines]
    return ["", *block_lines(value, inner)]


def item_lines(value: Any, spot: Spot) -> list[str]:
    """`- value` as lines, the first without its indentation; `spot.column` is that of the dash."""
    short = fitting(value, spot, spot.column + 2)
    if short is not None:
        return [f"- {short}"]
    inner = Spot(spot.path, spot.column + STEP)
    if isinstance(value, str):
        sign, *lines = paragraphs(value, inner.column).split("\n")
        return [f"- {sign}", *lines]
    first, *rest = block_lines(value, inner)
    return [f"- {first.lstrip()}", *rest]


def block_lines(value: Any, spot: Spot) -> list[str]:
    """A mapping or a list that is not empty, as indented lines."""
    lines: list[str] = []
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in parts:
        inner = Spot((*spot.path, step), spot.column)
        first, *rest = entry_lines(str(step), part, inner) if isinstance(value, dict) else item_lines(part, inner)
        lines += [" " * spot.column + first, *rest]
    return lines


def fitting(value: Any, spot: Spot, used: int) -> str | None:
    """The value on the rest of a line of which `used` columns are taken; None when a block reads better."""
    if not _may_be_short(value, spot):
        return None
    short = in_brackets(value, spot, flow=False)
    if isinstance(value, dict | list) and value and used + width(short) > WIDEST:
        return None
    return short


def _may_be_short(value: Any, spot: Spot) -> bool:
    if isinstance(value, str):
        return not is_paragraphs(value)
    if not isinstance(value, dict | list) or not value:
        return True
    if spot.in_tree or spot.path in ((), ("fields",), ("bands_by_kind",)):
        return False
    if isinstance(value, dict):
        return all(
            len(key) < LONGEST_SIMPLE_KEY and _may_be_short(part, spot.under(key)) for key, part in value.items()
        )
    records = sum(isinstance(item, dict) for item in value)
    if records > 1 or (records and len(spot.path) <= 2 and spot.path[-1] != "by"):
        return False
    return all(_may_be_short(item, spot.under(step)) for step, item in enumerate(value))


def in_brackets(value: Any, spot: Spot, *, flow: bool = True) -> str:
    """The value on one line, whatever it is. `flow`: it stands inside brackets already."""
    if isinstance(value, dict):
        parts = (_pair(key, in_brackets(part, spot.under(key))) for key, part in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_brackets(item, spot.under(step)) for step, item in enumerate(value)) + "]"
    return "~" if value is None else inline(value, flow=flow, literally=spot.for_words)


def _pair(key: str, value: str) -> str:
    name = key_text(key)
    return f"? {name} : {value}" if len(name) > LONGEST_SIMPLE_KEY else f"{name}: {value}"


def key_text(key: str) -> str:
    """A key, which reads the same inside and outside of brackets."""
    return inline(key, flow=True, literally=True)
