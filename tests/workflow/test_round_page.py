from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow import rounds
from rating.workflow.corrections import Proposed, decide_and_rate
from rating.workflow.round_page import changed_since, history, revisions_of, round_page, rounds_waiting
from tests.district.made import made
from tests.workflow.three_stations import accepted, begun, figures, marks


def test_a_page_holds_what_belongs_to_the_round(database: Database) -> None:
    there = begun(database, State.OPEN)
    with database.writing() as at:
        at.execute(update(schema.station).where(schema.station.c.code == "S003").values(name="新名"))
    page = round_page(database, there.evaluator, there.round.id)
    assert (len(page.stations), page.in_part, page.kinds) == (3, {there.part.id: 3}, {"综合": 3})
    assert [each.code for each in page.differences] == ["S003"]
    rubric = page.rubric(page.parts[0])
    assert rubric is not None and rubric.title == "三站标准（示例）"
    assert page.may_change
    assert not round_page(database, there.viewer, there.round.id).may_change
    confined = replace(there.evaluator, kinds=frozenset({"特色"}))
    assert not round_page(database, confined, there.round.id).may_change


def test_what_was_changed_is_told_with_its_reason(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    began = moment()
    decide_and_rate(
        database, there.evaluator, there.part.id, [Proposed("S001", "service", "6")], "现场复核", "adjudication"
    )
    found = revisions_of(database, there.viewer, there.part.id)
    assert [each.occasion for each in found.evaluations] == ["adjudication", "rating"]
    assert [(each.station_code, each.new, each.why) for each in found.decisions] == [("S001", "6", "现场复核")]
    assert changed_since(database, there.admin, there.round.id, began) == ()
    lines = history(database, there.admin, there.round.id)
    assert {line.thing for line in lines} >= {"round", "upload", "entry", "evaluation", "decision"}


def test_rounds_with_what_waits(database: Database) -> None:
    there, foreign = begun(database, State.OPEN), made(database, name="他区")
    ((round_, waiting),) = rounds_waiting(database, there.head, there.here.district)
    assert (round_.id, waiting.files) == (there.round.id, 0)
    with pytest.raises(NotAllowed):
        rounds_waiting(database, foreign.viewer, there.here.district)
    with pytest.raises(NotAllowed):
        round_page(database, foreign.viewer, there.round.id)
    with pytest.raises(NotAllowed):
        revisions_of(database, there.head, there.part.id)
    assert rounds.rubric_revisions(database, there.viewer, there.here.district)
