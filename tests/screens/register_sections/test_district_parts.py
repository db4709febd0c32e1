"""区: made, renamed, practised on, removed after its name was typed."""

from __future__ import annotations

from rating.district.storage.database import Database
from rating.workflow import looking, places
from tests.district.made import made
from tests.district.people.acting import count, schema
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, page


def test_a_district_is_made_and_looked_at(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("stations", "区")
    run.text_input(key="district_new_name").set_value("新区").run()
    click(run, "district_add")
    assert "已建立「新区」" in text_of(run) and "站点名册 · 新区" in text_of(run)


def test_a_district_is_renamed(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("stations", "区")
    run.text_input(key=f"district_{there.district}_1_name").set_value("新名区").run()
    assert "本区：新名区" in text_of(click(run, "district_save"))


def test_the_practice_district_comes_and_goes(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database, name="杨浦区")
    sign_in(there.people["admin"])
    run = click(page("stations", "区"), "practice_load")
    assert "练习区已装入" in text_of(run) and "示例区（练习）" in text_of(run)
    assert run.button(key="district_remove").disabled
    run.text_input(key="district_typed").set_value("示例区").run()
    click(run, "district_remove")
    assert "已删除「示例区（练习）」" in text_of(run)
    assert [each.name for each in looking.view(one_database, there.people["admin"]).districts] == ["杨浦区"]


def test_a_real_district_in_use_is_not_removed(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("stations", "区")
    run.text_input(key="district_typed").set_value("示例区").run()
    assert "还有账号" in text_of(click(run, "district_remove"))
    assert count(one_database, schema.district) == 1
    assert places.district_of(one_database, there.admin, there.district).name == "示例区"
