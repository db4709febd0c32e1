"""What was done is told once, as text."""

from __future__ import annotations

from rating.district.storage.database import Database
from rating.screens.parts import told
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of


def test_it_is_told_once(one_database: Database, sign_in: SignIn) -> None:
    sign_in(made(one_database).admin)
    run = open_screen("accounts")
    run.session_state[told.KEY] = "已保存「<b>甲</b>」。"
    assert "已保存「<b>甲</b>」。" in text_of(run.run())
    assert "已保存" not in text_of(run.run())
