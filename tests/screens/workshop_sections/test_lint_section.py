"""检查: what stops the draft, the warnings with the rule they rest on, and reasons that are kept."""

from __future__ import annotations

from tests.screens.drafting import kept, loose, on_the_desk, press
from tests.screens.opening import text_of
from tests.workflow.three_stations import RUBRIC

LARGE = RUBRIC.replace("full_marks: 30", "full_marks: 130").replace("full_marks: 10", "full_marks: 50", 2)
LARGE = LARGE.replace("full_marks: 10", "full_marks: 30")


def test_each_warning_names_its_rule_and_the_place_by_its_title() -> None:
    told = text_of(on_the_desk(loose(LARGE), "检查"))
    assert "总分超过 100 分" in told and "《整治形式主义为基层减负若干规定》" in told and "千分制" in told
    assert "scale" not in told and "standing" not in told and "full_marks" not in told


def test_a_reason_is_kept_with_who_gave_it_and_can_be_taken_back() -> None:
    run = on_the_desk(loose(LARGE), "检查")
    run.text_area[0].set_value("市里统一规定")
    press(run, "保存理由")
    (answer,) = kept(run).answers
    assert answer.reason == "市里统一规定"
    assert "保留理由：市里统一规定" in text_of(run)
    run.text_area[0].set_value("")
    press(run, "保存理由")
    assert kept(run).answers == ()


def test_what_stops_a_draft_is_told_without_lines_and_keys() -> None:
    told = text_of(
        on_the_desk(loose(RUBRIC.replace("full_marks: 10, value: staff", "full_marks: 12, value: staff")), "检查")
    )
    assert "处需要改正" in told
    assert "第 " not in told.split("处需要改正", 1)[1].split("行", 1)[0] or "full_marks" not in told


def test_nothing_to_warn_of_is_said() -> None:
    plain = RUBRIC.replace("standing: example", "standing: confirmed").replace(
        "  story: {title: 特色做法, kind: text}\n", ""
    )
    told = text_of(on_the_desk(loose(plain), "检查"))
    assert "没有需要提醒的地方" in told
