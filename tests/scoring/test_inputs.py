"""The fields an indicator rests on: through its value, its rule and derived fields."""

from __future__ import annotations

from rating.scoring.inputs import fields_behind
from tests.scoring.build import one_indicator


def test_derived_fields_are_followed_to_what_is_reported() -> None:
    fields = {"a": {"title": "甲"}, "b": {"title": "乙"}, "rate": {"title": "比率", "formula": "a / b"}}
    form = one_indicator({"completion": {"target": "b × 2"}}, fields, value="rate + a")
    assert fields_behind(form.node("item"), form) == ("a", "b")


def test_conditions_and_samples_of_the_rule_count() -> None:
    fields = {code: {"title": code} for code in ("v", "n", "w", "x")}
    then = {"parts": [{"title": "一", "points": 1, "when": "w > 1"}, {"title": "二", "points": 1, "when": "x > n"}]}
    rule = {"survey": {"samples": [{"sample": "n", "minimum": 5}], "if_small": "zero", "then": then}}
    form = one_indicator(rule, fields)
    assert set(fields_behind(form.node("item"), form)) == {"v", "n", "w", "x"}
