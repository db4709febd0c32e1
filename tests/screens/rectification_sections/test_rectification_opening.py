"""Asking for rectification: the last day that is offered, and stations chosen. (Opening: test_rectification.py)"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rating.district.rounds.local_day import today
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL)
    sign_in(found.evaluator)
    return found


def _opening() -> Any:
    run = open_screen("rectification")
    return run.segmented_control(key="rectification_step").set_value("提出整改").run()


@pytest.mark.parametrize(("of_round", "offered"), [(10, 10), (None, 30), (-1, 30)])
def test_the_last_day_offered_is_the_rounds_if_it_is_still_to_come(
    here: Published, of_round: int | None, offered: int
) -> None:
    here.put(rectify_until=None if of_round is None else today() + timedelta(days=of_round))
    assert _opening().date_input(key="rectification_until").value == today() + timedelta(days=offered)


def test_one_station_at_a_time(here: Published) -> None:
    run = _opening()
    run.multiselect(key="rectification_stations").set_value(["S001"]).run()
    run.checkbox(key="rectification_all").check().run()
    assert run.button(key="rectification_open").label == "提出整改（1 个站点，3 项）"
    run.button(key="rectification_open").click().run()
    assert {row.station_code for row in here.rows(schema.rectification)} == {"S001"}
    assert {row.indicator for row in here.rows(schema.rectification)} == {"licensed_share", "room", "quality"}
