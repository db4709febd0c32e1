"""Each rule kind has its function; details that the worked examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from rating.reported import Status
from rating.rubric.rules import RELATIVE_KINDS, RULE_KINDS
from rating.scoring.evaluate import evaluate
from rating.scoring.peers import PEER_RULES
from rating.scoring.rules import RULES
from tests.scoring.build import one_indicator, reported


def points(rule: dict[str, Any], *values: Any, fields: dict[str, Any] | None = None, full_marks: Any = 10) -> list[Any]:
    form = one_indicator(rule, fields, full_marks=full_marks)
    scores = evaluate(form, reported(form, [{"v": value} for value in values])).scores
    return [scores.points[row, 0] / 100 if scores.known[row, 0] else None for row in range(len(values))]


def test_every_rule_kind_has_its_function() -> None:
    assert set(RULES) | set(PEER_RULES) == set(RULE_KINDS)
    assert set(PEER_RULES) == set(RELATIVE_KINDS)


def test_steps_compare_exactly_at_the_threshold() -> None:
    rule = {"steps": [["100%", 8], ["80%", 6], ["60%", 3]]}
    share = {"v": {"title": "持证率", "kind": "share"}}
    assert points(rule, "100%", "80%", "79.9999%", "60%", "59%", fields=share, full_marks=8) == [8, 6, 3, 3, 0]


def test_steps_in_any_written_order_mean_the_same() -> None:
    assert points({"steps": [["60", 3], ["100", 8], ["80", 6]]}, 80, 100, 10) == [6, 8, 0]


def test_deduct_stops_at_its_floor_or_goes_below() -> None:
    assert points({"deduct": {"points": 3}}, 0, 2, 5) == [10, 4, 0]
    assert points({"deduct": {"points": 3, "floor": "none"}}, 5) == [-5]


def test_per_unit_counts_whole_units_and_stops_at_the_top() -> None:
    rule = {"per_unit": {"each": 5, "points": 1, "base": 2, "beyond": 10}}
    assert points(rule, 0, 14, 15, 29, 1000) == [2, 2, 3, 5, 10]


def test_linear_towards_less_is_better() -> None:
    assert points({"linear": {"zero": 40, "full": 20}}, 10, 20, 25, 40, 50) == [10, 10, 7.5, 0, 0]


def test_a_level_not_listed_earns_nothing() -> None:
    grade = {"v": {"title": "等次", "kind": "choice", "choices": ["优", "良", "差"]}}
    assert points({"levels": {"优": 10, "良": "70%"}}, "优", "良", "差", fields=grade) == [10, 7, 0]


def test_only_the_highest_award_counts() -> None:
    awards = {"v": {"title": "奖项", "kind": "several", "choices": ["国家级", "市级", "区级"]}}
    rule = {"highest": {"国家级": 10, "市级": 6, "区级": 3}}
    assert points(rule, ["市级", "区级"], ["区级"], [], fields=awards) == [6, 3, 0]


@pytest.mark.parametrize(("if_small", "expected"), [("incomplete", None), ("zero", 0)])
def test_a_small_sample_is_not_trusted(if_small: str, expected: float | None) -> None:
    fields = {"v": {"title": "满意率", "kind": "share"}, "n": {"title": "样本"}}
    rule = {"survey": {"samples": [{"sample": "n", "minimum": 50}], "if_small": if_small, "then": {"proportion": {}}}}
    form = one_indicator(rule, fields)
    scores = evaluate(form, reported(form, [{"v": "90%", "n": 49}, {"v": "90%", "n": 50}])).scores
    assert [scores.points[0, 0] / 100 if scores.known[0, 0] else None, scores.points[1, 0] / 100] == [expected, 9]


def test_parts_add_up_and_a_blank_part_is_a_blank_indicator() -> None:
    fields = {"a": {"title": "设备", "kind": "yes_no"}, "b": {"title": "制度", "kind": "yes_no"}}
    parts = [{"title": "设备", "points": "0.5", "when": "a"}, {"title": "制度", "points": 1, "when": "制度 = 是"}]
    form = one_indicator({"parts": parts}, fields, value=None, full_marks="1.5")
    scores = evaluate(form, reported(form, [{"a": True, "b": True}, {"a": True, "b": False}, {"a": True}])).scores
    assert list(scores.points[:, 0]) == [150, 50, 0]
    assert scores.status[2, 0] == Status.BLANK
