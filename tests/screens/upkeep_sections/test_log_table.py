"""The log on the screen: narrowed by every filter, turned page by page, hostile text only text."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.log import note
from rating.district.people.roles import Thing
from rating.district.rounds.local_day import today
from rating.district.storage import schema
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.made import Made, made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of

NASTY = '<script>alert(1)</script> =HYPERLINK("x") $x$ **b**'


@pytest.fixture
def here(one_database: Database, sign_in: SignIn) -> Made:
    there = made(one_database)
    with one_database.writing() as at:
        row: dict[str, Any] = {"district_id": there.district, "state": "closed", "created_at": moment()}
        for title in ("2024 年度", "2025 年度"):
            number = added(at, schema.assessment_round, title=title, **row)
            note(
                at,
                there.evaluator,
                "add",
                Thing.ROUND,
                number,
                assessment_round=number,
                summary=f"新建{title}",
                new="a" * 64,
            )
        note(at, there.head, "log_in", Thing.ACCOUNT, 6, district=there.district, summary="站长登录")
        note(at, there.admin, "change", Thing.STATION, 2, summary="改名", old="旧名", new=NASTY, why="更名批复")
    sign_in(there.admin)
    return there


def listed(run: AppTest) -> list[str]:
    """Which of the four lines are on the page."""
    text = text_of(run)
    return [word for word in ("新建2024 年度", "新建2025 年度", "站长登录", "改名") if word in text]


def test_everything_stands_there_with_old_and_new(here: Made) -> None:
    run = open_screen("log_and_backup")
    text = text_of(run)
    assert listed(run) == ["新建2024 年度", "新建2025 年度", "站长登录", "改名"]
    assert f"旧名 → {NASTY}" in text
    assert f"（空） → {'a' * 12}…" in text and "a" * 13 not in text, "a whole digest says nothing to a reader"
    assert "共 4 条，第 1 / 1 页" in text
    assert "<script>" not in "".join(each.proto.body for each in run.html)


def test_each_filter_narrows(here: Made) -> None:
    run = open_screen("log_and_backup")
    run.multiselect(key="log_actions").set_value(["log_in", "change"]).run()
    assert listed(run) == ["站长登录", "改名"]
    run.multiselect(key="log_things").set_value(["station"]).run()
    assert listed(run) == ["改名"]
    run.multiselect(key="log_actions").set_value([]).run()
    run.multiselect(key="log_things").set_value([]).run()
    run.selectbox(key="log_who").set_value(here.evaluator.id).run()
    assert listed(run) == ["新建2024 年度", "新建2025 年度"]
    run.selectbox(key="log_round").set_value(1).run()
    assert listed(run) == ["新建2024 年度"]
    run.selectbox(key="log_round").set_value(None).run()
    run.selectbox(key="log_who").set_value(None).run()
    run.text_input(key="log_words").set_value("更名 旧名").run()
    assert listed(run) == ["改名"]
    run.text_input(key="log_words").set_value("没有这个词").run()
    assert "没有符合条件的记录" in text_of(run)


def test_days_are_whole_days_of_the_district(here: Made) -> None:
    run = open_screen("log_and_backup")
    run.date_input(key="log_from").set_value(today()).run()
    run.date_input(key="log_to").set_value(today()).run()
    assert len(listed(run)) == 4


def test_the_district_can_be_singled_out(here: Made) -> None:
    run = open_screen("log_and_backup")
    run.selectbox(key="log_reach").set_value("本区").run()
    assert listed(run) == ["站长登录"]


def test_pages_are_turned_and_a_new_filter_begins_at_the_first(one_database: Database, here: Made) -> None:
    with one_database.writing() as at:
        for number in range(120):
            note(at, here.viewer, "log_in", Thing.ACCOUNT, 7, summary=f"第{number}次")
    run = open_screen("log_and_backup")
    assert "共 124 条，第 1 / 3 页" in text_of(run)
    assert "第119次" in text_of(run) and "第50次" not in text_of(run)
    run.button(key="log_on").click().run()
    run.button(key="log_on").click().run()
    assert "第 3 / 3 页" in text_of(run)
    assert len(listed(run)) == 4
    assert run.button(key="log_on").disabled
    run.multiselect(key="log_actions").set_value(["log_in"]).run()
    assert "第 1 / 3 页" in text_of(run)
