"""Marks that stand out, named for adjudication."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.insight.certainty.outliers import OutlyingMark, distances, outlying_marks
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.marked import form_of, judged

SPREAD = {"spread": {"limit": 2, "until_adjudicated": "provisional"}}


def found_in(*rows: dict[str, Any], policy: dict[str, Any] = SPREAD, **more: Any) -> tuple[OutlyingMark, ...]:
    return outlying_marks(judged(form_of(**policy), *rows, **more))


QUIET = [{"e1": 6, "e2": 6, "e3": 6}] * 6


def test_beyond_the_limit_and_on_it() -> None:
    """Six quiet stations make the usual distance 0, so that the rubric's limit of 2 decides."""
    found = found_in({"e1": 2, "e2": 5, "e3": "5.5"}, {"e1": 4, "e2": 6, "e3": 6}, *QUIET)
    assert [(one.row, one.rater, one.mark, one.others) for one in found] == [(0, "专家甲", 2, (5, Decimal("5.5")))]
    assert found[0].sentence == (
        "「m评分」专家甲打 2 分，其他评估人打 5、5.5 分，与其中位数 5.25 分相差 3.25 分，超过 2 分，建议先复核再合成。"
    )
    assert found[0].where.endswith("!A2")


def test_where_the_rubric_states_no_limit_it_is_a_fifth_of_the_full_marks() -> None:
    rows = [{"e1": 4, "e2": 6, "e3": 6}, {"e1": "3.9", "e2": 6, "e3": 6}, *QUIET]
    assert [one.row for one in found_in(*rows, policy={})] == [1]


def test_raters_who_always_differ_much_have_a_wider_limit() -> None:
    """Each station 3 6 9: distances 4.5, 0, 4.5, median 4.5; 3 × 1.4826 × 4.5 is beyond any mark."""
    assert found_in(*[{"e1": 3, "e2": 6, "e3": 9}] * 5) == ()


def test_one_low_mark_of_three_does_not_make_the_others_stand_out() -> None:
    """1 6 6: the median of 1 and 6 is 2.5 away from the third, which is what all but one gave."""
    assert [one.rater for one in found_in({"e1": 1, "e2": 6, "e3": 6}, *QUIET)] == ["专家甲"]


def test_of_two_marks_nobody_can_say_which_stands_out() -> None:
    assert found_in({"e1": 1, "e2": 9}, *QUIET) == ()


def test_what_has_been_adjudicated_is_settled() -> None:
    rows = [{"e1": 1, "e2": 6, "e3": 6}, *QUIET]
    assert len(found_in(*rows)) == 1
    assert found_in(*rows, adjudicated={(0, "m"): 5}) == ()


def test_self_assessment_is_never_named() -> None:
    assert found_in({"e1": 6, "e2": 6, "e3": 6, "z1": 10}, *QUIET) == ()


def test_nothing_is_ever_to_be_left_out() -> None:
    for one in found_in({"e1": 0, "e2": 6, "e3": 6}, *QUIET):
        assert "复核" in one.sentence
        assert not any(word in one.sentence for word in ("删", "去掉", "剔除"))


@given(st.lists(st.lists(st.none() | st.integers(0, 10), min_size=5, max_size=5), min_size=1, max_size=8))
def test_distances_against_the_definition(grid: list[list[int | None]]) -> None:
    given = np.array([[mark is not None for mark in row] for row in grid])
    from_others, from_all, enough = distances(np.array([[mark or 0 for mark in row] for row in grid], np.int64), given)
    for at, row in enumerate(grid):
        for place, mark in enumerate(row):
            others = [one for other, one in enumerate(row) if other != place and one is not None]
            assert enough[at, place] == (mark is not None and len(others) >= 2)
            if mark is not None and len(others) >= 2:
                assert from_others[at, place] == pytest.approx(2 * abs(mark - median(others)))
                assert from_all[at, place] == pytest.approx(2 * abs(mark - median([mark, *others])))


def test_the_sample_district(sample_evaluation: Evaluation) -> None:
    found = outlying_marks(sample_evaluation)
    assert [(one.rater, one.mark) for one in found] == [("专家丙", Decimal("2.5"))]
    assert found[0].where
