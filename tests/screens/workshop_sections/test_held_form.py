from __future__ import annotations

from rating.rubric import edits
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, field, kept, open_desk, press, tree_of, turn_to

FIRST = ("dimensions", 0, "indicators", 0)


def test_what_is_typed_is_there_again_after_another_section_and_another_step() -> None:
    run = open_desk()
    field(run, "改进建议", "text_area").set_value("先自查").run()
    turn_to(run, "数据项")
    assert "尚未保存：指标「第一项指标」" in text_of(run)
    field(run, "单位").set_value("点").run()
    press(run, "保存这个数据项")
    assert edits.value_at(kept(run).text, ("fields", "first_mark", "unit")) == "点"
    turn_to(run, "指标")
    assert field(run, "改进建议", "text_area").value == "先自查"
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, (*FIRST, "advice")) == "先自查"
    assert "尚未保存" not in text_of(run)


def test_after_an_undo_the_form_shows_what_is_kept() -> None:
    run = open_desk()
    field(run, "改进建议", "text_area").set_value("先自查").run()
    press(run, "保存这一项")
    press(run, "撤销上一步（1）")
    assert kept(run).text == SMALL
    assert field(run, "改进建议", "text_area").value == ""
    assert "尚未保存" not in text_of(run)


def test_typed_words_are_given_up_only_when_asked() -> None:
    run = open_desk()
    field(run, "改进建议", "text_area").set_value("先自查").run()
    press(run, "放弃这些修改")
    assert field(run, "改进建议", "text_area").value == ""
    assert kept(run).text == SMALL


def test_what_another_window_changed_is_said_before_it_is_overwritten() -> None:
    run = open_desk()
    field(run, "改进建议", "text_area").set_value("先自查").run()
    text = edits.put(edits.put(SMALL, (*FIRST, "advice"), "请督导"), (*FIRST, "check"), "现场核对")
    run.session_state["loose_rubric_draft"] = elsewhere(kept(run), text)
    press(run, "保存这一项")
    assert kept(run).text == text, "first it is said"
    assert "在您填写期间改动过" in text_of(run)
    assert field(run, "改进建议", "text_area").value == "先自查"
    press(run, "保存这一项")
    node = edits.value_at(kept(run).text, FIRST)
    assert (node["advice"], node["check"]) == ("先自查", "现场核对"), "what was not touched here stays the other's"


def test_an_untouched_form_shows_what_another_window_saved() -> None:
    run = open_desk()
    run.session_state["loose_rubric_draft"] = elsewhere(kept(run), edits.put(SMALL, (*FIRST, "advice"), "请督导"))
    run.run()
    assert field(run, "改进建议", "text_area").value == "请督导"
    assert "尚未保存" not in text_of(run)
    assert tree_of(run)["dimensions"][0]["indicators"][0]["advice"] == "请督导"


def test_a_new_title_meanwhile_does_not_disturb_what_is_typed() -> None:
    run = open_desk()
    turn_to(run, "数据项")
    field(run, "名称", at=1).set_value("总体印象").run()
    press(run, "保存这个数据项")
    turn_to(run, "指标")
    assert "尚未保存" not in text_of(run)
    assert field(run, "评分所用数据").value == "「总体印象」"
    field(run, "改进建议", "text_area").set_value("先自查").run()
    turn_to(run, "数据项")
    field(run, "名称", at=1).set_value("整体印象").run()
    press(run, "保存这个数据项")
    turn_to(run, "指标")
    assert field(run, "评分所用数据").value == "「总体印象」", "as it was when the form began"
    press(run, "保存这一项")
    node = edits.value_at(kept(run).text, FIRST)
    assert (node["value"], node["advice"]) == ("first_mark", "先自查")


def elsewhere(draft, text):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(draft, text=text, version=draft.version + 1)
