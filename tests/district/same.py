"""Whether two values are the same all the way down: kinds, types of columns, contents, reasons; what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from rating.scoring.exact import Quantity
from rating.scoring.sums import LookedUp


def unlike(one: Any, other: Any, path: str = "") -> list[str]:
    """Empty when the two are the same. A looked-up column is the same as one laid out."""
    return list(_unlike(one, other, path or type(one).__name__))


def _unlike(one: Any, other: Any, path: str) -> Iterator[str]:
    one_kind, other_kind = (Quantity if isinstance(each, LookedUp) else type(each) for each in (one, other))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        yield from [] if _same_columns(one, other) else [f"{path}: {one!r} / {other!r}"]
    elif callable(one) and callable(other) and not is_dataclass(one):
        yield from _unlike(one(), other(), f"{path}()")
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        if list(one) != list(other):
            yield f"{path}: {list(one)} / {list(other)}"
            return
        for key in one:
            yield from _unlike(one[key], other[key], f"{path}[{key}]")
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            yield f"{path}: {len(one)} / {len(other)}"
        for place, (left, right) in enumerate(zip(one, other, strict=False)):
            yield from _unlike(left, right, f"{path}[{place}]")
    elif one_kind is not other_kind:
        yield f"{path}: {one_kind} / {other_kind}"
    elif is_dataclass(one):
        for each in fields(one_kind):
            yield from _unlike(getattr(one, each.name), getattr(other, each.name), f"{path}.{each.name}")
    elif one != other:
        yield f"{path}: {one!r} / {other!r}"


def _same_columns(one: Any, other: Any) -> bool:
    if not (isinstance(one, np.ndarray) and isinstance(other, np.ndarray)):
        return False
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype == object:
        left, right = one.ravel().tolist(), other.ravel().tolist()
        return left == right and list(map(type, left)) == list(map(type, right))
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
