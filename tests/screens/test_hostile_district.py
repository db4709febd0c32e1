"""Hostile text in every place of a district where people write: on no screen of any role does it do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from rating.district.storage import schema
from rating.district.storage.columns import Words, moment
from rating.district.storage.database import Database
from rating.reported import Roster
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from rating.screens.frame.navigation import pages_of
from tests.district.announced import Ready, ready
from tests.hostile import hostile_reported, hostile_rubric, texts
from tests.hostile_screens import CHECKS
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen

LOGINS = ("admin", "evaluator", "rater", "head", "viewer")
SECTIONED = (
    "certainty_group",
    "round_section_",
    "accounts_part",
    "keeping",
    "stations_part",
    "objection_filter",
    "rectification_step",
)
"""Beginnings of the keys of controls that turn to another section of a page."""
WRITTEN = {
    "assessment_round": ("note", "filing_number", "publication_reason"),
    "round_part": ("title",),
    "account": ("name",),
    "district": ("name",),
    "upload": ("name",),
    "evaluation": ("why",),
    "log": ("summary", "old", "new", "why", "who"),
    "rubric_revision": ("why",),
}
"""Table → the columns into which people write, beside those of stations and rubric."""


def test_no_screen_of_any_role_is_moved_by_it(one_database: Database, sign_in: SignIn) -> None:
    here = _hostile_round(one_database)
    moved, seen = [], 0
    for login in LOGINS:
        person = replace(here.made.people[login], name=next(TEXTS))
        sign_in(person)
        for page in pages_of(person.role):
            for section, run in _sections(page):
                told = (_told(check, run) for check in CHECKS)
                moved += [(login, page, section, each) for each in told if each]
                seen += 1
    assert moved == []
    assert seen > 50


def _sections(page: str) -> Iterator[tuple[str, AppTest]]:
    """The page as it opens, and each of its sections."""
    run = open_screen(page)
    yield "", run
    for control in [each for each in run.segmented_control if (each.key or "").startswith(SECTIONED)]:
        for section in control.options:
            now = next(each for each in run.segmented_control if each.key == control.key)
            now.set_value(section).run()
            assert not run.exception, (page, section, run.exception)
            yield section, run


def _told(check: Callable[[AppTest], None], run: AppTest) -> str:
    try:
        check(run)
    except AssertionError as found:
        return str(found).splitlines()[0]
    return ""


TEXTS = cycle(texts("surrogate", "nul", "longest"))


def _hostile_round(database: Database) -> Ready:
    rubric = hostile_rubric()
    reported = hostile_reported(rubric)
    roster = Roster(*(tuple(map(_kept, column)) for column in _columns(reported.roster)))
    evaluation: Evaluation = evaluate(rubric, replace(reported, roster=roster))
    here = ready(database, evaluation=evaluation, rubric=rubric.model_dump_json(by_alias=True, exclude_unset=True))
    here.announce()
    _object(here, rubric.indicators[0].code)
    _write_everywhere(database)
    return here


def _columns(roster: Roster) -> tuple[tuple[str, ...], ...]:
    return roster.code, roster.name, roster.kind, roster.street, roster.district


def _kept(text: str) -> str:
    """As the storage keeps it."""
    return str(Words().process_bind_param(text, None))  # type: ignore[arg-type]


def _object(here: Ready, indicator: str) -> None:
    """An objection of the first station, its words hostile."""
    with here.database.writing() as at:
        at.execute(
            schema.objection.insert().values(
                part_id=here.part_id,
                station_code=at.execute(select(schema.round_station.c.code).limit(1)).scalar_one(),
                indicator=indicator,
                state="open",
                reason=next(TEXTS),
                reply=next(TEXTS),
                made_by=here.made.head.id,
                made_at=moment(),
                sent_at=moment(),
                evaluation_id=here.evaluation_id,
            )
        )


def _write_everywhere(database: Database) -> None:
    with database.writing() as at:
        for name, columns in WRITTEN.items():
            table = schema.TABLES.tables[name]
            for (row,) in at.execute(select(table.c.id)).all():
                values = {column: f"{next(TEXTS)}{row}" for column in columns}
                at.execute(update(table).where(table.c.id == row).values(**values))
