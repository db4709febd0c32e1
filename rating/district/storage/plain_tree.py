"""Frozen values as a tree of plain lists, numbers and texts that JSON can hold, and back, equal.

Only the classes named here are ever made; there is no pickle. Columns go into `KeptArrays`, nodes of the
rubric are named by their code, and what repeats (problems, reasons) is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from rating.district.storage.kept_arrays import KeptArrays, kept
from rating.problems import Place, Problem
from rating.reported import (
    Adjudication,
    Column,
    ColumnRead,
    Question,
    Rater,
    Reported,
    Roster,
    Sheet,
    TableRead,
    Upload,
)
from rating.rubric.nouns import Node, Rubric
from rating.scoring.evaluation import Evaluation, Gates, Ratings, Reason, Scores, Subtotals
from rating.scoring.exact import Quantity
from rating.scoring.leaves import Leaf
from rating.scoring.sums import LookedUp
from rating.scoring.tree import Part

CLASSES: Mapping[str, type] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            Adjudication, Column, ColumnRead, Evaluation, Gates, Leaf, Part, Place, Problem, Quantity, Question,
            Rater, Ratings, Reason, Reported, Roster, Scores, Sheet, Subtotals, TableRead, Upload,
        )
    }
)  # fmt: skip
ONCE = (Problem, Reason)
"""Kinds that many stations share: each different one is written once."""
Plain = Any


@dataclass
class Writer:
    """Tells of values as plain ones; `once` collects what is written once."""

    arrays: KeptArrays = field(default_factory=KeptArrays)
    once: dict[Any, int] = field(default_factory=dict)
    shared: list[Plain] = field(default_factory=list)

    def plain(self, value: Any) -> Plain:
        """Raises TypeError for a kind of value that has no place."""
        kind = type(value)
        if value is None or kind in (bool, int, float, str):
            return value
        if kind in (tuple, list):
            return [self.plain(one) for one in value]
        if kind in ONCE:
            return {"once": self._number(value)}
        if isinstance(value, np.generic):
            return value.item()
        if kind in _TOLD:
            tag, tell = _TOLD[kind]
            return {tag: tell(value)}
        if isinstance(value, np.ndarray):
            return {"array": self.arrays.keep(value)}
        if isinstance(value, Mapping):
            return {"map": [[self.plain(key), self.plain(one)] for key, one in value.items()]}
        return self._object(value)

    def _object(self, value: Any) -> Plain:
        kind = Quantity if isinstance(value, LookedUp) else type(value)
        if CLASSES.get(kind.__name__) is not kind:
            raise TypeError(f"no place for {kind}")
        return {kind.__name__: {name: self.plain(_part(value, name)) for name in _names(kind)}}

    def _number(self, value: Any) -> int:
        if value not in self.once:
            self.once[value] = len(self.once)
            self.shared.append(self._object(value))
        return self.once[value]


def _names(kind: type) -> list[str]:
    return [each.name for each in fields(kind)]


def _part(value: Any, name: str) -> Any:
    """One part of a value. A rating's reasons stand in place of the function that makes them."""
    if isinstance(value, Ratings) and name == "explain":
        return value.reasons
    if isinstance(value, LookedUp) and name == "num":
        return value.table.take(value.index)  # `num` itself would be kept with the value
    return getattr(value, name)


_TOLD: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    Decimal: ("decimal", str),
    date: ("date", date.isoformat),
    datetime: ("moment", datetime.isoformat),
    Node: ("node", lambda node: str(node.code)),
    Rubric: ("rubric", lambda rubric: str(rubric.model_dump_json())),
}


@dataclass
class Reader:
    """Makes the values again. Raises ValueError, TypeError, KeyError, IndexError or ArithmeticError for a torn tree."""

    block: bytes
    shared: list[Plain]
    nodes: Mapping[str, Node] = field(default_factory=dict)
    rubric: Rubric | None = None
    once: dict[int, Any] = field(default_factory=dict)

    def value(self, plain: Plain) -> Any:
        if isinstance(plain, list):
            return tuple([self.value(one) for one in plain])
        if not isinstance(plain, dict):
            return plain
        ((tag, content),) = plain.items()
        return _MADE[tag](self, content) if tag in _MADE else self._object(tag, content)

    def _object(self, tag: str, content: Mapping[str, Plain]) -> Any:
        parts = {name: self.value(one) for name, one in content.items()}
        if tag == "Ratings":
            parts["explain"] = partial(_as_told, parts["explain"])
        return CLASSES[tag](**parts)

    def _map(self, pairs: list[list[Plain]]) -> Mapping[Any, Any]:
        return {self.value(key): self.value(one) for key, one in pairs}

    def _rubric(self, text: str) -> Rubric:
        self.rubric = Rubric.model_validate_json(text)
        self.nodes = {node.code: node for node in self.rubric.nodes}
        return self.rubric

    def _once(self, number: int) -> Any:
        if number not in self.once:
            self.once[number] = self.value(self.shared[number])
        return self.once[number]


def _as_told(reasons: tuple[tuple[Reason, ...], ...]) -> tuple[tuple[Reason, ...], ...]:
    return reasons


_MADE: Mapping[str, Callable[[Reader, Any], Any]] = {
    "decimal": lambda _, text: Decimal(text),
    "date": lambda _, text: date.fromisoformat(text),
    "moment": lambda _, text: datetime.fromisoformat(text),
    "node": lambda reader, code: reader.nodes[code],
    "rubric": Reader._rubric,
    "array": lambda reader, described: kept(described, reader.block),
    "map": Reader._map,
    "once": Reader._once,
}
