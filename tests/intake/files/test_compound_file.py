"""Old Office containers: what stands at the top, streams small and large, chains in a circle."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.intake.files.compound_file import OLE, open_compound_file
from tests.intake.containers import SECTOR, old_office

STATIONS = (Path(__file__).parents[1] / "samples" / "stations.xls").read_bytes()


def test_a_file_of_libreoffice() -> None:
    opened = open_compound_file(STATIONS)
    assert "Workbook" in opened.names()
    assert opened.stream("Book", "Workbook")[:4] == b"\x09\x08\x10\x00"
    with pytest.raises(KeyError):
        opened.stream("WordDocument")


def test_an_embedded_object_stands_deeper() -> None:
    opened = open_compound_file(old_office({"Workbook": b"x"}, deeper=("WordDocument",)))
    assert opened.names() == ("Workbook", "ObjectPool")
    assert "WordDocument" in opened.every_name()
    assert opened.stream("Workbook").rstrip(b"\0") == b"x"


def test_a_chain_in_a_circle_ends() -> None:
    data = bytearray(old_office({"Workbook": b"x" * 5000}))
    table = list(struct.unpack_from("<128I", data, SECTOR))
    data[SECTOR : 2 * SECTOR] = struct.pack(
        "<128I", *[at if follower < 128 else follower for at, follower in enumerate(table)]
    )
    assert len(open_compound_file(bytes(data)).stream("Workbook")) <= 5000


def test_a_table_of_tables_in_a_circle_ends() -> None:
    data = bytearray(old_office({"Workbook": b"x"}))
    struct.pack_into("<I", data, 68, 1)
    data[2 * SECTOR : 3 * SECTOR] = struct.pack("<128I", *[0] * 127, 1)
    with pytest.raises(ValueError, match="circle"):
        open_compound_file(bytes(data))


@given(st.integers(0, len(STATIONS)), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=20))
def test_a_broken_container_is_a_value_error(length: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(STATIONS)
    for place, value in changes:
        data[place] = value
    try:
        names = open_compound_file(bytes(data[:length])).names()
    except ValueError:
        return
    assert all(isinstance(name, str) for name in names)


@pytest.mark.parametrize("data", [b"", OLE, OLE + b"\xff" * 2000, OLE + b"\0" * 2000])
def test_other_bytes_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"compound|root"):
        open_compound_file(data)
