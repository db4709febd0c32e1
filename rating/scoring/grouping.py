"""Kinds of station as numbers, and what differs by kind spread over the stations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rating.reported import Roster
from rating.scoring.exact import Mask, Quantity, constant, lookup


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of every station, as numbers: `of[row]` indexes `names`."""

    names: tuple[str, ...]
    of: NDArray[np.int64]

    @classmethod
    def read(cls, roster: Roster) -> Kinds:
        return cls(*roster.numbered("kind"))

    def per_station(self, amounts: list[Fraction]) -> Quantity:
        """One amount a kind → one a station (a single number when all kinds have the same)."""
        if len(set(amounts)) == 1:
            return constant(amounts[0])
        return lookup([*amounts, Fraction(0)], self.of)

    def which(self, chosen: list[bool]) -> Mask:
        """One yes or no a kind → one a station."""
        if all(chosen):
            return everywhere(len(self.of))
        return np.array(chosen, np.bool_)[self.of]


@lru_cache(maxsize=8)
def everywhere(rows: int) -> Mask:
    """A shared, read-only mask that is true in every row."""
    return np.broadcast_to(np.True_, (rows,)).copy()


@lru_cache(maxsize=8)
def nowhere(rows: int) -> Mask:
    """A shared, read-only mask that is false in every row."""
    return np.zeros(rows, np.bool_)
