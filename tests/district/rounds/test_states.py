from __future__ import annotations

from rating.district.rounds.states import BACK, FORWARD, TITLES, State


def test_every_state_is_named_and_reached_in_order() -> None:
    assert [state.title for state in State] == ["方案", "填报", "评分", "复核", "公示", "定级", "整改", "结束"]
    order = list(State)
    assert set(FORWARD) == set(TITLES) == set(State)
    assert all(order.index(to) > order.index(state) for state, ways in FORWARD.items() for to in ways)
    assert all(order.index(state) - order.index(to) == 1 for state, to in BACK.items())


def test_frozen_from_scoring_and_published_from_the_announcement() -> None:
    assert [state for state in State if not state.frozen] == [State.DRAFT, State.OPEN]
    published = [State.ANNOUNCED, State.FINAL, State.RECTIFICATION, State.CLOSED]
    assert [state for state in State if state.published] == published


def test_nothing_goes_back_from_the_final_result() -> None:
    assert not set(BACK) & {State.FINAL, State.RECTIFICATION, State.CLOSED}
    assert FORWARD[State.CLOSED] == ()
