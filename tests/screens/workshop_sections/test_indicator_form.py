from __future__ import annotations

from rating.rubric import edits
from rating.rubric.nouns import Node
from rating.screens.workshop_sections.draft_tree import Spot
from rating.screens.workshop_sections.indicator_form import ELSEWHERE, GROUND_COLUMNS, columns_of, with_kinds
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, field, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
FIRST = ("dimensions", 0, "indicators", 0)


def test_a_rule_is_told_in_words_and_drawn_while_it_is_typed() -> None:
    run = open_desk(TEXT)
    assert "达到 100% 得 8 分" in text_of(run)
    next(each for each in run.text_input if each.label == "得分（第 2 行）").set_value("7.5").run()
    assert "达到 90% 得 7.5 分" in text_of(run)
    assert "「持证率」从 60% 起得分" in text_of(run)
    assert kept(run).text == TEXT, "not before it is saved"


def test_a_rule_that_does_not_count_yet_says_so_without_a_word_of_the_file() -> None:
    run = open_desk(TEXT)
    next(each for each in run.text_input if each.label == "得分").set_value("80").run()
    told = text_of(run)
    assert "现在的写法还不能计分" in told
    assert "dimensions" not in told
    assert "steps" not in told


def test_only_what_was_changed_is_written() -> None:
    run = open_desk(TEXT)
    field(run, "评定方法", "text_area").set_value("现场核对").run()
    press(run, "保存这一项")
    now = kept(run).text.splitlines()
    assert [(old, new) for old, new in zip(TEXT.splitlines(), now, strict=True) if old != new] == [
        ("        check: 核对花名册与证书编号", "        check: 现场核对")
    ]
    assert {"title", "full_marks"} < ELSEWHERE


def test_a_dimension_has_its_own_settings_and_no_rule() -> None:
    run = open_desk(TEXT)
    run.selectbox(key="desk_spot").set_value("team").run()
    labels = {each.label for each in run.selectbox}
    assert "下级如何合成" in labels
    assert "评分细则" not in labels
    field(run, "下级如何合成", "selectbox").set_value("加权平均").run()
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, ("dimensions", 0, "combine")) == "mean"


def test_half_points_stay_exact_text_through_the_form() -> None:
    run = open_desk(edits.put(SMALL, (*FIRST, "rule"), {"steps": [["0.10", "0.50"], ["5", "100.0"]]}))
    next(each for each in run.text_input if each.label == "得分（第 3 行）").set_value("2.50").run()
    next(each for each in run.text_input if each.label == "达到（第 3 行）").set_value("1.0").run()
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, (*FIRST, "rule", "steps")) == [
        ["0.10", "0.50"],
        ["5", "100.0"],
        ["1.0", "2.50"],
    ]


def test_kinds_are_chosen_from_those_there_are() -> None:
    run = open_desk(TEXT)
    run.multiselect(key=next(each.key for each in run.multiselect if each.label == "适用类型")).set_value(
        ["综合", "治理专项"]
    )
    press(run.run(), "保存这一项")
    assert edits.value_at(kept(run).text, (*FIRST, "kinds")) == ["综合", "治理专项"]
    kinds = ["甲", "乙"]
    assert with_kinds({"kinds": ["乙", "甲"]}, kinds, ["甲", "乙"]) == {"kinds": ["乙", "甲"]}
    assert with_kinds({"kinds": ["乙"]}, kinds, ["甲", "乙"]) == {}
    assert with_kinds({}, kinds, []) == {"kinds": []}
    assert with_kinds({"kinds": "乙"}, kinds, ["甲", "乙"]) == {"kinds": "乙"}


def test_every_key_of_an_indicator_has_its_place() -> None:
    leaf, branch = Spot("1.1", (), {}), Spot("1", (), {"indicators": [{"code": "a"}]})
    shown = {column.path[0] for column in (*columns_of(leaf), *columns_of(branch), *GROUND_COLUMNS)}
    elsewhere = {*ELSEWHERE, "kinds", "value", "rule", "rule_by_kind"}
    assert shown | elsewhere == set(Node.model_fields)


def test_who_rates_and_where_it_comes_from_are_chosen() -> None:
    run = open_desk(TEXT)
    roles = next(each for each in run.multiselect if each.label == "评估主体")
    assert roles.value == ["区社会工作服务指导中心"]
    roles.set_value(["区社会工作服务指导中心", "专家"]).run()
    field(run, "依据来源", "selectbox").set_value("示例（本工具自拟）").run()
    press(run, "保存这一项")
    node = edits.value_at(kept(run).text, FIRST)
    assert (node["roles"], node["clause"]["source"]) == (["centre", "expert"], "example")
