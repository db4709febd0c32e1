"""Which words give points, and how many."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.phrase import Points
from rating.workshop.phrasing.scoring_words import award, quiet


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("5分", Points(Decimal(5))),
        ("两分", Points(Decimal(2))),
        ("满分", Points(Decimal(1), share=True)),
        ("满分的80%", Points(Decimal("0.8"), share=True)),
        ("不得分", Points(Decimal(0))),
    ],
)
def test_awards(text: str, points: Points) -> None:
    assert award(text) == points


@pytest.mark.parametrize("text", ["制度健全", "场地不少于60平方米", "十分钟内", "社工分工明确", "部分社区"])
def test_descriptions_are_quiet(text: str) -> None:
    assert quiet(text)


@pytest.mark.parametrize(
    "text", ["得5分", "扣完为止", "酌情处理", "排名靠前", "按70%计", "由专家组认定", "不评此项", "其他由街道定"]
)
def test_what_may_decide_points_is_not(text: str) -> None:
    assert not quiet(text)
