"""Bytes of Word and Excel files as tables with merged cells; bad files are refused in words."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rating.problems import Refused
from rating.workshop.paper import sources
from rating.workshop.paper.sources import clean, read_source
from tests.workshop.paper.papers import Page, as_excel, as_word, lines, saved


def refusal(content: bytes, name: str = "标准.docx") -> str:
    with pytest.raises(Refused) as refused:
        read_source(content, name)
    (problem,) = refused.value.problems
    assert problem.severity.stops
    return f"{problem.code}：{problem.message}"


def test_merges_keep_their_text_in_the_first_cell() -> None:
    page = Page([["一级指标", "分值"], ["组织", 5], [None, 3]], [(1, 0, 2, 0)])
    for content in (as_excel([page]), as_word([page])):
        (sheet,) = read_source(content, "标准.xlsx").sheets
        assert sheet.rows == (("一级指标", "分值"), ("组织", "5"), ("", "3"))
        assert sheet.covered == {(2, 0): (1, 0)}
        assert sheet.end(1, 0) == (2, 0)


def test_places_in_the_words_of_the_program() -> None:
    page = Page([["甲", "乙"]], title="一表")
    assert read_source(as_excel([page]), "a.xlsx").sheets[0].at(0, 1).where == "一表!B1"
    assert read_source(as_word([page]), "a.docx").sheets[0].at(0, 1).where == "第 1 张表第 1 行第 2 列"
    assert read_source("甲,乙\n1,2\n".encode(), "a.csv").sheets[0].where(1, 1) == "B2"


def test_percentages_dates_and_formulas_are_told_as_they_stand() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append([0.2, "=1+1", "a\r\n\u3000b "])
    sheet["A1"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    assert read_source(out.getvalue(), "a.xlsx").sheets[0].rows == (("20%", "（公式没有计算结果）", "a\nb"),)


def test_list_numbers_of_word_are_put_back() -> None:
    document = docx.Document()
    for text in ("制度", "人员"):
        document.add_paragraph(text, style="List Number")
    assert [line.text for line in read_source(saved(document), "a.docx").after] == ["1.制度", "2.人员"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file_empty"),
        (lines("一")[:2000], "损坏"),
        (b"{\\rtf1\\ansi abc}", "另存为 .docx"),
        (b"%PDF-1.7 ...", "PDF"),
        (lines(), "没有任何文字"),
        (as_excel([Page([["x"] * 300])]), "不像一份评分标准"),
    ],
)
def test_bad_files_are_refused_in_words(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_an_old_doc_is_to_be_saved_as_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.intake.files.upload import Read
    from rating.problems import Place, Problem

    found = Problem(
        "file_format", Place("标准.doc"), "这是 Word 文档，不是表格", remedy="请把其中的表格复制到表格软件中"
    )
    monkeypatch.setattr(sources, "read_sheets", lambda _: Read((), (found,)))
    assert "另存为 .docx" in refusal(b"\xd0\xcf\x11\xe0", "标准.doc")


def test_bombs_of_entities_and_of_size_cost_nothing() -> None:
    def document(xml: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", xml)
        return out.getvalue()

    laughs = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>' + b"&b;" * 1000 + b"</a>"
    assert "DOCTYPE" in refusal(document(laughs))
    assert "file_too_large" in refusal(document(b"<a>" + b"<b/>" * 40_000_000 + b"</a>"))


def test_merges_over_one_another_cost_no_more_than_their_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_COVERED", 10)
    merges = [(0, 0, 3, 1)] * 5
    sheet = sources._merged("表", [["x", ""] for _ in range(4)], merges, 0, ())
    assert len(sheet.covered) == 7


def test_texts_are_cut_and_cleaned() -> None:
    assert clean("a\u200bb\r\n\n  c ") == "ab\nc"
    assert len(clean("x" * 20_000)) == 8000


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0, 1 << 20), put=st.binary(min_size=1, max_size=40), word=st.booleans())
def test_damage_anywhere_is_read_or_refused_in_words(at: int, put: bytes, word: bool) -> None:
    page = Page([["一级指标", "分值", "评分标准"], ["组织", 5, "每缺一项扣1分"]])
    whole = as_word([page]) if word else as_excel([page])
    at %= len(whole)
    try:
        read_source(whole[:at] + put + whole[at + len(put) :], "标准.docx")
    except Refused as refused:
        told = [problem for problem in refused.problems if problem.severity.stops and problem.found]
        assert told
