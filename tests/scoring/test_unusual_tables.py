"""Tables that a person could hand in and nobody expects: none may raise, all agree with the reference."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported
from tests.scoring.compare import differences
from tests.scoring.reference import evaluate_slowly
from tests.scoring.worked import numbers, points, rate, totals

WAYS = ["sum", "mean", "geometric", "lowest"]


def marked(**way: Any) -> Rubric:
    field = {"title": "打分", "kind": "mark", "marked_by": ["expert", "self"]}
    roles = [{"code": "expert", "title": "专家", "weight": 1}, {"code": "self", "title": "自评", "weight": 0}]
    raters = {"combine": "mean", "if_missing": "exclude", **way}
    return one_indicator({"mark": {}}, {"v": field}, roles=roles, raters=raters)


@pytest.mark.parametrize("way", WAYS)
def test_no_stations_at_all(way: str) -> None:
    rule = {"z_score": {"better": "higher", "within": "kind"}}
    bands = [{"stars": 3, "at_least": 5, "quota": "50%"}, {"stars": 1, "at_least": 0}]
    form = one_indicator(rule, bands=bands, scale={"full_marks": 10, "decimals": 0, "round": "total", "combine": way})
    assert totals(rate(form, [])) == []


def test_ranked_by_district_where_the_roster_has_none() -> None:
    form = one_indicator({"proportion": {}}, ranking={"by": ["total"], "ties": "standard", "within": "district"})
    table = reported(form, [{"v": "0.5"}, {"v": "0.7"}])
    table = replace(table, roster=replace(table.roster, district=()))
    evaluation = evaluate(form, table)
    assert differences(evaluation, evaluate_slowly(form, table)) == []
    assert evaluation.ratings.rank.tolist() == [2, 1]


def test_nobody_handed_in_any_mark() -> None:
    form = marked()
    assert points(rate(form, [{}, {}])) == ["unknown", "unknown"]
    table = replace(reported(form, [{}]), marks={})
    assert evaluate(form, table).total(0) is None


def test_only_a_self_assessment() -> None:
    for way in ("mean", "role_weighted", "role_sum", "median"):
        assert points(rate(marked(combine=way), [{"v": {"z": 7}}], raters=[("z", "自评", "self")])) == ["unknown"]


def test_adjudicated_without_any_rater() -> None:
    assert points(rate(marked(), [{}, {}], adjudicated={(1, "v"): "6.5"})) == ["unknown", Decimal("6.50")]


def test_the_largest_and_smallest_numbers_of_a_spreadsheet() -> None:
    """999999999999³ ÷ 999999999998³ is exact on the way."""
    fields = {"v": {"title": "甲"}, "w": {"title": "乙"}}
    rule = {"completion": {"target": "w * w * w", "capped": False}}
    form = one_indicator(rule, fields, value="v * v * v")
    rows = [{"v": "99999999999", "w": "99999999998"}, {"v": "0.000000000000001", "w": "999999999999"}]
    assert points(rate(form, rows)) == numbers("10", "0")


def test_more_choices_than_a_machine_word_has_bits() -> None:
    field = {"title": "奖项", "kind": "several", "choices": [f"奖{at}" for at in range(70)]}
    form = one_indicator({"highest": {"奖69": 5, "奖1": 3}}, {"v": field})
    assert points(rate(form, [{"v": ["奖69", "奖1"]}, {"v": ["奖1"]}, {"v": []}])) == numbers("5", "3", "0")


def test_large_totals_with_six_decimals_are_not_near_every_tie() -> None:
    """A geometric mean of 50 % and 50 % of 3000 is 1500, whatever floating point says."""
    form = one_indicator(
        {"linear": {"zero": 1, "full": 100, "logarithmic": True}},
        full_marks=3000,
        scale={"full_marks": 3000, "decimals": 6, "round": "total"},
    )
    assert totals(rate(form, [{"v": 10}])) == numbers("1500.000000")


@pytest.mark.parametrize(
    ("value", "reported_value", "expected"),
    [("ln(v)", 1, "5"), ("ln(v)", 0, "unknown"), ("sqrt(v)", 0, "5"), ("sqrt(v)", -1, "unknown"),
     ("log10(v)", 1000, "10"), ("log10(v)", 999, "5"), ("floor(log10(v))", 1000, "10"), ("sqrt(v)", 9, "10")],
)  # fmt: skip
def test_thresholds_met_exactly_by_roots_and_logarithms(value: str, reported_value: Any, expected: str) -> None:
    form = one_indicator({"steps": [[3, 10], [0, 5]]}, value=value)
    found = points(rate(form, [{"v": reported_value}]))
    assert found == [expected if expected == "unknown" else Decimal(expected)]


def test_a_field_derived_from_a_derived_field() -> None:
    fields = {
        "v": {"title": "甲"},
        "w": {"title": "乙", "formula": "v + 0.1"},
        "x": {"title": "丙", "formula": "w * 2"},
    }
    assert points(rate(one_indicator({"proportion": {}}, fields, value="x"), [{"v": "0.1"}, {}])) == [
        Decimal("4.00"),
        "unknown",
    ]
