"""What the killed process does: one whole deed of an evaluator or administrator, as the screens do it."""

from __future__ import annotations

from sqlalchemy import select

from rating.district.people.accounts import person_of
from rating.district.people.person import Person
from rating.district.rounds.round import round_of
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow.corrections import re_rate
from rating.workflow.handing_in import hand_in
from rating.workflow.practice import load_practice_district
from rating.workflow.publication import announce
from rating.workflow.scoring_round import accept, check_part
from tests.district.published_round import figures_file, marks_file


def evaluator_of(database: Database) -> Person:
    return _person(database, "evaluator")


def administrator_of(database: Database) -> Person:
    return _person(database, "admin")


def _person(database: Database, login: str) -> Person:
    with database.reading() as at:
        asked = select(schema.account.c.id).where(schema.account.c.login == login)
        person = person_of(at, at.execute(asked).scalar_one())
    assert person is not None
    return person


def take_in(database: Database, part: int) -> None:
    """Files that lie there as drafts are read, taken and rated."""
    person = evaluator_of(database)
    accept(database, person, part, check_part(database, person, part), "收到各方表格")


def drop(database: Database, part: int) -> None:
    """Three files are dropped at once."""
    hand_in(database, evaluator_of(database), part, [figures_file(), marks_file("专家甲"), marks_file("专家丑")])


def rate_anew(database: Database, part: int) -> None:
    re_rate(database, evaluator_of(database), part, "rating", "重新评定")


def publish(database: Database, round_: int) -> None:
    person = evaluator_of(database)
    with database.reading() as at:
        seen = round_of(at, person, round_)
    announce(database, person, round_, seen.version, "公示")


def load_practice(database: Database) -> None:
    """A district with its stations, files, values and a rating, out of many intentions."""
    load_practice_district(database, administrator_of(database))
