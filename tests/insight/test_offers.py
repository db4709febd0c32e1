"""Levels above the present one, least first, and the sentence that tells them."""

from __future__ import annotations

from decimal import Decimal

from rating.insight.case import Reader
from rating.insight.offers import NOTHING, gain_of, rest
from tests.insight.rules import rated_rule

CASE = Reader(rated_rule("steps")).case(0, 0)  # 6 of 10 points


def test_only_what_pays_more_the_least_first_and_equal_ones_once() -> None:
    found = gain_of(
        CASE,
        [
            (Decimal(10), "", "乙由 1 增至 3", None),
            (Decimal(8), "", "乙由 1 增至 2", None),
            (Decimal(10), "", "丙", None),
            (Decimal(6), "", "丁", None),
        ],
    )
    assert [(offer.points, offer.way) for offer in found.offers] == [(2, "乙由 1 增至 2"), (4, "乙由 1 增至 3")]
    assert found.points == 2
    assert found.how == "乙由 1 增至 2，可再得 2 分；增至 3，可再得 4 分", "what is the same is said once"


def test_nothing_where_nothing_pays_more() -> None:
    assert gain_of(CASE, [(Decimal(6), "", "甲", None)]) is NOTHING


def test_points_beyond_the_full_marks_are_not_offered() -> None:
    (offer,) = gain_of(CASE, [(Decimal(12), "", "甲", None)]).offers
    assert offer.points == 4


def test_the_rest_is_all_that_was_lost() -> None:
    (offer,) = rest(CASE, "改进")
    assert (offer.points, offer.way) == (4, "改进")
