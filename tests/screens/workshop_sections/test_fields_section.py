from __future__ import annotations

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import DataField
from rating.screens.workshop_sections.fields_section import OWN_RATERS
from rating.workshop.sheets.tables import FIELD_COLUMNS
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import field, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")


def at_field(code: str, text: str = TEXT):  # type: ignore[no-untyped-def]
    return open_desk(text, "数据项").selectbox(key="desk_field").set_value(code).run()


def test_another_title_leaves_every_formula_as_it_counts() -> None:
    run = at_field("full_time_head")
    field(run, "名称", at=1).set_value("站长专职").run()
    press(run, "保存这个数据项")
    after, problems = parse_rubric(kept(run).text, "")
    assert after is not None, problems
    assert after.fields["full_time_head"].title == "站长专职"
    assert "撤销上一步（1）" in [each.label for each in run.button], "one step"
    run = at_field("staff", kept(run).text)
    field(run, "名称", at=1).set_value("专职人数").run()
    press(run, "保存这个数据项")
    assert parse_rubric(kept(run).text, "")[0] is not None


def test_a_field_that_is_used_says_where_and_stays() -> None:
    run = at_field("staff")
    assert "「驻站社工数」还用在：指标「持证率」" in text_of(run)
    assert "确认删去" not in [each.label for each in run.button]


def test_a_field_that_nothing_uses_goes_when_that_is_confirmed() -> None:
    text = edits.put(TEXT, ("fields", "spare"), {"title": "备用"})
    run = at_field("spare", text)
    assert "没有地方用到「备用」" in text_of(run)
    press(run, "确认删去")
    assert "spare" not in edits.content(kept(run).text)["fields"]


def test_a_new_field_has_its_name_at_once_and_its_limits_and_aliases_are_kept() -> None:
    run = open_desk(TEXT, "数据项")
    run.text_input(key=next(each.key for each in run.text_input if "field_new" in str(each.key))).set_value("志愿者数")
    press(run, "新增")
    code = run.selectbox(key="desk_field").value
    assert edits.value_at(kept(run).text, ("fields", code)) == {"title": "志愿者数"}
    field(run, "别名").set_value("志愿者人数、注册志愿者数").run()
    field(run, "最小").set_value("0").run()
    field(run, "最大").set_value("1,000").run()
    press(run, "保存这个数据项")
    assert edits.value_at(kept(run).text, ("fields", code)) == {
        "title": "志愿者数", "aliases": ["志愿者人数", "注册志愿者数"], "at_least": "0", "at_most": "1000",
    }  # fmt: skip


def test_fields_that_are_no_fields_are_shown_and_can_be_mended() -> None:
    text = "title: 试验\nfields: {a: 人数, b: [x], c: {title: [社工], kind: unheard, choices: 有, aliases: {x: y}}}\n"
    run = open_desk(text, "数据项")
    for code in "abc":
        run.selectbox(key="desk_field").set_value(code).run()
        assert not run.exception
    field(run, "种类", "selectbox").set_value("数值").run()
    press(run, "保存这个数据项")
    assert edits.value_at(kept(run).text, ("fields", "c", "kind")) == "number"


def test_marks_of_one_field_may_be_put_together_in_their_own_way() -> None:
    run = at_field("planning_mark")
    field(run, "合成办法", "selectbox").set_value("中位数").run()
    field(run, "至少几人打分").set_value("5").run()
    press(run, "保存这个数据项")
    assert edits.value_at(kept(run).text, ("fields", "planning_mark", "raters")) == {
        "combine": "median",
        "minimum": "5",
    }
    assert "合成办法" not in [each.label for each in at_field("staff").selectbox]


def test_every_key_of_a_field_has_its_place() -> None:
    shown = {column.path[0] for column in (*FIELD_COLUMNS, *OWN_RATERS) if column.path}
    assert shown == set(DataField.model_fields)
