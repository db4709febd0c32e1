"""Rank intervals: the bars are those of the draws, in the order of the table, amber where stars change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rating.export.certainty_charts import KEPT, MOVED, WITHOUT, interval_text, rank_intervals
from rating.insight.certainty.weights import Perturbed, perturbed
from rating.insight.tables import ranked_rows
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.example import example


@pytest.fixture(scope="module")
def found() -> Perturbed:
    return perturbed(example(), draws=50)


def rows() -> list[int]:
    return [int(row) for row in ranked_rows(example(), "综合")]


def data(spec: dict[str, object]) -> list[dict[str, object]]:
    (values,) = spec["datasets"].values()  # type: ignore[attr-defined]
    return list(values)


def given(found: Perturbed, best: int, worst: int, same: float) -> Perturbed:
    """Every station with the same interval and share."""
    return replace(
        found,
        best=np.full_like(found.best, best),
        worst=np.full_like(found.worst, worst),
        same_stars=np.full_like(found.same_stars, same),
    )


def test_bars_span_the_interval_in_the_order_of_the_table(found: Perturbed) -> None:
    spec = rank_intervals(example(), given(found, 2, 4, 1.0), rows(), {row: f"站{row}" for row in rows()}).to_dict()
    first = data(spec)[0]
    assert (first["左"], first["右"], first["名次区间"], first["名次"]) == (1.65, 4.35, "2–4", 1.0)
    bar = spec["layer"][0]["encoding"]
    assert bar["y"]["sort"][0] == f"1 站{rows()[0]}"
    assert bar["x"]["scale"]["domain"] == [0.5, 5.5], "five stations are ranked"


def test_the_colour_says_whether_stars_change_and_needs_no_legend_without_stars(found: Perturbed) -> None:
    for share, word in ((1.0, KEPT), (0.999, MOVED), (np.nan, WITHOUT)):
        spec = rank_intervals(example(), given(found, 1, 1, share), rows()).to_dict()
        assert {each["星级"] for each in data(spec)} == {word}
        assert (spec["layer"][0]["encoding"]["color"]["legend"] is None) == (word == WITHOUT)


def test_the_title_counts_those_that_stay(found: Perturbed) -> None:
    assert (
        title(rank_intervals(example(), given(found, 3, 3, 1.0), rows())) == "综合站 5 个中 5 个的名次区间只有一个名次"
    )
    wide = rank_intervals(example(), given(found, 1, 4, 1.0), rows())
    assert title(wide) == "综合站 5 个中 0 个的名次区间只有一个名次，最宽的区间跨 4 个名次"


def test_nobody_ranked_and_hardly_anybody(found: Perturbed) -> None:
    assert title(rank_intervals(example(), found, [])) == "还没有可排名的站点"
    assert title(rank_intervals(example(), found, rows()[:1])).startswith("综合站 1 个中")


def test_an_interval_in_words(found: Perturbed) -> None:
    assert [interval_text(given(found, *ends, 1.0), 0) for ends in ((0, 0), (3, 3), (1, 12))] == ["", "3", "1–12"]


def test_nothing_is_loaded_and_no_english_is_shown(found: Perturbed) -> None:
    no_english_and_no_address(rank_intervals(example(), found, rows()))
