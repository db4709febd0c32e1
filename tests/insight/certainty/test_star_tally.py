"""Stars of draws, and what is counted of them."""

from __future__ import annotations

import numpy as np

from rating.insight.certainty.held_conditions import NO_LIMIT, SHUT, OpenBands
from rating.insight.certainty.star_tally import CutStars, StarTally


def given(stars: CutStars, *totals: int) -> list[int]:
    return stars(np.zeros(len(totals), np.int64), np.array(totals)).tolist()


def test_the_best_open_band_that_is_reached() -> None:
    """Bands of 5, 3 and 0 stars, the best one shut for the second station."""
    cuts = np.array([[90, SHUT], [60, 60], [NO_LIMIT, 50]])
    stars = CutStars.of(OpenBands(cuts, np.array([[5, 5], [3, 3], [0, 0]], np.int16)), np.array([0, 1]))
    draws = [(90, 95), (89, 60), (60, 59), (0, 0)]
    assert [given(stars, *totals) for totals in draws] == [[5, 3], [3, 3], [3, 0], [0, 0]]


def test_a_better_band_with_a_lower_cut_is_given_first() -> None:
    stars = CutStars.of(OpenBands(np.array([[50], [80]]), np.array([[4], [2]], np.int16)), np.array([0]))
    assert [given(stars, total) for total in (49, 50, 80)] == [[0], [4], [4]]


def test_without_bands_everybody_has_none() -> None:
    nothing = OpenBands(np.zeros((0, 3), np.int64), np.zeros((0, 3), np.int16))
    assert given(CutStars.of(nothing, np.arange(3)), 1, 2, 3) == [0, 0, 0]


def test_draws_are_counted() -> None:
    tally = StarTally.of(np.array([5, 3], np.int16))
    for stars in ([5, 3], [3, 3], [3, 0]):
        tally.count(np.array(stars, np.int16))
    assert tally.same.tolist() == [1, 2]
    assert (tally.lowest.tolist(), tally.highest.tolist()) == ([3, 0], [5, 3])
