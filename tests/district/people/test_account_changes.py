"""Changing accounts: versions, sessions, nobody locks the district or themselves out."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from rating.district.people.account_changes import change_account, log_out_everywhere, open_sessions
from rating.district.people.accounts import Account
from rating.district.people.person import AT_THE_SERVER, Person, Role
from rating.district.people.roles import NotAllowed
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import account, count, log_lines, logged_in, now, schema, with_password


def change(database: Database, person: Person, wanted: Account, why: str = "") -> int:
    with database.writing() as at:
        return change_account(at, person, wanted, why)


def refused(database: Database, person: Person, wanted: Account) -> str:
    before = len(log_lines(database))
    with pytest.raises(Refused) as told:
        change(database, person, wanted)
    assert len(log_lines(database)) == before
    return told.value.problems[0].code


def test_a_change_is_in_force_and_logged_with_old_and_new(database: Database) -> None:
    there = made(database)
    seen = account(database, there.evaluator)
    wanted = replace(seen, role=Role.VIEWER, kinds=frozenset({"综合"}), name="改名")
    assert change(database, there.admin, wanted, "调岗") == seen.version + 1
    person = now(database, there.evaluator)
    assert person is not None
    assert (person.role, person.kinds, person.name) == (Role.VIEWER, {"综合"}, "改名")
    (line,) = log_lines(database)
    assert (line.old, line.why) == ("姓名：评估员乙；角色：评估员；类型：无", "调岗")
    assert line.new == "姓名：改名；角色：查看人；类型：综合"


def test_a_change_of_nothing_is_not_logged(database: Database) -> None:
    there = made(database)
    change(database, there.admin, account(database, there.evaluator))
    assert log_lines(database) == []


def test_the_second_of_two_is_told(database: Database) -> None:
    there = made(database)
    seen = account(database, there.rater)
    change(database, there.admin, replace(seen, name="甲"))
    assert refused(database, there.admin, replace(seen, name="乙")) == "changed_meanwhile"
    assert account(database, there.rater).name == "甲"


def test_who_is_stopped_is_logged_out_and_stays_out_after_resuming(database: Database) -> None:
    there = made(database)
    logged_in(database, there.head, 2)
    logged_in(database, there.viewer)
    seen = account(database, there.head)
    change(database, there.admin, replace(seen, active=False))
    assert now(database, there.head) is None
    change(database, there.admin, replace(seen, version=seen.version + 1))
    assert now(database, there.head) == there.head
    assert count(database, schema.session) == 1


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_change_accounts(database: Database, login: str) -> None:
    there = made(database)
    own = account(database, there.people[login])
    for wanted in (own, replace(own, role=Role.ADMINISTRATOR, kinds=frozenset(), stations=frozenset())):
        with pytest.raises(NotAllowed):
            change(database, there.people[login], wanted)
    assert account(database, there.people[login]) == own


def test_nobody_changes_their_own_reach(database: Database) -> None:
    there = made(database)
    with_password(database, there.admin, there.viewer)
    own = account(database, there.admin)
    for wanted in (
        replace(own, role=Role.EVALUATOR, district=there.district),
        replace(own, district=there.district),
        replace(own, active=False),
        replace(own, external_id="x"),
    ):
        assert refused(database, there.admin, wanted) == "not_now"
    change(database, there.admin, replace(own, name="新名"))
    assert account(database, there.admin).name == "新名"


def another_administrator(database: Database, there: object, *, able: bool = True) -> Person:
    viewer = there.viewer  # type: ignore[attr-defined]
    seen = account(database, viewer)
    change(database, AT_THE_SERVER, replace(seen, role=Role.ADMINISTRATOR, district=None))
    if able:
        with_password(database, viewer)
    found = now(database, viewer)
    assert found is not None
    return found


def test_the_last_administrator_who_can_log_in_stays(database: Database) -> None:
    there = made(database)
    with_password(database, there.admin)
    other = another_administrator(database, there, able=False)
    own = account(database, there.admin)
    for wanted in (
        replace(own, active=False),
        replace(own, role=Role.VIEWER, district=there.district),
        replace(own, district=there.district),
    ):
        assert refused(database, other, wanted) == "not_now"
        assert refused(database, AT_THE_SERVER, wanted) == "not_now"
    with_password(database, other)
    change(database, other, replace(own, active=False))
    assert now(database, there.admin) is None


def test_two_administrators_who_demote_each_other_at_once(database: Database) -> None:
    there = made(database)
    with_password(database, there.admin)
    other = another_administrator(database, there)
    pairs = ((there.admin, account(database, other)), (other, account(database, there.admin)))
    ready, told = threading.Barrier(2), []

    def demote(person: Person, target: Account) -> None:
        ready.wait()
        try:
            change(database, person, replace(target, role=Role.EVALUATOR, district=there.district))
            told.append("done")
        except Refused as refusal:
            told.append(refusal.problems[0].code)

    threads = [threading.Thread(target=demote, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "not_allowed"]
    left = [now(database, person) for person in (there.admin, other)]
    assert sorted(person.role.value for person in left if person) == ["administrator", "evaluator"]


def test_an_administrator_of_one_district_gets_no_further(database: Database) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    local = Person(None, "local", "区管理员", Role.ADMINISTRATOR, there.district)
    own, foreign = account(database, there.rater), account(database, elsewhere.rater)
    for wanted in (
        replace(own, district=elsewhere.district),
        replace(own, role=Role.ADMINISTRATOR, district=None),
        replace(foreign, name="改"),
        replace(account(database, there.admin), active=False),
    ):
        with pytest.raises(NotAllowed):
            change(database, local, wanted)
    change(database, local, replace(own, name="改"))


def test_logging_out_everywhere_is_counted_and_logged(database: Database) -> None:
    there = made(database)
    logged_in(database, there.head, 3)
    with database.writing() as at:
        assert open_sessions(at, there.admin, there.head.id or 0) == 3
        assert log_out_everywhere(at, there.admin, there.head.id or 0, "手机丢失") == 3
        with pytest.raises(NotAllowed):
            log_out_everywhere(at, there.evaluator, there.head.id or 0)
    assert count(database, schema.session) == 0
    assert [(line.action, line.why) for line in log_lines(database)] == [("log_out", "手机丢失")]
