from __future__ import annotations

from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import field, open_desk, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")


def trial(code: str):  # type: ignore[no-untyped-def]
    return open_desk(TEXT).selectbox(key="desk_spot").set_value(code).run()


def test_values_are_tried_and_the_points_come_with_their_reason() -> None:
    run = trial("licensed_share")
    assert "填入数值，就能看到得分和理由" in text_of(run)
    field(run, "持证社工数（人）").set_value("9").run()
    field(run, "驻站社工数（人）").set_value("10").run()
    told = text_of(run)
    assert "7 / 8 分" in told
    assert "90%" in told


def test_a_value_that_cannot_be_read_is_said() -> None:
    run = trial("licensed_share")
    field(run, "持证社工数（人）").set_value("约九人").run()
    assert "不是可以识别的数字" in text_of(run)


def test_each_kind_is_asked_for_its_own_fields() -> None:
    run = trial("staffing")
    assert [each.label for each in run.text_input if str(each.key).startswith("try_")] == ["驻站社工数（人）"]
    run.selectbox(key="try_0_staffing_kind").set_value("未成年人保护").run()
    field(run, "驻站社工数（人）").set_value("5").run()
    for label in ("专职站长", "法治副站长", "心理健康或社会工作资质人员"):
        field(run, label, "selectbox").set_value("是" if label != "法治副站长" else "否").run()
    assert "5 / 6 分" in text_of(run)


def test_values_of_an_indicator_are_there_again() -> None:
    run = trial("licensed_share")
    field(run, "持证社工数（人）").set_value("9").run()
    run.selectbox(key="desk_spot").set_value("staffing").run()
    run.selectbox(key="desk_spot").set_value("licensed_share").run()
    assert field(run, "持证社工数（人）").value == "9"
