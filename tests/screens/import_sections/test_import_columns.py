from __future__ import annotations

from dataclasses import replace

from rating.intake.answers import NOT_USED
from rating.problems import Place, Problem
from rating.reported import ColumnRead, Reported, Roster
from rating.screens.import_sections.import_columns import column_summary, layouts
from tests.screens.import_made_up import COLUMN, HOSTILE, TABLE, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of


def test_every_column_with_samples_meaning_ground_and_confidence() -> None:
    text = " ".join(text_of(step_page("columns", draft(reported()))).split())
    assert "持证社工数 B3 4、5 持证社工数 名称一致 100%" in text
    assert f"{HOSTILE} C3 5、6 驻站社工数 近似，等您确认 74%" in text
    assert "（专家甲）" in text
    assert "没有采用的列：联系电话" in text


def test_one_layout_in_two_files_is_shown_once() -> None:
    text = text_of(step_page("columns", draft(reported())))
    assert text.count("B3") == 1
    assert "另有 1 张表的表头相同：另一份.xlsx　表" in text
    assert len(layouts(reported().tables)) == 1


def test_a_near_column_is_asked_about_and_the_answer_is_kept() -> None:
    run = step_page("columns", draft(reported(COLUMN)))
    assert run.selectbox[0].options[0] == "驻站社工数"
    assert "持证社工数" in run.selectbox[0].options, "any other data item may be chosen"
    run.button(key="import_answer_2").click().run()
    assert run.text[0].value == repr({COLUMN.key: "staff"})


def test_a_column_that_was_certain_may_be_changed() -> None:
    run = step_page("columns", draft(reported()))
    run.button(key="import_override_take").click().run()
    assert len(run.text) == 0, "nothing is chosen to begin with"
    run.selectbox(key="import_override_column").set_value(("layout", "持证社工数"))
    run.selectbox(key="import_override_field").set_value(NOT_USED)
    run.button(key="import_override_take").click().run()
    assert run.text[0].value == repr({("column", "layout", "持证社工数"): NOT_USED})


def test_what_else_is_wrong_with_columns_stands_there_too() -> None:
    twice = Problem("column_duplicate", Place("数据.xlsx", "表", "G3", "持证社工数"), "在 B3 列已经有了")
    assert "同一数据项有两列" in text_of(step_page("columns", draft(reported(problems=(twice,)))))


def test_user_text_stays_text() -> None:
    run = step_page("columns", draft(reported(COLUMN)))
    assert HOSTILE not in "".join(each.proto.body for each in run.html)


def test_thousands_of_long_headings_do_not_fill_the_page() -> None:
    wide = replace(TABLE, columns=tuple(ColumnRead("长" * 30_000, f"A{at}") for at in range(3000)))
    bodies = "".join(each.proto.body for each in step_page("columns", draft(reported(tables=(wide,)))).html)
    assert "等 3000 列" in bodies
    assert len(bodies) < 20_000


def test_in_short() -> None:
    assert column_summary(reported(), 1) == "1 种表头，认出 3 列，1 列不用，1 项待处理"
    assert column_summary(Reported(Roster((), (), (), ()), {}), 0) == "没有需要核对的列名"
    assert len(TABLE.columns) == 5
