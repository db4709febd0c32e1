"""Rules that compare stations; of fewer than five no other's figure is told."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.arithmetic import arithmetic
from rating.insight.case import Reader
from rating.insight.regain import regain
from tests.insight.rules import rated_rule

FIVE = [{"v": each} for each in (5, 10, 7, 0, 8)]

SAID = {
    # 5 ÷ 10; (5 − 0) ÷ (10 − 0); mean 6, deviation √(1+16+1+36+4)/5 = √11.6 ≈ 3.406, z = −1 ÷ 3.406 ≈ −0.294
    "best_ratio": "场次 5 场 ÷ 全部 5 个单位中的最高值 10 场 = 50%，× 满分 10 分，得 5 分",
    "min_max": "场次 5 场，全部 5 个单位最低 0 场、最高 10 场：（5－0）÷（10－0） = 50%，× 满分 10 分，得 5 分",
    "z_score": "场次 5 场，全部 5 个单位平均约 6 场、标准差约 3.406 场，标准分约 -0.294"
    "（平均值得 5 分，每个标准差 1 分），得 4.71 分",
    "rank_points": "场次 5 场，在全部 5 个单位中由高到低排第 4 名，不得分",
}


def told(kind: str, rows: list[dict[str, Any]]) -> str:
    return arithmetic(Reader(rated_rule(kind, rows)).case(0, 0))


@pytest.mark.parametrize("kind", SAID)
def test_among_five(kind: str) -> None:
    assert told(kind, FIVE) == SAID[kind]


@pytest.mark.parametrize("kind", ["best_ratio", "min_max", "z_score"])
def test_among_fewer_no_other_figure_is_told(kind: str) -> None:
    case = Reader(rated_rule(kind, FIVE[:4])).case(0, 0)
    assert "10 场" not in arithmetic(case) + regain(case).how and "不足 5 个" in arithmetic(case)


def test_equal_values_are_said_to_be_equal() -> None:
    assert "数值相同" in told("min_max", [{"v": 3}] * 5) and "数值相同" in told("z_score", [{"v": 3}] * 5)
