"""Objections as they are read: the queue of a part, and what each person sees of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds import objections as kept
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import objections as work
from tests.district.published_round import Published, published
from tests.screens.published import WHY, objected


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def test_the_queue_is_in_the_order_in_which_they_were_sent_without_drafts(here: Published) -> None:
    first, second = objected(here), objected(here, "room")
    work.draft(here.database, here.head, here.part_id, "S001", "quality", WHY)
    with here.database.reading() as at:
        assert [each.id for each in kept.queue(at, here.viewer, here.part_id)] == [first.id, second.id]
        assert kept.queue(at, here.viewer, here.part_id, (kept.UPHELD,)) == ()


def test_a_reader_of_other_kinds_sees_none_of_it(here: Published) -> None:
    it = objected(here)
    other = replace(here.second, kinds=frozenset({"特色专项"}))
    with here.database.reading() as at:
        assert kept.queue(at, other, here.part_id) == ()
        with pytest.raises(NotAllowed):
            kept.objection_of(at, other, it.id)


def test_what_is_not_there_is_told(here: Published) -> None:
    with here.database.reading() as at, pytest.raises(Refused) as refused:
        kept.objection_of(at, here.second, 99)
    assert refused.value.problems[0].code == "not_found"


def test_a_draft_and_its_files_are_the_stations_own(here: Published) -> None:
    from rating.workflow.scoring_round import files_of

    it = work.draft(here.database, here.head, here.part_id, "S001", "room", WHY)
    (file,) = work.attach(here.database, here.head, it.id, [("a.pdf", b"%PDF-1")])
    for person in (here.evaluator, here.admin, here.viewer, here.other_head):
        with here.database.reading() as at, pytest.raises(NotAllowed):
            kept.objection_of(at, person, it.id)
        with pytest.raises(NotAllowed):
            files_of(here.database, person, [file])
    assert files_of(here.database, here.head, [file]) == (("a.pdf", b"%PDF-1"),)
    work.send(here.database, here.head, it.id, it.version, WHY)
    assert files_of(here.database, here.evaluator, [file]) == (("a.pdf", b"%PDF-1"),)
