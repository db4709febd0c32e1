"""轮次 from the first plan to the announcement, as an evaluator goes through it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from rating.district.rounds.plan import change_round, plan_of
from rating.district.rounds.round import Round, rounds_of
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from tests.district.made import made
from tests.district.rounds.planned import later, moved, planned
from tests.screens.in_district import round_made
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import accepted, begun, figures, marks

UNSAVED = "有尚未保存的修改"


def by_key(run: AppTest, kind: str, part: str) -> Any:
    """The one widget whose key contains `part`."""
    (found,) = [each for each in getattr(run, kind) if part in (each.key or "")]
    return found


def section(run: AppTest, title: str) -> AppTest:
    control = next(each for each in run.segmented_control if (each.key or "").startswith("round_section_"))
    return control.set_value(title).run()


def typed_into(run: AppTest, rows: dict[int, dict[str, str]]) -> AppTest:
    """Cells of the only table that can be typed into, by row and column."""
    (editor,) = run.data_editor
    run.session_state[editor.key or ""] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return run.run()


def only_round(database: Database, here: Any) -> Round:
    with database.reading() as at:
        return rounds_of(at, here.admin, here.district)[0]


def test_without_an_account_the_page_says_what_it_is_for(one_database: Database) -> None:
    run = open_screen()
    assert not run.exception


def test_a_district_without_rounds_begins_with_the_plan(one_database: Database, sign_in: Any) -> None:
    here = made(one_database)
    sign_in(here.evaluator)
    run = open_screen("rounds")
    assert "还没有评估轮次" in text_of(run)
    by_key(run, "button", "_save").click().run()
    assert "没有填写轮次名称" in text_of(run)
    by_key(run, "text_input", "_title").set_value("2026 年度")
    by_key(run, "button", "_save").click().run()
    assert not run.exception and "「2026 年度」已建立" in text_of(run)
    assert only_round(one_database, here).title == "2026 年度"
    assert "还没有分组和评分标准" in text_of(run)


def test_rubric_parts_and_roster_lead_to_the_first_step(one_database: Database, sign_in: Any) -> None:
    here = made(one_database)
    sign_in(here.admin)
    run = open_screen("rounds")
    by_key(run, "text_input", "_title").set_value("2026 年度")
    by_key(run, "button", "_save").click().run()
    run = section(run, "分组与标准")
    by_key(run, "selectbox", "round_rubric_shipped").set_value("yichang-five-star.yaml").run()
    by_key(run, "button", "round_rubric_add").click().run()
    assert "评分标准已添加" in text_of(run)
    next(each for each in run.button if each.label == "保存分组").click().run()
    assert "分组已保存" in text_of(run), text_of(run)
    run = section(run, "名册")
    next(each for each in run.button if each.label == "取用站点名册").click().run()
    assert "已取用名册，3 个站点参评" in text_of(run)
    assert "没有填写计划或备案文号" in text_of(run)
    step = next(each for each in run.button if each.label == "进入「填报」")
    step.click().run()
    assert "需要确认" in text_of(run) and only_round(one_database, here).state is State.DRAFT
    by_key(run, "text_input", "round_step_").set_value("文号待发")
    next(each for each in run.button if each.label == "进入「填报」").click().run()
    assert only_round(one_database, here).state is State.OPEN
    assert "现在是「填报」" in text_of(run) and not run.exception


def test_what_is_missing_stands_beside_a_button_that_cannot_be_pressed(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    sign_in(there.evaluator)
    run = open_screen("rounds")
    assert "还缺少 1 项" in text_of(run) and "还没有评定" in text_of(run)
    assert next(each for each in run.button if each.label == "进入「复核」").disabled
    accepted(one_database, there, figures(), marks("专家甲"))
    run.run()
    next(each for each in run.button if each.label == "进入「复核」").click().run()
    assert only_round(one_database, there.here).state is State.REVIEWED


def test_a_step_back_asks_for_a_reason(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    sign_in(there.evaluator)
    run = open_screen("rounds")
    next(each for each in run.button if each.label == "退回到「填报」").click().run()
    assert only_round(one_database, there.here).state is State.SCORING and "写明理由" in text_of(run)
    by_key(run, "text_input", "round_back_").set_value("名册有误")
    next(each for each in run.button if each.label == "退回到「填报」").click().run()
    assert only_round(one_database, there.here).state is State.OPEN


def test_a_step_from_a_stale_page_is_not_taken(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database, begun=False)
    sign_in(there.evaluator)
    run = open_screen("rounds")
    with one_database.writing() as at:
        now = only_round(one_database, there.made)
        change_round(at, there.second, now.id, now.version, replace(plan_of(now), note="先等等"))
    next(each for each in run.button if each.label == "进入「填报」").click().run()
    assert "刚刚被别人改过" in text_of(run)
    assert only_round(one_database, there.made).state is State.DRAFT


def test_every_section_opens_in_every_state(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.OPEN, object_until=later(3))
    sign_in(there.admin)
    run = open_screen("rounds")
    sections = ("方案", "分组与标准", "名册", "分工与回避", "进度", "复核", "历次记录", "全部轮次")
    for title in sections:
        assert not section(run, title).exception, title
    accepted(one_database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2"}))
    with one_database.writing() as at:
        moved(at, there.admin, only_round(one_database, there.here), State.SCORING)
    run = open_screen("rounds")
    for title in sections:
        assert not section(run, title).exception, title


def test_somebody_of_other_kinds_only_looks(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    sign_in(replace(there.evaluator, kinds=frozenset({"特色专项"})))
    run = open_screen("rounds")
    assert "只能查看" in text_of(run)
    assert not [each for each in run.button if each.label.startswith("进入")]


def test_another_round_is_opened_from_the_list(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    with one_database.writing() as at:
        other = planned(at, there.admin, there.made.district, "明年")
    sign_in(there.admin)
    run = section(open_screen("rounds"), "全部轮次")
    assert "2026 年度" in text_of(run) and "明年" in text_of(run)
    by_key(run, "selectbox", "round_open").set_value(other.id).run()
    assert "下一步：填报" in text_of(run) and not run.exception


def test_what_was_typed_in_a_section_is_told_of_and_there_again_on_return(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "方案")
    by_key(run, "text_area", "_note").set_value("先评综合站").run()
    assert UNSAVED not in text_of(run), "the section says by its button what is not saved"
    run = section(run, "分工与回避")
    assert f"「方案」{UNSAVED}" in text_of(run)
    typed_into(run, {0: {f"r{there.rater.id}": "打分"}})
    run = section(run, "历次记录")
    assert f"「方案」「分工与回避」{UNSAVED}" in text_of(run)
    run = section(run, "分工与回避")
    next(each for each in run.button if each.label == "保存 1 处改动").click().run()
    assert f"「方案」{UNSAVED}" in text_of(run)
    run = section(run, "方案")
    assert by_key(run, "text_area", "_note").value == "先评综合站"
    next(each for each in run.button if each.label == "保存方案").click().run()
    run = section(run, "名册")
    assert UNSAVED not in text_of(run)
    assert only_round(one_database, there).note == "先评综合站"


def test_parts_and_roster_keep_what_was_begun(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database, begun=False)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "分组与标准")
    by_key(run, "text_input", "_title_0").set_value("综合组").run()
    run = section(run, "名册")
    by_key(run, "multiselect", "_codes").set_value(["S003"]).run()
    run = section(run, "进度")
    assert f"「分组与标准」「名册」{UNSAVED}" in text_of(run)
    assert by_key(section(run, "分组与标准"), "text_input", "_title_0").value == "综合组"
    assert by_key(section(run, "名册"), "multiselect", "_codes").value == ["S003"]


def test_a_second_new_round_begins_empty(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "全部轮次")
    by_key(run, "text_input", "plan_new_1_0_title").set_value("2027 年度").run()
    next(each for each in run.button if each.label == "建立轮次").click().run()
    run = section(run, "全部轮次")
    assert next(each.value for each in run.text_input if "plan_new" in (each.key or "")) == ""
