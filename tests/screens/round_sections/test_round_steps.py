from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.screens.in_district import round_made
from tests.screens.opening import open_screen, text_of

BUTTONS = {
    State.DRAFT: ["进入「填报」"],
    State.OPEN: ["进入「评分」", "退回到「方案」"],
    State.SCORING: ["进入「复核」", "退回到「填报」"],
    State.REVIEWED: ["进入「公示」", "退回到「评分」"],
    State.ANNOUNCED: ["进入「定级」", "退回到「复核」"],
    State.FINAL: ["进入「整改」", "结束本轮"],
    State.RECTIFICATION: ["结束本轮"],
    State.CLOSED: [],
}


@pytest.mark.parametrize("state", list(State))
def test_each_state_offers_its_steps_and_no_other(one_database: Database, sign_in: Any, state: State) -> None:
    there = round_made(one_database)
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state=state.value))
    sign_in(there.admin)
    run = open_screen("rounds")
    labels = [each.label for each in run.button if each.label.startswith(("进入", "退回", "结束"))]
    assert labels == BUTTONS[state]
    assert ("本轮已结束" in text_of(run)) is (state is State.CLOSED)
