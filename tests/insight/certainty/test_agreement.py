"""Agreement of raters against published examples."""

from __future__ import annotations

from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rating.insight.certainty import agreement
from rating.insight.certainty.agreement import agreements, interval_alpha, kendalls_w
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.marked import form_of, judged

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Four observers, twelve units: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example D."""


def table() -> tuple[np.ndarray, np.ndarray]:
    columns = np.array([[mark if mark is not None else -1 for mark in row] for row in KRIPPENDORFF], np.int64).T
    given = columns >= 0
    shared = given.sum(axis=1) >= 2
    return np.where(given, columns, 0)[shared], given[shared]


def test_alpha_of_the_published_example() -> None:
    """Interval α = 0.849 there."""
    assert interval_alpha(*table()) == pytest.approx(0.849, abs=0.0005)


@given(st.lists(st.lists(st.none() | st.integers(0, 5), min_size=4, max_size=4), min_size=2, max_size=12))
def test_alpha_is_that_of_the_kept_library(grid: list[list[int | None]]) -> None:
    given = np.array([[mark is not None for mark in row] for row in grid])
    scaled = np.array([[mark or 0 for mark in row] for row in grid], np.int64)
    shared = given.sum(axis=1) >= 2
    scaled, given = scaled[shared], given[shared]
    assume(len(np.unique(scaled[given])) > 1)
    data = np.where(given, scaled, np.nan).T
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement="interval")
    assert interval_alpha(scaled, given) == pytest.approx(theirs, abs=1e-9)


def test_kendalls_w_of_the_published_example() -> None:
    """Three executives rank six applicants: sums 8 14 11 11 11 8, S = 25.5, W = 0.16 (Siegel 1956, p. 230)."""
    ranks = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], np.int64).T
    assert kendalls_w(ranks) == pytest.approx(12 * 25.5 / (9 * 210))
    assert kendalls_w(ranks) == pytest.approx(0.16, abs=0.005)


def test_kendalls_w_with_ties_by_hand() -> None:
    """1 2 2 and 1 1 2 are ranks 1 2.5 2.5 and 1.5 1.5 3: sums 2.5 4 5.5, S = 4.5, each ties one pair (T = 6).

    W = 12 × 4.5 ÷ (4 × (27 − 3) − 2 × (6 + 6)) = 54 ÷ 72.
    """
    assert kendalls_w(np.array([[1, 1], [2, 1], [2, 2]], np.int64)) == pytest.approx(0.75)


def test_kendalls_w_of_one_opinion_and_of_none() -> None:
    assert kendalls_w(np.array([[1, 10], [2, 20], [3, 30]], np.int64)) == pytest.approx(1)
    assert kendalls_w(np.array([[1, 3], [2, 2], [3, 1]], np.int64)) == pytest.approx(0)
    assert kendalls_w(np.array([[1, 3], [1, 3], [1, 3]], np.int64)) is None


def test_a_rater_who_is_stricter_throughout_agrees_in_order_but_not_in_marks() -> None:
    rows = [{"e1": mark, "e2": mark - 4} for mark in (5, 6, 7, 8, 9)]
    found = agreements(judged(form_of(), *rows))[0]
    assert found.kendalls_w == pytest.approx(1)
    assert found.alpha is not None
    assert found.alpha < 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"e1": 5}] * 4, "「m评分」1 名评估人、0 个站点：只有 1 名评估人打分，无法看一致程度。"),
        ([{"e1": 5, "e2": 6}] * 2, "「m评分」2 名评估人、2 个站点有两人以上打分，不足 3 个，无法看一致程度。"),
        ([{"e1": 5, "e2": 5}] * 4, "「m评分」2 名评估人、4 个站点：所有打分都相同，没有差异可供比较。"),
    ],
)
def test_too_little_to_compare_has_a_sentence(rows: list[dict[str, Any]], said: str) -> None:
    found = agreements(judged(form_of(), *rows))[0]
    assert found.alpha is None
    assert found.sentence == said


def test_a_rater_with_a_blank_sheet_is_nobody() -> None:
    rows: list[dict[str, Any]] = [{"e1": mark, "e2": mark, "e3": None} for mark in (3, 5, 9)]
    found = agreements(judged(form_of(), *rows))[0]
    assert (found.raters, found.by_all, found.alpha, found.kendalls_w) == (2, 3, 1, 1)


@pytest.mark.parametrize(
    ("alpha", "said"), [(0.8, "达到"), (0.7999, "之间"), (0.667, "之间"), (0.6669, "低于"), (-1.0, "低于")]
)
def test_readings_are_never_rounded_up(alpha: float, said: str) -> None:
    assert said in agreement._sentence("头", 3, 9, alpha, None)
    assert agreement._cut(0.7999) == "0.79"


def test_the_sample_district(sample_evaluation: Evaluation) -> None:
    found = agreements(sample_evaluation)
    assert [(one.raters, one.stations) for one in found] == [(3, 37)] * 3
    assert all(one.alpha is not None and one.kendalls_w is not None for one in found)
