"""The log as Excel and CSV: every line, nothing in it runs, and what does not fit is told."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from rating.export import log_book as module
from rating.export.log_book import HEADERS, Line, log_book, log_list

HOSTILE = ('=HYPERLINK("http://x","y")', "+1", "-1+1", "@SUM(A1)", "\t=1", "甲\u202e乙", "第一行\n第二行")


def line(number: int = 1, **texts: str) -> Line:
    plain = dict(
        zip(
            HEADERS,
            ("2026-03-01 08:00:00", "甲（管理员）", "修改", "站点 1", f"第 {number} 行", "", "", "", ""),
            strict=True,
        )
    )
    return tuple({**plain, **texts}.values())  # type: ignore[return-value]


def cells(content: bytes) -> list[list[object]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_line_stands_in_both_files() -> None:
    lines = [line(number) for number in range(1, 21)]
    rows = cells(log_book(lines, "动作：修改"))
    assert rows[1][0] == "共 20 行 · 动作：修改"
    assert tuple(rows[2]) == HEADERS
    assert [row[4] for row in rows[3:]] == [f"第 {number} 行" for number in range(1, 21)]
    listed = list(csv.reader(io.StringIO(log_list(lines).decode("utf-8-sig"), newline="")))
    assert tuple(listed[0]) == HEADERS
    assert [tuple(row) for row in listed[1:]] == lines


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("few", [True, False])
def test_what_somebody_typed_never_runs(text: str, few: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not few:
        monkeypatch.setattr(module, "TALL_ROWS", 0)
    content = log_book([line(原因=text, 谁=text)])
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cell = sheet.cell(4, HEADERS.index("原因") + 1)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value == text.replace("\u202e", "")
    (_, row) = csv.reader(io.StringIO(log_list([line(原因=text)]).decode("utf-8-sig"), newline=""))
    assert row[HEADERS.index("原因")].lstrip()[:1] not in ("=", "+", "-", "@")


def test_many_lines_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TALL_ROWS", 10)
    rows = cells(log_book([line(number) for number in range(50)]))
    assert len(rows) == 53


def test_what_a_sheet_cannot_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    rows = cells(log_book([line(number) for number in range(5)]))
    assert rows[1][0] == "共 5 行，这里只有最近的 3 行，其余请分时段导出"
    assert [row[4] for row in rows[3:]] == ["第 0 行", "第 1 行", "第 2 行"]


def test_no_line_at_all_is_an_empty_list_with_its_headings() -> None:
    assert len(cells(log_book([]))) == 3
    assert log_list([]).decode("utf-8-sig").strip() == ",".join(HEADERS)


def test_the_same_lines_give_the_same_bytes() -> None:
    assert log_book([line()]) == log_book([line()])
