"""我的反馈, as a station head opens it, and as others see what the head sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from rating.district.people.person import Person
from rating.district.rounds.local_day import today
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.workflow.publication import withdraw_announcement
from tests.district.announced import Ready, rated, ready
from tests.screens.opening import open_screen, text_of
from tests.workflow.test_since_before import LATER


@pytest.fixture
def it(one_database: Database, sign_in: Any) -> Ready:
    found = ready(one_database)
    sign_in(found.head)
    return found


def page(query: dict[str, str] | None = None) -> str:
    return text_of(open_screen("my_feedback", query=query))


def test_star_and_sentence_come_first_then_what_was_lost(it: Ready, sign_in: Any) -> None:
    it.announce()
    sign_in(it.head_of(4))
    told = page()
    assert told.index("戊街道社工站") < told.index("总分 13.0 分，评为四星级。") < told.index("失分的 2 项")
    assert told.index("失分的 2 项") < told.index("在同类站点中") < told.index("历次结果")
    assert "对此项提出异议" in told and "方法日期" in told and "区社工〔2025〕1号" in told


def test_no_other_station_and_no_rank_is_on_the_page(it: Ready) -> None:
    it.announce()
    told = page()
    assert not any(name in told for name in ("乙街道", "丙街道", "丁街道", "庚特色"))
    assert "第 1 名" not in told and "为什么看不到名次" in told


def test_the_switches_of_the_round_count_at_the_next_rerun(it: Ready) -> None:
    it.announce()
    run = open_screen("my_feedback")
    assert "第 1 名" not in text_of(run)
    it.set(show_ranks=True, show_names=True, publication_reason="经批准")
    told = text_of(run.run())
    assert "第 1 名" in told and "乙街道社工站" in told and "经批准" in told and "为什么看不到名次" not in told
    it.set(show_ranks=False, show_names=False, show_spread=False)
    told = text_of(run.run())
    assert "第 1 名" not in told and "乙街道" not in told and "不公布同类站点的得分分布" in told


def test_an_announcement_that_is_taken_back_is_gone_at_the_next_rerun(it: Ready) -> None:
    it.announce()
    run = open_screen("my_feedback")
    assert "总分 20.0 分" in text_of(run)
    withdraw_announcement(it.database, it.evaluator, it.round_id, it.round.version, "有误")
    told = text_of(run.run())
    assert "20.0" not in told and "现在处于「复核」阶段" in told


def test_before_the_announcement_the_state_and_the_deadline_are_told(it: Ready) -> None:
    it.set(state=State.OPEN.value, fill_until=today() + timedelta(days=4))
    told = page()
    assert "甲街道社工站" in told and "「填报」阶段" in told and "还有 4 天" in told


def test_while_a_new_round_runs_the_last_result_is_still_there(it: Ready) -> None:
    it.announce()
    later = ready(it.database, "2026 年度", it.made)
    later.set(state=State.SCORING.value)
    told = page()
    assert "2026 年度 现在处于「评分」阶段" in told.replace("  ", " ") and "总分 20.0 分" in told
    later.set(state=State.REVIEWED.value)
    later.announce()
    assert "2025 年度" in page({"round": str(it.round_id)})


def test_what_changed_since_the_round_before_is_told_with_the_result(it: Ready) -> None:
    it.announce()
    assert "与上一轮相比" not in page()
    later = ready(it.database, "2026 年度", it.made, rated(LATER))
    later.announce()
    told = page()
    assert "与「2025 年度」相比，总分由 20.0 分变为 15.0 分，－5 分，全部来自自身表现；由五星变为四星" in told
    assert told.index("总分 15.0 分") < told.index("与上一轮相比") < told.index("失分的 1 项") < told.index("历次结果")


def test_where_the_round_does_not_show_how_others_fared_the_page_tells_of_no_other(it: Ready) -> None:
    it.announce()
    it.set(show_spread=False)
    told = page()
    assert "同类中位" not in told and "得满分 " not in told and "长处和短处" not in told
    assert "一级指标中得分率最低的是" in told, "the profile stands alone"


def test_a_head_without_a_station_is_told_whom_to_ask(it: Ready, sign_in: Any) -> None:
    it.announce()
    sign_in(replace(it.head, stations=frozenset()))
    assert "您的账号还没有对应的站点，请联系区级管理员。" in page()


def test_a_station_that_takes_part_in_no_round_is_told_so(it: Ready, sign_in: Any, one_database: Database) -> None:
    from rating.district.storage import schema

    with one_database.writing() as at:
        at.execute(schema.round_station.delete())
    assert "还没有参加评估轮次" in page()


def test_a_head_of_two_stations_chooses_and_the_address_cannot_choose_another(it: Ready, sign_in: Any) -> None:
    it.announce()
    sign_in(replace(it.head, stations=frozenset(it.stations[:2])))
    run = open_screen("my_feedback", query={"station": str(it.stations[2])})
    assert "丙街道" not in text_of(run) and "甲街道社工站" in text_of(run)
    chooser = next(each for each in run.selectbox if each.label == "选择站点")
    chooser.set_value(it.stations[1]).run()
    assert "总分 15.0 分" in text_of(run)


def test_one_view_asks_little_and_loads_no_evaluation(it: Ready, sign_in: Any) -> None:
    it.announce()
    run = open_screen("my_feedback")
    asked: list[str] = []

    def listen(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(it.database.engine, "before_cursor_execute", listen)
    try:
        run.run()
    finally:
        event.remove(it.database.engine, "before_cursor_execute", listen)
    questions = [each for each in asked if each.lstrip().upper().startswith("SELECT")]
    assert not any("archive" in each for each in questions)
    assert len(questions) <= 12, questions


def test_a_person_signed_out_under_an_open_page_sees_nothing_of_it(it: Ready, sign_in: Any) -> None:
    it.announce()
    run = open_screen("my_feedback")
    nobody: Person | None = None
    sign_in(nobody)
    told = text_of(run.run())
    assert "20.0" not in told and "请重新登录" in told
