"""Plans as a workbook: merged cells, looks, row heights, nothing that runs."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from rating.workshop.sheets.book import cell_of, lines_of, text_width, workbook_of
from rating.workshop.sheets.forms import Live, Share
from rating.workshop.sheets.plan import Heading, Plan

PLAN = Plan(
    "甲", (Heading("名称", 10), Heading("分值", 6, "number"), Heading("代码", 6, "aside")),
    (("=1+1", Live("=SUM(B4:B4)", Decimal("2.5")), "a"), (None, Share(Decimal("0.125")), "b")),
    ("标题", "说明"), ((0, 0, 1, 0),), frozenset({1}), 2,
)  # fmt: skip


def test_cells_are_what_the_plan_says() -> None:
    content = workbook_of([PLAN], "标题")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["甲"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert (sheet["B4"].value, sheet["B5"].value, sheet["B5"].number_format) == ("=SUM(B4:B4)", 0.125, "0.0%")
    assert openpyxl.load_workbook(io.BytesIO(content), data_only=True)["甲"]["B4"].value == 2.5
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2", "A4:A5"}
    assert sheet.print_area.endswith("$A$1:$B$5")
    assert sheet["B5"].font.bold


def test_widths_count_chinese_signs_twice() -> None:
    assert text_width("甲a，") == 5
    assert lines_of("甲乙丙丁", 5) == 2
    assert lines_of("甲\n\n乙", 50) == 3


def test_cells_by_name() -> None:
    assert cell_of(0, 0) == "A1"
    assert cell_of(9, 27) == "AB10"
