"""One new account, with what its role needs."""

from __future__ import annotations

from rating.district.people.person import AT_THE_SERVER, Role
from rating.district.storage.database import Database
from rating.workflow import people
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, page

KEY = "account_new_0"


def test_a_head_is_made_with_stations_and_a_code(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("accounts", "新建")
    assert run.button(key="account_add").disabled
    run.text_input(key=f"{KEY}_name").set_value("王某")
    run.text_input(key=f"{KEY}_login").set_value("Wang")
    run.selectbox(key=f"{KEY}_role").set_value(Role.STATION_HEAD).run()
    run.multiselect(key=f"{KEY}_stations").set_value([there.stations[2]]).run()
    click(run, "account_add")
    kept = people.account_by_login(one_database, AT_THE_SERVER, "wang")
    assert (kept.role, kept.stations, kept.district) == (Role.STATION_HEAD, {there.stations[2]}, there.district)
    assert run.session_state["issued_codes"][0].code in text_of(run)


def test_what_is_missing_is_told_and_what_was_typed_stays(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("accounts", "新建")
    run.text_input(key=f"{KEY}_name").set_value("王某")
    run.text_input(key=f"{KEY}_login").set_value("HEAD")
    run.selectbox(key=f"{KEY}_role").set_value(Role.RATER).run()
    click(run, "account_add")
    assert "登录名「head」已经有人使用" in text_of(run)
    assert run.text_input(key=f"{KEY}_name").value == "王某"
