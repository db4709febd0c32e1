"""整改管理, as evaluators use it; and the station's own items on 异议与整改."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import DONE, accepted, asked, handed_in


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL, State.RECTIFICATION)
    sign_in(found.evaluator)
    return found


def _step(name: str) -> Any:
    run = open_screen("rectification")
    return run.segmented_control(key="rectification_step").set_value(name).run()


def test_everything_is_asked_for_at_once(here: Published) -> None:
    run = _step("提出整改")
    run.checkbox(key="rectification_all").check().run()
    assert run.button(key="rectification_open").label == "提出整改（3 个站点，9 项）"
    run.button(key="rectification_open").click().run()
    rows = here.rows(schema.rectification)
    assert len(rows) == 9
    assert all(row.until is not None for row in rows)
    assert "已对 3 个站点提出 9 项整改" in text_of(run)
    assert "没有可以提出的整改项" in text_of(run)


def test_nothing_ticked_opens_nothing(here: Published) -> None:
    assert _step("提出整改").button(key="rectification_open").disabled


def test_only_what_touches_conditions(here: Published) -> None:
    run = _step("提出整改")
    run.checkbox(key="rectification_only").check().run()
    run.checkbox(key="rectification_all").check().run()
    assert run.button(key="rectification_open").label == "提出整改（1 个站点，3 项）"


def test_what_was_handed_in_is_judged(here: Published) -> None:
    item = handed_in(here)
    run = open_screen("rectification")
    assert DONE in text_of(run)
    run.segmented_control(key=f"judge_how_{item.id}").set_value("退回补充").run()
    run.button(key=f"judge_{item.id}").click().run()
    assert "「验收意见」没有填写" in text_of(run)
    run.text_area(key=f"judge_words_{item.id}").set_value("缺少租赁合同")
    run.button(key=f"judge_{item.id}").click().run()
    row = here.rows(schema.rectification)[0]
    assert (row.state, row.verdict) == ("returned", "缺少租赁合同")


def test_a_recheck_from_the_page_shows_both_marks(here: Published, sign_in: Any) -> None:
    item = accepted(here)
    run = _step("复评")
    run.text_input(key=f"recheck_{item.id}_area").set_value("120").run()
    run.button(key="recheck_effect").click().run()
    assert "得分：场所面积 10.0 20.0" in " ".join(text_of(run).split())
    run.text_area(key="recheck_shown_S001_why").set_value("合同和现场已核验")
    run.button(key="recheck_confirm").click().run()
    assert "已复评1 号街道社工站的 1 项整改" in text_of(run)
    assert here.evaluation.ratings.total.tolist() == [900, 960, 410]
    sign_in(here.head)
    told = " ".join(text_of(open_screen("my_objections")).split())
    assert "已复评" in told
    assert "本项得分 10.0 20.0 总分 80.0 90.0" in told


def test_the_recheck_waits_for_its_stage(here: Published) -> None:
    accepted(here)
    here.put(state=State.FINAL.value)
    assert "请先在「轮次」中把本轮推进到「整改」" in text_of(_step("复评"))


def test_overdue_is_told_on_both_sides(here: Published, sign_in: Any) -> None:
    asked(here, "room")
    with here.database.writing() as at:
        at.execute(schema.rectification.update().values(until=date(2020, 1, 1)))
    assert "1 项待站点整改（1 项已逾期）" in text_of(open_screen("rectification"))
    sign_in(here.head)
    assert "已逾期" in text_of(open_screen("my_objections"))


def test_before_the_final_result_there_is_only_a_sentence(here: Published) -> None:
    here.put(state=State.ANNOUNCED.value)
    run = open_screen("rectification")
    assert "整改在定级之后、结束之前进行" in text_of(run)
    assert not run.segmented_control


def test_after_the_end_it_is_read_only(here: Published, sign_in: Any) -> None:
    handed_in(here)
    here.put(state=State.CLOSED.value)
    assert not open_screen("rectification").button
    sign_in(here.head)
    run = open_screen("my_objections")
    assert DONE in text_of(run)
    assert not run.text_area
