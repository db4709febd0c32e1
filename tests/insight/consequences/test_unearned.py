"""Points of nobody and of everybody, down to the single step, level, award and part."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.consequences.unearned import always_earned, never_earned
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import one_indicator, reported

CHOICE = {"v": {"title": "等次", "kind": "choice", "choices": ["优", "良", "差"]}}
SEVERAL = {"v": {"title": "奖项", "kind": "several", "choices": ["国家级", "市级"]}}


def rated(rule: dict[str, Any], values: list[Any], fields: dict[str, Any] | None = None, **more: Any) -> Evaluation:
    form = one_indicator(rule, fields, **more)
    return evaluate(form, reported(form, [{"v": value} for value in values]))


def never(*given: Any, **more: Any) -> list[str]:
    return [each.sentence for each in never_earned(rated(*given, **more))]


STEPS = {"steps": [[8, 10], [4, 5]]}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((STEPS, [4, 5, 6, 7, 7]), ["「指标」达到 8一档，5 个站点都没有达到"]),
        ((STEPS, [4, 5, 6, 7, 8]), []),
        ((STEPS, [1, 1, 1, 1, 1]), ["「指标」5 个站点都没有得分"]),
        ((STEPS, [4, 4, 4, 4]), []),
        (({"steps_down": [[0, 10], [3, 5]]}, [1, 2, 3, 3, 9]), ["「指标」不超过 0一档，5 个站点都没有达到"]),
        (({"linear": {"zero": 0, "full": 100}}, [10, 20, 30, 40, 50]), ["「指标」5 个站点都没有得满分"]),
        (({"levels": {"优": 10, "良": 5, "差": 0}}, ["良", "良", "差", "差", "差"], CHOICE),
         ["「指标」「优」一档，5 个站点都没有达到"]),
        (({"highest": {"国家级": 10, "市级": 5}}, [["市级"]] * 5, SEVERAL), ["「指标」「国家级」一档，5 个站点都没有达到"]),
        (({"highest": {"国家级": 10, "市级": 5}}, [["市级", "国家级"], *[["市级"]] * 4], SEVERAL), []),
    ],
)  # fmt: skip
def test_what_nobody_reached(given: Any, told: list[str]) -> None:
    assert [each.replace(" 一档", "一档") for each in never(*given)] == told


def test_a_part_whose_condition_nobody_met() -> None:
    rule = {
        "parts": [{"title": "有人", "points": 6, "when": "v >= 1"}, {"title": "十人", "points": 4, "when": "v >= 10"}]
    }
    assert never(rule, [1, 2, 3, 4, 5], value=None) == ["「指标」「十人」一项，5 个站点都没有达到"]
    assert never(rule, [1, 2, 3, 4, 10], value=None) == []


def test_full_marks_for_everybody_of_at_least_five() -> None:
    assert [each.sentence for each in always_earned(rated(STEPS, [8, 9, 10, 11, 12]))] == [
        "「指标」5 个站点全部得满分，分不出高低"
    ]
    assert always_earned(rated(STEPS, [8, 9, 10, 11])) == () == always_earned(rated(STEPS, [8, 9, 10, 11, 7]))
    assert [each.stations for each in always_earned(rated(STEPS, [8, 9, 10, 11, 12, None]))] == [5]
