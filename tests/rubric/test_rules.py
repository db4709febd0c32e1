from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from rating.rubric.rules import RELATIVE_KINDS, RULE_KINDS, Rule

SURVEY = {"samples": [{"sample": "n", "minimum": 1}], "if_small": "zero"}


def test_a_rule_is_known_by_its_one_key() -> None:
    rule = Rule.model_validate({"deduct": {"points": "1"}})
    assert (rule.kind, rule.body) == ("deduct", rule.deduct)
    assert set(RELATIVE_KINDS) < set(RULE_KINDS)


def test_a_survey_on_a_relative_rule_is_relative() -> None:
    peers = {"best_ratio": {"better": "higher", "within": "all"}}
    assert Rule.model_validate({"survey": {**SURVEY, "then": peers}}).relative
    assert not Rule.model_validate({"survey": {**SURVEY, "then": {"proportion": {}}}}).relative


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({}, "现有 0 种"),
        ({"mark": {}, "proportion": {}}, "现有 2 种：proportion、mark"),
        ({"linear": {"zero": 1, "full": 1}}, "不能相同"),
        ({"linear": {"zero": 0, "full": 1, "logarithmic": True}}, "必须大于 0"),
        ({"mark": {"tolerance": 1}}, "三项要么都写"),
        ({"mark": {"reference": "a", "tolerance": 1}}, "三项要么都写"),
        ({"matrix": {"rows": {"value": "a"}, "columns": {"value": "b", "levels": ["是"]}, "points": [[1]]}}, "必须且只能写一个"),
        ({"matrix": {"rows": {"value": "a", "at_least": [1, 2]}, "columns": {"value": "b", "levels": ["是"]}, "points": [[1]]}},
         "由大到小"),
        ({"matrix": {"rows": {"value": "a", "at_least": [2]}, "columns": {"value": "b", "levels": ["是"]}, "points": [[1]]}},
         "应为 2 行 1 列"),
    ],
)  # fmt: skip
def test_shapes_that_contradict_themselves_are_refused(rule: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Rule.model_validate(rule)
