"""Stars by cut score, by further conditions, by quota and by the ladder."""

from __future__ import annotations

from typing import Any

import pytest

from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import one_indicator, reported, rubric

CUTS = [{"stars": 5, "at_least": 90}, {"stars": 4, "at_least": "80%"}, {"stars": 3, "above": 60}]


def evaluated(
    bands: list[dict[str, Any]], totals: list[Any], previous: dict[int, int] | None = None, **parts: Any
) -> Evaluation:
    form = one_indicator({"mark": {}}, full_marks=100, bands=bands, **parts)
    return evaluate(form, reported(form, [{"v": total} for total in totals], previous_stars=previous))


def stars(*args: Any, **parts: Any) -> list[int]:
    return evaluated(*args, **parts).ratings.stars.tolist()


def test_cut_scores_are_met_exactly() -> None:
    assert stars(CUTS, ["90", "89.99", "80", "60.01", "60"]) == [5, 4, 4, 3, 0]


def test_below_all_bands_has_the_stated_label() -> None:
    assert evaluated(CUTS, [10], award={"below_lowest": "不合格"}).ratings.band[0] == "不合格"


def test_a_fixed_quota_takes_the_best_and_the_next_band_the_rest() -> None:
    bands = [{"stars": 5, "at_least": 80, "quota": 2}, {"stars": 4, "at_least": 60}]
    assert stars(bands, [95, 85, 90, 82, 50]) == [5, 4, 5, 4, 0]


@pytest.mark.parametrize(("ties", "expected"), [("include", [5, 5, 5, 4]), ("exclude", [5, 4, 4, 4])])
def test_a_tie_across_the_quotas_border(ties: str, expected: list[int]) -> None:
    bands = [{"stars": 5, "quota": 2}, {"stars": 4, "at_least": 0}]
    assert stars(bands, [95, 90, 90, 70], award={"quota_ties": ties}) == expected


def test_a_quota_by_share_rounds_down() -> None:
    bands = [{"stars": 5, "quota": "50%"}, {"stars": 4, "at_least": 0}]
    assert stars(bands, [95, 90, 85, 80, 70]) == [5, 5, 4, 4, 4]


def test_the_ladder_lets_up_one_step_and_caps_a_first_time() -> None:
    ladder = {"ladder": {"up": 1, "first_time": 3}}
    result = evaluated(CUTS, [95, 95, 95, 70], previous={0: 3, 1: 5, 3: 0}, award=ladder)
    assert result.ratings.stars.tolist() == [4, 5, 3, 0]
    assert result.ratings.reasons[0][0].code == "ladder"


def test_section_floors_minimums_and_requirements() -> None:
    def leaf(code: str) -> dict[str, Any]:
        return {"code": code, "title": code, "full_marks": 50, "value": f"f_{code}", "rule": {"mark": {}}}

    dimensions = [{"code": d, "title": d, "indicators": [leaf(d.lower())]} for d in ("A", "B")]
    fields = {"f_a": {"title": "甲"}, "f_b": {"title": "乙"}}
    best = {"stars": 5, "at_least": 80, "each_dimension": "70%", "minimum": {"b": 36}}
    requires = [{"title": "甲项不少于 40", "when": "points(A) >= 40"}]
    form = rubric(
        fields=fields, dimensions=dimensions, bands=[{**best, "requires": requires}, {"stars": 4, "at_least": 60}]
    )
    rows = [{"f_a": 50, "f_b": 36}, {"f_a": 50, "f_b": 34}, {"f_a": 39, "f_b": 50}]
    result = evaluate(form, reported(form, rows))
    assert result.ratings.stars.tolist() == [5, 4, 4]
    assert [reason.code for reason in result.ratings.reasons[1]] == ["dimension_floor", "minimum"]
    assert result.ratings.reasons[2][0].text == "未满足★★★★★的条件「甲项不少于 40」"
