"""Ranks of one draw are those of the scoring."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.insight.certainty import places
from rating.insight.certainty.places import Ranking, ranking_of
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.ranks import merit, rank
from tests.scoring.strategies import cases

SMALL = st.integers(0, 5)


@given(
    st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL, st.integers(-3, 3)), min_size=1, max_size=40),
    st.sampled_from(["standard", "dense", "shared"]),
    st.sampled_from([("stars", "total"), ("total", "stars"), ("held", "total"), ("total", "held", "stars"), ()]),
    st.booleans(),
    st.sampled_from([1, 2**16, 2**40]),
)
def test_places_are_those_of_the_scoring(
    rows: list[tuple[int, ...]], ties: str, order: tuple[str, ...], rising: bool, many: int
) -> None:
    """`many` stretches the totals, so that cells fit sixteen bits, thirty-two bits or neither."""
    group, stars, held, last, total = (np.array([row[at] for row in rows], np.int64) for at in range(5))
    total = total * many
    at = np.lexsort((last,))
    ranking = Ranking(
        rows=at,
        groups=np.unique(group[at], return_inverse=True)[1].astype(np.int32),
        keys=tuple(held[at] if key == "held" else key for key in order),
        rising={"stars": rising, "total": False},
        last=last[at],
        ties=ties,
    )
    known = np.ones(len(rows), np.bool_)
    by = {"stars": (stars, known, not rising), "total": (total, known, True), "held": (held, known, False)}
    keys = [*(by[key] for key in order), (last, known, False)]
    expected = rank(merit(keys, len(rows)), np.unique(group, return_inverse=True)[1], known, ties)[0]
    found = ranking.places(total[at], stars[at].astype(np.int16)) / ranking.halves
    assert found.tolist() == expected[at].tolist()


def test_many_keys_never_overflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the cells would no longer fit, those so far are numbered anew."""
    monkeypatch.setattr(places, "MOST", 50)
    test_places_are_those_of_the_scoring()


@given(cases())
@settings(max_examples=60)
def test_the_very_totals_and_stars_give_the_very_ranks(case: tuple[Rubric, Reported]) -> None:
    evaluation = evaluate(*case)
    ratings = evaluation.ratings
    if ratings.rated.any():
        ranking = ranking_of(evaluation)
        found = ranking.places(ratings.total[ranking.rows], ratings.stars[ranking.rows]) / ranking.halves
        assert found.tolist() == ratings.rank[ranking.rows].tolist()
