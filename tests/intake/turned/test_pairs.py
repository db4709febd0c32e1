"""Forms without headings: label and value side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.reported import Reported
from tests.intake.workbooks import form, read, xlsx

TITLE = ["社工站基本情况表"]
ONE_COLUMN = [
    TITLE,
    ["单位名称", "甲站"],
    ["驻站社工数", 5],
    ["服务时长", "120小时"],
    ["满意度", "85%"],
    ["填表人：张三"],
]
TWO_COLUMNS = [TITLE, ["单位名称", "甲站", "所属街道", "乙街道"], ["驻站社工数", 5, "服务时长", 120], ["满意度", "85%"]]
QUIET = ("column_missing", "value_blank")


def told(reported: Reported) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.cell) for problem in reported.problems if problem.code not in QUIET]


def read_form(*rows: list[Any]) -> Reported:
    return read(form(), ("a.xlsx", xlsx(list(rows))))


@pytest.mark.parametrize("rows", [ONE_COLUMN, TWO_COLUMNS])
def test_each_value_is_read_beside_its_name(rows: list[list[Any]]) -> None:
    reported = read_form(*rows)
    assert reported.roster.name == ("甲站",)
    numbers = {code: reported.columns[code].number(0) for code in ("staff", "hours", "satisfied")}
    assert numbers == {"staff": 5, "hours": 120, "satisfied": Decimal("0.85")}
    for code in numbers:
        column = reported.columns[code]
        assert str(rows[column.row[0]][column.col[0]]) == column.text[0]


def test_what_stands_below_is_told_and_left_out() -> None:
    reported = read_form(*ONE_COLUMN)
    assert told(reported) == [("row_left_out", "A6")]
    assert len(reported.left_out) == 1


def test_the_street_is_read_from_the_line_of_the_name() -> None:
    assert read_form(*TWO_COLUMNS).roster.street == ("乙街道",)


def test_a_value_that_cannot_be_read_is_told_with_its_cell() -> None:
    rows = [*ONE_COLUMN[:3], ["服务时长", "很多"], ["满意度", "85%"]]
    assert told(read_form(*rows)) == [("value_unreadable", "B4")]


def test_a_form_without_a_unit_is_refused() -> None:
    assert told(read_form(*ONE_COLUMN[2:5])) == [("roster_key", "A1")]


def test_a_name_that_stands_twice_is_refused() -> None:
    assert told(read_form(*ONE_COLUMN[:5], ["驻站社工数", 6])) == [("column_duplicate", "B6")]


def test_further_columns_are_told() -> None:
    rows = [*ONE_COLUMN[:3], ["服务时长", 120, "邮编", 200090]]
    assert told(read_form(*rows)) == [("column_unknown", "D4")]


def test_names_beside_names_are_headings_and_no_pairs() -> None:
    assert told(read_form(["驻站社工数", "服务时长", "满意度"], [5, 6, "85%"])) == [("table_missing", "")]
