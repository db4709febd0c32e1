"""Numbers that a comma has split in two: never read as two numbers."""

from __future__ import annotations

import pytest

from tests.intake.workbooks import codes, one, read, small_form, values

HEAD = "站点,服务时长,驻站社工数\n"


@pytest.mark.parametrize("row", ["甲站,1,350,5", "甲站,1,350.5,5", "甲站,12,350小时,5", "甲站,5,1,350"])
def test_a_split_number_is_refused(row: str) -> None:
    problem = one(read(small_form("hours", "staff"), ("a.csv", f"{HEAD}{row}\n乙站,6,4\n".encode())), "row_split")
    assert problem.severity.stops
    assert problem.place.cell in ("B2", "C2")


@pytest.mark.parametrize("row", ["甲站,1,350", '甲站,"1,350",5', "甲站,6,5,备注", "甲站,6,5,,"])
def test_rows_that_only_look_like_it(row: str) -> None:
    reported = read(small_form("hours", "staff"), ("a.csv", f"{HEAD}{row}\n乙站,6,4\n".encode()))
    assert codes(reported) == []
    assert values(reported, "hours")[1] == "6"
