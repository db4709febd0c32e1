"""The practice district: loaded whole, to be worked with, and gone without a trace but the log."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rating.district.people.roles import NotAllowed
from rating.district.rounds.evaluations import latest, load_evaluation
from rating.district.rounds.round import parts_of, rounds_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.scoring.evaluation import Evaluation
from rating.workflow import looking, practice
from rating.workflow.practice import load_practice_district, remove_district
from tests.district.made import made
from tests.district.people.acting import count, log_lines


def test_it_holds_a_rated_round_of_the_sample(database: Database, sample_evaluation: Evaluation) -> None:
    there = made(database, name="杨浦区")
    said: list[str] = []
    district = load_practice_district(database, there.people["admin"], lambda doing, _: said.append(doing))
    assert said[:2] == ["建立区和站点名册", "建立评估轮次"]
    with database.reading() as at:
        (round_,) = rounds_of(at, there.admin, district)
        (part,) = parts_of(at, there.admin, round_.id)
        saved = latest(at, there.admin, part.id)
        assert saved is not None
        evaluation = load_evaluation(at, there.admin, saved.id)
    assert round_.state is State.SCORING
    assert evaluation.roster.code == sample_evaluation.roster.code
    assert evaluation.ratings.total.tolist() == sample_evaluation.ratings.total.tolist()
    seen = {each.name: each.practice for each in looking.view(database, there.admin).districts}
    assert seen == {"杨浦区": False, "示例区": True}


def test_it_goes_whole_and_the_real_district_stays(database: Database) -> None:
    there = made(database, name="杨浦区")
    before = {table.name: count(database, table) for table in schema.TABLES.sorted_tables}
    district = load_practice_district(database, there.admin)
    with pytest.raises(Refused):
        remove_district(database, there.admin, district, "示例")
    remove_district(database, there.admin, district, "示例区")
    after = {table.name: count(database, table) for table in schema.TABLES.sorted_tables if table.name != "log"}
    assert after == {name: rows for name, rows in before.items() if name != "log"}
    assert log_lines(database)[-1].summary == "删除练习区「示例区」"


FULL = Refused((Problem("storage_full", Place(), "磁盘已满"),))


@pytest.mark.parametrize("fault", [FULL, KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["_rated_round", "hand_in", "accept"])
def test_one_that_stops_on_the_way_leaves_nothing_and_the_next_is_whole(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    there = made(database, name="杨浦区")
    before = {table.name: count(database, table) for table in schema.TABLES.sorted_tables}

    def stop(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(practice, step, stop)
        with pytest.raises(type(fault)):
            load_practice_district(database, there.admin)
    assert {table.name: count(database, table) for table in schema.TABLES.sorted_tables} == before
    load_practice_district(database, there.admin)
    assert count(database, schema.evaluation) == 1


def test_nobody_sees_a_part_of_it_while_it_is_loaded(database: Database) -> None:
    there = made(database, name="杨浦区")
    seen: list[list[str]] = []

    def look(*_: object) -> None:
        with database.reading() as at:
            seen.append(list(at.execute(select(schema.district.c.name)).scalars()))

    load_practice_district(database, there.admin, look)
    assert seen and all(names == ["杨浦区"] for names in seen)
    assert count(database, schema.district) == 2


def test_a_second_one_is_numbered(database: Database) -> None:
    there = made(database, name="杨浦区")
    for _ in range(2):
        load_practice_district(database, there.admin)
    assert {each.name for each in looking.view(database, there.admin).districts} == {"杨浦区", "示例区", "示例区 2"}


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_load_and_remove_it(database: Database, login: str) -> None:
    there = made(database)
    with pytest.raises(NotAllowed):
        load_practice_district(database, there.people[login])
    assert count(database, schema.district) == 1
