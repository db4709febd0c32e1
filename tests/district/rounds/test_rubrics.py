from __future__ import annotations

import pytest
from sqlalchemy import select, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.rubrics import add_rubric, rubric_of, rubric_revisions, text_of
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import TEXT, log_of, rubric_text


def test_a_rubric_comes_back_as_it_was_taken_in(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        revision = add_rubric(at, here.evaluator, here.district, TEXT, "年度标准")
    with database.reading() as at:
        assert text_of(at, here.admin, revision) == TEXT
        rubric = rubric_of(at, here.head, revision)
        (kept,) = rubric_revisions(at, here.viewer, here.district)
        assert (kept.id, kept.number, kept.code, kept.made_by_name) == (revision, 1, rubric.code, "评估员乙")
        assert kept.fingerprint == rubric.fingerprint
        (line,) = log_of(at, "add")
        assert (line.thing, line.thing_id, line.why) == ("rubric", revision, "年度标准")


def test_the_same_content_is_the_same_revision_and_other_content_the_next(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        first = add_rubric(at, here.admin, here.district, TEXT)
        assert add_rubric(at, here.evaluator, here.district, "# 只多了一行注释\n" + TEXT) == first
        second = add_rubric(at, here.admin, here.district, rubric_text(version='"2026.9"'))
        assert add_rubric(at, here.admin, here.district, TEXT) == first
        assert [kept.number for kept in rubric_revisions(at, here.admin, here.district)] == [2, 1]
        assert rubric_of(at, here.admin, first).version != rubric_of(at, here.admin, second).version == "2026.9"
        assert len(log_of(at, "add")) == 2


def test_a_rubric_that_does_not_load_is_refused_with_all_its_problems(database: Database) -> None:
    here = made(database)
    broken = rubric_text(unit="planet").replace("dimensions:", "dimensionen:")
    with pytest.raises(Refused) as told, database.writing() as at:
        add_rubric(at, here.admin, here.district, broken, name="坏标准.yaml")
    assert len(told.value.problems) >= 2
    assert {problem.place.file for problem in told.value.problems} == {"坏标准.yaml"}
    with database.reading() as at:
        assert at.execute(select(schema.rubric_revision)).all() == []


def test_what_judges_is_what_is_kept_also_when_the_row_was_tampered_with(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        revision = add_rubric(at, here.admin, here.district, TEXT)
        before = rubric_of(at, here.admin, revision)
        at.execute(update(schema.rubric_revision).values(text=rubric_text(version='"9.9"')))
        assert rubric_of(at, here.admin, revision).fingerprint != before.fingerprint


def test_rubrics_of_another_district_are_not_seen_and_not_added(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        revision = add_rubric(at, here.admin, here.district, TEXT)
        assert add_rubric(at, there.evaluator, there.district, TEXT) != revision
    with database.reading() as at:
        for ask in (rubric_of, text_of):
            with pytest.raises(NotAllowed):
                ask(at, there.evaluator, revision)
        with pytest.raises(NotAllowed):
            rubric_revisions(at, there.viewer, here.district)
    for person in (here.rater, here.head, here.viewer, there.evaluator):
        with pytest.raises(NotAllowed), database.writing() as at:
            add_rubric(at, person, here.district, TEXT)


def test_a_revision_that_is_not_there_is_not_found(database: Database) -> None:
    here = made(database)
    with pytest.raises(Refused, match="not_found"), database.reading() as at:
        rubric_of(at, here.admin, 999)
