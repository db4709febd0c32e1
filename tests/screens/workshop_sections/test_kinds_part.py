from __future__ import annotations

from rating.rubric import edits
from rating.screens.workshop_sections.draft_tree import spots
from rating.screens.workshop_sections.kinds_part import mark_edits, tick_edits
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, kept, open_desk, press, text_of_shipped, tree_of

TEXT = text_of_shipped("yichang-five-star")
TREE = edits.content(TEXT)
KINDS = ["综合", "未成年人保护", "特色专项", "治理专项"]


def at_kinds(text: str):  # type: ignore[no-untyped-def]
    run = open_desk(text, "总规定")
    return run.button_group(key="desk_whole").set_value("类型").run()


def changed(changes) -> dict:  # type: ignore[no-untyped-def, type-arg]
    text = TEXT
    for change in changes:
        text = change(text)
    return {spot.code: spot.node for spot in spots(edits.content(text))} | {"": edits.content(text)}


def test_ticks_of_several_kinds_of_one_indicator_are_one_list() -> None:
    found = spots(TREE)
    row = next(at for at, spot in enumerate(found) if spot.code == "micro_governance")
    made = changed(tick_edits(TREE, found, {row: {"综合": True, "特色专项": True}, 1: {"综合": False}}))
    assert made["micro_governance"]["kinds"] == ["综合", "特色专项", "治理专项"]
    assert made["licensed_share"]["kinds"] == KINDS[1:]


def test_points_by_kind_of_the_total_and_of_an_indicator() -> None:
    found = spots(TREE)
    stated = [TREE["scale"]["full_marks"], *(spot.node.get("full_marks") for spot in found)]
    made = changed(mark_edits(stated, found, KINDS, {0: {"综合": "99.5"}, 2: {"综合": "7.5分", "治理专项": None}}))
    assert made[""]["scale"]["full_marks"] == {"综合": "99.5", **dict.fromkeys(KINDS[1:], "100")}
    assert made["licensed_share"]["full_marks"] == {"综合": "7.5", "未成年人保护": "8", "特色专项": "8"}


def test_kinds_are_added_renamed_and_taken_away() -> None:
    run = at_kinds(SMALL)
    assert "不分类型" in text_of(run)
    run.text_input(key=next(each.key for each in run.text_input if "kind_new_name" in str(each.key))).set_value("综合")
    press(run, "新增")
    assert tree_of(run)["kinds"] == ["综合"]
    run.text_input(key=next(each.key for each in run.text_input if "kind_new_name" in str(each.key))).set_value("综合")
    press(run, "新增")
    assert "已有同名的类型" in text_of(run)
    run.text_input(key=next(each.key for each in run.text_input if "kind_0_name" in str(each.key))).set_value("专项")
    press(run, "改名")
    assert tree_of(run)["kinds"] == ["专项"]
    press(run, "删去这一类型")
    assert "kinds" not in tree_of(run)
    press(run, "撤销上一步（3）")
    assert tree_of(run)["kinds"] == ["专项"]


def test_a_kind_with_indicators_of_its_own_stays() -> None:
    run = at_kinds(TEXT)
    assert "只适用于这一类型：指标「微治理项目」" in text_of(run)
    assert [each.disabled for each in run.button if each.label == "删去这一类型"] == [True] * 4
    assert kept(run).text == TEXT
