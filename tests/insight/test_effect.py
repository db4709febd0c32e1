"""What a corrected value does, worked out by hand: totals 80, 96, 41."""

from __future__ import annotations

import pytest

from rating.insight.effect import effect, moved, other_inputs, points_of, standing
from rating.reported import Status
from tests.district.published_round import RUBRIC
from tests.insight.disputed import small

PEERS = RUBRIC.replace("rule: {steps: [[100, 20], [50, 10]]}", "rule: {best_ratio: {better: higher, within: all}}")


def test_one_value_moves_its_indicator_the_total_and_the_stars() -> None:
    told = effect(small(), small({"S001": {"area": 120}}), "S001")
    assert (told.before.total, told.after.total) == ("80.0", "90.0")
    assert (told.before.stars, told.after.stars) == (4, 5)
    assert [(each.title, each.before, each.after) for each in told.own] == [("场所面积", "10.0", "20.0")]
    assert told.others == ()
    assert (told.ranks, told.stars) == (0, 0)


def test_overtaking_moves_the_other_ones_rank_and_not_its_points() -> None:
    before = small({"S001": {"service": {"e0": 30, "e1": 30}, "licensed": 5}})  # 90
    told = effect(before, small({"S001": {"service": {"e0": 30, "e1": 30}, "licensed": 5, "area": 120}}), "S001")
    assert (told.before.rank, told.after.rank) == ("第 2 名（共 3 个）", "第 1 名（共 3 个）")
    assert told.ranks == 1
    assert told.others == ()


def test_a_field_of_two_indicators_moves_both() -> None:
    told = effect(small(), small({"S003": {"staff": 5}}), "S003")
    assert [each.indicator for each in told.own] == ["staff_count"]
    told = effect(small(), small({"S003": {"staff": 2}}), "S003")
    assert [each.indicator for each in told.own] == ["staff_count", "licensed_share"]


def test_a_blank_is_told_by_its_word() -> None:
    told = effect(small({"S001": {"area": None}}), small(), "S001")
    assert told.before.total == ""
    assert told.before.stars is None
    assert [(each.before, each.after) for each in told.own] == [("空白", "10.0")]


def test_nothing_changed_is_nothing() -> None:
    assert effect(small(), small(), "S002").nothing
    assert not effect(small(), small({"S001": {"area": 120}}), "S001").nothing


def test_indicators_that_compare_stations_move_others() -> None:
    told = effect(small(text=PEERS), small({"S002": {"area": 240}}, PEERS), "S002")
    assert {each.station_code for each in told.others} == {"S001", "S003"}


def test_two_rubrics_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different"):
        list(moved(small(), small(text=PEERS)))


def test_inputs_that_differ_are_found_one_by_one() -> None:
    assert other_inputs(small(), small()) == set()
    assert other_inputs(small(), small({"S001": {"area": 61}})) == {("S001", "area")}
    assert other_inputs(small(), small({"S001": {"area": Status.NOT_INSPECTED}})) == {("S001", "area")}
    assert other_inputs(small(), small({"S002": {"service": {"e0": 25, "e1": 28}}})) == {("S002", "service")}
    assert other_inputs(small(), small(adjudicated={(2, "service"): 22})) == {("S003", "service")}


def test_a_value_that_scores_the_same_is_still_another_value() -> None:
    before, after = small(), small({"S001": {"area": 70}})
    assert effect(before, after, "S001").nothing
    assert other_inputs(before, after) == {("S001", "area")}


def test_standing_and_points_as_text() -> None:
    found = small({"S003": {"area": None}})
    assert standing(found, 0).band == "★★★★"
    assert points_of(found, 2, 2) == "空白"
    assert points_of(found, 0, 3) == "25.0"
