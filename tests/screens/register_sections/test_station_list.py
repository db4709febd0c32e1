"""名册: searched by anything a station is called, narrowed by kind and state."""

from __future__ import annotations

from dataclasses import replace

from rating.district.storage.database import Database
from rating.workflow import places
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.registering import page


def test_it_is_narrowed(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database, kinds=("综合", "未保"))
    first, second, _ = places.stations_of(one_database, there.admin, there.district)
    places.change_station(one_database, there.admin, replace(first, former_names=("老一",)))
    places.change_station(one_database, there.admin, replace(second, active=False))
    sign_in(there.admin)
    run = page("stations")
    assert list(run.dataframe[0].value["代码"]) == ["S001", "S003"]
    run.text_input(key="stations_words").set_value("老一").run()
    assert list(run.dataframe[0].value["代码"]) == ["S001"]
    run.text_input(key="stations_words").set_value("３１０１１０００２")
    run.selectbox(key="stations_state").set_value("全部").run()
    assert list(run.dataframe[0].value["代码"]) == ["S002"]
    assert list(run.dataframe[0].value["状态"]) == ["已停用"]
    run.text_input(key="stations_words").set_value("")
    run.selectbox(key="stations_kind").set_value("未保").run()
    assert list(run.dataframe[0].value["代码"]) == ["S002"]


def test_columns_without_any_text_are_left_out(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    sign_in(there.admin)
    assert list(page("stations").dataframe[0].value.columns) == ["代码", "名称", "类型", "街镇", "街镇代码"]
