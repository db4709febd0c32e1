from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from rating.district.rounds.frozen import demand_frozen, fingerprint_of
from rating.district.rounds.parts import PartPlan, plan_of_part, set_parts
from rating.district.rounds.round import round_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import moved, only_part, planned, rubric_text, scoring


def test_scoring_freezes_and_a_step_back_thaws(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        assert round_.frozen_fingerprint == ""
        frozen = moved(at, here.admin, round_, State.OPEN, State.SCORING)
        assert frozen.frozen_fingerprint == fingerprint_of(at, here.viewer, frozen) != ""
        demand_frozen(at, here.evaluator, frozen)
        back = moved(at, here.admin, frozen, State.OPEN, why="改正名册")
        assert back.frozen_fingerprint == ""
        again = moved(at, here.admin, back, State.SCORING)
        assert again.frozen_fingerprint == frozen.frozen_fingerprint


@pytest.mark.parametrize("column", ["code", "name", "kind", "street", "district"])
def test_the_fingerprint_differs_when_a_station_differs(database: Database, column: str) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        row = at.execute(select(schema.round_station.c.id)).scalars().first()
        table = schema.round_station
        at.execute(update(table).where(table.c.id == row).values({column: "别的"}))
        with pytest.raises(Refused, match="round_thawed"):
            demand_frozen(at, here.admin, round_)


def _no_station(at: Any) -> None:
    table = schema.round_station
    at.execute(table.delete().where(table.c.code == "S003"))


def _other_text(at: Any) -> None:
    at.execute(update(schema.rubric_revision).values(text=rubric_text(version='"9"')))


def _other_kinds(at: Any) -> None:
    at.execute(update(schema.round_part).values(kinds=["综合"]))


@pytest.mark.parametrize("tamper", [_no_station, _other_text, _other_kinds])
def test_the_fingerprint_differs_when_rubric_parts_or_roster_differ(database: Database, tamper: Any) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        tamper(at)
        with pytest.raises(Refused, match="round_thawed"):
            demand_frozen(at, here.admin, round_)


def test_a_station_under_another_part_is_another_fingerprint(database: Database) -> None:
    here = made(database, ("综合", "特色专项"))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        before = fingerprint_of(at, here.admin, round_)
        whole = only_part(at, here.admin, round_)
        plans = [plan_of_part(whole), PartPlan("专项", whole.rubric_id, ("特色专项",))]
        set_parts(at, here.admin, round_.id, round_.version, plans)
        assert fingerprint_of(at, here.admin, round_) != before


def test_before_scoring_nothing_is_frozen(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        _other_text(at)
        demand_frozen(at, here.admin, round_of(at, here.admin, round_.id))
