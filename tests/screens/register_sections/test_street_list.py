"""街镇: official ones offered, others typed, changed as they were seen."""

from __future__ import annotations

from dataclasses import replace

from rating.district.storage.database import Database
from rating.workflow import places
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, page


def test_a_new_district_is_offered_all_its_official_streets(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    district = places.add_district(one_database, there.admin, "上海市杨浦区")
    sign_in(there.admin)
    run = page("stations", "街镇")
    run.session_state["chosen_district"] = district
    run.query_params["district"] = str(district)
    run.run()
    assert len(run.multiselect(key="streets_official_0").value) == 12
    click(run, "streets_add")
    assert "已添加 12 个街镇" in text_of(run) and "310110021" in text_of(run)
    assert not [each for each in run.multiselect if each.key.startswith("streets_official")]


def test_a_street_is_typed_changed_and_removed(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("stations", "街镇")
    run.text_input(key="street_new_0_name").set_value("某镇").run()
    assert "已添加街镇「某镇」" in text_of(click(run, "street_add"))
    new = next(each for each in places.streets_of(one_database, there.admin, there.district) if each.name == "某镇")
    run.selectbox(key="street_chosen").set_value(new.id).run()
    run.text_input(key=f"street_{new.id}_1_code").set_value("420502999").run()
    assert "已保存街镇「某镇」" in text_of(click(run, "street_save"))
    assert "420502999" in text_of(run)
    assert "已删除街镇「某镇」" in text_of(click(run, "street_out"))


def test_a_change_by_another_is_told(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    run = page("stations", "街镇")
    first = places.streets_of(one_database, there.admin, there.district)[0]
    run.selectbox(key="street_chosen").set_value(first.id).run()
    places.change_street(one_database, there.admin, replace(first, name="别人改的"))
    run.text_input(key=f"street_{first.id}_1_name").set_value("我改的").run()
    assert "刚刚被别人改过" in text_of(click(run, "street_save"))
    assert places.streets_of(one_database, there.admin, there.district)[0].name == "别人改的"
