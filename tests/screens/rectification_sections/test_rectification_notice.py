"""Who is offered a notice, and for which stations. (What is in it: tests/workflow/test_letters.py)"""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import asked


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL, State.RECTIFICATION)
    sign_in(found.evaluator)
    return found


def test_a_notice_is_offered_for_stations_with_items_only(here: Published) -> None:
    run = open_screen("rectification")
    assert "整改通知" not in text_of(run)
    asked(here, "room")
    run = open_screen("rectification")
    assert run.selectbox(key="notice_station").options == ["1 号街道社工站"]
    assert "下载整改通知" in [each.label for each in run.get("download_button")]


def test_the_station_head_finds_the_own_notice_beside_the_items(here: Published, sign_in: Any) -> None:
    sign_in(here.head)
    assert "下载整改通知" not in text_of(open_screen("my_objections"))
    asked(here, "room")
    run = open_screen("my_objections")
    address = f"files/notice/{next(iter(here.head.stations))}/{here.round_id}.docx"
    assert address in " ".join(each.proto.body for each in run.html)
