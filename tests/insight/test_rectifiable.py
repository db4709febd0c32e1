"""Proposals for rectification: lost points and unmet conditions, with the rubric's own advice."""

from __future__ import annotations

from rating.insight.rectifiable import rectifiable
from tests.district.published_round import RUBRIC
from tests.insight.disputed import small


def test_what_lost_points_is_proposed_and_nothing_else() -> None:
    found = rectifiable(small())
    assert [(each.station_code, each.indicator, each.lost) for each in found if each.station_code != "S003"] == [
        ("S001", "licensed_share", "5"),
        ("S001", "room", "10"),
        ("S001", "quality", "5"),
        ("S002", "quality", "4"),
    ]
    room = found[1]
    assert (room.points, room.full_marks, room.title) == ("10.0", "20", "场所面积")
    assert room.demand == "落实固定场所。场所面积由 60 平方米提高到 100 平方米，可再得 10 分"


def test_an_unmet_gate_comes_first_and_names_the_indicators_that_share_its_fields() -> None:
    gate, *lines = rectifiable(small(), ("S003",))
    assert (gate.indicator, gate.title, gate.points, gate.demand) == (
        "gate:low_licensed",
        "持证率低于 50%",
        None,
        "补足持证人员",
    )
    assert "最高评 3 星" in gate.conditions[0]
    assert {each.indicator for each in lines if each.conditions} == {"staff_count", "licensed_share"}


def test_full_marks_stand_in_the_list_when_a_condition_asks_for_them() -> None:
    floor = RUBRIC.replace("at_least: 90}", "at_least: 90, requires: [{title: 面积达标, when: area >= 200}]}")
    found = rectifiable(small({"S002": {"service": {"e0": 30, "e1": 30}}}, floor), ("S002",))
    assert [(each.indicator, each.lost) for each in found] == [("room", "")]
    assert found[0].conditions


def test_a_station_without_losses_has_no_proposals() -> None:
    assert rectifiable(small({"S002": {"service": {"e0": 30, "e1": 30}}}), ("S002",)) == ()


def test_a_blank_is_no_loss_but_the_others_are() -> None:
    found = rectifiable(small({"S001": {"area": None}}), ("S001",))
    assert "licensed_share" in {each.indicator for each in found}
