"""Which rows belong to a standard."""

from __future__ import annotations

from rating.workshop.paper.segments import segments
from rating.workshop.paper.sources import Sheet

HEAD = ("指标", "分值", "评分标准")


def spans(*sheets: Sheet) -> list[tuple[int, int, int, int, int]]:
    return [(one.number, one.begin, one.top, one.first, one.last) for one in segments(sheets)]


def test_rows_above_the_header_and_a_header_again() -> None:
    page = Sheet("表", (("标题", "", ""), HEAD, ("制度", "5", "a"), HEAD, ("人员", "5", "b")))
    assert spans(page) == [(0, 0, 1, 2, 3), (0, 3, 3, 4, 5)]


def test_a_word_table_without_header_continues_the_one_before() -> None:
    first = Sheet("", (HEAD, ("制度", "5", "a")), number=1)
    assert spans(first, Sheet("", (("人员", "5", "b"),), number=2)) == [(0, 0, 0, 1, 2), (1, 0, 0, 0, 1)]
    assert spans(first, Sheet("", (("五星", "90"),), number=2)) == [(0, 0, 0, 1, 2)]


def test_a_second_sheet_of_a_workbook_needs_its_own_header() -> None:
    first = Sheet("甲", (HEAD, ("制度", "5", "a")))
    found = segments([first, Sheet("乙", (("人员", "5", "b"),))])
    assert [one.name for one in found] == ["甲"]
