"""The list of problems as a file: in the order of work, filtered, counted, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from rating.export.problem_book import COUNTS, HEADERS, LIST, NO_FILE, NOTHING, problem_book, problem_list
from rating.problems import Place, Problem

PROBLEMS = (
    Problem("value_blank", Place("乙.xlsx", "表一", "C4", "甲站"), "空白", field="staff"),
    Problem("value_unreadable", Place("乙.xlsx", "表一", "B10"), "「三个」无法识别", "整数"),
    Problem("value_unreadable", Place("乙.xlsx", "表一", "AA9"), "「五」无法识别"),
    Problem("value_unreadable", Place("乙.xlsx", "表一", "C9"), "「四」无法识别"),
    Problem("table_missing", Place("甲.csv"), "没有找到数据表"),
    Problem("value_unreadable", Place("乙.xlsx", "表一"), "整表"),
    Problem("station_missing", Place(object="丙站"), "没有数据"),
    Problem("column_similar", Place("乙.xlsx", "表一", "D1", "人数"), "像「驻站社工数」"),
)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def listed(content: bytes) -> list[tuple[Any, ...]]:
    return list(opened(content)[LIST].iter_rows(min_row=4, values_only=True))


def test_what_stops_first_then_file_by_file_down_the_rows() -> None:
    rows = listed(problem_book(PROBLEMS))
    assert [row[0] for row in rows] == list(range(1, 9))
    assert [(row[1], row[3] or None, row[5] or None) for row in rows] == [
        ("不能受理", "乙.xlsx", None), ("不能受理", "乙.xlsx", "C9"), ("不能受理", "乙.xlsx", "AA9"),
        ("不能受理", "乙.xlsx", "B10"), ("不能受理", "甲.csv", None), ("需要确认", "乙.xlsx", "D1"),
        ("提醒", "乙.xlsx", "C4"), ("提醒", None, None),
    ]  # fmt: skip
    assert rows[3][7:] == ("「三个」无法识别", "整数", "请按要求填写", "value_unreadable")


def test_the_order_in_which_problems_come_does_not_scatter_a_file() -> None:
    files = [row[3] for row in listed(problem_book(PROBLEMS[::-1])) if row[1] == "不能受理"]
    assert files == ["乙.xlsx"] * 4 + ["甲.csv"]


def test_it_can_be_filtered_and_printed() -> None:
    sheet = opened(problem_book(PROBLEMS, "2025 年度"))[LIST]
    assert sheet["A1"].value == "问题清单 · 2025 年度"
    assert sheet["A2"].value == "共 8 项：不能受理 5 项，需要确认 1 项，提醒 2 项"
    assert sheet.auto_filter.ref == "A3:K11"
    assert sheet.freeze_panes == "C4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert all(cell.alignment.wrap_text for cell in sheet[4][2:])
    fills = {sheet.cell(row, 2).value: sheet.cell(row, 2).fill.start_color.rgb for row in range(4, 12)}
    assert len(set(fills.values())) == 3


def test_the_second_sheet_counts() -> None:
    rows = list(opened(problem_book(PROBLEMS))[COUNTS].iter_rows(min_row=3, values_only=True))
    assert rows == [
        ("文件", "不能受理", "需要确认", "提醒", "说明", "合计"),
        ("乙.xlsx", 4, 1, 1, 0, 6), ("甲.csv", 1, 0, 0, 0, 1), (NO_FILE, 0, 0, 1, 0, 1), ("合计", 5, 1, 2, 0, 8),
    ]  # fmt: skip


def test_nothing_wrong_is_said() -> None:
    book = opened(problem_book(()))
    assert book[LIST]["A2"].value == NOTHING
    assert book[COUNTS].max_row == 3


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://a.example")', "+1", "-1", "@a", "\t=1", "http://a.example", "\ud800\x0b"]
)
def test_text_runs_nothing(text: str) -> None:
    content = problem_book([Problem("value_choice", Place(text, text, text, text), text, text, text)], text)
    parts = zipfile.ZipFile(io.BytesIO(content))
    xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert "<f>" not in xml and "hyperlink" not in xml
    assert {cell.data_type for sheet in opened(content) for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_same_as_csv() -> None:
    content = problem_list([*PROBLEMS, Problem("value_choice", Place("=HYPERLINK(1)"), '@a, "b"\n第二行')])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == HEADERS
    assert [row[1] for row in rows[1:]] == ["不能受理"] * 6 + ["需要确认"] + ["提醒"] * 2
    assert (rows[6][3], rows[6][7]) == ("'=HYPERLINK(1)", '\'@a, "b"\n第二行')


def test_a_very_long_list_is_as_whole_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written row by row, without heights."""
    short = problem_book([*PROBLEMS, Problem("value_choice", Place("=1"), "=HYPERLINK(1)\u202e")])
    monkeypatch.setattr("rating.export.problem_book.TALL_ROWS", 3)
    long = problem_book([*PROBLEMS, Problem("value_choice", Place("=1"), "=HYPERLINK(1)\u202e")])
    for name in (LIST, COUNTS):
        told = [[[cell.value for cell in row] for row in opened(made)[name]] for made in (short, long)]
        assert told[0] == told[1]
    assert opened(long)[LIST].auto_filter.ref == "A3:K12"
