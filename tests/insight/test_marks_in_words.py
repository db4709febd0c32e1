"""Who gave what, how the marks became one, what a review replaced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rating.insight.case import Reader
from rating.insight.marks_in_words import marks_in_words
from rating.reported import Adjudication
from tests.insight.example import ROWS, example, rated


def words(marks: tuple[Any, ...], **policy: Any) -> str:
    raters = {"combine": "mean", "if_missing": "exclude"} | policy
    row = ROWS[0] | {"quality": dict(zip(("e1", "e2", "e3"), marks, strict=False))}
    return marks_in_words(Reader(rated([row, ROWS[1]], raters=raters)).case(0, 2), "quality")


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ({"combine": "mean"}, "取平均值约 8.667 分"),
        ({"combine": "median"}, "取中位数为 9 分"),
        (
            {"combine": "trimmed_mean", "trimmed": {"drop": 1, "at_least": 3}},
            "去掉 1 个最高分和 1 个最低分后取平均值为 9 分",
        ),
        ({"combine": "trimmed_mean", "trimmed": {"drop": 1, "at_least": 5}}, "取平均值约 8.667 分"),
        ({"combine": "role_weighted"}, "按评估主体加权平均约 8.667 分"),
        ({"combine": "role_sum"}, "各评估主体得分相加约 8.667 分"),
    ],
)
def test_each_way_of_combining_is_named(policy: dict[str, Any], said: str) -> None:
    assert words((10, 9, 7), **policy) == f"专家甲 10 分、专家乙 9 分、专家丙 7 分，{said}"


def test_marks_standardised_first_are_said_to_be() -> None:
    assert "按评估人标准化后取平均值" in words((10, 9, 7), standardise={"mean": 5, "per": 1})


def test_a_single_mark_is_not_combined() -> None:
    assert words((8,)) == "专家甲 8 分"


def test_a_review_replaces_the_marks_and_gives_its_reason() -> None:
    review = {(7, "quality"): Adjudication(Decimal(8), "专家组合议")}
    evaluation = replace(example(), reported=replace(example().reported, adjudicated=review))
    assert marks_in_words(Reader(evaluation).case(7, 2), "quality") == (
        "专家甲 9 分、专家乙 9 分、专家丙 3 分；经复核（专家组合议），以复核分 8 分为准"
    )
