"""Evaluations kept whole, numbered, readable by those who may, and never silently another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.evaluations import (
    Saved,
    latest,
    load_evaluation,
    may_see_evaluation,
    save_evaluation,
    saved_of,
)
from rating.district.rounds.round import Part, Round
from rating.district.storage import schema
from rating.district.storage.archive import fingerprint, packed
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.scoring.evaluation import Evaluation
from tests.district.made import Made, made
from tests.district.rounds.planned import log_of, only_part, planned
from tests.district.same import unlike


@pytest.fixture
def kept(database: Database, sample_evaluation: Evaluation) -> tuple[Made, Round, Part, Saved]:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        part = only_part(at, here.admin, round_)
        return (
            here,
            round_,
            part,
            save_evaluation(at, here.evaluator, round_, part, sample_evaluation, "rating", "首次"),
        )


Kept = tuple[Made, Round, Part, Saved]


def test_an_evaluation_loaded_is_equal_to_the_one_saved(
    database: Database, kept: Kept, sample_evaluation: Evaluation
) -> None:
    here, _, part, saved = kept
    with database.reading() as at:
        assert unlike(sample_evaluation, load_evaluation(at, here.viewer, saved.id)) == []
        assert latest(at, here.viewer, part.id) == may_see_evaluation(at, here.evaluator, saved.id) == saved
        (line,) = log_of(at, "rate")
    assert (saved.number, saved.stations, saved.made_by_name, saved.why) == (1, 37, "评估员乙", "首次")
    assert saved.fingerprint == fingerprint(packed(sample_evaluation))
    assert saved.title == "第 1 次评定"
    assert line.who == "评估员乙（评估员）" and saved.fingerprint[:12] in line.summary and line.round_id == kept[1].id


def test_numbers_go_on_and_the_newest_comes_first(
    database: Database, kept: Kept, sample_evaluation: Evaluation
) -> None:
    here, round_, part, first = kept
    ready = packed(sample_evaluation)
    with database.writing() as at:
        again = save_evaluation(at, here.second, round_, part, sample_evaluation, "adjudication", "复核", 3, ready)
        assert latest(at, here.second, part.id) == again
        assert saved_of(at, here.viewer, part.id) == (again, first)
    assert (again.number, again.entry_revision, again.fingerprint) == (2, 3, first.fingerprint)


def test_before_the_first_there_is_none(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        part = only_part(at, here.admin, planned(at, here.admin, here.district))
        assert latest(at, here.viewer, part.id) is None


def test_who_may_not(database: Database, kept: Kept, sample_evaluation: Evaluation) -> None:
    here, round_, part, saved = kept
    elsewhere = made(database, name="邻区")
    confined = replace(here.evaluator, kinds=frozenset({"专项"}))
    with database.writing() as at:
        for person in (here.rater, here.head, elsewhere.admin and elsewhere.evaluator, elsewhere.viewer, confined):
            for asked in (
                lambda who: load_evaluation(at, who, saved.id),
                lambda who: may_see_evaluation(at, who, saved.id),
                lambda who: saved_of(at, who, part.id),
                lambda who: save_evaluation(at, who, round_, part, sample_evaluation, "rating", ""),
            ):
                with pytest.raises(NotAllowed):
                    asked(person)
        with pytest.raises(NotAllowed):
            save_evaluation(at, here.viewer, round_, part, sample_evaluation, "rating", "")
    with database.reading() as at:
        assert len(saved_of(at, here.viewer, part.id)) == 1


def test_what_is_not_there_or_was_tampered_with(database: Database, kept: Kept, sample_evaluation: Evaluation) -> None:
    here, _, _, saved = kept
    with database.reading() as at, pytest.raises(Refused) as told:
        load_evaluation(at, here.admin, 999)
    assert told.value.problems[0].code == "not_found"
    table = schema.evaluation
    other = packed(replace(sample_evaluation, assessment_round="换过的"))
    with database.writing() as at:
        at.execute(table.update().values(archive=other))
    with database.reading() as at, pytest.raises(Refused) as damaged:
        load_evaluation(at, here.admin, saved.id)
    assert damaged.value.problems[0].code == "storage_damaged"


def test_the_name_of_who_made_it_goes_with_the_account_and_nothing_else_does(database: Database, kept: Kept) -> None:
    here, _, part, saved = kept
    with database.writing() as at:
        at.execute(schema.account.delete().where(schema.account.c.id == here.evaluator.id))
        assert latest(at, here.viewer, part.id) == replace(saved, made_by_name="")
