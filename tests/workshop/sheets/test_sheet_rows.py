"""Tables found wherever they stand."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from rating.problems import Problem
from rating.workshop.sheets.content import Row
from rating.workshop.sheets.sheet_rows import is_sum, rows_under, sheet_named, sheets_of

KNOWN = ("代码", "名称", "权重")


def _read(rows: list[list[Any]], **options: Any) -> tuple[list[Row], list[Problem]]:
    book = openpyxl.Workbook()
    book.active.title = "评估 主体"
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == 0.66:
                cell.number_format = "0%"
    stream = io.BytesIO()
    book.save(stream)
    sheets, trouble = sheets_of(stream.getvalue(), "甲.xlsx")
    assert trouble == ()
    problems: list[Problem] = []
    return rows_under(sheet_named(sheets, "评估主体"), KNOWN, problems, **options), problems


def test_rows_by_heading_wherever_they_stand() -> None:
    rows, problems = _read(
        [["主体一览"], [], ["权 重", "名称", "代码"], [0.66, "专家", "expert"], [], [2, "居民", None]]
    )
    assert problems == []
    assert [(row.number, row.text("名称"), row.text("权重")) for row in rows] == [(4, "专家", "66%"), (6, "居民", "2")]
    assert rows[1].cell("代码") == "C6"
    assert rows[1].cell("没有") == "第 6 行"


def test_a_lost_column_a_second_one_and_an_added_one_are_told() -> None:
    _, problems = _read([["代码", "名称", "名称", "备注"], ["a", "甲", "乙", "留意"]])
    assert [(problem.code, problem.place.cell) for problem in problems] == [
        ("column_duplicate", "C1"), ("rubric_key", ""), ("rubric_left_over", "D1"),
    ]  # fmt: skip
    assert problems[1].found == "缺少「权重」一列"


def test_other_headings_may_be_asked_for() -> None:
    rows, problems = _read([["代码", "名称", "权重", "甲类"], ["a", "甲", 1, 5]], free=True)
    assert (rows[0].text("甲类"), problems) == ("5", [])


def test_a_sheet_without_headings_is_told() -> None:
    rows, problems = _read([["甲", "乙"], [1, 2]])
    assert rows == []
    assert [problem.code for problem in problems] == ["table_missing"]
    assert rows_under(None, KNOWN, problems) == []


def test_a_far_cell_is_read_without_walking_there() -> None:
    rows, problems = _read([["代码", "名称", "权重"], ["a", "甲", 1], *[[]] * 40_000, ["z", "末", 2]])
    assert ([row.number for row in rows], problems) == ([2, 40_003], [])


def test_more_rows_than_any_rubric_has_are_refused() -> None:
    _, problems = _read([["代码", "名称", "权重"], *([None, "甲", 1] for _ in range(20_001))])
    assert [problem.code for problem in problems] == ["file_too_large"]


def test_errors_and_formulas_without_result_are_told_where_they_matter() -> None:
    rows, problems = _read([["代码", "名称", "权重"], ["a", "=A1", "#N/A"]])
    assert {(problem.code, problem.place.cell) for problem in problems} == {
        ("value_no_result", "B2"), ("value_error_cell", "C2"),
    }  # fmt: skip
    assert rows[0].text("名称") == ""
    assert is_sum("一级满分")
    assert not is_sum("名称")
