"""The table between intake and scoring: addresses, states, exact numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from rating.reported import Roster, Status, blank_column, cell_name


@pytest.mark.parametrize(
    ("row", "col", "name"), [(0, 0, "A1"), (6, 5, "F7"), (0, 25, "Z1"), (0, 26, "AA1"), (1048575, 16383, "XFD1048576")]
)
def test_the_address_is_the_one_in_the_users_own_sheet(row: int, col: int, name: str) -> None:
    assert cell_name(row, col) == name


@given(st.integers(0, 1048575), st.integers(0, 16383))
def test_addresses_agree_with_another_library(row: int, col: int) -> None:
    assert cell_name(row, col) == f"{get_column_letter(col + 1)}{row + 1}"


def test_states_are_ordered_so_that_the_worst_input_is_the_largest() -> None:
    assert max(Status.REPORTED, Status.BLANK, Status.NOT_APPLICABLE) is Status.BLANK
    assert [status.code for status in Status] == [
        "reported", "not_applicable", "not_inspected", "blank", "unreadable",
    ]  # fmt: skip
    assert Status.NOT_APPLICABLE.title == "合理缺项"


def test_a_blank_column_has_no_number_anywhere() -> None:
    column = blank_column(3)
    assert [column.number(at) for at in range(3)] == [None, None, None]
    assert (column.source == -1).all()


def test_a_number_is_exact_and_only_there_when_reported() -> None:
    status = np.array([Status.REPORTED, Status.NOT_INSPECTED], np.uint8)
    column = replace(blank_column(2), scaled=np.array([855, 855]), decimals=3, status=status)
    assert column.number(0) == Decimal("0.855")
    assert column.number(1) is None


def test_a_number_beyond_64_bits_stays_exact() -> None:
    huge = 10**25 + 1
    scaled = np.array([huge], object)
    column = replace(blank_column(1), scaled=scaled, decimals=1, status=np.zeros(1, np.uint8))
    assert column.number(0) == Decimal(f"{10**24}.1")


def test_a_roster_is_as_long_as_its_codes() -> None:
    assert len(Roster(("01", "02"), ("甲", "乙"), ("综合", "综合"), ("", ""))) == 2


def test_some_stations_of_a_column() -> None:
    column = replace(blank_column(4), text=np.array(list("甲乙丙丁"), object))
    assert column.rows_at([3, 1, 1]).text.tolist() == ["丁", "乙", "乙"]
    assert column.rows_at(np.array([], np.int64)).status.shape == (0,)
