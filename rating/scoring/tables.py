"""Points looked up instead of computed: an indicator whose inputs have few possible values is scored
once for each combination of them, by the very same code, and the stations then look theirs up.

A table is made once per rubric and range of values, like a compiled formula, and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Node, Rubric
from rating.scoring.answers import Answer, Answers
from rating.scoring.exact import Mask, Quantity
from rating.scoring.sums import LookedUp

STATIONS_A_CELL = 8
"""A table is worth making when it has at most one cell for this many stations."""


class Cells(Protocol):
    """An indicator scored for the cells of a table."""

    @property
    def points(self) -> Quantity: ...
    @property
    def value(self) -> Quantity: ...
    @property
    def counted(self) -> Mask: ...
    @property
    def known(self) -> Mask: ...


@dataclass(frozen=True, slots=True)
class Axis:
    """One input: its numerators run from `low` over `span` whole numbers, over `den`."""

    code: str
    low: int
    span: int
    den: int


@dataclass(frozen=True, slots=True)
class _Case:
    """What a table depends on; the rubric itself stands behind its fingerprint."""

    fingerprint: str
    node: str
    kind: str
    axes: tuple[Axis, ...]
    answers: Answers = field(compare=False)
    score: Callable[[Answers], Cells] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Looked:
    """Points and value of every station, both looked up."""

    points: LookedUp
    value: LookedUp


def look_up(
    node: Node, rubric: Rubric, kind: str, answers: Answers, score: Callable[[Answers], Cells]
) -> Looked | None:
    """The indicator by table; None where an input is missing anywhere or has too many values.

    `score` scores the indicator for the stations of another Answers, here the table's cells.
    """
    axes = _axes(_inputs(_Rubric(rubric.fingerprint, node.code, rubric)), answers)
    if axes is None:
        return None
    table = _table(_Case(rubric.fingerprint, node.code, kind, axes, answers, score))
    if table is None:
        return None
    index = _index(axes, answers)
    return Looked(LookedUp(table[0], index), LookedUp(table[1], index))


@dataclass(frozen=True, slots=True)
class _Rubric:
    fingerprint: str
    node: str
    rubric: Rubric = field(compare=False)


@lru_cache(maxsize=4096)
def _inputs(asked: _Rubric) -> tuple[str, ...]:
    return fields_behind(asked.rubric.node(asked.node), asked.rubric)


def _axes(codes: tuple[str, ...], answers: Answers) -> tuple[Axis, ...] | None:
    """The inputs' ranges, or None when they do not fit a table."""
    axes = []
    for code in codes:
        answer = answers.field(code)
        number, bounds = answer.number, answers.bounds.get(code)
        if bounds is None or not number.exact or not isinstance(number.den, int):
            return None
        low, high = min(0, bounds[0]), max(0, bounds[1])
        axes.append(Axis(code, low, high - low + 1, number.den))
    cells = prod(axis.span for axis in axes)
    return tuple(axes) if axes and cells * STATIONS_A_CELL <= answers.rows else None


def _index(axes: tuple[Axis, ...], answers: Answers) -> NDArray[np.int64]:
    """Each station's cell of the table."""
    index: NDArray[np.int64] | None = None
    for axis in axes:
        here = np.asarray(answers.field(axis.code).number.num, np.int64)
        here = here - axis.low if axis.low else here
        index = here if index is None else index * axis.span + here
    assert index is not None  # a case without axes is not made
    return index


@lru_cache(maxsize=512)
def _table(case: _Case) -> tuple[Quantity, Quantity] | None:
    """Points and value of every cell; None when some cell has no exact, known points."""
    cells = prod(axis.span for axis in case.axes)
    places = np.unravel_index(np.arange(cells), [axis.span for axis in case.axes])
    sure, status = np.zeros(cells, np.bool_), np.zeros(cells, np.uint8)
    inputs = {
        axis.code: Answer(_whole(place + axis.low, axis.den), status, sure)
        for axis, place in zip(case.axes, places, strict=True)
    }
    leaf = case.score(Answers(inputs, case.answers.vocabulary, cells))
    fits = leaf.known.all() and leaf.counted.all() and _plain(leaf.points) and _plain(leaf.value)
    return (leaf.points, leaf.value.spread_over(cells)) if fits else None


def _whole(numbers: NDArray[np.int64], den: int) -> Quantity:
    return Quantity(numbers, den, (int(np.abs(numbers).max()), den))


def _plain(quantity: Quantity) -> bool:
    return quantity.exact and isinstance(quantity.den, int) and quantity.num.dtype == np.int64
