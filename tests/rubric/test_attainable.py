from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rating.rubric.attainable import attainable_total, best_points
from rating.rubric.rules import Rule
from tests.rubric.samples import good, rubric_of


@pytest.mark.parametrize(
    ("rule", "best"),
    [
        ({"yes_no": {"yes": 6, "no": 8}}, 8),
        ({"parts": [{"title": "甲", "points": 3, "when": "a"}, {"title": "乙", "points": "20%", "when": "b"}]}, 5),
        ({"levels": {"优": "100%", "良": 3}}, 10),
        ({"highest": {"甲": 4, "乙": 7}}, 7),
        ({"judgement": {"优": [6, 9], "良": [1, 5]}}, 9),
        ({"steps": [[5, 8], [3, 4]]}, 8),
        ({"steps_down": [[5, "50%"]]}, 5),
        ({"per_unit": {"points": 1}}, 10),
        ({"per_unit": {"points": 1, "at_most": 6}}, 6),
        ({"rank_points": {"points": [9, 8], "better": "higher", "within": "all"}}, 9),
        ({"survey": {"samples": [{"sample": "n", "minimum": 1}], "if_small": "zero", "then": {"steps": [[1, 7]]}}}, 7),
        ({"proportion": {}}, None),
        ({"mark": {}}, None),
    ],
)
def test_the_most_a_rule_can_award_of_ten(rule: dict[str, Any], best: int | None) -> None:
    assert best_points(Rule.model_validate(rule), Fraction(10)) == best


def test_the_sample_adds_up_to_its_full_marks_and_bonus() -> None:
    assert attainable_total(good(), "综合") == 55
    assert attainable_total(rubric_of(("bonus_buys_stars: true", "bonus_buys_stars: false")), "综合") == 50


def test_weaker_rules_lower_the_attainable_total() -> None:
    assert attainable_total(rubric_of(("{steps: [[100%, 8], [80%, 6]]}", "{steps: [[80%, 6]]}")), "综合") == 53
    converted = rubric_of(
        ("{steps: [[100%, 8], [80%, 6]]}", "{steps: [[80%, 6]]}"),
        ("{full_marks: 50", "{convert_to: 100, full_marks: 50"),
    )
    assert attainable_total(converted, "综合") == 106


def test_no_bound_where_a_rule_is_open_or_parts_are_averaged() -> None:
    assert (
        attainable_total(rubric_of(("{deduct: {points: 1}}", "{completion: {target: 10, capped: false}}")), "综合")
        is None
    )
    averaged = rubric_of(("code: team\n    title: 队伍\n", "code: team\n    title: 队伍\n    combine: mean\n"))
    assert attainable_total(averaged, "综合") is None
