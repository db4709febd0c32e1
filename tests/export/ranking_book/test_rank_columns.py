"""Ranks in the workbook are the Evaluation's, however ties are counted."""

from __future__ import annotations

import numpy as np
import pytest

from tests.export.ranking_book.columns_of import award, plan_of


@pytest.mark.parametrize("ties", ["standard", "dense", "shared"])
@pytest.mark.parametrize("within", ["kind", "street", "all"])
def test_ranks(ties: str, within: str) -> None:
    made = plan_of(ranking={"by": ["stars", "total", "area"], "ties": ties, "within": within})
    expected = ["－" if np.isnan(rank) else rank for rank in made.evaluation.ratings.rank]
    assert award("名次", made) == expected
    assert not made.book.why


def test_a_key_that_is_a_field_has_a_column() -> None:
    made = plan_of(ranking={"by": [{"key": "complaints", "better": "lower"}], "ties": "standard", "within": "all"})
    assert award("并列比较：有效投诉数", made)[8] == 1
