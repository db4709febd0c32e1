"""The form of an objection: which indicators it offers, and leaving it. (Typing and sending: test_my_objections.py)"""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import objections as work
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import WHY, objected


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.head)
    return found


def test_what_has_an_objection_is_not_offered_again(here: Published) -> None:
    objected(here)
    (choose,) = [each for each in open_screen("my_objections").selectbox if each.label == "对哪一项有不同意见"]
    assert not any("持证率" in each for each in choose.options)
    assert "正在等待答复" in text_of(open_screen("my_objections", query={"indicator": "licensed_share"}))


def test_a_chosen_indicator_opens_its_form(here: Published) -> None:
    run = open_screen("my_objections")
    (choose,) = [each for each in run.selectbox if each.label == "对哪一项有不同意见"]
    choose.set_value("room").run()
    assert "对「场所面积」提出异议" in text_of(run)
    assert "场所面积 60 平方米" in text_of(run)
    assert here.rows(schema.objection) == []  # looking is not objecting


def test_later_keeps_the_draft_and_giving_up_ends_it(here: Published) -> None:
    it = work.draft(here.database, here.head, here.part_id, "S001", "room", WHY)
    run = open_screen("my_objections", query={"indicator": "room"})
    run.button(key="close_form").click().run()
    assert here.rows(schema.objection)[0].state == "draft"
    run.button(key=f"go_on_{it.id}").click().run()
    run.button(key="drop_draft").click().run()
    assert here.rows(schema.objection)[0].state == "withdrawn"
    assert "还没有提出异议" in text_of(run)


def test_an_answered_one_is_shown_and_not_opened_again(here: Published) -> None:
    it = objected(here)
    work.reject(here.database, here.second, it.id, it.version, "维持原分")
    run = open_screen("my_objections", query={"indicator": "licensed_share"})
    assert "同一指标在一轮中只答复一次" in text_of(run)
    assert "维持原分" in text_of(run)
