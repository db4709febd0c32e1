"""The evaluator's view of one item: words that are not handed in are not shown. (Judging: test_rectification.py)"""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.workflow import rectification as work
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import DONE, asked


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database).move(State.FINAL, State.RECTIFICATION)
    sign_in(found.evaluator)
    return found


def test_what_is_not_handed_in_is_not_shown(here: Published) -> None:
    (item,) = asked(here, "room")
    saved = work.save_report(here.database, here.head, item.id, item.version, "还没想好怎么写")
    work.attach(here.database, here.head, item.id, [("草稿.pdf", b"%PDF-1")])
    run = open_screen("rectification")
    assert "还没想好怎么写" not in text_of(run)
    assert "草稿.pdf" not in text_of(run)
    assert not [each for each in run.button if each.label == "提交验收意见"]
    work.submit(here.database, here.head, item.id, saved.version, DONE)
    run.run()
    assert DONE in text_of(run)
    assert "草稿.pdf" in text_of(run)


def test_those_that_wait_come_first(here: Published) -> None:
    _, second = asked(here, "room", "quality")
    work.submit(here.database, here.head, second.id, second.version, DONE)
    run = open_screen("rectification")
    assert run.selectbox(key="rectification_chosen").value == second.id
    assert [each.split("（")[1] for each in run.selectbox(key="rectification_chosen").options] == [
        "待验收）",
        "待整改）",
    ]
