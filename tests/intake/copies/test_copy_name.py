"""A copy has the name of its file, and finds its way back to it."""

from __future__ import annotations

import pytest

from rating.intake.copies.copy_name import name_of_copy, original_name


@pytest.mark.parametrize(
    "source", ["数据.csv", "专家评分表_甲.xlsx", "2025.1 汇总.xls", "无后缀", "a（1）.ods", ".xlsx"]
)
def test_there_and_back(source: str) -> None:
    assert original_name(name_of_copy(source), ["别的.xlsx", source]) == source


def test_two_files_of_one_name() -> None:
    known = ["数据.csv", "数据.xlsx"]
    copies = [name_of_copy(known[0]), name_of_copy(known[1], [name_of_copy(known[0])])]
    assert copies == ["数据（批注版）.xlsx", "数据（批注版2）.xlsx"]
    assert [original_name(copy, known) for copy in copies] == known


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("数据（批注版）.xlsx", "数据.xlsx"),
        ("数据（批注版） (1).xlsx", "数据.xlsx"),
        ("数据（批注版）（2）.xlsx", "数据.xlsx"),
        ("数据（批注版） - 副本.xlsx", "数据.xlsx"),
        ("数据(批注版)_已改.xls", "数据.xls"),
        ("数据.xlsx", "数据.xlsx"),
        ("批注版.xlsx", "批注版.xlsx"),
        ("（批注版）.xlsx", "（批注版）.xlsx"),
    ],
)
def test_names_as_they_come_back(name: str, original: str) -> None:
    assert original_name(name) == original


def test_a_file_that_is_itself_known_by_that_name_stays() -> None:
    assert original_name("数据（批注版）.xlsx", ["数据（批注版）.xlsx", "数据.xlsx"]) == "数据（批注版）.xlsx"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("数据.xlsm", "数据（批注版）.xlsx"),
        ("2024.3月数据", "2024.3月数据（批注版）.xlsx"),
        (".csv", ".csv（批注版）.xlsx"),
        ("数据（2）.CSV", "数据（2）（批注版）.xlsx"),
    ],
)
def test_name_of_copy(source: str, name: str) -> None:
    assert name_of_copy(source) == name
