from __future__ import annotations

from decimal import Decimal

import pytest

from rating.export.rubric_charts import band_ladder, has_curve, ladder_fits, rule_curve
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.example import example, rated
from tests.insight.rules import RULES, form_of


@pytest.mark.parametrize("kind", RULES)
def test_a_curve_for_rules_of_one_number(kind: str) -> None:
    rule = form_of(kind).indicators[0].rule
    chart = rule_curve(rule, Decimal(10), "某项")
    assert (chart is not None) == has_curve(rule, Decimal(10))
    if chart is not None:
        no_english_and_no_address(chart)
        assert title(chart).startswith("「某项」")
        assert chart.to_dict()["encoding"]["y"]["scale"]["domain"][0] <= 0


def test_the_title_says_where_points_begin_and_where_they_end() -> None:
    rule = form_of("steps").indicators[0].rule
    chart = rule_curve(rule, Decimal(10), "持证率")
    assert chart is not None
    assert "得满分 10 分" in title(chart)


def test_the_ladder_has_a_step_for_every_band() -> None:
    ladder = band_ladder(example().rubric, "综合")
    assert title(ladder).startswith("满分 40 分")
    assert len(ladder.to_dict()["layer"][0]["encoding"]["y"]["sort"]) == len(example().rubric.bands_for("综合"))
    no_english_and_no_address(ladder)


def test_a_rubric_without_bands_has_no_ladder() -> None:
    assert not ladder_fits(rated(bands=[]).rubric)
    assert ladder_fits(example().rubric, "综合")
    assert title(band_ladder(rated(bands=[]).rubric)) == "没有设等级"
