from __future__ import annotations

from rating.problems import Place, Problem
from rating.screens.import_sections.import_values import value_summary
from tests.screens.import_made_up import NEAR, SHARE, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of

BAD = Problem("value_error_cell", Place("数据.xlsx", "表", "B7"), "#N/A", station="01", field="staff")
BLANK = Problem("value_blank", Place("数据.xlsx", "表", "B8"), "空白", station="02", field="staff")


def test_a_mixed_column_is_settled_with_one_choice() -> None:
    run = step_page("values", draft(reported(SHARE)))
    assert run.radio[0].options == ["按百分数", "按小数", "先不答复"]
    run.radio[0].set_value("fractions")
    run.button(key="import_answer_4").click().run()
    assert run.text[0].value == repr({SHARE.key: "fractions"})


def test_problems_stand_by_row_with_their_station_and_no_others_do() -> None:
    text = text_of(step_page("values", draft(reported(problems=(NEAR, BLANK, BAD)))))
    assert "第 7 行　甲街道社工站" in text
    assert "列名近似" not in text


def test_in_short() -> None:
    assert value_summary(draft(reported(problems=(BAD, BLANK))), 1) == "1 项待处理，提醒 1 项"
    assert value_summary(draft(reported(problems=())), 0) == "没有发现问题"


def test_a_problem_that_knows_only_the_code_is_told_with_the_title() -> None:
    bare = Problem("value_conflict", Place("数据.xlsx", "表", "B9"), "填写的是「5」", field="staff")
    assert "驻站社工数" in text_of(step_page("values", draft(reported(problems=(bare,)))))
