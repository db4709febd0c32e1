from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from rating.district.people.person import Role
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import open_screen, text_of


def test_an_evaluation_of_the_round_is_shown_with_who_rated_it_when(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("ranking")
    told = text_of(run)
    assert "3 个单位中" in told
    assert "评估员乙" in told
    assert "2026 年度（评分）" in told
    assert "文号 民发〔2026〕1 号" in told
    assert "第 1 次评定" in told
    assert "试用" not in told
    assert "示例区" in told  # the made district's name


def test_a_later_evaluation_takes_its_place_at_the_next_rerun(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.viewer)
    run = open_screen("ranking")
    rated(one_database, there, name="改了名的社工站")
    run.run()
    assert "第 2 次评定" in text_of(run)
    assert "改了名的社工站" in text_of(run)


@pytest.mark.parametrize("name", ["ranking", "station", "goals", "export", "overview", "import_data", "rubric"])
def test_without_an_evaluation_a_page_says_what_comes_first(one_database: Database, sign_in: SignIn, name: str) -> None:
    there = round_made(one_database)
    sign_in(there.evaluator)
    run = open_screen(name)
    assert "示例数据" not in text_of(run)
    assert not run.error
    if name in ("ranking", "station", "export"):
        assert "还没有评估结果" in text_of(run)
        assert run.button(key="next_step").label == "去导入数据"


def test_an_evaluator_of_other_kinds_sees_nothing_of_it(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(replace(there.evaluator, kinds=frozenset({"治理专项"})))
    told = text_of(open_screen("ranking"))
    assert "没有归您负责的单位类型" in told
    assert "号街道" not in told


def test_a_role_that_was_taken_away_counts_at_the_next_rerun(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("ranking")
    sign_in(replace(there.evaluator, role=Role.STATION_HEAD))
    run.run()
    assert "3 个单位中" not in text_of(run)


def test_a_session_that_ended_draws_nothing_but_the_way_to_log_in(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("ranking")
    sign_in(None)
    run.run()
    assert "请重新登录" in text_of(run)
    assert "号街道" not in text_of(run)
    assert not run.dataframe


def test_the_round_is_chosen_and_stands_in_the_address(one_database: Database, sign_in: SignIn) -> None:
    from tests.district.rounds.planned import scoring

    there = round_made(one_database)
    rated(one_database, there)
    with one_database.writing() as at:
        second = scoring(at, there.evaluator, there.made.district, "2027 年度")
    sign_in(there.evaluator)
    run = open_screen("ranking")
    assert run.selectbox(key="choose_round").value == second.id  # the newest
    assert "还没有评估结果" in text_of(run)
    run.selectbox(key="choose_round").set_value(there.round.id).run()
    assert "3 个单位中" in text_of(run)
    assert run.query_params["round"] in (str(there.round.id), [str(there.round.id)])
    again = open_screen("ranking", query={"round": str(there.round.id)})
    assert "3 个单位中" in text_of(again)


@pytest.mark.parametrize("asked", ["999", "-1", "x", "９", "9" * 40])
def test_an_address_of_somebody_elses_round_leads_to_ones_own(
    one_database: Database, sign_in: SignIn, asked: str
) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    assert "3 个单位中" in text_of(open_screen("ranking", query={"round": asked, "part": asked, "district": asked}))


def test_a_person_of_another_district_sees_none_of_it(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    other = made(one_database, name="另一区")
    sign_in(other.evaluator)
    told = text_of(open_screen("ranking", query={"district": str(there.made.district), "round": str(there.round.id)}))
    assert "号街道" not in told
    assert "另一区" in told
    assert "本区还没有评估轮次" in told


def test_an_administrator_chooses_among_districts(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    with one_database.writing() as at:
        at.execute(update(schema.district).values(practice=True))
    made(one_database, name="另一区")
    sign_in(there.admin)
    run = open_screen("ranking")
    assert run.selectbox(key="choose_district").options == ["另一区", "示例区（练习）"]
    assert "本区还没有评估轮次" in text_of(run)
    run.selectbox(key="choose_district").set_value(there.made.district).run()
    assert "3 个单位中" in text_of(run)
    assert "练习" in text_of(run)
