"""Rectification from both sides, and the re-check: only the failed items are scored anew, the old mark is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds import rectification as kept
from rating.district.rounds.local_day import today
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import correcting
from rating.workflow import rectification as work
from tests.district.published_round import Published, published

DONE = "已补充两名持证社工，证书附后"
PDF = ("证书.pdf", b"%PDF-1.7 1")


@pytest.fixture
def here(database: Database) -> Published:
    return published(database).move(State.FINAL, State.RECTIFICATION)


def opened(here: Published, *wanted: tuple[str, str], who: str = "evaluator", **more: Any) -> list[Any]:
    """Items by (station, indicator), in that order."""
    found = work.proposals(here.database, here.evaluator, here.part_id, here.evaluation)
    by_place = {(each.station_code, each.indicator): each for each in found}
    chosen = [by_place[place] for place in wanted]
    ids = work.open_items(
        here.database, here.made.people[who], here.part_id, chosen, more.pop("until", None), more.pop("demands", None)
    )
    told = {each.item.id: each.item for each in work.items(here.database, here.viewer, here.part_id)}
    return [told[each] for each in ids]


def accepted(here: Published, *indicators: str) -> list[Any]:
    found = []
    for item in opened(here, *(("S001", each) for each in indicators)):
        sent = work.submit(here.database, here.head, item.id, item.version, DONE)
        found.append(work.judge(here.database, here.evaluator, sent.id, sent.version, kept.ACCEPTED))
    return found


def everything(here: Published) -> dict[str, list[Any]]:
    tables = ("rectification", "decision", "evaluation", "publication", "log", "round_part", "station_result", "upload")
    with here.database.reading() as at:
        return {name: [tuple(row) for row in at.execute(getattr(schema, name).select())] for name in tables}


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


# ---- opening


def test_items_are_opened_for_several_stations_at_once(here: Published) -> None:
    until = today() + timedelta(days=30)
    first, second = opened(
        here,
        ("S001", "room"),
        ("S003", "gate:low_licensed"),
        until=until,
        demands={("S001", "room"): "年内落实 100 平方米场所"},
    )
    assert (first.state, first.demand, first.until, first.points_before) == (
        "open",
        "年内落实 100 平方米场所",
        until,
        "10.0",
    )
    assert (second.demand, second.points_before) == ("补足持证人员", None)
    assert first.evaluation_id == here.part.published_id
    assert [row.action for row in here.rows(schema.log)][-2:] == ["rectify", "rectify"]


def test_what_is_asked_already_is_not_proposed_again(here: Published) -> None:
    opened(here, ("S001", "room"))
    left = work.proposals(here.database, here.evaluator, here.part_id, here.evaluation)
    assert ("S001", "room") not in {(each.station_code, each.indicator) for each in left}


def test_the_same_item_twice_is_refused_and_nothing_of_the_rest_is_kept(here: Published) -> None:
    found = work.proposals(here.database, here.evaluator, here.part_id, here.evaluation)
    chosen = [each for each in found if each.station_code == "S001"]
    with pytest.raises(Refused, match="已有整改项"):
        work.open_items(here.database, here.evaluator, here.part_id, [*chosen, chosen[0]], None)
    assert here.rows(schema.rectification) == []


@pytest.mark.parametrize(
    ("chosen", "until", "demand", "wanted"),
    [(False, None, None, "not_filled"), (True, -1, None, "not_usable"), (True, None, "  ", "not_filled")],
)
def test_what_is_no_demand_is_refused(here: Published, chosen: bool, until: Any, demand: Any, wanted: str) -> None:
    found = work.proposals(here.database, here.evaluator, here.part_id, here.evaluation)[:1] if chosen else ()
    last = today() + timedelta(days=until) if until else None
    demands = {(found[0].station_code, found[0].indicator): demand} if demand else None
    with pytest.raises(Refused) as refused:
        work.open_items(here.database, here.evaluator, here.part_id, found, last, demands)
    assert code(refused) == wanted


@pytest.mark.parametrize("login", ["rater", "viewer", "head"])
def test_only_evaluators_open_items(here: Published, login: str) -> None:
    with pytest.raises(NotAllowed):
        opened(here, ("S001", "room"), who=login)


# ---- the re-check


def test_the_old_mark_stays_beside_the_new(here: Published) -> None:
    (item,) = accepted(here, "licensed_share")
    final = here.part.published_id
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    assert (seen.correction.effect.before.total, seen.correction.effect.after.total) == ("80.0", "85.0")
    assert here.part.published_id == final
    (done,) = work.keep_recheck(here.database, here.evaluator, seen, "证书已核验")
    assert (done.points_before, done.points_after, done.title) == ("15.0", "20.0", "已复评")
    (told,) = work.items(here.database, here.head, here.part_id, "S001")
    assert told.outcome is not None
    assert (told.outcome.total_before, told.outcome.total_after) == ("80.0", "85.0")
    assert [row.occasion for row in here.rows(schema.evaluation)] == ["rating", "recheck"]
    (made,) = here.rows(schema.decision)
    assert (made.occasion, made.rectification_id, made.why) == ("recheck", item.id, "整改复评：证书已核验")
    with here.database.reading() as at:
        assert len(at.execute(schema.station_result.select()).all()) == 6  # of the final result too


def test_nothing_but_the_failed_items_is_scored_anew(here: Published) -> None:
    (item,) = accepted(here, "licensed_share")
    before = here.evaluation
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    work.keep_recheck(here.database, here.evaluator, seen, "证书已核验")
    after = here.evaluation
    same = before.scores.points == after.scores.points
    assert (~same).sum() == 1
    assert not same[0, 1]
    assert after.ratings.total.tolist() == [850, 960, 410]


def test_a_value_that_another_indicator_reads_too_is_refused_with_its_name(here: Published) -> None:
    (item,) = accepted(here, "licensed_share")
    with pytest.raises(Refused, match=r"「人员配备」30\.0 → 20\.0") as refused:
        work.recheck(here.database, here.evaluator, {item.id: {"staff": "4"}})
    assert code(refused) == "not_now"


def test_with_both_items_the_same_value_may_move_both(here: Published) -> None:
    from dataclasses import replace

    third = replace(here.head, stations=frozenset({here.made.stations[2]}))
    items = opened(here, ("S003", "staff_count"), ("S003", "licensed_share"), ("S003", "gate:low_licensed"))
    ready = []
    for each in items:
        sent = work.submit(here.database, third, each.id, each.version, DONE)
        ready.append(work.judge(here.database, here.evaluator, sent.id, sent.version, kept.ACCEPTED))
    typed = {ready[0].id: {"staff": "5"}, ready[1].id: {"licensed": "5"}}
    seen = work.recheck(here.database, here.evaluator, typed)
    first, second = work.keep_recheck(here.database, here.evaluator, seen, "已核验")
    assert ((first.points_before, first.points_after), (second.points_before, second.points_after)) == (
        ("20.0", "30.0"),
        ("0.0", "20.0"),
    )
    assert not here.evaluation.gates.hit[2, 0]
    assert {row.rectification_id for row in here.rows(schema.decision)} == {ready[0].id, ready[1].id}


def test_one_value_told_twice_must_be_the_same(here: Published) -> None:
    first, second = opened(here, ("S003", "staff_count"), ("S003", "licensed_share"))
    with here.database.writing() as at:
        at.execute(schema.rectification.update().values(state="accepted"))
    with pytest.raises(Refused, match="两个值"):
        work.recheck(here.database, here.evaluator, {first.id: {"staff": "5"}, second.id: {"staff": "6"}})


@pytest.mark.parametrize("state", ["open", "submitted", "returned", "rejected"])
def test_only_what_was_accepted_is_scored_anew(here: Published, state: str) -> None:
    (item,) = opened(here, ("S001", "licensed_share"))
    with here.database.writing() as at:
        at.execute(schema.rectification.update().values(state=state))
    with pytest.raises(Refused) as refused:
        work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    assert code(refused) == "not_now"


def test_an_item_is_scored_anew_once(here: Published) -> None:
    (item,) = accepted(here, "licensed_share")
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    work.keep_recheck(here.database, here.evaluator, seen, "证书已核验")
    before = everything(here)
    with pytest.raises(Refused):
        work.keep_recheck(here.database, here.evaluator, seen, "再来一次")
    with pytest.raises(Refused, match="已经复评"):
        work.recheck(here.database, here.evaluator, {item.id: {"licensed": "4"}})
    assert everything(here) == before


def test_two_rechecks_in_turn_the_second_is_told(here: Published) -> None:
    first, second = accepted(here, "licensed_share", "room")
    one = work.recheck(here.database, here.evaluator, {first.id: {"licensed": "5"}})
    other = work.recheck(here.database, here.second, {second.id: {"area": "120"}})
    work.keep_recheck(here.database, here.evaluator, one, "证书已核验")
    before = everything(here)
    with pytest.raises(Refused, match="重新查看影响"):
        work.keep_recheck(here.database, here.second, other, "场所已核验")
    assert everything(here) == before


@pytest.mark.parametrize("state", [State.FINAL, State.CLOSED])
def test_a_recheck_belongs_to_its_stage(here: Published, state: State) -> None:
    (item,) = accepted(here, "licensed_share")
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    here.put(state=state.value)
    before = everything(here)
    for late in (
        lambda: work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}}),
        lambda: work.keep_recheck(here.database, here.evaluator, seen, "证书已核验"),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert code(refused) == "not_now"
    assert everything(here) == before


def test_a_recheck_needs_values_and_a_reason(here: Published) -> None:
    (item,) = accepted(here, "licensed_share")
    with pytest.raises(Refused) as refused:
        work.recheck(here.database, here.evaluator, {item.id: {"licensed": " "}})
    assert code(refused) == "not_filled"
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    with pytest.raises(Refused) as refused:
        work.keep_recheck(here.database, here.evaluator, seen, "  ")
    assert code(refused) == "not_filled"


@pytest.mark.parametrize("login", ["rater", "viewer", "head", "other_head"])
def test_others_score_nothing(here: Published, login: str) -> None:
    (item,) = accepted(here, "licensed_share")
    with pytest.raises(NotAllowed):
        work.recheck(here.database, here.made.people[login], {item.id: {"licensed": "5"}})


@pytest.mark.parametrize("place", ["decide", "save_evaluation", "publish_part", "settle_item"])
def test_a_fault_in_the_middle_leaves_nothing(here: Published, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (item,) = accepted(here, "licensed_share")
    seen = work.recheck(here.database, here.evaluator, {item.id: {"licensed": "5"}})
    before = everything(here)
    module: Any = kept if place == "settle_item" else correcting
    real: Callable[..., Any] = getattr(module, place)

    def fails(*given: Any, **named: Any) -> Any:
        real(*given, **named)
        raise OSError("the machine is gone")

    monkeypatch.setattr(module, place, fails)
    with pytest.raises(OSError, match="gone"):
        work.keep_recheck(here.database, here.evaluator, seen, "证书已核验")
    assert everything(here) == before
