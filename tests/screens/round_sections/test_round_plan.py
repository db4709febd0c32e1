"""The plan's form: what is published asks for a reason, and another's change is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from rating.district.rounds.plan import change_round, plan_of
from rating.district.rounds.round import Round, round_of
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.rounds.planned import later
from tests.screens.in_district import RoundMade, round_made
from tests.screens.opening import open_screen, text_of
from tests.screens.test_rounds import by_key, section


def opened(database: Database, sign_in: Any, **more: Any) -> tuple[AppTest, RoundMade]:
    there = round_made(database, begun=False, **more)
    sign_in(there.evaluator)
    return open_screen("rounds"), there


def now(database: Database, there: RoundMade) -> Round:
    with database.reading() as at:
        return round_of(at, there.admin, there.round.id)


def save(run: AppTest) -> Any:
    return next(each for each in run.button if each.label == "保存方案")


def test_a_change_is_saved_and_said(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    assert save(run).disabled
    by_key(run, "text_area", "_note").set_value("年度计划第三项").run()
    by_key(run, "date_input", "_score_until").set_value(later(3)).run()
    save(run).click().run()
    assert "方案已保存" in text_of(run)
    assert (now(one_database, there).note, now(one_database, there).score_until) == ("年度计划第三项", later(3))
    assert save(run).disabled


def test_names_and_ranks_are_off_and_ask_for_a_reason(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    assert "减少考核排名通报" in text_of(run)
    names = by_key(run, "checkbox", "_show_names")
    assert not names.value and not by_key(run, "checkbox", "_show_ranks").value
    names.check().run()
    save(run).click().run()
    assert "公开名称或名次需要写明理由" in text_of(run) and not now(one_database, there).show_names
    by_key(run, "text_input", "_publication_reason").set_value("街镇联席会议决定").run()
    save(run).click().run()
    assert now(one_database, there).show_names


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    by_key(run, "text_area", "_note").set_value("我写的").run()
    with one_database.writing() as at:
        seen = now(one_database, there)
        change_round(at, there.second, seen.id, seen.version, replace(plan_of(seen), filing_number="他改的号"))
    save(run).click().run()
    told = text_of(run)
    assert "刚刚被别人改过" in told and "评估员丙（评估员）" in told and "他改的号" in told
    assert by_key(run, "text_area", "_note").value == "我写的"
    assert (now(one_database, there).note, now(one_database, there).filing_number) == ("", "他改的号")
    next(each for each in run.button if each.label.startswith("放弃")).click().run()
    assert by_key(run, "text_input", "_filing_number").value == "他改的号"


def test_what_the_state_no_longer_lets_change_is_locked(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state="announced"))
    sign_in(there.evaluator)
    run = section(open_screen("rounds"), "方案")
    assert by_key(run, "text_input", "_title").disabled and by_key(run, "date_input", "_score_until").disabled
    assert not by_key(run, "date_input", "_object_until").disabled
    by_key(run, "date_input", "_object_until").set_value(later(30)).run()
    save(run).click().run()
    assert "写明理由" in text_of(run)
    by_key(run, "text_input", "_because").set_value("节假日顺延")
    save(run).click().run()
    assert now(one_database, there).object_until == later(30)


def test_who_may_not_change_reads(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database, begun=False)
    sign_in(replace(there.evaluator, kinds=frozenset({"特色专项"})))
    run = open_screen("rounds")
    assert not run.text_input and "民发〔2026〕1 号" in text_of(run)
