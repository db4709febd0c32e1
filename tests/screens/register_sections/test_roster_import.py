"""导入: what would change is seen first; open questions hold it up; then all of it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.storage.database import Database
from rating.workflow import places
from tests.district.made import Made, made
from tests.intake.workbooks import xlsx
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, page

HEAD = ["代码", "名称", "类型", "街镇"]
SAME = [[f"S00{n}", f"{n} 号街道社工站", "综合", f"{n} 号街道"] for n in (1, 2, 3)]


@pytest.fixture
def there(one_database: Database, sign_in: SignIn) -> Made:
    found = made(one_database, name="杨浦区")
    sign_in(found.people["admin"])
    return found


def imported(*rows: list[Any]) -> AppTest:
    run = page("stations", "导入")
    run.file_uploader(key="roster_file_0").set_value(("名册.xlsx", xlsx([HEAD, *rows]), "")).run()
    assert not run.exception, run.exception
    return run


def codes(database: Database, there: Made) -> list[tuple[str, bool]]:
    return [(each.code, each.active) for each in places.stations_of(database, there.people["admin"], there.district)]


def test_the_same_roster_says_so(there: Made) -> None:
    run = imported(*SAME)
    assert "与现有名册一致" in text_of(run)
    assert "roster_take" not in {each.key for each in run.button}


def test_everything_is_shown_answered_and_taken(one_database: Database, there: Made) -> None:
    run = imported(["S001", "新名站", "综合", "1 号街道"], SAME[1], ["007", "七号站", "综合", "五角场"])
    shown = text_of(run)
    assert "新增 1 个" in shown and "修改 1 个" in shown and "新名站" in shown and "文件中没有的 1 个站点" in shown
    assert run.button(key="roster_take").disabled
    run.selectbox(key="roster_street_0").set_value("五角场街道").run()
    assert run.button(key="roster_take").disabled
    run.radio(key="roster_gone").set_value("全部停用").run()
    run.text_input(key="roster_why").set_value("年度更新").run()
    click(run, "roster_take")
    assert "名册已更新：新增 1、修改 1、停用 1" in text_of(run)
    assert codes(one_database, there) == [("007", True), ("S001", True), ("S002", True), ("S003", False)]
    (new, *_) = places.stations_of(one_database, there.people["admin"], there.district)
    assert (new.street, new.street_code) == ("五角场街道", "310110019")


def test_some_of_those_gone_are_closed(one_database: Database, there: Made) -> None:
    run = imported(["S001", "1 号街道社工站", "未保", "1 号街道"])
    run.radio(key="roster_gone").set_value("逐个选择要停用的").run()
    run.multiselect(key="roster_close").set_value([there.stations[2]]).run()
    click(run, "roster_take")
    assert codes(one_database, there) == [("S001", True), ("S002", True), ("S003", False)]


def test_a_roster_with_problems_cannot_be_taken(one_database: Database, there: Made) -> None:
    run = imported(*SAME, ["S001", "又一个", "综合", None], [None, None, "综合", None])
    assert "A5" in text_of(run) and "B6" in text_of(run)
    assert "roster_take" not in {each.key for each in run.button}


def test_a_register_changed_meanwhile_is_told_and_checked_again(one_database: Database, there: Made) -> None:
    run = imported(["S001", "我改的", "综合", "1 号街道"], *SAME[1:])
    first = places.stations_of(one_database, there.people["admin"], there.district)[0]
    places.change_station(one_database, there.people["admin"], replace(first, kind="未保"))
    click(run, "roster_take")
    assert "刚刚被别人改过" in text_of(run)
    assert places.stations_of(one_database, there.people["admin"], there.district)[0].name == "1 号街道社工站"
    click(run, "roster_again")
    assert "未保" in text_of(run)
    click(run, "roster_take")
    assert places.stations_of(one_database, there.people["admin"], there.district)[0].name == "我改的"
