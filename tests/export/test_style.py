"""Widths for Chinese, text that fits a cell, footers that are no commands."""

from __future__ import annotations

import io

import openpyxl
import xlsxwriter

from rating.export.style import (
    column_width,
    fitting,
    make_style,
    number_format,
    pages_wide,
    put,
    row_height,
    set_up_page,
    text_width,
)


def test_a_chinese_character_takes_two() -> None:
    assert text_width("社工站") > text_width("abc") * 1.9
    assert text_width("社工\n站") == text_width("社工")


def test_columns_stay_within_their_limits() -> None:
    assert column_width(["站"], 8, 20) == 8
    assert column_width(["很" * 100], 8, 20) == 20
    assert column_width([], 8, 20) == 8


def test_rows_grow_with_wrapped_text() -> None:
    assert row_height(["短"], [40]) < row_height(["长" * 60], [40]) < row_height(["长" * 60], [20])
    assert row_height(["一\n二\n三"], [40]) > row_height(["一"], [40]) * 2


def test_number_formats() -> None:
    assert [number_format(decimals) for decimals in (0, 1, 3)] == ["0", "0.0", "0.000"]


def test_overlong_text_says_that_it_was_cut() -> None:
    assert fitting("短") == "短"
    assert len(fitting("长" * 40_000)) < 32_767
    assert fitting("长" * 40_000).endswith("已截断）")


def test_pages() -> None:
    assert pages_wide([10, 20]) == 1
    assert pages_wide([100] * 4) == 3


def test_text_like_a_formula_is_kept_and_quoted_and_the_footer_is_plain() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    put(sheet, 0, 0, "=1+1", make_style(book, 1, 1, shared_ranks=False))
    set_up_page(sheet, "甲&P乙", "示例", 0, 0)
    book.close()
    read = openpyxl.load_workbook(stream).active
    assert read is not None
    assert (read["A1"].value, read["A1"].data_type, read["A1"].quotePrefix) == ("=1+1", "s", True)
    assert "甲&&P乙" in str(read.oddFooter.left.text)
