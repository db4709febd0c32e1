from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from rating.export.pictures import png_of_svg
from rating.export.word.blocks import Column, Look, Paragraph, Picture, Row, Side, Table, rows
from rating.export.word.page import written
from rating.shown import visible
from tests.export.word.reading import opened, tables, words
from tests.hostile import HOSTILE

TWO = (Column("项目", 30), Column("内容", 60, Side.RIGHT))


def body(*blocks: object) -> object:
    return opened(written(blocks, "试")).element.body  # type: ignore[arg-type]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_is_only_text_and_none_is_lost(name: str) -> None:
    text = HOSTILE[name]
    content = written((Paragraph(text), Table(TWO, rows([(text, "乙")]))), text)
    shown = visible(text).replace("\r", "")
    assert words(content).startswith(shown)
    assert tables(content)[0][1] == [shown, "乙"]


def test_headings_stand_again_on_each_page_and_rows_are_not_split() -> None:
    table = next(body(Table(TWO, rows([("甲", "乙")] * 20))).iter(qn("w:tbl")))  # type: ignore[attr-defined]
    lines = table.findall(qn("w:tr"))
    assert [line.find(f".//{qn('w:tblHeader')}") is not None for line in lines] == [True] + [False] * 20
    assert all(line.find(f".//{qn('w:cantSplit')}") is not None for line in lines)


def test_a_row_longer_than_a_page_may_be_split() -> None:
    table = next(body(Table(TWO, rows([("甲", "长" * 5000)]))).iter(qn("w:tbl")))  # type: ignore[attr-defined]
    assert table.findall(qn("w:tr"))[1].find(f".//{qn('w:cantSplit')}") is None


def test_columns_have_their_widths_in_twips() -> None:
    """30 mm ÷ 25.4 × 1440 = 1700.8, 60 mm = 3401.6."""
    table = next(body(Table(TWO, rows([("甲", "乙")]))).iter(qn("w:tbl")))  # type: ignore[attr-defined]
    assert [each.get(qn("w:w")) for each in table.iter(qn("w:gridCol"))] == ["1701", "3402"]
    assert table.find(f".//{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"


def test_a_cell_across_takes_the_whole_width_and_stays_with_what_follows() -> None:
    line = Row(("合计",), strong=True, across=True, with_next=True)
    table = next(body(Table(TWO, (line, *rows([("甲", "乙")] * 12)))).iter(qn("w:tbl")))  # type: ignore[attr-defined]
    cells = table.findall(qn("w:tr"))[1].findall(qn("w:tc"))
    assert len(cells) == 1 and cells[0].find(f".//{qn('w:gridSpan')}").get(qn("w:val")) == "2"
    assert cells[0].find(f".//{qn('w:keepNext')}") is not None


def test_a_short_table_is_kept_together_and_a_long_one_breaks() -> None:
    def kept(lines: int) -> int:
        return len(list(body(Table(TWO, rows([("甲", "乙")] * lines))).iter(qn("w:keepNext"))))  # type: ignore[attr-defined]

    assert kept(4) == 2 * 3
    assert kept(30) == 2 * 2  # the first with the second, the last but one with the last


def test_there_is_air_between_a_line_and_the_table_below_it_and_a_place_of_its_own_for_a_line() -> None:
    blocks = (Paragraph("甲"), Table(TWO, rows([("甲", "乙")])), Paragraph("乙"), Paragraph("丙", right=6.25))
    first, alone, aside = (each._p.pPr for each in opened(written(blocks, "")).paragraphs if each.text)
    assert first.find(qn("w:spacing")).get(qn("w:after")) == "100" and alone.find(qn("w:spacing")) is None
    assert aside.find(qn("w:ind")).get(qn("w:rightChars")) == "625", "6.25 characters"
    assert aside.find(qn("w:ind")).get(qn("w:right")) == "2000", "of 16 points, in twentieths of a point"


def test_tables_side_by_side_stay_two_and_a_new_page_is_not_begun_twice() -> None:
    table = Table(TWO, rows([("甲", "乙")]))
    assert len(tables(written((table, table), ""))) == 2
    tags = [each.tag for each in body(table, Paragraph("附件", Look.HEADING, new_page=True))]  # type: ignore[attr-defined]
    assert tags == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


def test_every_picture_has_its_own_number_and_words_for_those_who_cannot_see_it() -> None:
    drawings = [f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{height}"/>' for height in (3, 4)]
    pictures = [Picture(png_of_svg(each), 50, "甲<乙>") for each in drawings]
    found = list(body(*pictures).iter(qn("wp:docPr")))  # type: ignore[attr-defined]
    assert len({each.get("id") for each in found}) == 2
    assert {each.get("descr") for each in found} == {"甲<乙>"}
