from __future__ import annotations

from typing import Any

from sqlalchemy import delete, update

from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.round import round_of, stations_of_round
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import made
from tests.screens.in_district import round_made
from tests.screens.opening import open_screen, text_of
from tests.screens.round_sections.test_round_parts import press
from tests.screens.test_rounds import by_key, section


def test_differences_are_listed_and_taken(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database, begun=False)
    with one_database.writing() as at:
        at.execute(update(schema.station).where(schema.station.c.code == "S002").values(name="新名社工站"))
    sign_in(there.evaluator)
    run = section(open_screen("rounds"), "名册")
    assert "名册与本轮的不同（1）" in text_of(run) and "参评站点（3）" in text_of(run)
    press(run, "重新取用站点名册")
    assert "已取用名册，3 个站点参评（信息变化 1）" in text_of(run)
    with one_database.reading() as at:
        assert stations_of_round(at, there.round.id)[1].name == "新名社工站"


def test_stations_are_left_out(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database, begun=False)
    sign_in(there.evaluator)
    run = section(open_screen("rounds"), "名册")
    by_key(run, "multiselect", "_codes").set_value(["S003"]).run()
    press(run, "重新取用站点名册")
    assert "2 个站点参评（名册移出 1）" in text_of(run)
    with one_database.reading() as at:
        assert round_of(at, there.admin, there.round.id).left_out_codes == ("S003",)


def test_each_empty_state_says_what_comes_first(one_database: Database, sign_in: Any) -> None:
    here = made(one_database)
    with one_database.writing() as at:
        create_round(at, here.admin, here.district, Plan(title="空"))
    sign_in(here.admin)
    run = section(open_screen("rounds"), "名册")
    assert "请先在「分组与标准」中设定" in text_of(run)
    with one_database.writing() as at:
        at.execute(delete(schema.station))
    assert "站点名册还是空的" in text_of(section(open_screen("rounds"), "名册"))


def test_a_frozen_roster_is_only_read(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "名册")
    assert "参评名册冻结" in text_of(run)
    assert not [each for each in run.button if "取用" in each.label]
