"""What all stations of an announcement share is remembered, and never shown once it is not in force."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select

from rating.district.rounds import announcements
from rating.district.rounds.announcements import Announcement, announcement
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, open_database
from rating.problems import Refused
from rating.workflow.own_feedback import OwnPage, own_feedback, own_page
from rating.workflow.publication import withdraw_announcement
from tests.district.announced import Ready, ready


def shown(it: Ready) -> list[Announcement]:
    """The announcements of a database, each as it is given."""
    table = schema.publication
    with it.database.reading() as at:
        rows = at.execute(select(table.c.id, table.c.made_at).order_by(table.c.id)).all()
        return [announcement(at, *row) for row in rows]


def read(it: Ready) -> tuple[OwnPage, int]:
    """The page of a head, and how many questions it took."""
    asked: list[str] = []

    def listen(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(it.database.engine, "before_cursor_execute", listen)
    try:
        page = own_page(it.database, it.head, it.stations[0])
    finally:
        event.remove(it.database.engine, "before_cursor_execute", listen)
    return page, sum("facts" in each for each in asked)


def test_it_is_read_once_and_the_same_afterwards(database: Database) -> None:
    it = ready(database)
    it.announce()
    (first, asked), (second, again) = read(it), read(it)
    assert (asked, again) == (1, 0)
    assert first == second and first.feedback is not None


def test_another_announcement_of_the_same_evaluation_is_told_as_the_other(database: Database) -> None:
    it = ready(database)
    it.announce()
    before = own_feedback(database, it.head, it.stations[0])
    withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "更正")
    with pytest.raises(Refused, match="not_found"):
        own_feedback(database, it.head, it.stations[0])
    it.announce()
    now = own_feedback(database, it.head, it.stations[0])
    assert now.own.evaluation_id == before.own.evaluation_id and now.number == before.number
    assert now.announced_at > before.announced_at
    assert [each.announced_at for each in shown(it)] == [before.announced_at, now.announced_at]


def undone(it: Ready, title: str) -> tuple[int, str]:
    """The number of an announcement that is undone in the end, and what was told of it before."""
    table = schema.publication
    with it.database.writing() as at:
        facts = at.execute(select(table.c.facts)).scalars().first()
        assert facts is not None
        row = {"part_id": it.part_id, "evaluation_id": it.evaluation_id, "listing": {}, "made_at": moment()}
        at.execute(table.insert().values(**row, facts={**facts, "rubric_title": title}))
        made = at.execute(select(table).order_by(table.c.id.desc()).limit(1)).one()
        told = made.id, announcement(at, made.id, made.made_at).facts.rubric_title
        at.rollback()
    return told


def test_one_that_was_undone_is_not_taken_for_the_next_with_its_number(one_database: Database) -> None:
    """SQLite gives the number again when the transaction that took it is undone."""
    it = ready(one_database)
    it.announce()
    first, second = undone(it, "甲标准"), undone(it, "乙标准")
    assert first[0] == second[0]
    assert (first[1], second[1]) == ("甲标准", "乙标准")


def test_no_more_than_a_few_are_remembered(one_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "MOST", 2)
    it = ready(one_database)
    for _ in range(4):
        it.announce()
        read(it)
        withdraw_announcement(one_database, it.evaluator, it.round_id, it.round.version, "更正")
    assert len(announcements._known[one_database.engine]) == 2
    assert len({each.announced_at for each in shown(it)}) == 4


def test_two_databases_do_not_mix(one_database: Database) -> None:
    it = ready(one_database)
    it.announce()
    (own,) = shown(it)
    with one_database.writing() as at:
        (row,) = at.execute(select(schema.publication)).all()
        changed = {**row.facts, "rubric_title": "别的标准"}
        at.execute(schema.publication.update().values(facts=changed))
    other = open_database(one_database.engine.url.render_as_string(hide_password=False))
    with other.reading() as at:
        assert announcement(at, row.id, row.made_at).facts.rubric_title == "别的标准"
    other.close()
    assert shown(it) == [own]
