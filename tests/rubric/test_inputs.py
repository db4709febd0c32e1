"""The fields an indicator rests on, and the fields that a kind of unit is asked for."""

from __future__ import annotations

from rating.rubric.inputs import fields_asked, fields_behind, fields_read
from tests.rubric.samples import good, rubric_of


def test_derived_fields_are_followed_to_what_is_reported() -> None:
    rubric = good()
    assert fields_behind(rubric.node("share_licensed"), rubric) == ("licensed", "staff")


def test_conditions_and_samples_of_the_rule_count() -> None:
    rubric = good()
    assert fields_behind(rubric.node("system"), rubric) == ("rules", "staff")
    assert set(fields_behind(rubric.node("known"), rubric)) == {"aware", "phone"}


def test_nothing_is_asked_that_no_indicator_gate_or_requirement_uses() -> None:
    asked = fields_asked(good())
    assert set(asked) == {"综合", "专项"}
    assert asked["综合"] == asked["专项"]
    assert asked["综合"] == {
        "licensed",
        "staff",
        "grade",
        "plan",
        "aware",
        "phone",
        "events",
        "rules",
        "awards",
        "opened",
    }


def test_an_indicator_of_one_kind_is_asked_of_that_kind_only() -> None:
    asked = fields_asked(rubric_of(("{code: honour, ", "{code: honour, kinds: [专项], ")))
    assert "awards" in asked["专项"]
    assert "awards" not in asked["综合"]


def test_a_dimension_of_one_kind_takes_its_indicators_along() -> None:
    asked = fields_asked(rubric_of(("    bonus: true\n", "    bonus: true\n    kinds: [综合]\n")))
    assert "awards" in asked["综合"]
    assert "awards" not in asked["专项"]


def test_rules_by_kind_gates_requirements_and_ranking_keys_are_asked_where_they_hold() -> None:
    rubric = rubric_of(
        ("专项: {steps: [[5, 6]]}", "专项: {completion: {target: events + licensed}}"),
        ("        value: events\n", "        value: phone\n"),
        ("effect: cap, stars: 3}", "effect: cap, stars: 3}\n  - {code: g, title: g, when: staff > events, effect: veto, kinds: [专项]}"),
    )  # fmt: skip
    asked = fields_asked(rubric)
    assert "events" in asked["专项"]
    assert "events" not in asked["综合"]
    assert "opened" in asked["综合"] & asked["专项"]


def test_without_kinds_there_is_one_nameless_kind() -> None:
    rubric = rubric_of(
        ("kinds: [综合, 专项]\n", ""),
        ("{综合: 6, 专项: 6}", "6"),
        ("        rule_by_kind:\n          专项: {steps: [[5, 6]]}\n", ""),
    )
    assert set(fields_asked(rubric)) == {""}
    assert "staff" in fields_asked(rubric)[""]


def test_fields_that_one_formula_reads() -> None:
    assert fields_read("licensed / staff >= 0.8", good()) == ("licensed", "staff")
