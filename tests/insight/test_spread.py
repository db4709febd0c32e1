from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.insight.spread import LEAST, Five, Spread, _five, spreads
from rating.reported import Roster
from rating.scoring.evaluation import Evaluation
from tests.district.announced import ROWS, rated


def five(*figures: str) -> Five:
    return Five(*map(Decimal, figures))


def test_worked_example_of_six_stations() -> None:
    """Totals 11 13 15 16?: 20 15 18 11 13 and the vetoed 18 → 11 13 15 18 18 20."""
    told = spreads(rated())["综合"]
    assert told.stations == 6
    assert told.total == five("11.0", "13.5", "16.5", "18.0", "20.0")
    assert told.dimensions["team"] == told.total


def test_a_kind_with_fewer_than_five_stations_has_none() -> None:
    told = spreads(rated())["专项"]
    assert told == Spread(2, None, {})


def test_five_stations_of_which_one_has_no_total_have_none() -> None:
    rows = (*ROWS[:4], (*ROWS[4][:5], "", "否"))
    told = spreads(rated(rows))["综合"]
    assert told.stations == LEAST - 1 and told.total is None and told.dimensions == {}


@given(st.lists(st.integers(-50, 1000), min_size=LEAST, max_size=40))
def test_quarters_are_those_of_numpy_rounded_half_up(scaled: list[int]) -> None:
    told = _five(np.array(scaled, np.int64), 1)
    assert told is not None
    found = [told.lowest, told.lower, told.middle, told.upper, told.highest]
    expected = np.quantile(np.array(scaled) / 10, [0, 0.25, 0.5, 0.75, 1])
    assert found == sorted(found)
    assert np.allclose([float(each) for each in found], expected, atol=0.0501)


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ("20.0", "与最高分相同"),
        ("19.0", "在前四分之一"),
        ("17.0", "不低于中位数"),
        ("16.5", "不低于中位数"),
        ("14.0", "低于中位数"),
        ("11.0", "在后四分之一"),
    ],
)
def test_the_own_place_is_a_quarter_and_no_rank(own: str, place: str) -> None:
    assert five("11.0", "13.5", "16.5", "18.0", "20.0").place(Decimal(own)) == place


def test_whoever_shares_the_median_with_half_the_kind_is_not_in_the_first_quarter() -> None:
    assert five("1", "8", "8", "8", "9").place(Decimal(8)) == "不低于中位数"


def test_names_appear_nowhere(sample_evaluation: Evaluation) -> None:
    roster: Roster = sample_evaluation.roster
    told = repr(spreads(sample_evaluation))
    assert not any(name in told for name in (*roster.name, *roster.code))
