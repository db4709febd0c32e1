from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rating.insight.certainty.certainty import Certainty, how_sure
from rating.screens.reliability_sections.certainty_words import lead, method_words, share_text
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of
from tests.screens.opening import district


@pytest.fixture(scope="module")
def found() -> Certainty:
    return how_sure(district(4))


def test_the_first_sentence_counts_those_whose_stars_stay(found: Certainty) -> None:
    """Of four, one changes in one draw of a thousand: that is not staying."""
    shares = np.array([1.0, 1.0, 0.999, 1.0])
    less = replace(found, weights=replace(found.weights, same_stars=shares), close_calls=())
    told = lead(district(4), less)
    assert told == "4 个站点中 3 个的星级在 1,000 次权重扰动中保持不变；没有临界的。"
    shares[:] = np.nan
    without = lead(district(4), less)
    assert "名次在九成以上的权重扰动中保持不变" in without
    assert lead(district(1, staff=None), how_sure(district(1, staff=None))).startswith("还没有单位完成评定")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_rubric_has_a_first_sentence(name: str) -> None:
    evaluation = round_of(name)
    told = lead(evaluation, how_sure(evaluation))
    assert told.endswith("。") and "。。" not in told and "nan" not in told and len(told) > 10


def test_nothing_is_rounded_up_to_the_whole() -> None:
    assert [share_text(share) for share in (1.0, 0.9996, 0.579, 0.0, 1 / 3)] == [
        "100%",
        "99.9%",
        "57.9%",
        "0%",
        "33.3%",
    ]


def test_the_method_names_its_own_figures(found: Certainty) -> None:
    how, says, says_not = method_words(replace(found, weights=replace(found.weights, draws=500, wobble=0.15)))
    assert "不超过 15%" in how and "500 次" in how
    assert says.startswith("说明什么") and says_not.startswith("不说明什么")
