"""Marks of several raters, worked out by hand (field guide §3.2, §8.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.reported import Status
from rating.rubric.nouns import Rubric
from tests.scoring.build import one_indicator
from tests.scoring.worked import numbers, points, rate

PANEL = [
    ("e1", "专家甲", "expert"),
    ("e2", "专家乙", "expert"),
    ("e3", "专家丙", "expert"),
    ("e4", "专家丁", "expert"),
    ("e5", "专家戊", "expert"),
    ("t1", "街镇", "street"),
    ("r1", "居民", "resident"),
    ("z1", "自评", "self"),
]
ROLES = [
    {"code": "expert", "title": "专家", "weight": 5},
    {"code": "street", "title": "街镇", "weight": 3},
    {"code": "resident", "title": "居民", "weight": 2},
    {"code": "self", "title": "自评", "weight": 0},
]


def marked(full_marks: Any = 10, **raters: Any) -> Rubric:
    field = {"title": "打分", "kind": "mark", "marked_by": ["expert", "street", "resident", "self"]}
    way = {"combine": "mean", "if_missing": "exclude", **raters}
    return one_indicator({"mark": {}}, {"v": field}, full_marks=full_marks, roles=ROLES, raters=way)


def given(form: Rubric, *marks: dict[str, Any], **more: Any) -> list[Decimal | str]:
    return points(rate(form, [{"v": mark} for mark in marks], raters=PANEL, **more))


def test_mean() -> None:
    """(7 + 8 + 9.5) ÷ 3 = 8.1666… → 8.17."""
    assert given(marked(), {"e1": 7, "e2": 8, "e3": "9.5"}) == numbers("8.17")


def test_median() -> None:
    """Of 2, 8, 9: 8; of 6, 7, 9, 10: (7 + 9) ÷ 2."""
    form = marked(combine="median")
    assert given(form, {"e1": 2, "e2": 8, "e3": 9}, {"e1": 6, "e2": 10, "e3": 7, "e4": 9}) == numbers("8", "8")


def test_trimmed_mean_only_with_enough_raters() -> None:
    """Five: without 2 and 10 → (7 + 8 + 9) ÷ 3 = 8; three: their plain mean 6."""
    form = marked(combine="trimmed_mean", trimmed={"at_least": 5})
    five = {"e1": 2, "e2": 7, "e3": 8, "e4": 9, "e5": 10}
    assert given(form, five, {"e1": 3, "e2": 6, "e3": 9}) == numbers("8", "6")


def test_trimmed_mean_may_wait_for_enough_raters() -> None:
    form = marked(combine="trimmed_mean", trimmed={"at_least": 3, "otherwise": "incomplete"})
    assert given(form, {"e1": 3, "e2": 6}) == ["unknown"]


def test_weighted_by_role() -> None:
    """Experts (8 + 9) ÷ 2 = 8.5 × 5, street 7 × 3, residents 9 × 2: 81.5 ÷ 10 = 8.15."""
    form = marked(combine="role_weighted")
    assert given(form, {"e1": 8, "e2": 9, "t1": 7, "r1": 9}) == numbers("8.15")


def test_a_missing_role_is_left_out_or_waited_for() -> None:
    """Without residents: (8 × 5 + 7 × 3) ÷ 8 = 7.625 → 7.63."""
    marks = {"e1": 8, "t1": 7}
    assert given(marked(combine="role_weighted"), marks) == numbers("7.63")
    assert given(marked(combine="role_weighted", if_missing="wait"), marks) == ["unknown"]


def test_sum_of_roles() -> None:
    """南沙: each role scores its own share: experts (3 + 4) ÷ 2, street 2.5, residents 1 → 7."""
    assert given(marked(combine="role_sum"), {"e1": 3, "e2": 4, "t1": "2.5", "r1": 1}) == numbers("7")


def test_median_within_a_role() -> None:
    """Experts 1, 8, 9 → 8; (8 × 5 + 7 × 3) ÷ 8 = 7.625."""
    form = marked(combine="role_weighted", within_role="median")
    assert given(form, {"e1": 1, "e2": 8, "e3": 9, "t1": 7}) == numbers("7.63")


def test_self_assessment_is_shown_but_does_not_count() -> None:
    assert given(marked(), {"e1": 6, "z1": 10}) == numbers("6")
    assert given(marked(if_missing="wait"), {"e1": 6, "z1": None}, {"e1": 5, "z1": 3}) == numbers("6", "5")


def test_standardised_marks() -> None:
    """甲 marks 60 and 80 (mean 70, deviation 10): 40 and 60; 乙 marks 90 and 92: also 40 and 60.
    A severe and a generous rater say the same: 50 + 10 z, then the mean."""
    form = marked(100, standardise={})
    assert given(form, {"e1": 60, "e2": 90}, {"e1": 80, "e2": 92}) == numbers("40", "60")


def test_standardised_by_the_sample_deviation() -> None:
    """60 and 80: sample deviation √200 = 14.142, z = ±0.7071 → 42.93 and 57.07."""
    form = marked(100, standardise={"deviation": "sample"})
    assert given(form, {"e1": 60}, {"e1": 80}) == numbers("42.93", "57.07")


def test_a_rater_who_gives_all_the_same_says_the_mean() -> None:
    form = marked(100, standardise={})
    assert given(form, {"e1": 77}, {"e1": 77}) == numbers("50", "50")


@pytest.mark.parametrize(("way", "rated"), [("hold", [True, False]), ("provisional", [True, True])])
def test_a_wide_spread_asks_for_adjudication(way: str, rated: list[bool]) -> None:
    """Spread 20 is within the limit of 20, 20.5 is not."""
    form = marked(100, spread={"limit": 20, "until_adjudicated": way})
    rows = [{"v": {"e1": 60, "e2": 80}}, {"v": {"e1": "59.5", "e2": 80}}]
    evaluation = rate(form, rows, raters=PANEL)
    assert evaluation.ratings.rated.tolist() == rated
    assert points(evaluation) == numbers("70", "69.75")
    assert [reason.code for reason in evaluation.ratings.reasons[1]] == (["adjudication"] if way == "hold" else [])


def test_the_adjudicated_mark_replaces_the_others() -> None:
    form = marked(100, spread={"limit": 20, "until_adjudicated": "hold"}, standardise={})
    rows = [{"v": {"e1": 40, "e2": 80}}, {"v": {"e1": 50, "e2": 60}}]
    evaluation = rate(form, rows, raters=PANEL, adjudicated={(0, "v"): "66"})
    assert points(evaluation)[0] == Decimal(66)
    assert bool(evaluation.ratings.rated[0])


@pytest.mark.parametrize(("policy", "expected"), [("wait", "unknown"), ("exclude", Decimal("7.50"))])
def test_a_rater_without_a_mark(policy: str, expected: Any) -> None:
    found = given(marked(if_missing=policy), {"e1": 7, "e2": 8, "e3": None}, {"e1": 1, "e2": 1, "e3": 1})
    assert found[0] == expected


def test_fewer_raters_than_the_minimum() -> None:
    assert given(marked(minimum=2), {"e1": 7}, {"e1": 7, "e2": 8}) == ["unknown", Decimal("7.50")]


def test_all_raters_say_not_applicable() -> None:
    na, unseen = Status.NOT_APPLICABLE, Status.NOT_INSPECTED
    assert given(marked(), {"e1": na, "e2": na}, {"e1": na, "e2": 8}, {"e1": unseen, "e2": unseen}) == [
        "out",
        Decimal(8),
        "unknown",
    ]


def test_a_mean_between_two_levels_is_still_points() -> None:
    """15 (良 11–15) and 16 (优 16–20): each is in a level, their mean 15.5 is not, and counts."""
    field = {"title": "打分", "kind": "mark", "marked_by": ["expert"]}
    rule = {"judgement": {"优": [16, 20], "良": [11, 15]}}
    form = one_indicator(
        rule, {"v": field}, full_marks=20, roles=ROLES, raters={"combine": "mean", "if_missing": "wait"}
    )
    assert given(form, {"e1": 15, "e2": 16}) == numbers("15.5")
