"""Quotas filled as the scoring fills them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rating.insight.certainty.held_conditions import open_bands
from rating.insight.certainty.quota_stars import QuotaStars
from rating.insight.certainty.star_totals import star_totals
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.samples_of_shipped import round_of
from tests.scoring.build import one_indicator, reported

AMOUNTS = st.sampled_from([0, 1, 2, "40%", "50%", None])


def same_stars(evaluation: Evaluation) -> None:
    rows = np.flatnonzero(evaluation.ratings.rated)[::-1]
    give = QuotaStars.of(evaluation, open_bands(evaluation), rows)
    found = give(evaluation.ratings.total[rows], star_totals(evaluation)[rows])
    assert found.tolist() == evaluation.ratings.stars[rows].tolist()


@st.composite
def with_quotas(draw: DrawFn) -> Evaluation:
    """Two kinds (one may have bands of its own), two streets, many ties."""
    bands = [_band(stars, cut, draw(AMOUNTS)) for stars, cut in ((3, 8), (2, 6), (1, 4))]
    own = {"乙": [_band(4, 7, draw(AMOUNTS))]} if draw(st.booleans()) else {}
    form = one_indicator(
        {"mark": {}},
        {"v": {"title": "数值"}, "n": {"title": "件数"}},
        kinds=["甲", "乙"],
        bands=bands,
        bands_by_kind=own,
        award={
            "quota_ties": draw(st.sampled_from(["include", "exclude"])),
            "quota_within": draw(st.sampled_from(["kind", "street", "all"])),
        },
        ranking={
            "by": draw(st.sampled_from([["total"], ["stars", "total"], ["total", "n"], ["n", "stars", "total"]])),
            "ties": "standard",
            "within": draw(st.sampled_from(["kind", "street", "all"])),
        },
    )
    row = st.fixed_dictionaries(
        {"kind": st.sampled_from(["甲", "乙"]), "street": st.sampled_from(["东", "西"]), "v": st.integers(3, 10),
         "n": st.integers(0, 2)}
    )  # fmt: skip
    rows = draw(st.lists(row, min_size=1, max_size=14))
    return evaluate(form, reported(form, rows))


def _band(stars: int, cut: int, quota: Any) -> dict[str, Any]:
    return {"stars": stars, "at_least": cut, **({} if quota is None else {"quota": quota})}


@given(with_quotas())
@settings(max_examples=200)
def test_the_very_totals_give_the_very_stars(evaluation: Evaluation) -> None:
    same_stars(evaluation)


@pytest.mark.parametrize("count", [40, 7])
def test_the_shipped_selection(count: int) -> None:
    same_stars(round_of("yangpu-selection", count))
