"""批量建立: seen before it is made, all at once."""

from __future__ import annotations

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.intake.people_list import HEADERS
from rating.workflow import people
from tests.district.made import made
from tests.district.people.acting import count, schema
from tests.intake.workbooks import xlsx
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, page


def test_heads_are_made_for_the_stations_without_one(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("accounts", "批量建立")
    assert list(run.dataframe[0].value["登录名"]) == ["s003"]
    click(run, "people_add_heads")
    assert len(run.session_state["issued_codes"]) == 1
    assert "都已有站长账号" in text_of(run)


def listed(database: Database, *rows: tuple[str | None, ...]) -> object:
    run = page("accounts", "批量建立")
    run.radio(key="people_way").set_value("按名单").run()
    run.file_uploader(key="people_file_0").set_value(("名单.xlsx", xlsx([list(HEADERS), *map(list, rows)]), "")).run()
    assert not run.exception, run.exception
    return run


def test_a_list_with_problems_makes_nobody(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = listed(one_database, ("王某", None, "评估人", None, None, None), ("李某", None, "主任", None, None, None))
    assert "C3" in text_of(run) and "角色「主任」无法识别" in text_of(run)  # type: ignore[arg-type]
    assert not [each for each in run.button if each.key == "people_add_list"]  # type: ignore[attr-defined]
    assert count(one_database, schema.account) == 7


def test_a_sound_list_is_made_whole(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = listed(one_database, ("王某", "007", "评估人", None, None, None), ("<b>", "x1", "评估员", None, "综合", None))
    click(run, "people_add_list")  # type: ignore[arg-type]
    assert {each.login for each in people.accounts_of(one_database, there.admin, words="王某")} == {"007"}
    assert people.account_by_login(one_database, there.admin, "x1").role is Role.EVALUATOR
    assert "<b>" in text_of(run)  # type: ignore[arg-type]
