"""Columns laid end to end come back with the same type, shape and contents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from rating.district.storage.kept_arrays import TYPES, KeptArrays, kept

SHAPES = arrays.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=4)


def objects(values: list[Any]) -> Any:
    array = np.empty(len(values), object)
    array[:] = values
    return array


NUMBERS = st.sampled_from(sorted(TYPES)).flatmap(lambda kind: arrays.arrays(np.dtype(kind), SHAPES))
TEXTS = st.lists(st.none() | st.text()).map(objects)
WHOLE = st.lists(st.integers(), min_size=1).map(objects)


@given(st.lists(NUMBERS | TEXTS | WHOLE, max_size=5))
def test_any_columns_come_back(columns: list[Any]) -> None:
    store = KeptArrays()
    described = [store.keep(column) for column in columns]
    for column, said in zip(columns, described, strict=True):
        again = kept(said, bytes(store.block))
        assert again.dtype == column.dtype and again.shape == column.shape
        if column.dtype == object:
            assert again.tolist() == column.tolist()
        else:
            assert again.tobytes() == column.tobytes(), "to the last bit, NaN and −0.0 too"
        assert not again.flags.writeable


def test_equal_columns_are_kept_once_and_views_as_they_read() -> None:
    store = KeptArrays()
    column = np.arange(100)
    first = store.keep(column)
    size = len(store.block)
    assert store.keep(column.copy()) == first and store.keep(np.broadcast_to(np.int64(7), (3,)))[1] == [3]
    assert len(store.block) == size + 3 * 8
    every_second = store.keep(column[::2])
    assert kept(every_second, bytes(store.block)).tolist() == list(range(0, 100, 2))
    assert kept(store.keep(np.arange(6).reshape(2, 3).T), bytes(store.block)).tolist() == [[0, 3], [1, 4], [2, 5]]


def test_the_same_bytes_of_another_type_are_told_apart() -> None:
    store = KeptArrays()
    zero, nothing = store.keep(np.zeros(8, np.uint8)), store.keep(np.zeros(1, np.int64))
    assert kept(zero, bytes(store.block)).dtype == np.uint8 and kept(nothing, bytes(store.block)).shape == (1,)


@pytest.mark.parametrize("column", [np.zeros(1, np.complex128), np.array(["a"]), objects([1.5]), objects([b"a", "b"])])
def test_other_kinds_have_no_place(column: Any) -> None:
    with pytest.raises(TypeError):
        KeptArrays().keep(column)


TORN: list[list[Any]] = [
    ["numbers", [2], "<i8", 1],
    ["numbers", [1], "|O", 0],
    ["numbers", [1], "<i8", -8],
    ["numbers", [1]],
    ["texts", [1], ["a"], ["numbers", [1], "|u1", 0]],
    ["integers", [2], [1]],
    ["integers", [1], ["x"]],
    ["pickle", [1], ""],
    [],
]


@pytest.mark.parametrize("described", TORN, ids=str)
def test_a_torn_description_is_a_fault_that_is_known(described: list[Any]) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        kept(described, b"\xff" * 8)
