"""日志与备份 as an administrator meets it; nobody else gets anything of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.storage.database import Database
from rating.screens import log_and_backup
from rating.screens.frame.navigation import BY_ROLE
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of


def test_an_administrator_has_all_five_parts(one_database: Database, sign_in: SignIn) -> None:
    sign_in(made(one_database).admin)
    run = open_screen("log_and_backup")
    assert run.button_group[0].options == ["日志", "备份", "恢复", "保存期限", "运行状况"]
    for part, lead in log_and_backup.LEADS.items():
        run.button_group[0].set_value(part).run()
        assert not run.exception
        assert lead in text_of(run)


def test_an_administrator_of_one_district_has_what_concerns_the_district(
    one_database: Database, sign_in: SignIn
) -> None:
    here = made(one_database)
    sign_in(replace(here.admin, district=here.district))
    run = open_screen("log_and_backup")
    assert run.button_group[0].options == ["日志", "保存期限"]
    run.button_group[0].set_value("保存期限").run()
    assert not run.exception


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_it_is_no_page_of_anybody_else(one_database: Database, sign_in: SignIn, login: str) -> None:
    person = made(one_database).people[login]
    assert not any("log_and_backup" in names for names in BY_ROLE[person.role].values())
    sign_in(person)
    run = open_screen("log_and_backup")
    assert "只增不改" not in text_of(run)


def test_the_page_itself_shows_nothing_to_somebody_without_the_right(one_database: Database, sign_in: SignIn) -> None:
    """Also when the page is reached all the same: what may be read is decided where it is read."""
    from streamlit.testing.v1 import AppTest

    here = made(one_database)
    sign_in(here.admin)

    def page() -> None:
        from rating.screens import log_and_backup
        from rating.screens.visit import where

        where.look()
        log_and_backup.show()

    for person in (here.evaluator, here.head, here.viewer):
        sign_in(person)
        run = AppTest.from_function(page, default_timeout=60).run()
        assert not run.exception
        assert "没有这项权限" in text_of(run)


def test_in_the_try_out_there_is_nothing_to_keep() -> None:
    from streamlit.testing.v1 import AppTest

    def page() -> None:
        from rating.screens import log_and_backup

        log_and_backup.show()

    assert "登录后" in text_of(AppTest.from_function(page, default_timeout=60).run())
