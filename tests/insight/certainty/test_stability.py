"""What the draws say, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rating.insight.certainty.stability import all_in_words, setting_in_words, station_in_words
from rating.insight.certainty.weights import Perturbed
from rating.scoring.evaluation import Evaluation
from tests.screens.opening import district


def found_of(evaluation: Evaluation) -> Perturbed:
    """Figures made up for four stations, the last one without stars."""
    return Perturbed(
        draws=1000,
        seed=1,
        wobble=0.2,
        best=np.array([1, 3, 0, 2]),
        worst=np.array([1, 5, 0, 2]),
        median=np.array([1, 4, np.nan, 2]),
        same_stars=np.array([1, 0.9999, np.nan, np.nan]),
        lowest_stars=np.array([5, 4, -1, -1], np.int16),
        highest_stars=np.array([5, 5, -1, -1], np.int16),
    )


def test_sentences_of_stations() -> None:
    evaluation = district(4)
    stars = [int(star) for star in evaluation.ratings.stars]
    found = found_of(evaluation)
    assert [station_in_words(evaluation, found, row) for row in range(4)] == [
        f"名次在 90% 以上的次数里为第 1 位；每次都是 {stars[0]} 星。",
        f"名次在 90% 以上的次数里为第 3—5 位；99.9%的次数仍为 {stars[1]} 星，全部次数在 4—5 星之间。",
        "",
        "名次在 90% 以上的次数里为第 2 位。",
    ]


def test_the_setting_can_be_repeated_from_its_words() -> None:
    said = setting_in_words(found_of(district(1)))
    for word in ("20%", "1,000 次", "随机种子 1"):
        assert word in said


def test_all_of_them() -> None:
    evaluation = district(4)
    found = found_of(evaluation)
    assert all_in_words(evaluation, found) == "2 个站点中，2 个站点的星级在 95% 以上的次数里不变。"
    shaky = replace(found, same_stars=np.array([1, 0.5, np.nan, np.nan]))
    assert all_in_words(evaluation, shaky) == (
        "2 个站点中，1 个站点的星级在 95% 以上的次数里不变；最不稳定的是2 号街道社工站（50.0%）。"
    )
    none = replace(found, same_stars=np.full(4, np.nan), sentence="没有已评定的站点。")
    assert all_in_words(evaluation, none) == "没有已评定的站点。"
