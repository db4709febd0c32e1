"""保存期限: rounds past their day are named, changed with a reason, cleared only when the title is typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.rounds.local_day import today
from rating.district.storage import schema
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow import upkeep
from tests.district.made import Made, made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of


@pytest.fixture
def here(one_database: Database, sign_in: SignIn) -> Made:
    there = made(one_database)
    with one_database.writing() as at:
        for title, state, until in (
            ("2020 年度", "closed", today() - timedelta(days=1)),
            ("2025 年度", "announced", None),
        ):
            row: dict[str, Any] = {"district_id": there.district, "created_at": moment(), "keep_until": until}
            added(at, schema.assessment_round, title=title, state=state, **row)
    sign_in(there.admin)
    return there


def titles(database: Database, here: Made) -> list[str]:
    return [each.title for each in upkeep.kept_rounds(database, here.admin, here.district)[0]]


def retention(chosen: int | None = None) -> AppTest:
    run = open_screen("log_and_backup")
    run.button_group[0].set_value("保存期限").run()
    if chosen is not None:
        run.selectbox(key="retention_round").set_value(chosen).run()
    assert not run.exception
    return run


def test_what_is_past_its_day_is_named(here: Made) -> None:
    text = text_of(retention())
    assert "1 个轮次已过保存期限：2020 年度" in text
    assert "已过 1 天" in text and "长期" in text


def test_without_rounds_it_says_so(one_database: Database, sign_in: SignIn) -> None:
    sign_in(made(one_database).admin)
    assert "还没有评估轮次" in text_of(retention())


def test_the_day_is_changed_with_a_reason(one_database: Database, here: Made) -> None:
    run = retention(2)
    until = today() + timedelta(days=3650)
    run.date_input(key="keep_until_2").set_value(until).run()
    run.button(key="keep_2").click().run()
    assert "没有写明原因" in text_of(run)
    run.text_input(key="keep_why_2").set_value("档案管理规定").run()
    run.button(key="keep_2").click().run()
    assert f"「2025 年度」的保存期限已改为{until.isoformat()}" in text_of(run)
    (changed,) = (each for each in upkeep.kept_rounds(one_database, here.admin, here.district)[0] if each.id == 2)
    assert changed.keep_until == until


def test_a_round_at_work_cannot_be_cleared(here: Made) -> None:
    run = retention(2)
    assert "不能清除" in text_of(run)
    assert "forget_2" not in {button.key for button in run.button}


def test_a_round_is_cleared_when_its_title_is_typed(one_database: Database, here: Made) -> None:
    run = retention(1)
    assert "将要清除：站点 0" in text_of(run)
    run.text_input(key="forget_title_1").set_value("2025 年度").run()
    run.text_input(key="forget_why_1").set_value("保存期满").run()
    run.button(key="forget_1").click().run()
    assert "与轮次名称不一致" in text_of(run)
    assert titles(one_database, here) == ["2025 年度", "2020 年度"]
    run.text_input(key="forget_title_1").set_value("2020 年度").run()
    run.button(key="forget_1").click().run()
    assert "已清除「2020 年度」" in text_of(run)
    assert titles(one_database, here) == ["2025 年度"]
