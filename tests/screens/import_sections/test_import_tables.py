from __future__ import annotations

from dataclasses import replace

from rating.problems import Place, Problem
from rating.reported import Reported, Roster
from rating.screens.import_sections.import_tables import table_summary
from tests.screens.import_made_up import TABLE, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of


def test_each_table_is_told_with_its_rows() -> None:
    text = text_of(step_page("tables", draft(reported())))
    assert "第 2 至 3 行" in text
    assert "第 4 至 9 行" in text
    assert "一行一个单位，认出 4 / 5 列" in text


def test_what_was_left_out_is_listed_with_its_reason() -> None:
    text = text_of(step_page("tables", draft(reported())))
    assert "未采用 1 处" in text
    assert "合计、平均一类的行" in text


def test_a_turned_form_is_said_to_be_one() -> None:
    table = reported(tables=(replace(TABLE, turned=True),))
    assert "指标在行、单位在列" in text_of(step_page("tables", draft(table)))


def test_in_short() -> None:
    assert table_summary(reported()) == "2 张数据表，取 10 行，1 处未采用"
    hidden = reported(problems=(Problem("sheet_hidden", Place("数据.xlsx", "旧"), "工作表「旧」是隐藏的"),))
    assert table_summary(hidden).endswith("，1 张隐藏的工作表")
    assert table_summary(Reported(Roster((), (), (), ()), {})) == "没有找到数据表"
