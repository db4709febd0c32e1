"""A round is forgotten only on purpose, whole, and with a line that stays; nothing is deleted by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.deletion import (
    COUNTED,
    FORGETTABLE,
    due_for_deletion,
    forget_round,
    holdings,
    keep_round_until,
)
from rating.district.rounds.local_day import today
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.full import full
from tests.district.made import Made, made

ROUND = schema.assessment_round


def a_round(database: Database, here: Made, title: str = "2025 年度", state: str = "closed", **values: Any) -> int:
    with database.writing() as at:
        return added(at, ROUND, district_id=here.district, title=title, state=state, created_at=moment(), **values)


def lines(database: Database, action: str) -> list[Any]:
    with database.reading() as at:
        return list(at.execute(select(schema.log).where(schema.log.c.action == action)))


def rows(database: Database) -> dict[str, int]:
    with database.reading() as at:
        return {
            table.name: at.execute(select(func.count()).select_from(table)).scalar_one()
            for table in schema.TABLES.sorted_tables
        }


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_round_goes_whole_and_the_log_says_how_much_it_was(database: Database) -> None:
    here = full(database)
    with database.reading() as at:
        round_id, title = at.execute(select(ROUND.c.id, ROUND.c.title).order_by(ROUND.c.id)).first()  # type: ignore[misc]
        held = holdings(at, here.admin, round_id)
    before = rows(database)
    with database.writing() as at:
        gone = forget_round(at, here.admin, round_id, title, "保存期满")
    after = rows(database)
    assert gone.counts == held
    assert gone.counts == {name: before[table.name] for table, name in COUNTED}
    assert all(after[table.name] == 0 for table, _ in COUNTED)
    assert after["assessment_round"] == 1  # the other round, which followed this one
    assert after["log"] == before["log"] + 1
    assert [after[name] for name in ("station", "account", "rubric_revision")] == [
        before[name] for name in ("station", "account", "rubric_revision")
    ]
    (line,) = lines(database, "forget")
    assert (line.round_id, line.thing_id, line.district_id, line.why) == (round_id, round_id, here.district, "保存期满")
    assert "上传文件 2" in line.summary


def test_another_round_keeps_everything(database: Database) -> None:
    here = full(database)
    other = a_round(database, here, "2019 年度")
    before = rows(database)
    with database.writing() as at:
        gone = forget_round(at, here.admin, other, "2019 年度", "误建")
    assert set(gone.counts.values()) == {0}
    after = rows(database)
    assert {name for name in after if after[name] != before[name]} == {"assessment_round", "log"}


@pytest.mark.parametrize("state", State)
def test_only_a_round_that_nobody_waits_for_can_go(one_database: Database, state: State) -> None:
    here = made(one_database)
    round_id = a_round(one_database, here, state=state.value)
    if state in (State.DRAFT, State.FINAL, State.CLOSED):
        with one_database.writing() as at:
            forget_round(at, here.admin, round_id, "2025 年度", "误建")
        assert rows(one_database)["assessment_round"] == 0
    else:
        with pytest.raises(Refused) as refused, one_database.writing() as at:
            forget_round(at, here.admin, round_id, "2025 年度", "误建")
        assert code(refused) == "not_now"
        assert state.title in refused.value.problems[0].found
        assert rows(one_database)["assessment_round"] == 1
    assert (state in FORGETTABLE) == (state in (State.DRAFT, State.FINAL, State.CLOSED))


@pytest.mark.parametrize(
    ("typed", "why", "expected"),
    [
        ("2025", "误建", "not_usable"),
        ("", "误建", "not_usable"),
        ("2025 年度", " ", "not_filled"),
        ("2025 年度", "", "not_filled"),
    ],
)
def test_the_title_must_be_typed_and_a_reason_given(
    one_database: Database, typed: str, why: str, expected: str
) -> None:
    here = made(one_database)
    round_id = a_round(one_database, here)
    with pytest.raises(Refused) as refused, one_database.writing() as at:
        forget_round(at, here.admin, round_id, typed, why)
    assert code(refused) == expected
    assert rows(one_database)["assessment_round"] == 1


def test_a_title_with_blanks_around_it_can_be_typed(one_database: Database) -> None:
    here = made(one_database)
    round_id = a_round(one_database, here, "2025 年度 ")
    with one_database.writing() as at:
        forget_round(at, here.admin, round_id, "2025 年度", "误建")
    assert rows(one_database)["assessment_round"] == 0


def test_only_an_administrator_of_the_district_may(one_database: Database) -> None:
    here = made(one_database)
    other = made(one_database, name="其他区")
    round_id = a_round(one_database, here)
    foreign = replace(other.admin, district=other.district)
    for person in (here.evaluator, here.rater, here.head, here.viewer, foreign):
        with pytest.raises(NotAllowed), one_database.writing() as at:
            forget_round(at, person, round_id, "2025 年度", "误建")
        with pytest.raises(NotAllowed), one_database.reading() as at:
            holdings(at, person, round_id)
        with pytest.raises(NotAllowed), one_database.reading() as at:
            due_for_deletion(at, person, here.district)
    assert rows(one_database)["assessment_round"] == 1
    with one_database.writing() as at:
        forget_round(at, replace(here.admin, district=here.district), round_id, "2025 年度", "误建")


def test_what_is_gone_is_not_found(database: Database) -> None:
    here = made(database)
    with pytest.raises(Refused) as refused, database.writing() as at:
        forget_round(at, here.admin, 77, "x", "x")
    assert code(refused) == "not_found"


def test_the_bytes_do_not_stay_in_the_file(one_database: Database) -> None:
    """SQLite leaves what it deletes where it stood; personal data must really go."""
    here = full(one_database)
    secret = "居民张三的投诉记录".encode()
    with one_database.writing() as at:
        at.execute(update(schema.upload).values(content=secret * 400))
    file = one_database.file
    assert file
    _settle(file)
    assert secret in file.read_bytes()
    with one_database.writing() as at:
        round_id, title = at.execute(select(ROUND.c.id, ROUND.c.title).order_by(ROUND.c.id)).first()  # type: ignore[misc]
        forget_round(at, here.admin, round_id, title, "保存期满")
    _settle(file)
    assert secret not in file.read_bytes()


def _settle(file: Path) -> None:
    """Everything out of the write-ahead log and into the file."""
    with closing(sqlite3.connect(file)) as at:
        at.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_how_long_a_round_is_kept_is_changed_with_a_reason(database: Database) -> None:
    here = made(database)
    round_id = a_round(database, here)
    until = today() + timedelta(days=3650)
    with database.writing() as at:
        keep_round_until(at, here.evaluator, round_id, until, 1, " 档案管理规定 ")
    (line,) = lines(database, "change")
    assert (line.old, line.new, line.why, line.round_id) == ("长期", until.isoformat(), "档案管理规定", round_id)
    with database.writing() as at:
        keep_round_until(at, here.admin, round_id, None, 2, "长期保存")
    assert lines(database, "change")[-1].new == "长期"


def test_two_who_change_it_at_once(database: Database) -> None:
    here = made(database)
    round_id = a_round(database, here)
    with database.writing() as at:
        keep_round_until(at, here.admin, round_id, today(), 1, "甲")
    with pytest.raises(Refused) as refused, database.writing() as at:
        keep_round_until(at, here.admin, round_id, None, 1, "乙")
    assert code(refused) == "changed_meanwhile"
    assert [line.why for line in lines(database, "change")] == ["甲"]


def test_without_a_reason_or_a_right_nothing_changes(one_database: Database) -> None:
    here = made(one_database)
    round_id = a_round(one_database, here)
    with pytest.raises(Refused) as refused, one_database.writing() as at:
        keep_round_until(at, here.admin, round_id, today(), 1, "")
    assert code(refused) == "not_filled"
    for person in (here.viewer, here.head, here.rater):
        with pytest.raises(NotAllowed), one_database.writing() as at:
            keep_round_until(at, person, round_id, today(), 1, "x")
    assert lines(one_database, "change") == []


def test_rounds_past_their_last_day_are_listed_longest_first_and_nothing_is_deleted(database: Database) -> None:
    here = made(database)
    other = made(database, name="其他区")
    days = {"今天": 0, "昨天": -1, "去年": -365, "明天": 1}
    for title, distance in days.items():
        a_round(database, here, title, keep_until=today() + timedelta(days=distance))
    a_round(database, here, "长期")
    a_round(database, other, "别区的", keep_until=today() - timedelta(days=9))
    with database.reading() as at:
        assert [each.title for each in due_for_deletion(at, here.admin, here.district)] == ["去年", "昨天"]
    assert rows(database)["assessment_round"] == 6
