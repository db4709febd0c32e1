"""Percentages, errors and hidden rows of .xls, as LibreOffice writes them; broken containers."""

from __future__ import annotations

from array import array
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rating.intake.files.formats import OLE
from rating.intake.files.xls_traits import xls_traits

STATIONS = (Path(__file__).parents[1] / "samples" / "stations.xls").read_bytes()


def test_a_file_of_libreoffice() -> None:
    found = xls_traits(STATIONS)
    assert set(found) == {"数据", "草稿"}
    assert found["数据"]["percent"] == {3: array("i", [2, 3]).tobytes()}
    assert found["数据"]["errors"] == [(3, 5, "#DIV/0!")]


@given(
    st.integers(0, len(STATIONS)),
    st.lists(st.tuples(st.integers(0, len(STATIONS) - 1), st.integers(0, 255)), max_size=20),
)
def test_broken_containers_never_raise(length: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(STATIONS)
    for place, value in changes:
        data[place] = value
    assert isinstance(xls_traits(bytes(data[:length])), dict)


def test_other_bytes_have_no_traits() -> None:
    assert xls_traits(OLE + b"\xff" * 2000) == {}
    assert xls_traits(b"") == {}
