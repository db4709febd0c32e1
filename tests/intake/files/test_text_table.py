"""CSV bytes → rows: encodings and delimiters."""

from __future__ import annotations

import pytest

from rating.intake.files.formats import Refusal
from rating.intake.files.text_table import decode, rows_of


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


def test_the_delimiter_may_be_told_in_the_first_line() -> None:
    assert rows_of("sep=;\n站点;做法\n甲;一,二,三\n") == [["sep=", ""], ["站点", "做法"], ["甲", "一,二,三"]]


@pytest.mark.parametrize(("text", "row"), [('a,b\n"c,d\ne,f\n', 2), ('a,b\nc,"d', 2), ('a,b\nc,d\n"', 3)])
def test_a_quotation_that_never_ends_swallows_nothing_silently(text: str, row: int) -> None:
    refusal = rows_of(text)
    assert isinstance(refusal, Refusal)
    assert f"第 {row} 行" in refusal.found


def test_quotation_marks_inside_text_are_no_quotation() -> None:
    assert rows_of('a,5" 屏,"b ""c"""\n') == [["a", '5" 屏', 'b "c"']]


def test_zero_bytes_are_refused() -> None:
    assert isinstance(decode("a\0b".encode("utf-16")), Refusal)
