"""A copy that is marked again shows what is wrong now, and what others wrote in it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from rating.intake.copies import package
from rating.intake.copies.annotate import annotated_copies
from rating.intake.copies.earlier_marks import AUTHOR
from tests.intake.workbooks import read, saved, small_form, xlsx

ROWS = [["站点名称", "驻站社工数"], ["甲站", "三个"], ["乙站", "四个"], ["丙站", 5]]


def marked(name: str, data: bytes) -> Any:
    file = (name, data)
    (copy,) = annotated_copies([file], read(small_form("staff"), file))
    return openpyxl.load_workbook(io.BytesIO(copy.content))


def filled(cell: Any) -> bool:
    return bool(cell.fill.fill_type)


@pytest.mark.parametrize("most_cells", [200_000, 5])
def test_what_is_mended_is_red_no_longer(most_cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_CELLS", most_cells)
    first = marked("a.xlsx", xlsx(ROWS, "数据"))
    first["数据"]["B2"] = 3
    second = marked("a（批注版）.xlsx", saved(first))
    sheet = second["数据"]
    assert second.sheetnames == ["问题清单", "数据"]
    assert not filled(sheet["B2"]) and sheet["B2"].comment is None
    assert filled(sheet["B3"]) and sheet["B3"].comment.text.count("【不能受理】") == 1


def test_what_others_wrote_and_coloured_stays() -> None:
    def touch(sheet: Any) -> None:
        sheet["B2"].comment = Comment("请小王核实", "李站长")
        sheet["B4"].comment = Comment("已核", "王")
        sheet["B4"].fill = PatternFill("solid", start_color="FF00FF00")

    first = marked("a.xlsx", xlsx(ROWS, "数据", touch))
    first["数据"]["B2"].value = "五个"
    second = marked("a（批注版）.xlsx", saved(first))["数据"]
    assert (
        second["B2"].comment.text.count("原有批注（李站长）：请小王核实") == 1 and "五个" in second["B2"].comment.text
    )
    assert second["B4"].comment.text == "已核" and filled(second["B4"])
    first["数据"]["B2"].value = 5
    third = marked("a（批注版）.xlsx", saved(first))["数据"]
    assert third["B2"].comment.text == "原有批注（李站长）：请小王核实" and third["B2"].comment.author == AUTHOR
    assert not filled(third["B2"])


def test_a_far_corner_costs_nothing() -> None:
    """Only cells that are there are looked at, not the millions between them."""

    def touch(sheet: Any) -> None:
        sheet["GR9000"].comment = Comment("远", "王")

    sheet = marked("a.xlsx", xlsx(ROWS, "数据", touch))["数据"]
    assert sheet["GR9000"].comment.text == "远" and filled(sheet["B2"])
