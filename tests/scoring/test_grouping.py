"""Kinds numbered once."""

from __future__ import annotations

from fractions import Fraction

from rating.reported import Roster
from rating.scoring.grouping import Kinds, everywhere, nowhere

ROSTER = Roster(("1", "2", "3"), ("甲", "乙", "丙"), ("综合", "专项", "综合"), ("东街", "西街", "西街"))


def test_kinds_spread_one_amount_a_kind_over_the_stations() -> None:
    kinds = Kinds.read(ROSTER)
    assert kinds.names == ("综合", "专项")
    assert list(kinds.per_station([Fraction(8), Fraction(10)]).num) == [8, 10, 8]
    assert list(kinds.which([False, True])) == [False, True, False]


def test_one_amount_for_all_kinds_is_one_number() -> None:
    assert Kinds.read(ROSTER).per_station([Fraction(8), Fraction(8)]).num.ndim == 0


def test_shared_masks() -> None:
    assert everywhere(3).all()
    assert not nowhere(3).any()
