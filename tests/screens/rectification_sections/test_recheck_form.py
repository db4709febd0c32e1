"""The re-check on the page: what it refuses. (How it goes through: test_rectification.py)"""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import accepted


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL, State.RECTIFICATION)
    sign_in(found.evaluator)
    return found


def _recheck() -> Any:
    run = open_screen("rectification")
    return run.segmented_control(key="rectification_step").set_value("复评").run()


def test_nothing_to_score_anew_is_told(here: Published) -> None:
    assert "没有等待复评的整改项" in text_of(_recheck())


def test_moving_another_indicator_is_refused_by_name(here: Published) -> None:
    item = accepted(here, "licensed_share")
    run = _recheck()
    run.text_input(key=f"recheck_{item.id}_staff").set_value("4").run()
    run.button(key="recheck_effect").click().run()
    assert "不在整改项内的指标：「人员配备」30.0 → 20.0" in text_of(run)
    assert not [each for each in run.button if each.label == "确认复评"]
    assert here.rows(schema.decision) == []


def test_a_value_changed_after_the_look_wants_another_look(here: Published) -> None:
    item = accepted(here)
    run = _recheck()
    run.text_input(key=f"recheck_{item.id}_area").set_value("120").run()
    run.button(key="recheck_effect").click().run()
    run.text_input(key=f"recheck_{item.id}_area").set_value("130").run()
    assert "请重新查看影响" in text_of(run)
    assert not [each for each in run.button if each.label == "确认复评"]
