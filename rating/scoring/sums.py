"""Columns looked up in a table of points, and sums of many columns without laying them out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.scoring.exact import ROOM, Integers, Quantity, zeros

BLOCK = 16_384
"""Rows added up at a time."""


class LookedUp(Quantity):
    """`table[index]`, laid out as a column only when somebody reads `num`; sums never need it."""

    table: Integers
    index: NDArray[np.int64]

    def __init__(self, table: Quantity, index: NDArray[np.int64]) -> None:
        self.__dict__.update(table=table.num, index=index, den=table.den, size=table.size, exact=table.exact)

    @cached_property
    def num(self) -> Integers:
        found: Integers = self.table.take(self.index)
        return found

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
    """Plain int64 columns added up, block by block so that the running sum stays in the processor's
    cache, and in 32 bits where they fit.
    """
    kind = np.int32 if size < 2**31 else np.int64
    columns = [_terms(part, kind) for part in parts]
    result = np.zeros(rows, kind)
    room = np.empty(min(rows, BLOCK), kind)
    for start in range(0, rows, BLOCK):
        total = result[start : start + BLOCK]
        scratch = room[: len(total)]
        for table, index in columns:
            if table is None:
                np.add(total, index[start : start + BLOCK], out=total, casting="same_kind")
            else:
                np.take(table, index[start : start + BLOCK], out=scratch, mode="wrap")
                np.add(total, scratch, out=total)
    return result.astype(np.int64, copy=False)


def _terms(part: Quantity, kind: type[np.signedinteger[Any]]) -> tuple[Integers | None, Integers]:
    """(table, index) of a looked-up column, (None, numbers) of any other."""
    if isinstance(part, LookedUp):
        return part.table.astype(kind, copy=False), part.index
    return None, part.num


def _plain(part: Quantity, den: Any) -> bool:
    """A full int64 column over the one scalar denominator `den`."""
    scalar = isinstance(den, int) and isinstance(part.den, int) and part.den == den
    return bool(
        scalar and (isinstance(part, LookedUp) or (part.exact and part.num.ndim and part.num.dtype == np.int64))
    )
