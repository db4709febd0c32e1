"""The evaluator's side of rectification: accept, return with a reason, reject; each in its state."""

from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import rectification as work
from tests.district.made import made
from tests.district.published_round import Published, published
from tests.workflow.test_rectification import DONE, opened


@pytest.fixture
def here(database: Database) -> Published:
    return published(database).move(State.FINAL)


def test_returned_with_a_reason_it_is_the_stations_turn_again(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    assert "S001：对「场所面积」提出整改要求" in [row.summary for row in here.rows(schema.log)]
    sent = work.submit(here.database, here.head, item.id, item.version, DONE)
    back = work.judge(here.database, here.evaluator, sent.id, sent.version, "returned", "缺少租赁合同")
    assert (back.state, back.verdict, back.title, back.checked_by_name) == (
        "returned",
        "缺少租赁合同",
        "已退回，待补充",
        "评估员乙",
    )
    again = work.submit(here.database, here.head, back.id, back.version, "租赁合同已经补上")
    assert work.judge(here.database, here.second, again.id, again.version, "accepted").state == "accepted"
    told = [(row.old, row.new, row.why) for row in here.rows(schema.log) if "验收整改" in row.summary]
    assert told == [("待验收", "已退回，待补充", "缺少租赁合同"), ("待验收", "验收通过", "")]


@pytest.mark.parametrize("state", ["returned", "rejected"])
def test_no_return_and_no_rejection_without_a_reason(here: Published, state: str) -> None:
    (item,) = opened(here, ("S001", "room"))
    sent = work.submit(here.database, here.head, item.id, item.version, DONE)
    with pytest.raises(Refused) as refused:
        work.judge(here.database, here.evaluator, sent.id, sent.version, state)
    assert refused.value.problems[0].code == "not_filled"


def test_judged_by_two_the_second_is_told(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    sent = work.submit(here.database, here.head, item.id, item.version, DONE)
    work.judge(here.database, here.evaluator, sent.id, sent.version, "accepted")
    with pytest.raises(Refused, match="验收通过") as refused:
        work.judge(here.database, here.second, sent.id, sent.version, "rejected", "不符")
    assert refused.value.problems[0].code == "changed_meanwhile"


def test_what_the_station_still_has_in_hand_is_not_judged(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    with pytest.raises(Refused):
        work.judge(here.database, here.evaluator, item.id, item.version, "accepted")


@pytest.mark.parametrize("state", [each for each in State if each not in (State.FINAL, State.RECTIFICATION)])
def test_items_are_opened_only_after_the_final_result_and_before_the_end(here: Published, state: State) -> None:
    here.put(state=state.value)
    with pytest.raises(Refused) as refused:
        opened(here, ("S001", "room"))
    assert refused.value.problems[0].code == "not_now"


def test_another_district_sees_and_does_nothing(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    other = made(here.database, name="另一区")
    for attempt in (
        lambda: work.items(here.database, other.evaluator, here.part_id),
        lambda: work.judge(here.database, other.evaluator, item.id, item.version, "accepted"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("login", ["rater", "viewer", "head"])
def test_others_do_not_judge(here: Published, login: str) -> None:
    (item,) = opened(here, ("S001", "room"))
    sent = work.submit(here.database, here.head, item.id, item.version, DONE)
    with pytest.raises(NotAllowed):
        work.judge(here.database, here.made.people[login], sent.id, sent.version, "accepted")
