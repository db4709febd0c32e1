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

STAYING = {"account", "district", "log", "station", "street"}


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


def test_one_that_could_not_be_rated_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    there = made(database, name="杨浦区")

    def refuse(*_: object) -> None:
        raise Refused((Problem("storage_full", Place(), "磁盘已满"),))

    monkeypatch.setattr(practice, "accept", refuse)
    with pytest.raises(Refused, match="storage_full"):
        load_practice_district(database, there.admin)
    with database.reading() as at:
        assert at.execute(select(schema.district.c.name)).scalars().all() == ["杨浦区"]
    assert {table.name for table in schema.TABLES.sorted_tables if count(database, table)} <= STAYING | {
        "account_scope"
    }


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_load_and_remove_it(database: Database, login: str) -> None:
    there = made(database)
    with pytest.raises(NotAllowed):
        load_practice_district(database, there.people[login])
    assert count(database, schema.district) == 1
