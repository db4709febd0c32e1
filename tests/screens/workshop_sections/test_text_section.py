from __future__ import annotations

from rating.rubric import edits
from rating.screens.workshop_sections.text_section import whole_lines
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, field, kept, open_desk, press, turn_to

COMMENTED = SMALL.replace("dimensions:", "# 以下为指标\ndimensions:")


def test_what_is_written_here_is_in_the_forms_and_the_other_way_round() -> None:
    run = open_desk(COMMENTED, "原文")
    area = run.text_area[0]
    area.set_value(area.value.replace("第一项指标", "持证率")).run()
    assert "尚未保存：原文" in text_of(run)
    press(run, "保存原文")
    turn_to(run, "指标")
    assert "1.1 持证率" in text_of(run)
    field(run, "改进建议", "text_area").set_value("先自查").run()
    press(run, "保存这一项")
    turn_to(run, "原文")
    assert "# 以下为指标" in run.text_area[0].value
    assert "advice: 先自查" in run.text_area[0].value


def test_typed_text_stays_while_another_section_is_looked_at() -> None:
    run = open_desk(COMMENTED, "原文")
    run.text_area[0].set_value(f"{COMMENTED}# 待定\n").run()
    turn_to(run, "检查")
    assert "尚未保存：原文" in text_of(run)
    turn_to(run, "原文")
    assert run.text_area[0].value.endswith("# 待定\n")


def test_a_text_that_cannot_be_read_is_kept_said_and_can_be_mended() -> None:
    run = open_desk(COMMENTED, "原文")
    run.text_area[0].set_value("title: [试验").run()
    press(run, "保存原文")
    assert "处需要改正" in text_of(run)
    for section in ("指标", "数据项", "条件与星级", "总规定", "检查", "影响", "保存"):
        turn_to(run, section)
        assert not run.exception
    turn_to(run, "指标")
    assert "读不出内容" in text_of(run)
    press(run, "撤销上一步（1）")
    assert kept(run).text == COMMENTED


def test_a_text_ends_with_its_line() -> None:
    assert whole_lines("a: 1") == "a: 1\n"
    assert whole_lines("a: 1\n") == "a: 1\n"
    assert edits.content(whole_lines("a: 1")) == {"a": "1"}
