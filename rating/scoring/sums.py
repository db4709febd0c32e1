"""Columns looked up in a table of points, and sums of many columns without laying them out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.scoring.exact import ROOM, Integers, Quantity, zeros


class LookedUp(Quantity):
    """`table[index]`, laid out as a column only when somebody reads `num`; sums never need it."""

    def __init__(self, table: Quantity, index: NDArray[np.int64]) -> None:
        self.__dict__.update(table=table.num, index=index, den=table.den, size=table.size, exact=table.exact)

    @cached_property
    def num(self) -> Integers:
        found: Integers = self.__dict__["table"][self.__dict__["index"]]
        return found

    def added_to(self, total: Integers, room: Integers) -> None:
        """Add the column to `total` through the scratch column `room`."""
        table = self.__dict__["table"].astype(room.dtype, copy=False)
        np.take(table, self.__dict__["index"], out=room, mode="wrap")
        total += room

    def spread_over(self, rows: int) -> Quantity:
        """Itself: it is a full column already."""
        return self


def total_of(parts: Sequence[Quantity], rows: int) -> Quantity:
    """The sum of columns; none gives zeros."""
    size = sum(part.size[0] for part in parts)
    if len(parts) > 1 and size < ROOM and all(_plain(part, parts[0].den) for part in parts):
        return Quantity(_accumulated(parts, rows, size), parts[0].den, (size, parts[0].size[1]))
    total = parts[0] if parts else zeros(rows)
    for part in parts[1:]:
        total = total + part
    return total


def _accumulated(parts: Sequence[Quantity], rows: int, size: int) -> NDArray[np.int64]:
    """Plain int64 columns added up; in 32 bits, which is half the memory to move, where they fit."""
    kind = np.int32 if size < 2**31 else np.int64
    result, room = np.zeros(rows, kind), np.empty(rows, kind)
    for part in parts:
        if isinstance(part, LookedUp):
            part.added_to(result, room)
        else:
            np.add(result, part.num, out=result, casting="same_kind")
    return result.astype(np.int64, copy=False)


def _plain(part: Quantity, den: Any) -> bool:
    """A full int64 column over the one scalar denominator `den`."""
    scalar = isinstance(den, int) and isinstance(part.den, int) and part.den == den
    return bool(
        scalar and (isinstance(part, LookedUp) or (part.exact and part.num.ndim and part.num.dtype == np.int64))
    )
