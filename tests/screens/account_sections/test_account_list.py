"""名单: who is there, narrowed by role, state and words."""

from __future__ import annotations

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.account_sections import account_list
from rating.workflow import people
from tests.district.made import made
from tests.district.people.acting import account, replace, with_password
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import page


def test_the_table_tells_role_reach_and_state(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    with_password(one_database, there.admin, there.evaluator)
    people.issue_code(one_database, there.admin, there.head.id or 0)
    people.change_account(one_database, there.admin, replace(account(one_database, there.rater), active=False))
    sign_in(there.admin)
    table = page("accounts").dataframe[0].value
    states = dict(zip(table["登录名"], table["状态"], strict=True))
    assert states["evaluator"] == "使用中" and states["rater"] == "已停用"
    assert states["head"].startswith("未激活（激活码至") and states["viewer"] == "未激活（没有激活码）"
    reach = dict(zip(table["登录名"], table["范围"], strict=True))
    assert (reach["admin"], reach["head"], reach["viewer"]) == ("全部区", "1 号街道社工站（S001）", "示例区")


def test_role_state_and_words_narrow_it(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("accounts")
    run.selectbox(key="accounts_role").set_value(Role.STATION_HEAD.title).run()
    assert list(run.dataframe[0].value["登录名"]) == ["head", "other_head"]
    run.text_input(key="accounts_words").set_value("ＯＴＨＥＲ").run()
    assert list(run.dataframe[0].value["登录名"]) == ["other_head"]
    run.selectbox(key="accounts_state").set_value("已停用").run()
    assert "没有符合条件的账号" in text_of(run)
    assert account_list.STATES[1:] == ("使用中", "未激活", "已停用")
