from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rating.insight.goal_values import RowStatus, bound_formulas, figure, holds, rounded, rows_of, sums
from rating.reported import Status
from rating.rubric.formula import parse_formula
from tests.insight.goal_samples import NOT_APPLICABLE, NOT_INSPECTED, area_table, goal_book

FIELDS = {"licensed": {"title": "持证数"}, "staff": {"title": "人数"}}
BOOK = goal_book({"readings": [{"definition": "口径", "numerator": "持证数", "denominator": "staff"}]}, FIELDS)
FORMULAS = bound_formulas(BOOK.goals[0].readings[0], BOOK)


def test_a_row_keeps_its_exact_values_and_the_cells_behind_them() -> None:
    (row,) = rows_of(BOOK, area_table(["东街"], licensed=["0.1"], staff=[3]), FORMULAS.values())
    assert row.values == {"licensed": Fraction(1, 10), "staff": Fraction(3)}
    assert row.status is RowStatus.COUNTED
    assert [(cell.title, cell.text, cell.file, cell.sheet, cell.cell) for cell in row.cells] == [
        ("持证数", "0.1", "区域表.xlsx", "区域表", "B2"),
        ("人数", "3", "区域表.xlsx", "区域表", "C2"),
    ]


@pytest.mark.parametrize(
    ("cell", "status", "lacking"),
    [
        (None, RowStatus.MISSING, ("人数",)),
        (NOT_INSPECTED, RowStatus.MISSING, ("人数",)),
        (NOT_APPLICABLE, RowStatus.LEFT_OUT, ()),
        (0, RowStatus.COUNTED, ()),
    ],
)
def test_the_four_kinds_of_nothing_are_kept_apart(
    cell: int | str | None, status: RowStatus, lacking: tuple[str, ...]
) -> None:
    (row,) = rows_of(BOOK, area_table(["东街"], licensed=[1], staff=[cell]), FORMULAS.values())
    assert (row.status, row.lacking) == (status, lacking)


def test_a_field_that_no_file_has_is_blank() -> None:
    (row,) = rows_of(BOOK, area_table(["东街"], licensed=[1]), FORMULAS.values())
    assert row.status is RowStatus.MISSING
    assert row.cells[1].status is Status.BLANK
    assert row.cells[1].cell == ""


def test_sums_add_field_by_field() -> None:
    rows = rows_of(BOOK, area_table(["东街", "西街"], licensed=[1, 2], staff=["0.1", "0.2"]), FORMULAS.values())
    assert sums(rows) == {"licensed": Fraction(3), "staff": Fraction(3, 10)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a / b * 3", Fraction(1)),
        ("-a + b - 1", Fraction(1)),
        ("min(a, b, 2)", Fraction(1)),
        ("max(a, b)", Fraction(3)),
        ("abs(a - b)", Fraction(2)),
        ("floor(b / 2) + ceil(a / 2)", Fraction(2)),
        ("where(a > b, 10, 20)", Fraction(20)),
        ("count(a = 1, b = 1, not a = 2)", Fraction(2)),
        ("a / (b - 3)", None),
    ],
)
def test_formulas_are_computed_exactly(text: str, value: Fraction | None) -> None:
    assert figure(parse_formula(text), {"a": Fraction(1), "b": Fraction(3)}) == value


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("a >= 1 and b < 4", True),
        ("a > 1 or b != 3", False),
        ("not a <= 0", True),
        ("a = 1", True),
        ("a / (b - 3) > 1", None),
    ],
)
def test_conditions(text: str, truth: bool | None) -> None:
    assert holds(parse_formula(text), {"a": Fraction(1), "b": Fraction(3)}) is truth


def test_a_third_of_a_third_loses_nothing() -> None:
    assert figure(parse_formula("a / 3 / 3 * 9"), {"a": Fraction(1)}) == 1


def test_rounding_is_half_away_from_zero_or_towards_one_side() -> None:
    assert rounded(Fraction(5, 1000), 2) == Decimal("0.01")
    assert rounded(Fraction(-5, 1000), 2) == Decimal("-0.01")
    assert rounded(Fraction(49999, 1000), 1, towards="floor") == Decimal("49.9")
    assert rounded(Fraction(1, 3), 2, towards="ceil") == Decimal("0.34")
