from __future__ import annotations

from rating.insight.changes import Change, Changes
from rating.problems import Place, Problem
from rating.screens.import_sections.import_changes import MOST_CHANGES, change_summary
from tests.screens.import_made_up import HOSTILE, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of

CHANGE = Change("01", HOSTILE, "staff", "驻站社工数", "", "5 人", "6 人", "数据.xlsx → 表!C4", "数据.xlsx → 表!C4")
MARK = Change("02", "乙街道社工站", "plan", "项目策划评分", "专家甲", "（无）", "5 分", "", "打分.xlsx → 表!D5")
GONE = Problem("value_error_cell", Place("数据.xlsx", "表", "B7"), "#N/A")
NEW = Problem("value_blank", Place("数据.xlsx", "表", "B8"), "空白")


def test_before_and_after_stand_side_by_side() -> None:
    run = step_page("changes", draft(reported(), changed=Changes((CHANGE, MARK), (GONE,), (NEW,), (NEW,))))
    text = " ".join(text_of(run).split())
    assert f"{HOSTILE} 驻站社工数 5 人 6 人" in text
    assert "项目策划评分（专家甲） （无） 5 分" in text
    assert "已经消除的问题：不能受理 1 项" in text
    assert "新出现的问题：提醒 1 项" in text
    assert "仍有：提醒 1 项" in text
    assert HOSTILE not in "".join(each.proto.body for each in run.html)


def test_the_same_again_is_said_to_be_the_same() -> None:
    assert change_summary(Changes((), (), (), (NEW,))) == "与之前相同，没有改动"


def test_in_short() -> None:
    assert change_summary(Changes((CHANGE,), (GONE,), (), ())) == "改动 1 处，消除问题 1 项"


def test_very_many_changes_are_cut_and_counted() -> None:
    many = Changes((CHANGE,) * (MOST_CHANGES + 3), (), (), ())
    assert "另有 3 处改动" in text_of(step_page("changes", draft(reported(), changed=many)))


def test_nothing_is_shown_before_a_second_lot_came() -> None:
    assert text_of(step_page("changes", draft(reported()))).strip() == ""
