"""Stars step by step, with quotas and conditions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.export.ranking_book.columns_of import award, plan, plan_of


def test_stars_are_the_evaluation_s() -> None:
    assert award("分数线星级") == [
        float(stars) if stars >= 0 else "未定" for stars in plan().evaluation.ratings.stars_by_score
    ]
    assert award("星级") == [float(stars) if stars >= 0 else "－" for stars in plan().evaluation.ratings.stars]


@pytest.mark.parametrize("ties", ["include", "exclude"])
def test_a_quota_takes_the_best_and_a_tie_all_or_none(ties: str) -> None:
    """Two of 综合 may be 优秀: 甲 stands first, 乙 and 丙 tie behind 丁."""
    bands: list[dict[str, Any]] = [
        {"stars": 2, "label": "优秀", "at_least": 1, "quota": 3},
        {"stars": 1, "at_least": 0},
    ]
    made = plan_of(
        bands=bands, award={"quota_ties": ties}, gates=[],
        ranking={"by": ["stars", "total"], "ties": "standard", "within": "kind"},
    )  # fmt: skip
    ratings = made.evaluation.ratings
    assert award("星级", made) == [float(stars) if stars >= 0 else "－" for stars in ratings.stars]
    assert not made.book.why


def test_a_veto_that_means_the_lowest_band() -> None:
    made = plan_of(
        gates=[{"code": "g", "title": "虚假", "when": "虚假材料 = 是", "effect": "veto", "veto_means": "lowest"}]
    )
    assert award("星级", made)[4] == 0
    awards = made.book.awards
    assert awards is not None
    assert next(entry for entry in awards.columns.entries if entry.title == "等级").texts[4] == "不定星级"  # type: ignore[index]
