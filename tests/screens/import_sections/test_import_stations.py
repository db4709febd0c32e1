from __future__ import annotations

from dataclasses import replace

import numpy as np

from rating.intake.answers import NOT_USED
from rating.problems import Place, Problem
from rating.reported import Reported, blank_column
from rating.screens.import_sections.import_stations import station_summary
from tests.screens.import_made_up import STATION, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of

MISSING = Problem("station_missing", Place(object="乙街道社工站"), "各文件中都没有「乙街道社工站」", station="02")
ROSTER = ("名册.xlsx", b"1")


def test_an_unknown_name_is_asked_about() -> None:
    run = step_page("stations", draft(reported(STATION), roster=ROSTER))
    assert "名册中没有「甲街」" in text_of(run)
    run.button(key="import_answer_3").click().run()
    assert run.text[0].value == repr({STATION.key: "01"})


def half() -> Reported:
    """Only the first station has a cell."""
    column = replace(blank_column(2), row=np.array([3, -1], np.int32))
    return reported(columns={"staff": column}, problems=(MISSING,))


def test_missing_stations_are_named_once() -> None:
    text = text_of(step_page("stations", draft(half(), roster=ROSTER)))
    assert "没有数据的单位（1 个）" in text
    assert text.count("乙街道社工站") == 1


def test_an_unknown_unit_is_left_out_only_when_somebody_says_so() -> None:
    strange = replace(STATION, options=STATION.options[::-1], confidence=0.0)
    run = step_page("stations", draft(reported(strange), roster=ROSTER))
    run.button(key="import_answer_3").click().run()
    assert "各项都还没有选择答复" in text_of(run)
    run.radio[0].set_value(NOT_USED)
    run.button(key="import_answer_3").click().run()
    assert run.text[0].value == repr({STATION.key: NOT_USED})


def test_without_a_roster_it_is_said_what_cannot_be_seen() -> None:
    assert "漏交的单位看不出来" in text_of(step_page("stations", draft(reported())))


def test_in_short() -> None:
    table = half()
    assert station_summary(draft(table, roster=ROSTER), table, 0) == "名册 2 个单位，有数据 1 个，没有数据 1 个"
    assert station_summary(draft(table), table, 2) == "没有名册，按文件中的 2 个单位，2 项待处理"
