from __future__ import annotations

import pytest

from rating.rubric import edits
from rating.screens.workshop_sections.whole_section import KINDS, PARTS, columns_of
from rating.workshop.sheets.tables import BASIC_COLUMNS
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, field, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")


def at_part(part: str, text: str = SMALL):  # type: ignore[no-untyped-def]
    run = open_desk(text, "总规定").button_group(key="desk_whole").set_value(part).run()
    assert not run.exception
    return run


@pytest.mark.parametrize("name", ["yichang-five-star", "hunan-style", "yangpu-selection"])
def test_every_part_is_shown_and_nothing_is_unsaved(name: str) -> None:
    run = open_desk(text_of_shipped(name), "总规定")
    for part in PARTS:
        run.button_group(key="desk_whole").set_value(part).run()
        assert not run.exception, part
        assert "尚未保存" not in text_of(run), part


def test_every_setting_of_a_rubric_has_its_place() -> None:
    shown = {
        column.path
        for part in ("名称", "总分与取整", "空白与缺项", "怎样识别单位", "排名与授星")
        for column in columns_of(part)
    }
    assert {column.path for column in BASIC_COLUMNS if column.path} - shown == {("code",), ("standing",), ("kinds",)}


def test_settings_are_saved_in_the_words_of_the_form() -> None:
    run = at_part("总分与取整")
    field(run, "小数位数").set_value("2").run()
    field(run, "在哪一处取整", "selectbox").set_value("总分").run()
    press(run, "保存")
    assert edits.value_at(kept(run).text, ("scale",)) == {"full_marks": "100", "decimals": "2", "round": "total"}
    run = at_part("排名与授星")
    field(run, "排名依据").set_value("总分、第一部分、第一项指标评分（越小越好）").run()
    press(run, "保存")
    assert edits.value_at(kept(run).text, ("ranking", "by")) == [
        "total", "first_dimension", {"key": "first_mark", "better": "lower"}]  # fmt: skip


def test_a_total_by_kind_is_changed_under_the_kinds() -> None:
    text = edits.put(TEXT, ("scale", "full_marks"), {"综合": "100", "未成年人保护": "100.0"})
    run = at_part("总分与取整", text)
    assert f"请在「{KINDS}」中修改" in text_of(run)
    assert "总分" not in [each.label for each in run.text_input]


def test_roles_and_sources_are_added_changed_and_taken_away() -> None:
    run = at_part("来源")
    run.text_input(key=next(each.key for each in run.text_input if "sources_new" in str(each.key))).set_value(
        "本区办法"
    )
    press(run, "新增")
    rows = edits.value_at(kept(run).text, ("sources",))
    assert [row["title"] for row in rows] == ["示例（自拟）", "本区办法"]
    run.selectbox(key=next(each.key for each in run.selectbox if each.label == "修改哪一项")).set_value(1).run()
    field(run, "文号").set_value("〔2026〕3 号").run()
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, ("sources", 1, "number")) == "〔2026〕3 号"
    run = at_part("评估主体", kept(run).text)
    field(run, "别称").set_value("评估专家").run()
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, ("roles", 0, "aliases")) == ["评估专家"]
    press(run, "确认删去")
    assert edits.content(kept(run).text)["roles"] == []


def test_raters_of_the_whole_rubric() -> None:
    run = at_part("打分合成")
    field(run, "至少几人打分").set_value("3").run()
    press(run, "保存")
    assert edits.value_at(kept(run).text, ("raters",)) == {"combine": "mean", "if_missing": "wait", "minimum": "3"}
