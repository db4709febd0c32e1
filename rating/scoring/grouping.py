"""Who belongs together: kinds of station, and the groups that peers and ranks are taken within."""

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
        if len(set(roster.kind)) <= 1:
            return cls(roster.kind[:1] or ("",), np.zeros(len(roster), np.int64))
        names = tuple(dict.fromkeys(roster.kind))
        number = {name: place for place, name in enumerate(names)}
        return cls(names, np.array([number[kind] for kind in roster.kind], np.int64))

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


class Groups:
    """Peer groups of the roster by kind, street, district or all, each numbered once."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._numbered: dict[str, NDArray[np.int64]] = {}

    def names(self, within: str) -> tuple[str, ...]:
        """The group of each station in words ("" for one group over all)."""
        if within == "all":
            return ("",) * len(self._roster)
        names: tuple[str, ...] = getattr(self._roster, within)
        return names if names else ("",) * len(self._roster)

    def numbered(self, within: str) -> NDArray[np.int64]:
        if within == "all" and within not in self._numbered:
            self._numbered[within] = np.zeros(len(self._roster), np.int64)
        elif within not in self._numbered:
            names = self.names(within)
            number = {name: place for place, name in enumerate(dict.fromkeys(names))}
            self._numbered[within] = np.array([number[name] for name in names], np.int64)
        return self._numbered[within]
