from __future__ import annotations

import io
from typing import Any

import numpy as np
import openpyxl

from rating.intake.copies.problem_sheet import GREY, RED
from rating.intake.copies.rebuilt import LONGEST_TITLE, Look, copied_titles, fill_sheet, free_title
from rating.intake.files.cells import ErrorCell, Grid, GridColumn, Moment, NoResult, OddNumber

OTHERS = {
    1: "007",
    2: True,
    3: Moment("2024-03-05"),
    4: ErrorCell("#N/A"),
    5: NoResult(),
    6: OddNumber("inf"),
    7: "=1+1",
    8: "坏\x00",
}


def sheet_of(looks: dict[tuple[int, int], Look], grey: dict[int, Look]) -> Any:
    numbers = np.full(9, np.nan)
    numbers[0] = 3.0
    grid = Grid("a.xls", "数据", True, 9, (GridColumn(numbers, OTHERS), GridColumn(np.arange(9) / 2, {})))
    book = openpyxl.Workbook(write_only=True)
    fill_sheet(book.create_sheet("数据"), grid, looks, grey)
    buffer = io.BytesIO()
    book.save(buffer)
    return openpyxl.load_workbook(buffer)["数据"]


def test_every_kind_of_cell_keeps_its_place_and_its_look() -> None:
    sheet = sheet_of({}, {})
    first = [row[0].value for row in sheet.iter_rows()]
    assert first == [3, "007", True, "2024-03-05", "#N/A", None, "inf", "=1+1", "坏"]
    assert [row[1].value for row in sheet.iter_rows()] == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
    assert sheet["A8"].data_type == "s" and sheet["A5"].data_type == "s"


def test_looks_reach_blank_cells_and_cells_outside() -> None:
    sheet = sheet_of({(5, 0): Look(RED), (11, 3): Look(RED)}, {1: Look(GREY), 5: Look(GREY)})
    filled = {
        cell.coordinate: cell.fill.start_color.rgb for row in sheet.iter_rows() for cell in row if cell.fill.fill_type
    }
    assert filled["A6"] == filled["D12"] == "00FFC7CE"
    assert filled["A2"] == filled["B2"] == filled["B6"] == "00EDEDED"
    assert sheet["A2"].value == "007" and not sheet["A3"].fill.fill_type


def test_titles_are_such_as_a_workbook_may_have() -> None:
    titles = ["", "a/b", "a_b", "长" * 40, "长" * 41, "Sheet", "SHEET"]
    copied = copied_titles(titles)
    assert copied[""] == "数据" and copied["a/b"] == "a_b" and copied["a_b"] == "a_b2"
    assert all(len(title) <= LONGEST_TITLE for title in copied.values())
    assert len({title.casefold() for title in copied.values()}) == len(titles)


def test_free_title() -> None:
    assert free_title("问题清单", ["数据"]) == "问题清单"
    assert free_title("问题清单", ["问题清单", "问题清单2"]) == "问题清单3"
