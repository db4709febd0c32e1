"""Several marks into one (docs/method.md §3), each combination worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from rating.reported import Status
from rating.scoring.raters import Combined, combine_marks
from tests.scoring.build import one_indicator, reported

ROLES = [
    {"code": "expert", "title": "专家", "weight": "60%"},
    {"code": "street", "title": "街镇", "weight": "40%"},
    {"code": "self", "title": "自评", "weight": "0"},
]
PEOPLE = [
    ("e1", "专家甲", "expert"),
    ("e2", "专家乙", "expert"),
    ("e3", "专家丙", "expert"),
    ("e4", "专家丁", "expert"),
    ("e5", "专家戊", "expert"),
    ("t1", "街镇甲", "street"),
    ("s1", "本站", "self"),
]


def combined(marks: list[dict[str, Any]], adjudicated: dict[int, str] | None = None, **policy: Any) -> Combined:
    fields = {"v": {"title": "服务质量", "kind": "mark", "marked_by": ["expert", "street", "self"]}}
    raters = {"if_missing": "exclude", **policy}
    form = one_indicator({"mark": {}}, fields, full_marks=100, roles=ROLES, raters=raters)
    reviewed = {(row, "v"): mark for row, mark in (adjudicated or {}).items()}
    return combine_marks(form, reported(form, [{"v": row} for row in marks], PEOPLE, reviewed), "v")


def first(result: Combined) -> Fraction:
    number = result.answer.number.spread_over(len(result.held))
    den = np.broadcast_to(number.den, number.num.shape)
    return Fraction(Decimal(str(number.num[0]))) / int(den[0])


@pytest.mark.parametrize(
    ("policy", "marks", "expected"),
    [
        ({"combine": "mean"}, {"e1": 80, "e2": 85, "e3": "86.5"}, Fraction("251.5") / 3),
        ({"combine": "median"}, {"e1": 80, "e2": 90, "e3": 86, "e4": 70}, Fraction(83)),
        (
            {"combine": "trimmed_mean", "trimmed": {"at_least": 5}},
            {"e1": 60, "e2": 80, "e3": 82, "e4": 84, "e5": 100},
            Fraction(82),
        ),
        ({"combine": "trimmed_mean", "trimmed": {"at_least": 5}}, {"e1": 60, "e2": 80, "e3": 100}, Fraction(80)),
        ({"combine": "role_weighted"}, {"e1": 80, "e2": 90, "t1": 70}, Fraction(85 * 6 + 70 * 4, 10)),
        ({"combine": "role_weighted"}, {"e1": 80, "e2": 90}, Fraction(85)),
        ({"combine": "role_sum"}, {"e1": 40, "e2": 50, "t1": 30}, Fraction(75)),
        ({"combine": "mean"}, {"e1": 80, "s1": 100}, Fraction(80)),
    ],
)
def test_worked_by_hand(policy: dict[str, Any], marks: dict[str, Any], expected: Fraction) -> None:
    assert first(combined([marks], **policy)) == expected


def test_standardised_marks_take_out_a_strict_raters_level() -> None:
    result = combined(
        [{"e1": 60, "e2": 80}, {"e1": 70, "e2": 90}, {"e1": 80, "e2": 100}], combine="mean", standardise={}
    )
    deviation = (200 / 3) ** 0.5  # of 60, 70, 80 and of 80, 90, 100 alike
    assert result.answer.number.floats() == pytest.approx([50 - 100 / deviation, 50, 50 + 100 / deviation])


def test_wait_asks_for_every_rater_and_exclude_does_not() -> None:
    marks = [{"e1": 80, "e2": 90}, {"e1": 80}]
    assert combined(marks, combine="mean", if_missing="wait").answer.status[1] == Status.BLANK
    assert combined(marks, combine="mean").answer.status[1] == Status.REPORTED


def test_too_few_marks_leave_a_blank() -> None:
    result = combined([{"e1": 80}], combine="mean", minimum=2)
    assert result.too_few[0]
    assert result.answer.status[0] == Status.BLANK


def test_a_wide_spread_is_held_until_adjudicated() -> None:
    spread = {"limit": 20, "until_adjudicated": "hold"}
    marks = [{"e1": 60, "e2": 81}, {"e1": 60, "e2": 80}]
    result = combined(marks, combine="mean", spread=spread)
    assert list(result.held) == [True, False]
    assert list(result.spread) == [21, 20]
    settled = combined(marks, {0: "75"}, combine="mean", spread=spread)
    assert not settled.held[0]
    assert first(settled) == 75


def test_a_spread_at_the_limit_counts_only_when_inclusive() -> None:
    for inclusive in (False, True):
        spread = {"limit": 20, "inclusive": inclusive, "until_adjudicated": "hold"}
        assert combined([{"e1": 60, "e2": 80}], combine="mean", spread=spread).held[0] == inclusive


def test_everybody_saying_not_applicable_is_not_applicable() -> None:
    result = combined([{"e1": Status.NOT_APPLICABLE, "e2": Status.NOT_APPLICABLE}], combine="mean")
    assert result.answer.status[0] == Status.NOT_APPLICABLE
