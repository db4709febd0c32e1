"""Neutral cells: texts as a spreadsheet shows them, error texts, marks from the traits."""

from __future__ import annotations

from array import array

import pytest

from rating.intake.files.cells import ErrorCell, Moment, NoResult, OddNumber, address, as_text, grids, number_text

NAN = float("nan")


@pytest.mark.parametrize(
    ("number", "text"),
    [(85.0, "85"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000"), (-0.5, "-0.5"), (1e-7, "1e-07"), (1e300, "1e+300")],
)
def test_number_texts(number: float, text: str) -> None:
    assert number_text(number) == text


def test_texts_of_cells() -> None:
    cells = (None, NoResult(), True, False, 5.0, " x ", Moment("2024-03-05"), ErrorCell("#N/A"), OddNumber("nan"))
    assert [as_text(cell) for cell in cells] == ["", "", "TRUE", "FALSE", "5", " x ", "2024-03-05", "#N/A", "nan"]


def test_the_answer_of_the_child_as_a_grid() -> None:
    sheet = {
        "title": "一", "visible": True, "rows": 4, "merged": [],
        "columns": [
            (b"", {0: "站点", 1: "甲", 2: "#DIV/0!", 3: "  "}),
            (array("d", [NAN, 1, NAN, NAN]).tobytes(), {0: "数", 2: ("date", 2024, 3, 5, 8, 30, 0), 3: ("odd", "inf")}),
        ],
    }  # fmt: skip
    traits = {"一": {"errors": [(1, 1, "#N/A"), (99, 0, "#N/A"), (1, 99, "#N/A")], "no_result": [(3, 0)], "hidden_rows": [2, 77],
                    "hidden_columns": [(1, 500)], "percent": {1: array("i", [1]).tobytes()}}}  # fmt: skip
    (grid,) = grids({"sheets": [sheet], "traits": traits}, "a.xlsx")
    assert grid.cell(2, 0) == ErrorCell("#DIV/0!")
    assert grid.cell(3, 0) == NoResult()
    assert grid.cell(1, 1) == ErrorCell("#N/A")
    assert grid.text(2, 1) == "2024-03-05 08:30"
    assert grid.cell(3, 1) == OddNumber("inf")
    assert grid.cell(50, 0) is None
    assert grid.cell(0, 50) is None
    assert (grid.hidden_rows, grid.hidden_columns) == ((2,), (1,))


def test_addresses() -> None:
    assert [address(6, 5), address(0, 16383), address(-1, 3)] == ["F7", "XFD1", ""]
