"""One account: changed as it was seen, never over somebody else's change; a code is shown once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.account_sections import account_list
from rating.workflow import people
from tests.district.made import Made, made
from tests.district.people.acting import account, logged_in, with_password
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, field, mark, page

ADMIN, EVALUATOR, RATER = 0, 1, 3


@pytest.fixture
def there(one_database: Database, sign_in: SignIn) -> Made:
    found = made(one_database)
    with_password(one_database, found.admin)
    sign_in(found.admin)
    return found


def key_of(database: Database, person: object) -> str:
    kept = account(database, person)  # type: ignore[arg-type]
    return f"account_{kept.id}_{kept.version}"


def test_name_role_and_reach_are_changed(one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(monkeypatch, account_list, EVALUATOR)
    run = page("accounts")
    key = key_of(one_database, there.evaluator)
    assert run.button(key=f"{key}_save").disabled
    run.text_input(key=f"{key}_name").set_value("新名")
    run.selectbox(key=f"{key}_role").set_value(Role.VIEWER).run()
    run.multiselect(key=f"{key}_kinds").set_value(["综合"]).run()
    click(run, f"{key}_save")
    assert "已保存「评估员乙（evaluator）」的修改" in text_of(run)
    kept = account(one_database, there.evaluator)
    assert (kept.name, kept.role, kept.kinds) == ("新名", Role.VIEWER, {"综合"})


def test_a_change_by_another_is_told_and_kept_and_what_was_typed_stays(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, account_list, RATER)
    run = page("accounts")
    key = key_of(one_database, there.rater)
    seen = account(one_database, there.rater)
    people.change_account(one_database, there.admin, replace(seen, name="别人改的"))
    run.text_input(key=f"{key}_name").set_value("我改的").run()
    click(run, f"{key}_save")
    assert "别人" in text_of(run) and "刚刚有变动" in text_of(run)
    assert account(one_database, there.rater).name == "别人改的"
    assert run.text_input(key=f"{key}_name").value == "我改的"
    click(run, "account_reload")
    assert field(run, "姓名").value == "别人改的"


def test_a_code_is_shown_until_it_is_put_away(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, account_list, RATER)
    run = click(page("accounts"), "account_code")
    issued = run.session_state["issued_codes"]
    assert issued[0].code in text_of(run) and "只在这里显示这一次" in text_of(run)
    click(run, "issued_done")
    assert issued[0].code not in text_of(run)


def test_sessions_are_ended_and_the_account_is_stopped_and_resumed(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged_in(one_database, there.rater, 2)
    mark(monkeypatch, account_list, RATER)
    run = page("accounts")
    assert "现有 2 处登录" in text_of(run)
    assert "2 处登录" in text_of(click(run, "account_end"))
    assert "已停用" in text_of(click(run, "account_turn"))
    assert not account(one_database, there.rater).active
    assert run.button(key="account_code").disabled
    assert "已恢复使用" in text_of(click(run, "account_turn"))


def test_ones_own_account_offers_only_the_name(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, account_list, ADMIN)
    run = page("accounts")
    assert "这是您自己的账号" in text_of(run)
    assert not [each for each in run.button if each.key in ("account_code", "account_turn", "account_end")]
    assert not [each for each in run.selectbox if each.key.endswith("_role") and each.key.startswith("account_")]


def test_several_get_their_codes_together(one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(monkeypatch, account_list, EVALUATOR, RATER)
    run = click(page("accounts"), "accounts_codes")
    assert [each.login for each in run.session_state["issued_codes"]] == ["evaluator", "rater"]
    mark(monkeypatch, account_list, ADMIN, RATER)
    run = click(page("accounts"), "accounts_codes")
    assert "不能给自己重发激活码" in text_of(run)
