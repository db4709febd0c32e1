from __future__ import annotations

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.screens.workshop_sections.stars_section import band_title, new_band
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, field, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")


def test_bands_are_a_picture_with_each_condition_beside_it() -> None:
    text = text_of(open_desk(TEXT, "条件与星级"))
    assert "50 分起授予等级，90 分可评五星级" in text
    assert "每个一级指标得分率不低于 80%" in text
    assert "居民满意度不低于 90%" in text
    named = edits.put(TEXT, ("bands", 0, "minimum"), {"residents": "80%"})
    assert "居民评价" in text_of(open_desk(named, "条件与星级")).split("各等级的条件")[1].split("四星级")[0]


def test_a_grade_is_changed_added_and_taken_away() -> None:
    run = open_desk(TEXT, "条件与星级")
    field(run, "不低于（≥）").set_value("92.5").run()
    press(run, "保存这个等级")
    assert edits.value_at(kept(run).text, ("bands", 0, "at_least")) == "92.5"
    press(run, "新增一个等级")
    assert edits.value_at(kept(run).text, ("bands", 5)) == {"stars": "0", "at_least": "0"}
    press(run, "确认删去")
    assert edits.value_at(kept(run).text, ("bands", 0, "stars")) == "4"
    assert new_band([]) == {"stars": "5", "at_least": "0"}
    assert band_title({"stars": "3"}) == "3 星"


def test_each_kind_may_have_its_own_bands() -> None:
    run = press(open_desk(TEXT, "条件与星级"), "改为按类型分别规定")
    assert set(edits.content(kept(run).text)["bands_by_kind"]) == {"综合", "未成年人保护", "特色专项", "治理专项"}
    assert parse_rubric(kept(run).text, "")[0] is not None
    run.button_group(key="desk_band_kind").set_value("特色专项").run()
    field(run, "不低于（≥）").set_value("85").run()
    press(run, "保存这个等级")
    bands = edits.content(kept(run).text)["bands_by_kind"]
    assert (bands["特色专项"][0]["at_least"], bands["综合"][0]["at_least"]) == ("85", "90")
    press(run, "各类型都按「特色专项」的规定")
    tree = edits.content(kept(run).text)
    assert "bands_by_kind" not in tree
    assert tree["bands"][0]["at_least"] == "85"


def test_a_gate_with_its_own_question_and_its_effect() -> None:
    run = open_desk(SMALL, "条件与星级")
    run.text_input(key=next(each.key for each in run.text_input if "gate_new" in str(each.key))).set_value(
        "提供虚假材料"
    )
    next(each for each in run.button if "gate_new" in str(each.key)).click().run()
    rubric, problems = parse_rubric(kept(run).text, "")
    assert rubric is not None, problems
    assert (rubric.gates[0].title, rubric.gates[0].effect) == ("提供虚假材料", "veto")
    field(run, "后果", "selectbox").set_value("限星").run()
    field(run, "最高几星").set_value("3").run()
    field(run, "触发的条件").set_value("第一项指标评分 < 60").run()
    press(run, "保存这一条")
    gate = edits.value_at(kept(run).text, ("gates", 0))
    assert (gate["effect"], gate["stars"], gate["when"]) == ("cap", "3", "first_mark < 60")


def test_bands_and_gates_with_gaps_are_changed_at_their_own_places() -> None:
    text = f"{SMALL}bands: [null, {{stars: 3, at_least: 60}}]\ngates: [x, {{title: 乙}}]\n"
    run = open_desk(text, "条件与星级")
    field(run, "等级名称").set_value("三星级").run()
    press(run, "保存这个等级")
    assert edits.value_at(kept(run).text, ("bands", 1, "label")) == "三星级"
    field(run, "如何解除", "text_area").set_value("改正").run()
    press(run, "保存这一条")
    assert edits.value_at(kept(run).text, ("gates",)) == ["x", {"title": "乙", "advice": "改正"}]
