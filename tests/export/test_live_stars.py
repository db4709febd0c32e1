"""Stars from the total and the cut scores."""

from __future__ import annotations

from rating.export.live_stars import band_formula, bands_are_distinct, quoted, stars_by_cuts, stars_formula
from rating.export.plan import make_plan
from tests.insight.example import example, rated


def test_best_band_first_against_the_cells_of_the_cut_scores() -> None:
    expected = "=IF(H4>='口径说明'!$D$6,5,IF(H4>='口径说明'!$D$7,4,IF(H4>='口径说明'!$D$8,3,0)))"
    assert stars_formula(make_plan(example()), "综合", "H4") == expected


def test_strict_limits_and_bands_without_limit() -> None:
    plan = make_plan(rated(bands=[{"stars": 2, "above": 30}, {"stars": 1, "label": "参与"}]))
    assert stars_formula(plan, "综合", "H4") == "=IF(H4>'口径说明'!$D$6,2,1)"


def test_the_formula_agrees_with_the_scoring() -> None:
    plan = make_plan(example())
    for station in range(len(example().roster)):
        if example().ratings.complete[station]:
            assert stars_by_cuts(plan, station) == example().ratings.stars_by_score[station]


def test_labels_and_the_one_below_the_lowest() -> None:
    plan = make_plan(rated(bands=[{"stars": 2, "label": '优"秀', "at_least": 30}]))
    assert band_formula(plan, "综合", "J4") == '=IF(J4=2,"优""秀","不定星级")'


def test_equal_stars_cannot_be_told_apart() -> None:
    bands = [{"stars": 2, "label": "甲", "at_least": 30}, {"stars": 2, "label": "乙", "at_least": 20}]
    assert not bands_are_distinct(make_plan(rated(bands=bands)), "综合")
    assert bands_are_distinct(make_plan(example()), "综合")


def test_texts_in_formulas_are_short_enough_for_excel() -> None:
    assert len(quoted('"' * 500)) <= 255
