from __future__ import annotations

import pytest
from sqlalchemy import select, update

from rating.district.people.roles import NotAllowed
from rating.district.rubrics.answers import Answer
from rating.district.rubrics.revisions import (
    NO_DOCUMENT,
    Document,
    add_rubric,
    rubric_of,
    rubric_revisions,
    text_of,
)
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


CONFIRMED = rubric_text(standing="confirmed", version='"2026.1"')
DOCUMENT = Document("星级社工站评定办法", "民发〔2026〕1 号")


def test_confirmed_needs_the_name_and_number_of_a_document(database: Database) -> None:
    here = made(database)
    for lacking in (NO_DOCUMENT, Document("办法", " "), Document("", "民发〔2026〕1 号")):
        with pytest.raises(Refused, match="rubric_document"), database.writing() as at:
            add_rubric(at, here.admin, here.district, CONFIRMED, document=lacking)
    with database.writing() as at:
        revision = add_rubric(at, here.admin, here.district, CONFIRMED, document=DOCUMENT)
        (kept,) = rubric_revisions(at, here.viewer, here.district)
        assert (kept.id, kept.standing, kept.document) == (revision, "confirmed", DOCUMENT)
        assert "由《星级社工站评定办法》（民发〔2026〕1 号）确认" in log_of(at, "add")[-1].summary


def test_the_next_revision_of_a_confirmed_rubric_stands_on_the_same_document(database: Database) -> None:
    here = made(database)
    later = rubric_text(standing="confirmed", version='"2026.2"')
    with database.writing() as at:
        add_rubric(at, here.admin, here.district, CONFIRMED, document=DOCUMENT)
        add_rubric(at, here.admin, here.district, later)
        assert [kept.document for kept in rubric_revisions(at, here.admin, here.district)] == [DOCUMENT, DOCUMENT]
        add_rubric(at, here.admin, here.district, TEXT)
        (newest, *_) = rubric_revisions(at, here.admin, here.district)
        assert (newest.standing, newest.document) == ("example", NO_DOCUMENT)


def test_after_an_example_a_document_is_asked_for_again(database: Database) -> None:
    here = made(database)
    later = rubric_text(standing="confirmed", version='"2026.2"')
    with database.writing() as at:
        add_rubric(at, here.admin, here.district, CONFIRMED, document=DOCUMENT)
        add_rubric(at, here.admin, here.district, TEXT)
    with pytest.raises(Refused, match="rubric_document"), database.writing() as at:
        add_rubric(at, here.admin, here.district, later)


def test_reasons_given_to_warnings_stay_with_the_revision(database: Database) -> None:
    here = made(database)
    reason = Answer("lint_total", "总分", "总分 150 分", "上级文件规定", "评估员乙", "2026-03-01")
    with database.writing() as at:
        add_rubric(at, here.evaluator, here.district, TEXT, answers=[reason])
        (kept,) = rubric_revisions(at, here.viewer, here.district)
    assert kept.answers == (reason,)
