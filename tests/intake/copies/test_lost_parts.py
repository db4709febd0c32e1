from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from rating.intake.copies.lost_parts import FORMULAS, MACROS, lost_parts
from rating.intake.copies.package import survey
from tests.intake.workbooks import xlsx


def lost(data: bytes) -> str:
    return "；".join(lost_parts(survey(data)))


def made(touch: Any) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, [1, 2, 3])
    touch(book, sheet)
    book.close()
    return buffer.getvalue()


def with_parts(*names: str) -> bytes:
    buffer = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return buffer.getvalue()


def chart(book: Any, sheet: Any) -> None:
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"values": "=数据!$A$1:$C$1"})
    sheet.insert_chart("E1", drawn)


def test_a_plain_workbook_loses_nothing() -> None:
    assert lost_parts(survey(xlsx([["a", 1]]))) == ()


@pytest.mark.parametrize(
    ("touch", "sentence"),
    [
        (lambda book, sheet: sheet.insert_textbox("E1", "说明"), "文本框"),
        (lambda book, sheet: sheet.add_sparkline("E1", {"range": "数据!A1:C1"}), "迷你图"),
        (
            lambda book, sheet: sheet.conditional_format("A1:C1", {"type": "data_bar", "data_bar_2010": True}),
            "条件格式",
        ),
        (lambda book, sheet: sheet.write_comment("A1", "请核实"), "原有批注"),
        (lambda book, sheet: sheet.write_formula("E1", "=A1+B1", None, 3), FORMULAS),
        (chart, "图表"),
    ],
)
def test_what_is_in_the_workbook_is_told(touch: Any, sentence: str) -> None:
    told = lost(made(touch))
    assert sentence in told
    assert MACROS not in told and (FORMULAS in told) == (sentence == FORMULAS)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("xl/vbaProject.bin", MACROS),
        ("xl/cellimages.xml", "WPS"),
        ("xl/embeddings/oleObject1.bin", "嵌入的文档和对象"),
        ("xl/externalLinks/externalLink1.xml", "其他文件"),
        ("xl/ctrlProps/ctrlProp1.xml", "控件"),
        ("xl/slicers/slicer1.xml", "切片器"),
        ("xl/diagrams/data1.xml", "智能图形"),
        ("xl/threadedComments/threadedComment1.xml", "对话"),
        ("xl/richData/richValueRel.xml", "数据类型"),
        ("xl/media/image1.emf", "矢量图片"),
        ("xl/connections.xml", "数据连接"),
        ("_xmlsignatures/sig1.xml", "数字签名"),
    ],
)
def test_parts_that_only_the_package_shows(part: str, sentence: str) -> None:
    assert sentence in lost(with_parts(part))


def test_each_sentence_is_told_once() -> None:
    told = lost_parts(survey(with_parts("xl/vbaProject.bin", "xl/cellimages.xml", "xl/media/a.svg", "xl/media/b.emf")))
    assert len(told) == len(set(told)) == 3
