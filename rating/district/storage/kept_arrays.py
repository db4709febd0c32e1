"""Columns of numbers and texts laid end to end in one block of bytes, and found there again.

Equal columns are kept once. What a column is (type, shape, place) stands in a small plain list.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

TYPES = frozenset({"<i8", "<i4", "<i2", "|i1", "|u1", "|b1", "<f8"})
"""The types that are kept as bytes, least significant first on every machine."""
Described = list[Any]


@dataclass
class KeptArrays:
    """The block while it is being written."""

    block: bytearray = field(default_factory=bytearray)
    places: dict[bytes, int] = field(default_factory=dict)

    def keep(self, array: NDArray[Any]) -> Described:
        """[type, shape, place] of numbers; [shape, texts, numbers of the texts] of text; [shape, integers]."""
        if array.dtype == object:
            return self._keep_objects(array)
        plain = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        if plain.dtype.str not in TYPES:
            raise TypeError(f"no place for arrays of {array.dtype}")
        content = plain.tobytes()
        mark = hashlib.sha256(content).digest()
        if mark not in self.places:
            self.block.extend(bytes(-len(self.block) % 8))
            self.places[mark] = len(self.block)
            self.block.extend(content)
        return ["numbers", list(array.shape), plain.dtype.str, self.places[mark]]

    def _keep_objects(self, array: NDArray[Any]) -> Described:
        flat = array.ravel().tolist()
        if flat and all(type(one) is int for one in flat):
            return ["integers", list(array.shape), flat]
        numbers: dict[str | None, int] = {}
        index = np.fromiter((numbers.setdefault(one, len(numbers)) for one in flat), np.int32, len(flat))
        wrong = [one for one in numbers if one is not None and type(one) is not str]
        if wrong:
            raise TypeError(f"no place for columns of {type(wrong[0])}")
        return ["texts", list(array.shape), list(numbers), self.keep(index)]


def kept(described: Described, block: bytes) -> NDArray[Any]:
    """The column again, not to be written to. Raises ValueError, TypeError or IndexError where it cannot be."""
    how, shape, *rest = described
    array = _KINDS[how](rest, shape, block).reshape(shape)
    array.flags.writeable = False
    return array


def _numbers(rest: Described, shape: list[int], block: bytes) -> NDArray[Any]:
    kind, place = rest
    if kind not in TYPES:
        raise ValueError(kind)
    found = np.frombuffer(block, np.dtype(kind), int(np.prod(shape, dtype=np.int64)), place)
    return found.astype(found.dtype.newbyteorder("="), copy=False)


def _integers(rest: Described, _: list[int], __: bytes) -> NDArray[Any]:
    return np.array([int(one) for one in rest[0]], object)


def _texts(rest: Described, _: list[int], block: bytes) -> NDArray[Any]:
    texts, index = rest
    words = np.empty(len(texts), object)
    words[:] = texts
    found: NDArray[Any] = words[kept(index, block)]
    return found


_KINDS = {"numbers": _numbers, "integers": _integers, "texts": _texts}
