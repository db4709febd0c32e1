"""What was confirmed about headings and names is remembered for the district, and who changed it is logged."""

from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.answers import answers_of, remember
from rating.district.storage.database import Database
from rating.intake.answers import Key
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import log_of

ANSWERS: dict[Key, str] = {
    ("column", "代码|名称|“人数”", "人数\n（人）"): "staff",
    ("station", "甲站 𠮷"): "S001",
    ("range", "ab" * 32, "表 1", "C3"): "4.5",
}


def test_answers_come_back_as_they_were_given(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        remember(at, here.evaluator, here.district, ANSWERS)
    with database.reading() as at:
        assert dict(answers_of(at, here.viewer, here.district).by_key) == ANSWERS
        assert len(log_of(at, "add")) == 3


def test_a_changed_answer_takes_the_place_and_the_log_tells_both(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        remember(at, here.evaluator, here.district, ANSWERS)
        remember(
            at,
            here.second,
            here.district,
            {("station", "甲站 𠮷"): "S002"} | {("column", *next(iter(ANSWERS))[1:]): "staff"},
        )
        assert answers_of(at, here.admin, here.district).of("station", "甲站 𠮷") == "S002"
        (line,) = log_of(at, "change")
    assert (line.old, line.new, line.who) == ("S001", "S002", "评估员丙（评估员）")


def test_a_rater_adds_and_changes_only_what_they_said_themselves(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        remember(at, here.evaluator, here.district, ANSWERS)
        remember(at, here.rater, here.district, {("station", "乙站"): "S002"})
        remember(at, here.rater, here.district, {("station", "乙站"): "S003"})
        with pytest.raises(Refused) as told:
            remember(at, here.rater, here.district, {("station", "甲站 𠮷"): "S003"})
        kept = answers_of(at, here.rater, here.district)
    assert told.value.problems[0].code == "not_allowed"
    assert (kept.of("station", "乙站"), kept.of("station", "甲站 𠮷")) == ("S003", "S001")


def test_who_may_not(database: Database) -> None:
    here, elsewhere = made(database), made(database, name="邻区")
    with database.writing() as at:
        for person in (here.viewer, here.head, elsewhere.evaluator, elsewhere.rater):
            with pytest.raises(NotAllowed):
                remember(at, person, here.district, ANSWERS)
        with pytest.raises(NotAllowed):
            answers_of(at, elsewhere.evaluator, here.district)
        assert not answers_of(at, here.evaluator, here.district).by_key
        remember(at, elsewhere.evaluator, elsewhere.district, ANSWERS)
        assert not answers_of(at, here.evaluator, here.district).by_key, "each district has its own"
