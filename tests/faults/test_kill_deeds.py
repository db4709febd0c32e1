"""kill −9 in the middle of importing, rating, announcing, loading a practice district: it happened whole or not at all,
and can be done again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.archive import unpacked
from rating.district.storage.database import Database
from tests.district.published_round import Published, handed_in, opened, rated
from tests.faults.killing import Actor, Span, actor
from tests.faults.spared import Fresh, counted, damage, prepared_postgresql, prepared_sqlite

KILLS = {"sqlite": 25, "postgresql": 8}
DEEDS = "tests.faults.deeds"


@dataclass(frozen=True)
class Deed:
    """`ready` prepares the district, `about` gives the deed's arguments."""

    name: str
    ready: Callable[[Database], Published]
    about: Callable[[Published], dict[str, int]]


def _part(found: Published) -> dict[str, int]:
    return {"part": found.part_id}


def _reviewed(database: Database) -> Published:
    return rated(database).move(State.SCORING, State.REVIEWED)


TABLE = (
    Deed("drop", opened, _part),
    Deed("take_in", handed_in, _part),
    Deed("rate_anew", rated, _part),
    Deed("publish", _reviewed, lambda found: {"round_": found.round_id}),
    Deed("load_practice", opened, lambda _: {}),
)


@pytest.fixture(scope="module")
def child() -> Iterator[Actor]:
    with actor(DEEDS) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("kind", KILLS)
@pytest.mark.parametrize("deed", TABLE, ids=lambda deed: deed.name)
def test_whole_or_not_at_all(
    deed: Deed, kind: str, child: Actor, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    about: dict[str, int] = {}

    def prepare(database: Database) -> None:
        about.update(deed.about(deed.ready(database)))

    with ExitStack() as stack:
        if kind == "sqlite":
            fresh = stack.enter_context(prepared_sqlite(request.getfixturevalue("sqlite_ready"), tmp_path, prepare))
        else:
            fresh = stack.enter_context(prepared_postgresql(request.getfixturevalue("postgresql_model"), prepare))
        _kill_often(child, f"{DEEDS}:{deed.name}", fresh, about, KILLS[kind])


def _kill_often(child: Actor, deed: str, fresh: Fresh, about: dict[str, int], kills: int) -> None:
    with fresh() as database:
        before = _facts(database)
        whole = child.act(database, deed, **about)
        span = Span.of(whole)
        after = _facts(database)
    assert after != before
    moments, died, halves = random.Random(deed), 0, [0, 0]
    for number in range(kills):
        with fresh() as database:
            ended = child.act(database, deed, _moment(moments, number, span), **about)
            span.seen(ended)
            died += ended.died
            assert damage(database) == []
            found = _facts(database)
            assert found in (before, after), "half of it is there"
            halves[found == after] += 1
            if found == before:
                assert child.act(database, deed, **about).code == 0, "it cannot be done any more"
                assert _facts(database) == after
    assert died >= kills // 2, "the kills came too late to prove anything"
    assert halves[0], "every kill came after the end"


def _moment(moments: random.Random, number: int, span: Span) -> tuple[str, float]:
    """Every third anywhere, the others while the transaction is being written."""
    if number % 3 == 0:
        return "start", moments.uniform(0, span.total)
    return "writing", moments.uniform(0, span.writing)


def _facts(database: Database) -> dict[str, Any]:
    """Rows per table, the state of the round, and what stands in the newest evaluation: it must open."""
    with database.engine.connect() as at:
        rounds = at.execute(
            select(
                schema.assessment_round.c.state, schema.assessment_round.c.version, schema.round_part.c.published_id
            ).join(schema.round_part, schema.round_part.c.round_id == schema.assessment_round.c.id)
        ).fetchall()
        uploads = at.execute(
            select(schema.upload.c.name, schema.upload.c.state).order_by(schema.upload.c.id)
        ).fetchall()
        archives = at.execute(select(schema.evaluation.c.archive).order_by(schema.evaluation.c.id)).scalars().all()
    stars = [unpacked(archive).ratings.stars.tolist() for archive in archives]
    return {"rows": counted(database), "rounds": rounds, "uploads": uploads, "stars": stars}
