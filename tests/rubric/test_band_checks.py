from __future__ import annotations

from fractions import Fraction

import pytest

from rating.rubric.band_checks import grid_of, largest_total
from rating.rubric.file import parse_rubric
from tests.rubric.samples import GOOD, Broken, assert_told, broken, good, rubric_of

FIVE = "{stars: 5, at_least: 45, each_dimension: 80%, requires: [{title: 人数达标, when: enough}]}"
THREE = "{stars: 3, at_least: 30, below: 40}"
CASES = broken(
    (
        THREE,
        "{stars: 3, at_least: 30, at_most: 39}",
        "rubric_bands",
        "stars: 3",
        "bands[第3项 3星]",
        "39.5 不在任何等级内",
    ),
    (
        THREE,
        "{stars: 3, at_least: 30, below: 41}",
        "rubric_bands",
        "stars: 3",
        "bands[第3项 3星]",
        "40 同时在 4 星和 3 星内",
    ),
    (THREE, "{stars: 3, at_least: 30, below: 30}", "rubric_bands", "stars: 3", "bands[第3项 3星]", "没有任何分数"),
    (THREE, "{stars: 3, at_least: 41}", "rubric_bands", "stars: 3", "bands[第3项 3星]", "3 星的分数线高于 4 星"),
    (THREE, "{stars: 4, at_least: 30, below: 40}", "rubric_bands", "at_least: 30", "stars", "4 星写了两次"),
    (FIVE, "{stars: 5, at_least: 56}", "rubric_bands", "stars: 5", "bands[第1项 5星]", "最多只能得 55 分"),
    (
        FIVE,
        "{stars: 5, at_least: 45, below: 50}",
        "rubric_bands",
        "stars: 5",
        "bands[第1项 5星]",
        "52.5 不在任何等级内",
    ),
    (FIVE, "{stars: 5, at_least: 40}", "rubric_bands", "stars: 4", "bands[第2项 4星]", "分数线相同"),
    (FIVE, "{stars: 5, at_least: 45, quota: 1.5}", "rubric_value", "stars: 5", "quota", "应为正整数"),
    (FIVE, "{stars: 5, at_least: 45, quota: 120%}", "rubric_value", "stars: 5", "quota", "不超过 100%"),
    ("minimum: {service: 20}", "minimum: {servise: 20}", "rubric_reference", "stars: 4", "minimum.servise", "servise"),
    ("minimum: {service: 20}", "minimum: {service: 31}", "rubric_bands", "stars: 4", "minimum.service", "满分 30"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bands_with_gaps_overlaps_or_out_of_reach_are_refused(case: Broken) -> None:
    assert_told(case)


def with_bands(bands: str, scale: str) -> list[str]:
    """Found words for a rubric of 50 points without bonus under other bands and another scale."""
    text = GOOD[: GOOD.index("bands:")] + bands + GOOD[GOOD.index("ranking:") :]
    text = text.replace("{full_marks: 50, decimals: 1, round: indicator, bonus_buys_stars: true}", scale)
    _, problems = parse_rubric(text, "sample.yaml")
    return [problem.found for problem in problems if problem.code == "rubric_bands"]


PLAIN = "{full_marks: 50, decimals: 1, round: indicator, bonus_buys_stars: false}"
WHOLE = "{full_marks: 50, decimals: 0, round: indicator, bonus_buys_stars: false}"


@pytest.mark.parametrize(
    ("bands", "scale", "found"),
    [
        ("bands: [{stars: 5, at_least: 45}, {stars: 4, at_least: 40, at_most: 44}]\n", WHOLE, []),
        ("bands: [{stars: 5, at_least: 45}, {stars: 4, at_least: 40, at_most: 44}]\n", PLAIN,
         ["44.5 不在任何等级内（44.1 至 44.9 之间都是如此）"]),
        ("bands: [{stars: 5, above: 45}, {stars: 4, at_least: 40, below: 45}]\n", PLAIN, ["45 不在任何等级内"]),
        ("bands: [{stars: 5, above: 45}, {stars: 4, at_least: 40, at_most: 45}]\n", PLAIN, []),
        ("bands: [{stars: 5, at_least: 90%}, {stars: 4, at_least: 80%, below: 90%}]\n", PLAIN, []),
        ("bands: [{stars: 5, at_least: 51}]\n", PLAIN, ["「★★★★★」从 51 分起，类型「综合」最多只能得 50 分"]),
        ("bands: [{stars: 5, quota: 10%}, {stars: 4, quota: 20%}, {stars: 3, at_least: 30}]\n", PLAIN, []),
        ("bands: [{stars: 5}, {stars: 4, at_least: 30}]\n", PLAIN, ["5 星没有下限，低一级的星级达不到"]),
        ("bands: [{stars: 5, at_least: 90}]\n", PLAIN.replace("}", ", convert_to: 100}"), []),
        ("bands: [{stars: 5, at_least: 90, at_most: 99}]\n", PLAIN.replace("}", ", convert_to: 100}"),
         ["99.5 不在任何等级内（99.1 至 100 之间都是如此）"]),
        ("bands_by_kind: {综合: [{stars: 5, at_least: 45}]}\n", PLAIN, ["类型「专项」没有等级"]),
    ],
)  # fmt: skip
def test_limits_are_compared_on_the_grid_of_printed_totals(bands: str, scale: str, found: list[str]) -> None:
    assert with_bands(bands, scale) == found


def test_the_bonus_raises_the_largest_total_only_where_it_buys_stars() -> None:
    assert largest_total(good(), "综合") == Fraction(55)
    assert largest_total(rubric_of(("bonus_buys_stars: true", "bonus_buys_stars: false")), "综合") == Fraction(50)


def test_a_rule_without_ceiling_leaves_the_total_open() -> None:
    open_ended = rubric_of(("{deduct: {points: 1}}", "{completion: {target: 10, capped: false}}"))
    assert largest_total(open_ended, "综合") is None
    assert grid_of(open_ended, "综合").largest is None
