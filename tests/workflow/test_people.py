"""Accounts as an administrator makes them: one, a list, a thousand; all or none, codes in clear nowhere."""

from __future__ import annotations

import io
import threading
from dataclasses import replace

import openpyxl
import pytest
from sqlalchemy import select

from rating.district.people.accounts import Wanted
from rating.district.people.activation import claimant
from rating.district.people.person import AT_THE_SERVER, Role
from rating.district.people.roles import NotAllowed
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.intake.people_list import HEADERS
from rating.problems import Refused
from rating.workflow import people
from tests.district.made import made
from tests.district.people.acting import account, count, log_lines, logged_in, with_password
from tests.intake.workbooks import xlsx


def test_an_account_comes_with_a_code_that_opens_it(database: Database) -> None:
    there = made(database)
    issued = people.add_account(database, there.admin, Wanted("新人", "新人", Role.RATER, there.district))
    with database.reading() as at:
        assert claimant(at, "新人", issued.code) == issued.account
    assert [line.action for line in log_lines(database)] == ["add", "change"]
    assert people.account_by_login(database, there.admin, "新人").code_until == issued.until


def test_a_list_is_taken_whole_with_leading_zeros(database: Database) -> None:
    there = made(database)
    rows = [
        list(HEADERS),
        ["王某", "007", "站长", "S001、S002", None, None],
        ["李某", None, "评估员", None, "综合", "备注"],
    ]
    asked = people.read_people(database, there.admin, there.district, "名单.xlsx", xlsx(rows))
    assert asked.problems == ()
    issued = people.add_accounts(database, there.admin, asked.wanted)
    assert [(each.login, each.role) for each in issued] == [("007", Role.STATION_HEAD), ("李某", Role.EVALUATOR)]
    kept = people.account_by_login(database, there.admin, "007")
    assert kept.stations == set(there.stations[:2])


def test_one_that_cannot_be_made_stops_all(database: Database) -> None:
    there = made(database)
    wanted = [Wanted(f"new{n}", f"新人{n}", Role.RATER, there.district) for n in range(5)]
    before = count(database, schema.account)
    with pytest.raises(Refused):
        people.add_accounts(database, there.admin, (*wanted, Wanted("HEAD", "重名", Role.RATER, there.district)))
    assert (count(database, schema.account), count(database, schema.log)) == (before, 0)


def test_two_who_take_one_list_at_once_make_it_once(database: Database) -> None:
    there = made(database)
    wanted = people.heads_wanted(database, there.admin, there.district).wanted
    assert [each.login for each in wanted] == ["s003"]
    wanted = (*(Wanted(f"n{n}", "新人", Role.RATER, there.district) for n in range(20)), *wanted)
    before, told = count(database, schema.account), []

    def make() -> None:
        try:
            told.append(len(people.add_accounts(database, there.admin, wanted)))
        except Refused as refusal:
            told.append(refusal.problems[0].code)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["21", "storage_taken"]
    assert count(database, schema.account) == before + 21


def test_a_thousand_accounts_in_one_go(database: Database) -> None:
    there = made(database)
    wanted = tuple(Wanted(f"{n:04}", f"评估人{n}", Role.RATER, there.district) for n in range(1000))
    issued = people.add_accounts(database, there.admin, wanted)
    assert len({each.code for each in issued}) == 1000
    assert [each.login for each in issued][:2] == ["0000", "0001"]
    listed = people.accounts_of(database, there.admin, there.district, role=Role.RATER)
    assert len(listed) == 1001 and all(each.code_until for each in listed if each.login != "rater")


def test_heads_are_wanted_only_where_none_is_in_use(database: Database) -> None:
    there = made(database)
    assert len(people.heads_wanted(database, there.admin, there.district).wanted) == 1
    people.change_account(database, there.admin, replace(account(database, there.head), active=False))
    again = people.heads_wanted(database, there.admin, there.district).wanted
    assert [each.login for each in again] == ["s001", "s003"]


def test_codes_for_several_are_all_new_or_none(database: Database) -> None:
    there = made(database)
    ids = [there.head.id or 0, there.rater.id or 0]
    issued = people.issue_codes(database, there.admin, ids)
    assert [each.login for each in issued] == ["head", "rater"]
    with pytest.raises(Refused, match="给自己"):
        people.issue_codes(database, there.admin, [*ids, there.admin.id or 0])
    with database.reading() as at:
        assert claimant(at, "head", issued[0].code) == there.head.id


def test_the_sheet_shows_what_the_database_never_does(database: Database) -> None:
    there = made(database)
    issued = people.issue_codes(database, there.admin, [there.head.id or 0])
    book = people.activation_book("示例区", issued, "https://a.example/activate")
    texts = [cell.value for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert issued[0].code in texts and "head" in texts
    with database.reading() as at:
        for table in schema.TABLES.sorted_tables:
            assert issued[0].code not in repr(at.execute(select(table)).all())


def test_sessions_are_counted_and_ended(database: Database) -> None:
    there = made(database)
    logged_in(database, there.head, 2)
    assert people.open_sessions(database, there.admin, there.head.id or 0) == 2
    assert people.end_sessions(database, there.admin, there.head.id or 0) == 2
    assert people.open_sessions(database, there.admin, there.head.id or 0) == 0


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_nobody_else_gets_anything_out_of_it(database: Database, login: str) -> None:
    there = made(database)
    with_password(database, there.admin)
    person, head = there.people[login], there.other_head.id or 0
    for act in (
        lambda: people.accounts_of(database, person, there.district),
        lambda: people.account_by_login(database, person, "other_head" if login == "head" else "head"),
        lambda: people.add_account(database, person, Wanted("new", "甲", Role.ADMINISTRATOR)),
        lambda: people.heads_wanted(database, person, there.district),
        lambda: people.read_people(database, person, there.district, "a.xlsx", b""),
        lambda: people.list_template(database, person, there.district),
        lambda: people.issue_code(database, person, head),
        lambda: people.end_sessions(database, person, head),
        lambda: people.open_sessions(database, person, head),
        lambda: people.change_account(database, person, account(database, there.other_head)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert log_lines(database) == []


def test_the_template_offers_the_districts_own_stations(database: Database) -> None:
    there = made(database)
    book = openpyxl.load_workbook(io.BytesIO(people.list_template(database, AT_THE_SERVER, there.district)))
    assert [cell.value for cell in book.worksheets[1]["A"]][3:] == ["S001", "S002", "S003"]
