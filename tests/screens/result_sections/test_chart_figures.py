from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rating.insight import tables
from rating.insight.feedback import profiles
from rating.rubric.rules import Proportion, Rule
from rating.screens.result_sections.chart_figures import (
    curve_figures,
    profile_figures,
    ranked_figures,
    stars_figures,
)
from tests.insight.example import example
from tests.screens.opening import district


def test_stars_of_the_kinds_add_up_to_the_stations() -> None:
    listing = stars_figures(example())
    assert listing.heads[:2] == ("类型", "五星")
    numbers = [int(cell) for row in listing.rows for cell in row[1:] if cell]
    assert sum(numbers) == len(example().roster) == 9
    assert sum(int(row[1] or 0) for row in listing.rows) == 4, "4 are told in the title of the chart"


def test_a_profile_in_figures() -> None:
    found = profiles(example(), 1)
    listing = profile_figures(found)
    assert [row[0] for row in listing.rows] == [each.title for each in found]
    assert all(row[3].endswith("%") for row in listing.rows)
    assert stars_figures(district(0)).rows == () == profile_figures(()).rows


def test_a_curve_in_figures() -> None:
    """8 points in proportion: 0 % earns 0, 100 % earns 8, beyond that no more."""
    listing = curve_figures(Rule(proportion=Proportion()), Decimal(8), "持证率", "%")
    assert listing.rows == (("0%", "0"), ("100%", "8"), ("115%", "8"))
    assert curve_figures(None, Decimal(8), "持证率", "%").rows == ()


def test_the_bars_in_figures() -> None:
    ranked = tables.ranking_table(example(), "综合")
    listing = ranked_figures(ranked.head(2), example().ratings.decimals)
    assert listing.heads == ("站点", "名次", "总分", "星级")
    assert [row[:3] for row in listing.rows] == [("甲站", "1", "38.8"), ("乙站", "2", listing.rows[1][2])]


def test_without_any_median_the_profile_has_no_column_for_it() -> None:
    found = [replace(each, median=None, median_share=None) for each in profiles(example(), 1)]
    listing = profile_figures(found)
    assert listing.heads == ("一级指标", "得分", "满分", "得分率")
    assert all(len(row) == 4 for row in listing.rows)
