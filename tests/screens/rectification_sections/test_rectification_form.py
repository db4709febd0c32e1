"""The station's form of one rectification item."""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import rectification as work
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import DONE, asked


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL, State.RECTIFICATION)
    sign_in(found.head)
    return found


def test_the_demand_is_read_words_are_kept_and_handed_in(here: Published) -> None:
    (item,) = asked(here, "room")
    run = open_screen("my_objections")
    assert "落实固定场所。场所面积由 60 平方米提高到 100 平方米，可再得 10 分" in text_of(run)
    run.text_area[0].set_value("正在找场所").run()
    assert here.rows(schema.rectification)[0].done == "正在找场所"
    assert open_screen("my_objections").text_area[0].value == "正在找场所"
    run.file_uploader[0].upload("合同.pdf", b"%PDF-1.7 1", "application/pdf").run()
    run.text_area[0].set_value(DONE)
    run.button(key=f"submit_{item.id}").click().run()
    row = here.rows(schema.rectification)[0]
    assert (row.state, row.done) == ("submitted", DONE)
    assert not run.text_area
    assert "待验收" in text_of(run)
    assert [row.state for row in here.rows(schema.upload) if row.purpose == "evidence"] == ["taken"]


def test_returned_with_its_reason_the_form_is_back(here: Published) -> None:
    (item,) = asked(here, "room")
    sent = work.submit(here.database, here.head, item.id, item.version, DONE)
    work.judge(here.database, here.evaluator, sent.id, sent.version, "returned", "缺少租赁合同")
    run = open_screen("my_objections")
    assert "缺少租赁合同" in text_of(run)
    assert run.text_area[0].value == DONE


def test_without_words_the_refusal_is_told(here: Published) -> None:
    (item,) = asked(here, "room")
    run = open_screen("my_objections")
    run.button(key=f"submit_{item.id}").click().run()
    assert "「整改情况」没有填写" in text_of(run)
    assert here.rows(schema.rectification)[0].state == "open"
