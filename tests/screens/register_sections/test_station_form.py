"""One station: added, changed, closed, removed; somebody else's change is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.places.stations import Station
from rating.district.storage.database import Database
from rating.screens.register_sections import station_list
from rating.workflow import places
from tests.district.made import Made, made
from tests.screens.conftest import SignIn
from tests.screens.opening import text_of
from tests.screens.registering import click, mark, page


@pytest.fixture
def there(one_database: Database, sign_in: SignIn) -> Made:
    found = made(one_database)
    sign_in(found.admin)
    return found


def stations(database: Database, there: Made) -> tuple[Station, ...]:
    return places.stations_of(database, there.admin, there.district)


def test_a_station_is_added_with_a_new_kind_and_street(one_database: Database, there: Made) -> None:
    run = page("stations")
    run.text_input(key="station_new_0_code").set_value("007")
    run.text_input(key="station_new_0_name").set_value("七号站")
    click(run, "station_add")
    assert "已添加站点「七号站」" in text_of(run)
    assert [each.code for each in stations(one_database, there)] == ["007", "S001", "S002", "S003"]
    run.text_input(key="station_new_1_code").set_value("007").run()
    assert "没有填写" in text_of(click(run, "station_add"))


def test_a_station_is_changed_closed_and_opened(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, station_list, 0)
    run = page("stations")
    key = f"station_{there.stations[0]}_1"
    assert run.button(key="station_save").disabled
    run.text_input(key=f"{key}_name").set_value("新名站").run()
    assert "已保存" in text_of(click(run, "station_save"))
    kept = stations(one_database, there)[0]
    assert (kept.name, kept.former_names) == ("新名站", ("1 号街道社工站",))
    run.selectbox(key="stations_state").set_value("全部").run()
    assert "已停用" in text_of(click(run, "station_turn"))
    assert not stations(one_database, there)[0].active
    assert "已恢复使用" in text_of(click(run, "station_turn"))


def test_a_station_in_use_is_closed_and_another_removed(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, station_list, 0)
    assert "没有删除" in text_of(click(page("stations"), "station_out"))
    mark(monkeypatch, station_list, 1)
    assert "「3 号街道社工站（S003）」已删除" in text_of(click(page("stations"), "station_out"))
    assert [(each.code, each.active) for each in stations(one_database, there)] == [("S001", False), ("S002", True)]


def test_a_change_by_another_is_told_and_what_was_typed_stays(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(monkeypatch, station_list, 0)
    run = page("stations")
    first = stations(one_database, there)[0]
    places.change_station(one_database, there.admin, replace(first, name="别人改的"))
    key = f"station_{first.id}_1"
    run.text_input(key=f"{key}_name").set_value("我改的").run()
    click(run, "station_save")
    assert "刚刚有变动" in text_of(run) and stations(one_database, there)[0].name == "别人改的"
    assert run.text_input(key=f"{key}_name").value == "我改的"
    click(run, "station_reload")
    assert run.text_input(key=f"station_{first.id}_2_name").value == "别人改的"


def test_former_names_with_a_comma_of_their_own_are_not_torn(
    one_database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stations(one_database, there)[0]
    places.change_station(one_database, there.admin, replace(first, former_names=("有、顿号",)))
    mark(monkeypatch, station_list, 0)
    run = page("stations")
    run.text_input(key=f"station_{first.id}_2_name").set_value("新名").run()
    click(run, "station_save")
    assert stations(one_database, there)[0].former_names == ("有、顿号", "1 号街道社工站")
