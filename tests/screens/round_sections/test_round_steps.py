from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from rating.district.rounds.moves import Step
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.workflow import publication, rounds
from rating.workflow.ratings import Progress
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


def test_announcing_tells_how_far_it_is(one_database: Database, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    there = round_made(one_database)
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state=State.REVIEWED.value))
    sign_in(there.admin)
    given = []

    def announce(*_: object, progress: Progress) -> None:
        progress("生成各站反馈", 0.5)
        given.append(progress)
        raise Refused((Problem("not_now", Place(), "本轮刚刚被改过"),))

    monkeypatch.setattr(publication, "announce", announce)
    monkeypatch.setattr(rounds, "next_steps", lambda *_: [Step(State.ANNOUNCED, back=False)])
    run = open_screen("rounds")
    next(each for each in run.button if each.label == "进入「公示」").click().run()
    assert given and "本轮刚刚被改过" in text_of(run)
    assert not run.get("progress"), "the bar is gone once it is over"
