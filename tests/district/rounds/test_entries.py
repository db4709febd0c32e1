"""Values in revisions: kept whole, changed with a reason, readable as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds import entries
from rating.district.rounds.entries import (
    add_revision,
    entries_of,
    entry_history,
    prepared,
    raters_named,
    reading_of,
    revision_number,
)
from rating.district.rounds.round import Part, Round
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.reported import Reported
from tests.district.made import Made, made
from tests.district.rounds.planned import log_of, only_part, planned
from tests.district.rounds.test_entry_changes import FORM, OTHER, ROW, table
from tests.district.same import unlike

Begun = tuple[Made, Round, Part]
FIRST = table({**ROW, "code": "S001"}, {**OTHER, "code": "S002"})
SECOND = table(
    {**ROW, "code": "S001", "staff": 9, "mark": {"e1": 7, "e2": 7}},
    {**OTHER, "code": "S002", "mark": {"e1": 6, "e2": 8}},
)


@pytest.fixture
def begun(database: Database) -> Begun:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        return here, replace(round_, state=State.OPEN), only_part(at, here.admin, round_)


@pytest.fixture(params=["all listed", "only changes listed"])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Both ways of keeping: every value as a row, and only those that changed. True for the first."""
    if request.param != "all listed":
        monkeypatch.setattr(entries, "MOST_LISTED", 3)
    monkeypatch.setattr(entries, "AT_ONCE", 2)
    return bool(request.param == "all listed")


def revised(at: Any, begun: Begun, reading: Reported, why: str = "", login: str = "evaluator") -> int:
    here, round_, part = begun
    person = here.people[login]
    return add_revision(at, person, round_, part, prepared(FORM, reading_of(at, person, part.id), reading), why)


def test_each_revision_is_read_again_whole(database: Database, begun: Begun, sizes: bool) -> None:
    here, _, part = begun
    with database.writing() as at:
        assert reading_of(at, here.evaluator, part.id) is None and revision_number(at, part.id) == 0
        assert revised(at, begun, FIRST) == 1
        assert revised(at, begun, SECOND, "补报") == 2
        number, reading = reading_of(at, here.viewer, part.id) or (0, FIRST)
        assert (number, revision_number(at, part.id)) == (2, 2)
        assert unlike(SECOND, reading) == []
        lines = [line for line in log_of(at, "change") if line.thing == "entry"]
    assert [line.summary for line in lines] == ["填报数据第 1 版", "填报数据第 2 版，其中改变已有数据 1 处"]
    assert lines[1].why == "补报"


def test_old_and_new_are_readable(database: Database, begun: Begun, sizes: bool) -> None:
    here, _, part = begun
    with database.writing() as at:
        revised(at, begun, FIRST)
        revised(at, begun, SECOND, "站点补交合同", "second")
        everything = entry_history(at, here.viewer, part.id)
        one = entry_history(at, here.viewer, part.id, "S002")
    told = {(each.new.station_code, each.new.field, each.new.rater): each for each in everything}
    assert set(told) == {("S001", "staff", ""), ("S001", "mark", "e2"), ("S002", "mark", "e2")}
    staff = told["S001", "staff", ""]
    assert staff.old is not None
    assert (staff.old.value, staff.old.typed, staff.old.cell, staff.new.value) == ("3.5", "3.50", "A2", "9")
    assert (staff.revision, staff.why, staff.made_by_name) == (2, "站点补交合同", "评估员丙")
    assert [(each.old, each.new.value) for each in one] == [(None, "8")]


def test_a_value_that_goes_back_and_forth_keeps_every_step(database: Database, begun: Begun, sizes: bool) -> None:
    here, _, part = begun
    with database.writing() as at:
        for reading in (FIRST, SECOND, FIRST, SECOND):
            revised(at, begun, reading)
        steps = [
            (each.revision, each.old.value if each.old else None, each.new.value)
            for each in entry_history(at, here.viewer, part.id, "S001")
            if each.new.field == "staff"
        ]
        assert steps == [(4, "3.5", "9"), (3, "9", "3.5"), (2, "3.5", "9")]
        (now,) = [each for each in entries_of(at, here.viewer, part.id, "S001") if each.field == "staff"]
        assert (now.value, now.revision) == ("9", 4)


def test_how_many_rows_stand(database: Database, begun: Begun, sizes: bool) -> None:
    with database.writing() as at:
        revised(at, begun, FIRST)
        first = at.execute(schema.entry.select()).all()
        revised(at, begun, SECOND)
        second = at.execute(schema.entry.select()).all()
    assert len(first) == (10 if sizes else 0)
    assert len(second) == (13 if sizes else 4)


def test_whose_marks_a_station_ever_had(database: Database, begun: Begun, sizes: bool) -> None:
    """Also of a rater whose marks were taken back: they are no stranger to the station."""
    _, _, part = begun
    with database.writing() as at:
        assert raters_named(at, part.id, "S001") == frozenset()
        revised(at, begun, FIRST)
        assert {"e1"} <= raters_named(at, part.id, "S001") and "e2" not in raters_named(at, part.id, "S001")
        revised(at, begun, SECOND)
        revised(at, begun, FIRST)
        assert {"e1", "e2"} <= raters_named(at, part.id, "S001")
        assert raters_named(at, part.id, "S009") == frozenset()


def test_a_reason_is_needed_from_scoring_on_when_something_given_changes(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    frozen = here, replace(round_, state=State.SCORING), part
    with database.writing() as at:
        revised(at, begun, FIRST)
        assert revised(at, frozen, FIRST) == 2, "nothing changes"
        with pytest.raises(Refused) as told:
            revised(at, frozen, SECOND, " \u200b")
        assert revision_number(at, part.id) == 2
        assert revised(at, frozen, SECOND, "更正") == 3
        assert revised(at, begun, FIRST) == 4, "before 评分 no reason is asked for"
    assert told.value.problems[0].code == "not_filled"


def test_two_revisions_prepared_on_the_same_values(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at:
        ready = prepared(FORM, reading_of(at, here.evaluator, part.id), FIRST)
        add_revision(at, here.evaluator, round_, part, ready, "")
        with pytest.raises(Refused) as told:
            add_revision(at, here.second, round_, part, ready, "")
    assert told.value.problems[0].code == "changed_meanwhile"


def test_who_may_not(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    elsewhere = made(database, name="邻区")
    ready = prepared(FORM, None, FIRST)
    with database.writing() as at:
        for person in (here.viewer, here.rater, here.head, elsewhere.evaluator):
            with pytest.raises(NotAllowed):
                add_revision(at, person, round_, part, ready, "")
        for person in (here.rater, here.head, elsewhere.viewer):
            for asked in (
                lambda who: reading_of(at, who, part.id),
                lambda who: entry_history(at, who, part.id),
                lambda who: entry_history(at, who, part.id, "S001"),
                lambda who: entries_of(at, who, part.id, "S001"),
            ):
                with pytest.raises(NotAllowed):
                    asked(person)
        assert at.execute(schema.entry.select()).all() == []


def test_the_cell_alone_is_told_apart(database: Database, begun: Begun) -> None:
    here, _, part = begun
    moved = replace(FIRST, sheets=(replace(FIRST.sheets[0], file="新.xlsx"),))
    with database.writing() as at:
        revised(at, begun, FIRST)
        revised(at, begun, moved)
        history = entry_history(at, here.viewer, part.id)
    assert len(history) == 10 and not any(each.says_otherwise for each in history)
