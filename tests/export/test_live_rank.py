"""Ranks as COUNTIFS, only where they give our ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rating.export.live_rank import RankColumns, rank_formula, rank_keys, ranks_agree
from rating.insight.tables import ranked_rows
from tests.insight.example import ROWS, example, rated


def test_key_by_key() -> None:
    columns = RankColumns(3, 7, ((9, True), (4, False)))
    assert (
        rank_formula(columns, 3, "standard") == '=1+COUNTIFS($J$4:$J$8,">"&J4)+COUNTIFS($J$4:$J$8,J4,$E$4:$E$8,"<"&E4)'
    )
    assert rank_formula(columns, 3, "shared").endswith("+(COUNTIFS($J$4:$J$8,J4,$E$4:$E$8,E4)-1)/2")


def test_keys_know_their_columns_and_values() -> None:
    stars, total, service = rank_keys(example())
    assert (stars.own, total.own, service.own, service.dimension) == (False, False, False, 1)
    assert total.values is not None
    assert np.isnan(total.values[5])


@pytest.mark.parametrize(
    ("ranking", "live"),
    [
        ({"by": ["total"], "ties": "standard", "within": "all"}, True),
        ({"by": ["total", "area"], "ties": "shared", "within": "kind"}, True),
        ({"by": ["total"], "ties": "dense", "within": "all"}, False),
        ({"by": ["total", "quality"], "ties": "standard", "within": "all"}, False),
    ],
)
def test_live_only_where_the_formula_gives_our_ranks(ranking: dict[str, Any], live: bool) -> None:
    evaluation = rated(ROWS[:4], ranking=ranking)
    assert ranks_agree(evaluation, rank_keys(evaluation), ranked_rows(evaluation)) is live


def test_several_groups_on_one_sheet_are_not_live() -> None:
    evaluation = example()
    assert not ranks_agree(evaluation, rank_keys(evaluation), ranked_rows(evaluation))
