from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from rating.district.rounds.decisions import decisions_of
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.workflow.corrections import Proposed, decide_and_rate
from tests.screens.opening import open_screen, text_of
from tests.screens.round_sections.test_round_parts import press
from tests.screens.test_rounds import section, typed_into
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def opened(database: Database, sign_in: Any) -> tuple[AppTest, Begun]:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2", "S002": "1"}))
    sign_in(there.evaluator)
    return section(open_screen("rounds"), "复核"), there


def news(database: Database, there: Begun) -> list[tuple[str, str, str]]:
    with database.reading() as at:
        return [(each.station_code, each.new, each.why) for each in decisions_of(at, there.admin, there.part.id)]


def test_wide_spreads_are_listed_with_every_mark_and_settled(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    told = text_of(run)
    assert "待复核（2）" in told and "评分表_专家乙.csv" in told and "不超过 3 分" in told
    typed_into(run, {0: {"复核分": "6", "理由": "现场复核"}})
    press(run, "保存 1 处复核并重新评定")
    assert news(one_database, there) == [("S001", "6", "现场复核")]
    assert "待复核（1）" in text_of(run) and "已复核（1）" in text_of(run)
    typed_into(run, {0: {"复核分": "4", "理由": "查阅记录"}})
    press(run, "保存 1 处复核并重新评定")
    assert "没有待复核的打分" in text_of(run) and "已复核（2）" in text_of(run)


def test_a_mark_without_a_reason_and_one_over_full_marks_are_told(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    typed_into(run, {0: {"复核分": "6"}})
    press(run, "保存 1 处复核并重新评定")
    assert "没有填写理由" in text_of(run)
    typed_into(run, {0: {"复核分": "11", "理由": "写错"}})
    press(run, "保存 1 处复核并重新评定")
    assert "超过" in text_of(run) and news(one_database, there) == []


def test_what_somebody_else_settled_is_not_settled_twice(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    typed_into(run, {0: {"复核分": "6", "理由": "现场复核"}})
    decide_and_rate(
        one_database, there.second, there.part.id, [Proposed("S001", "service", "5")], "先到", "adjudication"
    )
    press(run, "保存 1 处复核并重新评定")
    told = text_of(run)
    assert "刚刚重新评定或复核过" in told and "评估员丙（评估员）" in told and "先到" in told
    assert news(one_database, there) == [("S001", "5", "先到")]
    assert [each.label for each in run.button if each.label.startswith("保存")] == ["保存 1 处复核并重新评定"]
    press(run, "放弃我填的，显示最新内容")
    assert "待复核（1）" in text_of(run)


def test_before_a_rating_it_says_what_comes_first(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    sign_in(there.evaluator)
    assert "还没有评定" in text_of(section(open_screen("rounds"), "复核"))
