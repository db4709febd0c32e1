"""Trees, blanks, not-applicable items and roundings worked out by hand (field guide §3.6, §8.2, §8.7)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.reported import Status
from rating.rubric.nouns import Rubric
from tests.scoring.build import one_indicator, rubric
from tests.scoring.worked import numbers, points, rate, totals

NA, UNSEEN = Status.NOT_APPLICABLE, Status.NOT_INSPECTED


def share_of(code: str, full_marks: Any, **more: Any) -> dict[str, Any]:
    """An indicator whose points are a reported share of its full marks."""
    return {"code": code, "title": code, "full_marks": full_marks, "value": code, "rule": {"proportion": {}}, **more}


def branch(code: str, *parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "indicators": list(parts), **more}


def tree(*dimensions: dict[str, Any], decimals: int = 2, scale: dict[str, Any] | None = None, **parts: Any) -> Rubric:
    """A rubric over the given dimensions with a number field for every indicator."""
    form = rubric(dimensions=list(dimensions), fields={"unused": {"title": "无"}})
    fields = {leaf.code: {"title": leaf.code} for leaf in form.indicators}
    full = {"full_marks": 100, "decimals": decimals, "round": "indicator", **(scale or {})}
    return rubric(dimensions=list(dimensions), fields=fields, scale=full, **parts)


def test_points_add_up() -> None:
    """85 % of 40 + 50 % of 60 = 34 + 30 = 64."""
    form = tree(share_of("a", 40), share_of("b", 60))
    assert totals(rate(form, [{"a": "85%", "b": "50%"}])) == numbers("64")


def test_declared_full_marks_restate_the_parts() -> None:
    """Parts worth 5 + 5 under a section of 40: 7.5 of 10 → 30 of 40; with 60 of 60 the total is 90."""
    form = tree(branch("team", share_of("a", 5), share_of("b", 5), full_marks=40), share_of("c", 60))
    evaluation = rate(form, [{"a": 1, "b": "50%", "c": 1}])
    assert points(evaluation, "team") == numbers("30")
    assert totals(evaluation) == numbers("90")


def test_weighted_mean() -> None:
    """Weights 3 and 1: (3 × 80 % + 1 × 40 %) ÷ 4 = 70 % of 100."""
    form = tree(share_of("a", 10, weight=3), share_of("b", 10, weight=1), scale={"combine": "mean"})
    assert totals(rate(form, [{"a": "80%", "b": "40%"}])) == numbers("70")


def test_full_marks_are_the_weights_when_none_is_stated() -> None:
    """(30 × 50 % + 10 × 90 %) ÷ 40 = 60 %."""
    form = tree(share_of("a", 30), share_of("b", 10), scale={"combine": "mean"})
    assert totals(rate(form, [{"a": "50%", "b": "90%"}])) == numbers("60")


def test_geometric_mean() -> None:
    """√(0.25 × 1) = 0.5; a part with nothing brings everything to nothing (HDI, technical note 1)."""
    form = tree(share_of("a", 10, weight=1), share_of("b", 10, weight=1), scale={"combine": "geometric"})
    assert totals(rate(form, [{"a": "25%", "b": 1}, {"a": 0, "b": 1}])) == numbers("50", "0")


def test_lowest() -> None:
    form = tree(share_of("a", 10), share_of("b", 90), scale={"combine": "lowest"})
    assert totals(rate(form, [{"a": "90%", "b": "35%"}])) == numbers("35")


def test_three_levels() -> None:
    """(4 × 50 % + 6 × 100 %) = 8 of 10, + 90 × 1/3 = 30 → 38."""
    form = tree(branch("d", branch("s", share_of("a", 4), share_of("b", 6)), share_of("c", 90)))
    assert totals(rate(form, [{"a": "50%", "b": 1, "c": "0.33333333333333"}])) == numbers("38")


def test_convert_to_100() -> None:
    """Hunan-style 130: 110 of 130 is 84.6 of 100, rounded once more (field guide §2.1)."""
    form = tree(share_of("a", 130), decimals=1, scale={"full_marks": 130, "convert_to": 100})
    assert totals(rate(form, [{"a": "0.84615384615385"}])) == numbers("84.6")


def test_bonus_is_added_up_to_its_cap() -> None:
    """130 + 20 (Hunan): 100 + 15 = 115; a bonus of 25 is held at its full marks of 20."""
    form = tree(
        share_of("base", 130),
        {**share_of("extra", 20), "bonus": True, "rule": {"proportion": {"capped": False}}},
        scale={"full_marks": 130, "bonus_buys_stars": True},
    )
    rows = [{"base": "0.76923076923077", "extra": "75%"}, {"base": 1, "extra": "125%"}]
    assert totals(rate(form, rows)) == numbers("115", "150")


def test_bonus_section_with_its_own_cap() -> None:
    """Two bonuses of 8 under a section capped at 10: 16 → 10."""
    section = branch("extra", share_of("x", 8), share_of("y", 8), bonus=True, cap=10)
    form = tree(share_of("base", 100), section, scale={"bonus_buys_stars": False})
    assert totals(rate(form, [{"base": "50%", "x": 1, "y": 1}])) == numbers("60")


def test_section_cap() -> None:
    form = tree(branch("d", share_of("a", 60), share_of("b", 40), cap=70))
    assert totals(rate(form, [{"a": 1, "b": 1}])) == numbers("70")


@pytest.mark.parametrize(("policy", "expected"), [("incomplete", None), ("zero", "50"), ("leave_out", "100")])
def test_blank_by_policy(policy: str, expected: str | None) -> None:
    """Half of 100 points blank, the other half earned: unknown, 50 of 100, or 50 of 50 restated."""
    form = tree(share_of("a", 50), share_of("b", 50), missing={"if_blank": policy})
    assert totals(rate(form, [{"a": 1}])) == [expected and Decimal(expected)]


@pytest.mark.parametrize(("policy", "expected"), [("incomplete", None), ("zero", "50"), ("leave_out", "100")])
def test_not_inspected_by_policy(policy: str, expected: str | None) -> None:
    form = tree(share_of("a", 50), share_of("b", 50), missing={"if_blank": "zero", "if_not_inspected": policy})
    assert totals(rate(form, [{"a": 1, "b": UNSEEN}])) == [expected and Decimal(expected)]


@pytest.mark.parametrize(("policy", "expected"), [("incomplete", "unknown"), ("zero", "0"), ("leave_out", "out")])
def test_undefined_by_policy(policy: str, expected: str) -> None:
    """3 ÷ 0 has no result, though both figures are reported."""
    fields = {"v": {"title": "持证"}, "w": {"title": "在岗"}}
    form = one_indicator({"proportion": {}}, fields, value="v / w", indicator={"if_undefined": policy})
    found = points(rate(form, [{"v": 3, "w": 0}]))
    assert found == [Decimal(expected) if expected == "0" else expected]


def test_an_indicators_own_policy_comes_before_the_general_one() -> None:
    form = tree(share_of("a", 50), share_of("b", 50, if_blank="zero"), missing={"if_blank": "incomplete"})
    assert totals(rate(form, [{"a": 1}, {"b": 1}])) == [Decimal(50), None]


def test_unreadable_is_unknown_whatever_the_policy() -> None:
    form = tree(share_of("a", 50), share_of("b", 50), missing={"if_blank": "zero"})
    assert totals(rate(form, [{"a": 1, "b": Status.UNREADABLE}])) == [None]


def test_not_applicable_points_are_shared_within_the_section() -> None:
    """Section of 40 = 10 + 30; the 10 is 合理缺项: 15 of 30 → 20 of 40. With 60 × 100 %: 80."""
    form = tree(branch("d", share_of("a", 10), share_of("b", 30)), share_of("c", 60))
    evaluation = rate(form, [{"a": NA, "b": "50%", "c": 1}])
    assert points(evaluation, "a") == ["out"]
    assert points(evaluation, "d") == numbers("20")
    assert totals(evaluation) == numbers("80")


def test_not_applicable_points_are_shared_over_all() -> None:
    """The same station over all: (15 + 60) of the 90 attainable → 83.33 of 100."""
    form = tree(
        branch("d", share_of("a", 10), share_of("b", 30)),
        share_of("c", 60),
        missing={"if_blank": "zero", "not_applicable": "over_all"},
    )
    evaluation = rate(form, [{"a": NA, "b": "50%", "c": 1}])
    assert points(evaluation, "d") == numbers("15")
    assert totals(evaluation) == numbers("83.33")


def test_over_all_reaches_the_third_level() -> None:
    """A third-level item of 5 is not applicable: all else earned is still 100 of 100."""
    form = tree(
        branch("d", branch("s", share_of("a", 5), share_of("b", 5)), share_of("c", 30)),
        share_of("e", 60),
        missing={"if_blank": "zero", "not_applicable": "over_all"},
    )
    assert totals(rate(form, [{"a": NA, "b": 1, "c": 1, "e": 1}])) == numbers("100")


def test_a_section_of_not_applicable_items_is_not_applicable_itself() -> None:
    form = tree(branch("d", share_of("a", 20), share_of("b", 20)), share_of("c", 60))
    evaluation = rate(form, [{"a": NA, "b": NA, "c": "50%"}])
    assert points(evaluation, "d") == ["out"]
    assert totals(evaluation) == numbers("50")


def test_a_station_of_not_applicable_items_is_not_rated() -> None:
    form = tree(share_of("a", 50), share_of("b", 50))
    assert totals(rate(form, [{"a": NA, "b": NA}])) == [None]


@pytest.mark.parametrize(("if_below", "expected"), [("incomplete", None), ("leave_out", "60")])
def test_minimum_coverage_of_a_section(if_below: str, expected: str | None) -> None:
    """1 of 4 reported is under 50 %: the station waits, or the section is left out and c alone counts."""
    parts = [share_of(code, 10) for code in ("a", "b", "x", "y")]
    section = branch("d", *parts, coverage={"share": "50%", "if_below": if_below})
    form = tree(section, share_of("c", 60), missing={"if_blank": "leave_out"})
    assert totals(rate(form, [{"a": 1, "c": "60%"}])) == [expected and Decimal(expected)]


def test_coverage_leaves_not_applicable_items_aside() -> None:
    """1 reported of 2 that are asked (2 more are N/A) is 50 %: enough."""
    parts = [share_of(code, 25) for code in ("a", "b", "x", "y")]
    form = tree(branch("d", *parts, coverage={"count": 1, "share": "50%"}), missing={"if_blank": "leave_out"})
    assert totals(rate(form, [{"a": "80%", "x": NA, "y": NA}])) == numbers("80")


def test_minimum_coverage_of_the_station_and_of_every_section() -> None:
    parts = [branch("d", share_of("a", 20), share_of("b", 20)), branch("e", share_of("c", 60))]
    whole = tree(*parts, missing={"if_blank": "leave_out", "coverage": {"share": "70%"}})
    each = tree(*parts, missing={"if_blank": "leave_out", "section_coverage": {"share": "70%"}})
    rows = [{"a": 1, "c": 1}, {"c": 1}]
    assert totals(rate(whole, rows)) == [Decimal(100), None]  # 80 % and 60 % of the marks are covered
    assert totals(rate(each, rows)) == [None, Decimal(100)]  # d: half covered; then all out


def test_indicators_for_some_kinds_only() -> None:
    """专项 is not asked b: its 60 of 60 is the whole, while 综合 has 60 of 100."""
    form = tree(share_of("a", 60), share_of("b", 40, kinds=["综合"]), kinds=["综合", "专项"])
    evaluation = rate(form, [{"kind": "专项", "a": 1}, {"kind": "综合", "a": 1, "b": 0}])
    assert totals(evaluation) == numbers("100", "60")
    assert not evaluation.scores.applies[0, 1]


ROUNDINGS = [("indicator", "66.7", "33.4"), ("dimension", "66.7", "33.3"), ("total", "66.6", "33.3")]


@pytest.mark.parametrize(("place", "total", "section"), ROUNDINGS)
def test_rounding_at_its_one_place(place: str, total: str, section: str) -> None:
    """Sections of 16.65 + 16.65 and 33.3 (one decimal): parts 16.7 + 16.7 + 33.3 = 66.7; sections
    33.3 + 33.3 = 66.6 when only they are rounded."""
    form = tree(
        branch("d", share_of("a", 20), share_of("b", 20)), share_of("c", 60), decimals=1, scale={"round": place}
    )
    evaluation = rate(form, [{"a": "83.25%", "b": "83.25%", "c": "55.5%"}])
    assert points(evaluation, "d")[0] == Decimal(section)
    expected = {"indicator": "66.7", "dimension": "66.6", "total": "66.6"}[place]
    assert totals(evaluation) == numbers(expected)


@pytest.mark.parametrize(
    ("share", "expected"), [("0.125", "0.13"), ("0.135", "0.14"), ("-0.125", "-0.13"), ("0.1249", "0.12")]
)
def test_halves_are_rounded_up_and_away_from_zero(share: str, expected: str) -> None:
    """`round()` of Python would give 0.12, 0.14 and −0.12."""
    form = one_indicator({"linear": {"zero": 0, "full": 1, "capped": "none"}}, full_marks=1)
    assert points(rate(form, [{"v": share}])) == numbers(expected)
