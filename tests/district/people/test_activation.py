"""Activation codes: random, good once and for two weeks, nowhere in clear."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from rating.district.people.account_changes import change_account
from rating.district.people.activation import SIGNS, Issued, activate, claimant, issue, kept, new_code
from rating.district.people.person import AT_THE_SERVER, Person
from rating.district.people.roles import NotAllowed
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import account, count, log_lines, logged_in, replace, schema, with_password


def issued(database: Database, person: Person, account_id: int | None) -> Issued:
    with database.writing() as at:
        return issue(at, person, account_id or 0)


def good(database: Database, login: str, code: str) -> int | None:
    with database.reading() as at:
        return claimant(at, login, code)


def test_codes_are_long_random_and_readable() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"([{SIGNS}]{{4}}-){{3}}[{SIGNS}]{{4}}", code) for code in codes)
    assert not set("ILOU01") & set(SIGNS)


def test_a_code_is_read_however_it_is_typed() -> None:
    same = [
        "H7KQ-2MXD-9RTB-VW4C",
        "h7kq2mxd9rtbvw4c",
        "Ｈ７ＫＱ－２ＭＸＤ－９ＲＴＢ－ＶＷ４Ｃ",
        " h7kq 2mxd 9rtb vw4c\n",
        "H7KQ—2MXD–9RTB-VW4C",
    ]
    assert len({kept(code) for code in same}) == 1
    assert kept("") != kept(same[0])


def test_a_code_opens_its_account_once(database: Database) -> None:
    there = made(database)
    new = issued(database, there.admin, there.head.id)
    assert good(database, "ＨＥＡＤ", new.code.lower()) == there.head.id
    assert good(database, "other_head", new.code) is None
    assert good(database, "head", new_code()) is None
    with database.writing() as at:
        assert activate(at, "head", new.code, "hash", "1.2.3.4") == there.head.id
    assert account(database, there.head).activated
    assert good(database, "head", new.code) is None
    with pytest.raises(Refused), database.writing() as at:
        activate(at, "head", new.code, "another")
    with database.reading() as at:
        row = at.execute(select(schema.account).where(schema.account.c.id == there.head.id)).one()
    assert (row.password_hash, row.activation_hash, row.activation_until) == ("hash", None, None)
    assert (log_lines(database)[-1].action, log_lines(database)[-1].address) == ("activate", "1.2.3.4")


def test_an_empty_code_opens_nothing(database: Database) -> None:
    made(database)
    for code in ("", "-", "----"):
        assert good(database, "head", code) is None
        assert good(database, "nobody", code) is None


def test_a_code_is_over_after_two_weeks(database: Database) -> None:
    there = made(database)
    new = issued(database, there.admin, there.head.id)
    assert timedelta(days=13, hours=23) < new.until - moment() <= timedelta(days=14)
    with database.writing() as at:
        past = moment() - timedelta(seconds=1)
        at.execute(update(schema.account).where(schema.account.c.id == there.head.id).values(activation_until=past))
    assert good(database, "head", new.code) is None


def test_a_new_code_ends_the_old_one_the_password_and_all_sessions(database: Database) -> None:
    there = made(database)
    with_password(database, there.head)
    logged_in(database, there.head, 2)
    first = issued(database, there.admin, there.head.id)
    assert not account(database, there.head).activated
    assert count(database, schema.session) == 0
    second = issued(database, there.admin, there.head.id)
    assert good(database, "head", first.code) is None
    assert good(database, "head", second.code) == there.head.id


def test_a_code_stands_nowhere_in_clear(database: Database) -> None:
    there = made(database)
    new = issued(database, there.admin, there.head.id)
    plain = new.code.replace("-", "")
    with database.reading() as at:
        for table in schema.TABLES.sorted_tables:
            told = repr(at.execute(select(table)).all()).upper()
            assert new.code not in told and plain not in told, table.name
    assert "激活码" in log_lines(database)[-1].summary


def test_who_may_issue_codes(database: Database) -> None:
    there = made(database)
    for login in ("evaluator", "rater", "head", "viewer"):
        for target in (there.head, there.admin):
            with pytest.raises(NotAllowed):
                issued(database, there.people[login], target.id)


def test_nobody_throws_themselves_or_the_last_administrator_out(database: Database) -> None:
    there = made(database)
    with_password(database, there.admin)
    with pytest.raises(Refused, match="给自己"):
        issued(database, there.admin, there.admin.id)
    other = replace(there.admin, id=there.viewer.id)
    with database.writing() as at:
        change_account(at, AT_THE_SERVER, replace(account(database, there.viewer), role=other.role, district=None))
    with pytest.raises(Refused, match="最后一位"):
        issued(database, other, there.admin.id)
    assert account(database, there.admin).activated
    assert issued(database, AT_THE_SERVER, there.admin.id).login == "admin"


def test_a_stopped_account_gets_no_code_and_its_code_no_entry(database: Database) -> None:
    there = made(database)
    new = issued(database, there.admin, there.head.id)
    with database.writing() as at:
        change_account(at, there.admin, replace(account(database, there.head), active=False))
    assert good(database, "head", new.code) is None
    with pytest.raises(Refused, match="已停用"):
        issued(database, there.admin, there.head.id)
