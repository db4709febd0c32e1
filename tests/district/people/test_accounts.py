"""Accounts: who they are now, who may see and add them, what may not be made."""

from __future__ import annotations

import threading

import pytest

from rating.district.people.accounts import (
    Wanted,
    account_by_login,
    account_of,
    accounts_of,
    add_account,
    logins,
    person_of,
)
from rating.district.people.person import AT_THE_SERVER, Person, Role
from rating.district.people.roles import NotAllowed
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made
from tests.district.people.acting import account, count, log_lines, now, schema


def add(database: Database, person: Person, **changes: object) -> int:
    place = changes.pop("place", None)
    values = {"login": "Ｗang", "name": "王某", "role": Role.EVALUATOR, "district": place, **changes}
    with database.writing() as at:
        return add_account(at, person, Wanted(**values))  # type: ignore[arg-type]


def test_a_new_account_is_as_asked_and_logged(database: Database) -> None:
    there = made(database)
    new = add(database, there.admin, place=there.district, kinds=frozenset({"综合"}), external_id=" x-1 ")
    with database.reading() as at:
        kept = account_of(at, there.admin, new)
        person = person_of(at, new, session=7, address="1.2.3.4")
        assert account_by_login(at, there.admin, " WANG") == kept
        assert "wang" in logins(at)
    assert (kept.login, kept.name, kept.role, kept.external_id) == ("wang", "王某", Role.EVALUATOR, "x-1")
    assert kept.active and not kept.activated and kept.code_until is None
    wanted = Person(
        new, "wang", "王某", Role.EVALUATOR, there.district, frozenset({"综合"}), session=7, address="1.2.3.4"
    )
    assert person == wanted
    (line,) = log_lines(database)
    assert (line.action, line.thing, line.thing_id, line.account_id) == ("add", "account", new, there.admin.id)
    assert "角色：评估员" in line.new and "类型：综合" in line.new


def test_a_head_goes_by_stations(database: Database) -> None:
    there = made(database)
    both = frozenset(there.stations[:2])
    new = add(database, there.admin, place=there.district, role=Role.STATION_HEAD, stations=both)
    with database.reading() as at:
        person = person_of(at, new)
    assert person is not None and person.stations == both
    assert "站点：S001、S002" in log_lines(database)[-1].new


def test_nobody_is_behind_a_stopped_or_missing_account(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        at.execute(schema.account.update().where(schema.account.c.id == there.rater.id).values(active=False))
    assert now(database, there.rater) is None
    with database.reading() as at:
        assert person_of(at, 10_000) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "HEAD"}, "storage_taken"),
        ({"login": "ｈｅａｄ"}, "storage_taken"),
        ({"login": "he ad"}, "not_usable"),
        ({"name": " "}, "not_filled"),
        ({"place": None}, "not_filled"),
        ({"place": 10_000}, "not_found"),
        ({"role": Role.STATION_HEAD}, "not_filled"),
        ({"role": Role.STATION_HEAD, "stations": frozenset({10_000})}, "not_usable"),
        ({"stations": frozenset({1})}, "not_usable"),
        ({"role": Role.RATER, "kinds": frozenset({"综合"})}, "not_usable"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    database: Database, changes: dict[str, object], code: str
) -> None:
    there = made(database)
    before = count(database, schema.account)
    with pytest.raises(Refused) as refused:
        add(database, there.admin, **{"place": there.district, **changes})
    assert [problem.code for problem in refused.value.problems] == [code]
    assert (count(database, schema.account), count(database, schema.log)) == (before, 0)


def test_a_station_of_another_district_is_nobodys_here(database: Database) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    with pytest.raises(Refused, match="不在这个区"):
        add(
            database,
            there.admin,
            place=there.district,
            role=Role.STATION_HEAD,
            stations=frozenset(elsewhere.stations[:1]),
        )


def test_an_external_name_belongs_to_one_account(database: Database) -> None:
    there = made(database)
    add(database, there.admin, place=there.district, external_id="x-1")
    with pytest.raises(Refused, match="另一个账号"):
        add(database, there.admin, place=there.district, login="other", external_id="x-1")


@pytest.mark.parametrize("login", ["evaluator", "second", "rater", "head", "viewer"])
def test_only_administrators_add_and_list_accounts(database: Database, login: str) -> None:
    there = made(database)
    person = there.people[login]
    with pytest.raises(NotAllowed):
        add(database, person, place=there.district)
    with database.reading() as at:
        with pytest.raises(NotAllowed):
            accounts_of(at, person, there.district)
        with pytest.raises(NotAllowed):
            account_of(at, person, there.admin.id or 0)
        assert account_of(at, person, person.id or 0).login == login


def of_one_district(there: Made) -> Person:
    return Person(None, "local", "区管理员", Role.ADMINISTRATOR, there.district)


def test_an_administrator_of_one_district_stays_in_it(database: Database) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    local = of_one_district(there)
    for place in (elsewhere.district, None):
        with pytest.raises(NotAllowed):
            add(database, local, place=place, role=Role.ADMINISTRATOR)
    assert add(database, local, place=there.district)
    with database.reading() as at:
        listed = accounts_of(at, local, there.district)
        with pytest.raises(NotAllowed):
            accounts_of(at, local, elsewhere.district)
        with pytest.raises(NotAllowed):
            account_of(at, local, there.admin.id or 0)
    assert {each.district for each in listed} == {there.district}


def test_the_list_can_be_narrowed(database: Database) -> None:
    there, _ = made(database), made(database, name="别区")
    with database.reading() as at:
        everybody = accounts_of(at, there.admin, there.district)
        raters = accounts_of(at, there.admin, there.district, role=Role.RATER)
        named = accounts_of(at, there.admin, there.district, words="ＨＥＡＤ")
        called = accounts_of(at, there.admin, there.district, words="评估员")
        stopped = accounts_of(at, there.admin, there.district, active=False)
    assert [each.login for each in everybody][:4] == ["admin", "admin@别区", "evaluator", "second"]
    assert [each.login for each in raters] == ["rater"]
    assert [each.login for each in named] == ["head", "other_head"]
    assert [each.login for each in called] == ["evaluator", "second"]
    assert stopped == ()
    assert account(database, there.head).stations == {there.stations[0]}


def test_two_who_add_one_login_name_at_once(database: Database) -> None:
    there = made(database)
    told: list[object] = []

    def add_one() -> None:
        try:
            told.append(add(database, AT_THE_SERVER, place=there.district))
        except Refused as refused:
            told.append(refused.problems[0].code)

    threads = [threading.Thread(target=add_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(type, told), key=str) == [int, str], told
    assert "storage_taken" in told
