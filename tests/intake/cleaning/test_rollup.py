"""Several rows of one unit become one value; an unknown part keeps the whole unknown."""

from __future__ import annotations

from typing import Any

import pytest

from rating.reported import Status
from tests.intake.workbooks import codes, one, read, small_form, statuses, values, xlsx


def rubric(how: str, **more: Any) -> Any:
    fields = {"workers": {"title": "社工人数", "whole": True, "roll_up": {"how": how, **more}}}
    leaf = {
        "code": "x",
        "title": "x",
        "full_marks": "20",
        "value": "workers",
        "rule": {"linear": {"zero": "0", "full": "9"}},
    }
    return small_form(
        "hours", unit="street", fields=fields, dimensions=[{"code": "d", "title": "d", "indicators": [leaf]}]
    )


ROWS = [
    ["街道", "机构名称", "社工人数"],
    ["定海路街道", "一院", 2],
    ["定海路街道", "二院", 0],
    ["平凉路街道", "三院", 3],
    ["定海路街道", "四院", 1],
]


@pytest.mark.parametrize(
    ("how", "more", "expected"),
    [
        ("sum", {}, ["3", "3"]),
        ("min", {}, ["0", "3"]),
        ("max", {}, ["2", "3"]),
        ("count", {}, ["3", "1"]),
        ("count_at_least", {"at_least": "1"}, ["2", "1"]),
    ],
)
def test_ways_to_roll_up(how: str, more: dict[str, Any], expected: list[str]) -> None:
    reported = read(rubric(how, **more), ("机构.xlsx", xlsx(ROWS)))
    assert reported.roster.name == ("定海路街道", "平凉路街道")
    assert values(reported, "workers") == expected
    assert codes(reported) == ["column_unknown"]
    assert reported.columns["workers"].text[0] == "2、0、1"
    assert int(reported.columns["workers"].row[0]) == 1


@pytest.mark.parametrize(("how", "status"), [("sum", Status.BLANK), ("min", Status.BLANK), ("count", Status.REPORTED)])
def test_an_unknown_part(how: str, status: Status) -> None:
    rows = [*ROWS, ["平凉路街道", "五院", None]]
    reported = read(rubric(how), ("机构.xlsx", xlsx(rows)))
    assert statuses(reported, "workers") == [Status.REPORTED, status]
    assert one(reported, "value_blank").place.cell == "C6"


def test_a_not_applicable_part_takes_no_part() -> None:
    reported = read(rubric("min"), ("机构.xlsx", xlsx([*ROWS, ["平凉路街道", "五院", "不适用"]])))
    assert values(reported, "workers") == ["0", "3"]


def test_an_unreadable_part_keeps_the_whole_unreadable() -> None:
    reported = read(rubric("count"), ("机构.xlsx", xlsx([*ROWS, ["平凉路街道", "五院", "若干"]])))
    assert statuses(reported, "workers") == [Status.REPORTED, Status.UNREADABLE]


def test_merged_unit_names_hold_for_the_rows_below() -> None:
    rows = [["街道", "社工人数"], ["定海路街道", 1], [None, 2], ["平凉路街道", 4]]
    data = xlsx(rows, touch=lambda sheet: sheet.merge_cells("A2:A3"))
    assert values(read(rubric("sum"), ("机构.xlsx", data)), "workers") == ["3", "4"]
