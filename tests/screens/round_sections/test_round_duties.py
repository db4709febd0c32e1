from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import delete, update
from streamlit.testing.v1 import AppTest

from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty, assignments_of
from rating.district.rounds.round import stations_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.screens.in_district import RoundMade, round_made
from tests.screens.opening import open_screen, text_of
from tests.screens.round_sections.test_round_parts import press
from tests.screens.test_rounds import by_key, section, typed_into


def opened(database: Database, sign_in: Any) -> tuple[AppTest, RoundMade]:
    there = round_made(database)
    sign_in(there.evaluator)
    return section(open_screen("rounds"), "分工与回避"), there


def standing(database: Database, there: RoundMade) -> dict[str, str]:
    with database.reading() as at:
        return {each.station_code: each.duty.title for each in assignments_of(at, there.admin, there.part.id)}


def test_many_stations_are_assigned_and_recused_at_once(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    by_key(run, "multiselect", "duties_raters").set_value([there.rater.id]).run()
    if roles := [each for each in run.selectbox if each.key == "duties_role"]:
        roles[0].set_value("expert").run()
    by_key(run, "button", "duties_many").click().run()
    assert "已保存 3 项" in text_of(run)
    assert set(standing(one_database, there).values()) == {"打分"}
    by_key(run, "selectbox", "duties_action").set_value("回避").run()
    by_key(run, "selectbox", "duties_scope").set_value("某个街镇").run()
    by_key(run, "selectbox", "duties_street").set_value("2 号街道").run()
    by_key(run, "button", "duties_many").click().run()
    assert "回避没有写明理由" in text_of(run)
    by_key(run, "text_input", "duties_why").set_value("曾任站长").run()
    by_key(run, "button", "duties_many").click().run()
    assert standing(one_database, there)["S002"] == "回避" and "曾任站长" in text_of(run)
    by_key(run, "selectbox", "duties_action").set_value("取消分配").run()
    by_key(run, "selectbox", "duties_scope").set_value("全组").run()
    by_key(run, "button", "duties_many").click().run()
    assert "原有的回避保持不变：专家甲对 S002" in text_of(run)
    assert standing(one_database, there) == {"S002": "回避"}


def test_a_cell_is_changed_with_its_reason(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    typed_into(run, {0: {f"r{there.rater.id}": "回避"}})
    by_key(run, "text_input", "_because").set_value("亲属任职").run()
    press(run, "保存 1 处改动")
    assert standing(one_database, there) == {"S001": "回避"}
    assert "亲属任职" in text_of(run)


def test_a_cell_that_somebody_else_changed_is_not_overwritten(one_database: Database, sign_in: Any) -> None:
    run, there = opened(one_database, sign_in)
    typed_into(run, {0: {f"r{there.rater.id}": "打分"}})
    with one_database.writing() as at:
        first = stations_of(at, there.part.id)[0]
        assign(at, there.second, there.round.id, [Wish(there.rater.id or 0, first.id, Duty.RECUSED, reason="亲属")])
    press(run, "保存 1 处改动")
    assert "别人改过" in text_of(run) and standing(one_database, there) == {"S001": "回避"}


def test_without_raters_the_way_to_accounts_is_told(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    with one_database.writing() as at:
        at.execute(delete(schema.account).where(schema.account.c.role == "rater"))
    sign_in(there.admin)
    assert "还没有评估人账号" in text_of(section(open_screen("rounds"), "分工与回避"))


def test_after_scoring_duties_are_only_read(one_database: Database, sign_in: Any) -> None:
    opened(one_database, sign_in)
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state=State.REVIEWED.value))
    run = section(open_screen("rounds"), "分工与回避")
    assert "现在只能查看" in text_of(run) and not run.data_editor
    (table,) = run.dataframe
    named = json.loads(table.proto.columns)
    raters = [named[name]["label"] for name in table.value.columns if re.fullmatch(r"r\d+", name)]
    assert raters == ["专家甲"], "a rater is called by name, not by number"


def test_cells_without_a_duty_are_empty(one_database: Database, sign_in: Any) -> None:
    run, _ = opened(one_database, sign_in)
    assert run.data_editor[0].proto.placeholder == "" and run.data_editor[0].proto.HasField("placeholder")
