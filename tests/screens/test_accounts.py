"""账号: for administrators; its parts, and what others see of it."""

from __future__ import annotations

import pytest

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.frame.navigation import pages_of
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of
from tests.screens.registering import page


@pytest.mark.parametrize(
    ("part", "told"), [("名单", "8 个账号"), ("新建", ""), ("批量建立", "有 1 个站点还没有站长账号")]
)
def test_each_part_opens(one_database: Database, sign_in: SignIn, part: str, told: str) -> None:
    there = made(one_database)
    made(one_database, name="别区")
    sign_in(there.admin)
    assert told in text_of(page("accounts", part))


def test_before_there_is_a_district_administrators_can_be_made(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    with one_database.writing() as at:
        at.exec_driver_sql("DELETE FROM account WHERE district_id IS NOT NULL")
        at.exec_driver_sql("DELETE FROM district")
    sign_in(there.admin)
    assert "1 个账号" in text_of(page("accounts"))
    assert "请先在「站点名册」中建立区" in text_of(page("accounts", "批量建立"))
    page("accounts", "新建")


def test_only_administrators_have_the_page() -> None:
    assert [role for role in (None, *Role) if "accounts" in pages_of(role)] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_whoever_comes_by_the_address_sees_nobody(one_database: Database, sign_in: SignIn, login: str) -> None:
    there = made(one_database)
    sign_in(there.people[login])
    shown = text_of(open_screen("accounts"))
    assert "other_head" not in shown and "站长戊" not in shown
