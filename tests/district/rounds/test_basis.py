"""What a correction rests on: anything that came in between is noticed."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, update

from rating.district.rounds.basis import basis_of, demand_same
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.published_round import Published, published


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def test_unchanged_it_is_the_same(here: Published) -> None:
    with here.database.reading() as at:
        demand_same(at, here.part, basis_of(at, here.part_id))


@pytest.mark.parametrize("what", ["published", "decision", "revision", "evaluation"])
def test_whatever_came_in_between_is_noticed(here: Published, what: str) -> None:
    with here.database.reading() as at:
        seen = basis_of(at, here.part_id)
    made = {"part_id": here.part_id, "made_at": moment()}
    changes = {
        "published": update(schema.round_part).values(published_id=None),
        "decision": insert(schema.decision).values(
            **made, station_code="S001", field="area", occasion="objection", new="1", why="x"
        ),
        "revision": insert(schema.entry_revision).values(**made, number=99, why="x", reading=b""),
        "evaluation": insert(schema.evaluation).values(
            **made, number=99, occasion="rating", fingerprint="", archive=b"", stations=0
        ),
    }
    with here.database.writing() as at:
        at.execute(changes[what])
    with here.database.reading() as at, pytest.raises(Refused) as refused:
        demand_same(at, here.part, seen)
    assert refused.value.problems[0].code == "changed_meanwhile"
