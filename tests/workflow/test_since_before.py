"""What is told of the round before: only what stood announced, only of the same station, and kept as it was told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow.own_feedback import own_feedback
from rating.workflow.publication import withdraw_announcement
from rating.workflow.since_before import announced_before, since_before
from tests.district.announced import ROWS, Ready, rated, ready

LATER = (("01", "甲街道社工站", "综合", "甲街道", "5", "4", "否"), *ROWS[1:])
"""The first station has one licensed worker less: 20 points become 15, five stars four."""


def two_rounds(database: Database, announce_first: bool = True) -> tuple[Ready, Ready]:
    first = ready(database)
    if announce_first:
        first.announce()
    return first, ready(database, "2026 年度", first.made, rated(LATER))


def test_the_round_announced_before_is_compared_once_and_told_with_the_result(database: Database) -> None:
    _, second = two_rounds(database)
    second.announce()
    since = own_feedback(database, second.head, second.stations[0], second.round_id).told.since
    assert since is not None
    assert (since.before_round, since.stars_before, since.stars_after) == ("2025 年度", 5, 4)
    assert (since.change, since.by_performance, since.by_rubric) == (Decimal("-5.0"), Decimal("-5.0"), Decimal(0))
    assert [(each.code, each.before, each.after) for each in since.indicators] == [
        ("share", Decimal("10.0"), Decimal("5.0"))
    ]
    other = own_feedback(database, second.other_head, second.stations[1], second.round_id).told.since
    assert other is not None and other.change == 0 and other.indicators == ()


def test_the_first_announcement_tells_of_no_earlier_round(database: Database) -> None:
    first, _ = two_rounds(database)
    assert own_feedback(database, first.head, first.stations[0], first.round_id).told.since is None


def test_what_was_never_announced_or_was_taken_back_is_told_to_nobody(database: Database) -> None:
    first, second = two_rounds(database, announce_first=False)
    assert announced_before(database, second.evaluator, second.part_id) == ()
    first.announce()
    assert len(announced_before(database, second.evaluator, second.part_id)) == 1
    withdraw_announcement(database, first.evaluator, first.round_id, first.round.version, "有误")
    assert since_before(database, second.evaluator, second.part_id, rated(LATER)) == {}


def test_a_newer_rating_that_was_not_announced_is_not_what_is_compared_with(database: Database) -> None:
    first, second = two_rounds(database)
    first.rate_again(LATER)
    (before,) = announced_before(database, second.evaluator, second.part_id)
    assert before.saved.id == first.evaluation_id
    assert since_before(database, second.evaluator, second.part_id, rated(LATER))["01"].change == Decimal("-5.0")


def test_the_round_that_the_plan_names_goes_before_a_newer_one(database: Database) -> None:
    first, second = two_rounds(database)
    second.announce()
    third = ready(database, "2027 年度", first.made)
    (newest,) = announced_before(database, third.evaluator, third.part_id)
    assert newest.round.id == second.round_id
    third.set(previous_id=first.round_id)
    (named,) = announced_before(database, third.evaluator, third.part_id)
    assert named.round.id == first.round_id


def test_what_was_told_stays_as_it_was_told(database: Database) -> None:
    first, second = two_rounds(database)
    second.announce()
    told = own_feedback(database, second.head, second.stations[0], second.round_id).told.since
    withdraw_announcement(database, first.evaluator, first.round_id, first.round.version, "有误")
    assert own_feedback(database, second.head, second.stations[0], second.round_id).told.since == told


def test_a_code_that_went_over_to_another_station_is_not_the_same_station(database: Database) -> None:
    first, second = two_rounds(database)
    table = schema.round_station
    with database.writing() as at:
        ours = (table.c.round_id == first.round_id) & (table.c.code == "01")
        other = at.execute(select(table.c.station_id).where(table.c.code == "02")).scalars().first()
        at.execute(update(table).where(ours).values(station_id=other))
    found = since_before(database, second.evaluator, second.part_id, rated(LATER))
    assert "01" not in found and "02" in found


def test_an_earlier_result_that_cannot_be_read_keeps_nobody_from_announcing(database: Database) -> None:
    first, second = two_rounds(database)
    with database.writing() as at:
        table = schema.evaluation
        at.execute(update(table).where(table.c.id == first.evaluation_id).values(fingerprint="0" * 64))
    second.announce()
    assert second.round.state is State.ANNOUNCED
    assert own_feedback(database, second.head, second.stations[0], second.round_id).told.since is None


@pytest.mark.parametrize("switches", [{"show_spread": False}, {"show_ranks": True}, {"show_names": True}])
def test_the_switches_of_the_round_do_not_hide_ones_own_past(database: Database, switches: Any) -> None:
    _, second = two_rounds(database)
    second.announce()
    second.set(**switches, publication_reason="经批准")
    since = own_feedback(database, second.head, second.stations[0], second.round_id).told.since
    assert since is not None and "街道" not in repr(since) and "名" not in since.sentence
