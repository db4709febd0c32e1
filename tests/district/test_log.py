"""A line of the log stands or falls with what it tells of, and says who, when, what, old, new and why."""

from __future__ import annotations

import pytest

from rating.district.log import ACTIONS, note
from rating.district.people.person import AT_THE_SERVER, Person, Role
from rating.district.people.roles import Thing
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.storage.kept import log_lines

PERSON = Person(7, "yi", "评估员乙", Role.EVALUATOR, 3, address="10.0.0.7")


def test_a_line_keeps_everything_that_was_said(database: Database) -> None:
    before = moment()
    with database.writing() as at:
        note(
            at, PERSON, "change", Thing.ENTRY, 12,
            district=3, assessment_round=5, summary="持证率", old="60%", new="=1+1 <b>", why="复核原件",
        )  # fmt: skip
    (line,) = log_lines(database)
    told = line._asdict()  # type: ignore[attr-defined]
    assert before <= told.pop("at") <= moment()
    assert told.pop("id") > 0
    assert told == {
        "account_id": 7,
        "who": "评估员乙（评估员）",
        "action": "change",
        "thing": "entry",
        "thing_id": 12,
        "district_id": 3,
        "round_id": 5,
        "summary": "持证率",
        "old": "60%",
        "new": "=1+1 <b>",
        "why": "复核原件",
        "address": "10.0.0.7",
    }


def test_a_line_goes_with_what_was_not_done(database: Database) -> None:

    def half_done() -> None:
        with database.writing() as at:
            note(at, PERSON, "add", Thing.STATION)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert log_lines(database) == []


def test_the_command_line_is_named(database: Database) -> None:
    with database.writing() as at:
        note(at, AT_THE_SERVER, "migrate", Thing.BACKUP)
    (line,) = log_lines(database)
    assert (line.who, line.account_id) == ("命令行（管理员）", None)  # type: ignore[attr-defined]


def test_an_action_without_a_chinese_word_is_a_mistake_of_ours(database: Database) -> None:
    with pytest.raises(KeyError), database.writing() as at:
        note(at, PERSON, "tinker", Thing.STATION)
    assert log_lines(database) == []


def test_every_action_has_a_word_of_its_own() -> None:
    assert all(word and not word.isascii() for word in ACTIONS.values())
    assert all(len(action) <= schema.log.c.action.type.length for action in ACTIONS)
