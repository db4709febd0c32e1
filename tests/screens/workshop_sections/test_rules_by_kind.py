from __future__ import annotations

from rating.rubric import edits
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
STAFFING = ("dimensions", 0, "indicators", 1)


def at_indicator(code: str):  # type: ignore[no-untyped-def]
    run = open_desk(TEXT)
    return run.selectbox(key="desk_spot").set_value(code).run()


def in_tab(run, sort: str, label: str, kind: str):  # type: ignore[no-untyped-def]
    return next(each for each in getattr(run, sort) if each.label == label and f"of_{kind}" in str(each.key))


def test_each_kind_has_its_rule_and_the_rest_goes_by_the_other() -> None:
    run = at_indicator("staffing")
    assert "尚未保存" not in text_of(run)
    in_tab(run, "selectbox", "细则", "综合").set_value("steps").run()
    in_tab(run, "text_input", "达到", "综合").set_value("6").run()
    in_tab(run, "text_input", "得分", "综合").set_value("6").run()
    in_tab(run, "text_input", "得分（第 2 行）", "未成年人保护").set_value("0.5").run()
    press(run, "保存这一项")
    node = edits.value_at(kept(run).text, STAFFING)
    assert node["rule"] == {"steps": [["4", "6"], ["3", "4"], ["2", "2"]]}
    assert node["rule_by_kind"]["综合"] == {"steps": [["6", "6"]]}
    assert [part["points"] for part in node["rule_by_kind"]["未成年人保护"]["parts"]] == ["3", "0.5", "1", "1"]
    assert "未成年人保护：" in text_of(run), "the preview tells each kind's rule"


def test_a_kind_without_an_own_rule_and_all_alike() -> None:
    run = at_indicator("staffing")
    in_tab(run, "selectbox", "细则", "未成年人保护").set_value("").run()
    press(run, "保存这一项")
    assert "rule_by_kind" not in edits.value_at(kept(run).text, STAFFING)
    run = at_indicator("room_size")
    next(each for each in run.button_group if "_way" in str(each.key)).set_value("各类型相同").run()
    press(run, "保存这一项")
    assert "rule_by_kind" not in edits.value_at(kept(run).text, ("dimensions", 1, "indicators", 0))


def test_a_rubric_without_kinds_has_one_rule() -> None:
    assert not [each for each in open_desk().button_group if "_way" in str(each.key)]
