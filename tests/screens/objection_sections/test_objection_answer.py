"""One objection before whoever answers it: a gate, a mark, and what stays typed. (More: test_objections.py)"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rating.district.storage.database import Database
from rating.workflow import objections as work
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import WHY, objected


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.second)
    return found


def test_a_gate_is_shown_with_the_values_it_rests_on(here: Published) -> None:
    third = replace(here.head, stations=frozenset({here.made.stations[2]}))
    it = work.draft(here.database, third, here.part_id, "S003", "gate:low_licensed", WHY)
    work.send(here.database, third, it.id, it.version, WHY)
    told = " ".join(text_of(open_screen("objections")).split())
    assert "必备条件「持证率低于 50%」所依据的数据： 持证社工数：1 人 驻站社工数：3 人" in told


def test_marks_are_shown_one_by_one_and_replaced_by_one(here: Published) -> None:
    it = objected(here, "quality")
    run = open_screen("objections")
    run.segmented_control(key=f"answer_how_{it.id}").set_value("采纳并更正").run()
    assert "专家甲" in text_of(run)
    (place,) = run.text_input
    assert place.label.replace("\\", "") == "服务质量（分），现为 专家甲 24 分、专家丑 26 分"


def test_what_was_typed_for_one_is_there_after_looking_at_another(here: Published) -> None:
    first, second = objected(here), objected(here, "room")
    run = open_screen("objections")
    run.text_area(key=f"answer_reply_{first.id}").set_value("写到一半").run()
    run.selectbox(key="objection_chosen").set_value(second.id).run()
    assert run.text_area(key=f"answer_reply_{second.id}").value == ""
    run.selectbox(key="objection_chosen").set_value(first.id).run()
    assert run.text_area(key=f"answer_reply_{first.id}").value == "写到一半"
