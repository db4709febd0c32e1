"""What is stated, and when a number is said as a percentage."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.rubric.writing.stated import last_of_all, percent, stated
from tests.scoring.build import one_indicator, rubric

FIELDS = {"v": {"title": "数值"}, "w": {"title": "总数"}, "s": {"title": "满意率", "kind": "share", "at_most": "1"}}


def told(rule: dict[str, Any], value: str | None) -> Any:
    form = one_indicator(rule, FIELDS, value=value)
    return stated(form)["dimensions"][0]["indicators"][0]["rule"]


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ({"steps": [["0.75", 5]]}, "s", {"steps": [["75%", 5]]}),
        ({"steps": [["0.75", "50%"]]}, "满意率", {"steps": [["75%", "50%"]]}),
        ({"steps": [["1", 5], ["0.8", 3]]}, "v / w", {"steps": [["100%", 5], ["80%", 3]]}),
        ({"steps": [["5", 5], ["0.5", 3]]}, "v / w", {"steps": [[5, 5], [Decimal("0.5"), 3]]}),
        ({"steps": [["0.5", 3]]}, "v", {"steps": [[Decimal("0.5"), 3]]}),
        ({"linear": {"zero": 0, "full": 1}}, "v ÷ w", {"linear": {"zero": 0, "full": "100%"}}),
        ({"linear": {"zero": 0, "full": 1}}, "v", {"linear": {"zero": 0, "full": 1}}),
        ({"per_unit": {"each": "0.1", "points": 1}}, "s", {"per_unit": {"each": "10%", "points": 1}}),
        ({"deduct": {"points": 1, "floor": "none"}}, "v", {"deduct": {"points": 1, "floor": "none"}}),
        ({"yes_no": {"yes": 5, "no": "0%"}}, "v > 1", {"yes_no": {"yes": 5, "no": "0%"}}),
        ({"yes_no": {"yes": "5.0", "no": 0}}, "v > 1", {"yes_no": {"yes": 5}}),
        ({"mark": {}}, "v", {"mark": {}}),
        ({"min_max": {"better": "lower", "within": "kind", "if_equal": "0.5"}}, "v",
         {"min_max": {"better": "lower", "within": "kind", "if_equal": "50%"}}),
        ({"matrix": {"rows": {"value": "s", "at_least": ["0.5"]}, "columns": {"value": "v", "at_least": [2]},
                     "points": [[1, 2], [3, 4]]}}, None,
         {"matrix": {"rows": {"value": "s", "at_least": ["50%"]}, "columns": {"value": "v", "at_least": [2]},
                     "points": [[1, 2], [3, 4]]}}),
        ({"survey": {"samples": [{"sample": "v", "minimum": 5}], "if_small": "zero", "then": {"steps": [["0.6", 1]]}}}, "s",
         {"survey": {"samples": [{"sample": "v", "minimum": 5}], "if_small": "zero", "then": {"steps": [["60%", 1]]}}}),
    ],
)  # fmt: skip
def test_limits_are_said_in_the_unit_of_what_they_limit(rule: dict[str, Any], value: str | None, expected: Any) -> None:
    assert told(rule, value) == expected


def test_defaults_are_left_out_and_what_differs_from_them_is_not() -> None:
    form = rubric(
        fields={"v": {"title": "数值", "whole": False, "aliases": []}, "s": FIELDS["s"]},
        dimensions=[{"code": "a", "title": "甲", "value": "v", "rule": {"mark": {}}, "kinds": [], "full_marks": 100}],
        ranking={"by": [{"key": "total", "better": "higher"}], "ties": "dense", "within": "all"},
    )
    content = stated(form)
    assert content["fields"] == {"v": {"title": "数值"}, "s": {"title": "满意率", "kind": "share", "at_most": "100%"}}
    assert content["dimensions"] == [
        {"code": "a", "title": "甲", "full_marks": 100, "value": "v", "rule": {"mark": {}}, "kinds": []}
    ]
    assert content["ranking"] == {"by": ["total"], "ties": "dense", "within": "all"}
    assert "gates" not in content and "identity" not in content


def test_weights_that_make_a_whole_are_shares() -> None:
    parts = [
        {"code": code, "title": code, "value": "v", "rule": {"mark": {}}, "full_marks": 100, "weight": weight}
        for code, weight in (("a", "0.7"), ("b", "0.3"))
    ]
    nodes = stated(rubric(fields={"v": {"title": "数值"}}, dimensions=parts))["dimensions"]
    assert [node["weight"] for node in nodes] == ["70%", "30%"]


def test_a_percentage_says_the_same_number() -> None:
    assert percent(Decimal("0.125")) == "12.5%" and percent(Decimal(0)) == 0
    assert percent(Decimal("100000000000")) == Decimal("100000000000")
    assert last_of_all("b", ["a", "b", "c"]) == ["a", "c", "b"]
