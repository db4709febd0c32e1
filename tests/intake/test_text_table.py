"""CSV bytes → rows: encodings and delimiters."""

from __future__ import annotations

import pytest

from rating.intake.formats import Refusal
from rating.intake.text_table import decode, rows_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_decoding(encoding: str) -> None:
    assert decode("社工站,㙍𠮷".encode(encoding)) == "社工站,㙍𠮷"


def test_bytes_in_no_encoding() -> None:
    assert isinstance(decode(b"\x80\x81\xff\xff"), Refusal)
    assert isinstance(decode(b"\xff\xfe\x00"), Refusal)


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_delimiters(mark: str) -> None:
    text = f'a{mark}"x{mark}y"\n1{mark}2\n'
    assert rows_of(text) == [["a", f"x{mark}y"], ["1", "2"]]


def test_commas_inside_text_do_not_win_over_tabs() -> None:
    assert rows_of("站点\t做法\n甲\t一,二,三\n乙\t四\n")[1] == ["甲", "一,二,三"]  # type: ignore[index]


def test_an_overlong_cell_is_a_refusal() -> None:
    assert isinstance(rows_of("a," + "x" * 1_000_001), Refusal)
