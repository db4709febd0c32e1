"""Each shipped rubric, worked by hand on one or two units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rating.reported import Status
from rating.rubric.file import load_rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported

FOLDER = Path(__file__).parents[2] / "rubrics"
EXPERTS = [("e1", "甲", "expert"), ("e2", "乙", "expert"), ("e3", "丙", "expert")]

STATION: dict[str, Any] = {
    "staff": 5, "licensed": 5, "supervised": 5, "area": 90, "reception": True, "private_room": True,
    "service_points": 10, "communities": 10, "needs_list": True, "resource_list": True, "project_list": True,
    "planning_mark": {"e1": 6, "e2": 6, "e3": 6}, "delivery_mark": {"e1": 6, "e2": 6, "e3": 6},
    "improvement_mark": {"e1": 5, "e2": 5, "e3": 5}, "linked_projects": 4, "projects": 8, "projects_evaluated": 8,
    "targets_set": 6, "targets_met": 6, "social_benefit": "明显", "survey_sample": 60, "satisfaction": "96%",
    "awareness": "85%", "opinions": 10, "opinions_answered": 10, "complaints": 0, "months_open": 24,
    "false_documents": False, "serious_accident": False,
}  # fmt: skip
OF_KIND: dict[str, dict[str, Any]] = {
    "综合": {"needy_people": 100, "needy_served": 100},
    "未成年人保护": {
        "full_time_head": True, "legal_deputy": True, "qualified_member": True, "minor_cases": 9,
        "minor_cases_followed": 9,
    },
    "特色专项": {"clear_method": True, "measured_change": True, "shared_guide": True},
    "治理专项": {"micro_projects": 5},
}  # fmt: skip


def judged(name: str, *rows: Mapping[str, Any], raters: Any = EXPERTS) -> Evaluation:
    rubric = load_rubric(FOLDER / f"{name}.yaml")
    return evaluate(rubric, reported(rubric, rows, raters))


def station(kind: str = "综合", **changes: Any) -> dict[str, Any]:
    return {"kind": kind, **STATION, **OF_KIND[kind], **changes}


def outcome(evaluation: Evaluation, at: int = 0) -> tuple[Decimal | None, int, str]:
    return evaluation.total(at), int(evaluation.ratings.stars[at]), str(evaluation.ratings.band[at])


@pytest.mark.parametrize("kind", list(OF_KIND))
def test_a_faultless_station_of_each_kind_has_100_points_and_five_stars(kind: str) -> None:
    assert outcome(judged("yichang-five-star", station(kind))) == (100, 5, "五星级")


@pytest.mark.parametrize(
    ("changes", "total", "stars"),
    [
        ({"licensed": 4}, "98", 5),  # 80 %: 6 of 8
        ({"licensed": 3}, "95", 4),  # 60 %: 3 of 8, below 80 % holds it at four stars
        ({"satisfaction": "89%"}, "97", 4),  # 5 of 8, and five stars ask for 90 %
        ({"planning_mark": {"e1": 5, "e2": "5.5", "e3": 5}}, "99.2", 5),  # mean 5.1667 → 5.2
        ({"linked_projects": 1}, "95.5", 5),  # 1.5 of 6
        ({"complaints": 9}, "97", 5),  # deducted down to 0, not below
        ({"targets_met": 3}, "97", 5),  # half of 6
    ],
)
def test_points_lost_are_the_points_of_the_rule(changes: dict[str, Any], total: str, stars: int) -> None:
    found = outcome(judged("yichang-five-star", station(**changes)))
    assert found[:2] == (Decimal(total), stars)


def test_no_opinions_and_no_communities_leave_the_denominator() -> None:
    assert outcome(judged("yichang-five-star", station(opinions=0, opinions_answered=0)))[0] == 100
    without = station("治理专项", service_points=Status.NOT_APPLICABLE, communities=Status.NOT_APPLICABLE)
    assert outcome(judged("yichang-five-star", without))[0] == 100


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"false_documents": True}, "veto"),
        ({"serious_accident": True}, "veto"),
        ({"months_open": 11}, "unrated"),
        ({"staff": None}, "incomplete"),
        ({"survey_sample": 29}, "incomplete"),
        ({"planning_mark": {"e1": 6, "e2": 6, "e3": 3}}, "adjudication"),
    ],
)
def test_stations_that_cannot_be_rated_say_why(changes: dict[str, Any], code: str) -> None:
    ratings = judged("yichang-five-star", station(**changes)).ratings
    assert not ratings.rated[0]
    assert code in {reason.code for reason in ratings.reasons[0]}


def test_a_minors_station_below_the_standard_has_three_stars_at_most() -> None:
    small = judged("yichang-five-star", station("未成年人保护", area=29)).ratings
    assert (small.stars_by_score[0], small.stars[0]) == (5, 3)
    few = judged("yichang-five-star", station("未成年人保护", staff=4, licensed=4, supervised=4)).ratings
    assert few.stars[0] == 3
    assert judged("yichang-five-star", station("综合", area=30)).ratings.stars[0] == 5


def test_streets_are_scored_on_the_plan() -> None:
    # A tenth of the city's 24,870,895 people: a tenth of 200,000, of 45,000 and of 500.
    street = {
        "district": "杨浦区", "population": Decimal("2487089.5"), "talent_total": 10000, "certificate_holders": 5000,
        "community_workers": 100, "community_workers_licensed": 14, "stations": 3, "eldercare_units_staffed": 4,
        "child_welfare_licensed": 60, "youth_workers": 8, "youth": 10000,
        "overseas_workers": Status.NOT_APPLICABLE, "overseas_residents": Status.NOT_APPLICABLE,
    }  # fmt: skip
    rubric = load_rubric(FOLDER / "shanghai-coverage.yaml")
    table = reported(rubric, [street])
    # The names of institutions arrive counted (roll_up), as numbers.
    counted = {**table.columns, "eldercare_units": table.columns["eldercare_units_staffed"]}
    evaluation = evaluate(rubric, type(table)(roster=table.roster, columns=counted, sheets=table.sheets))
    # 10 × 50 % + 15 + 8 (14 %) · 15 + 15 · (10 + 5 (80 per 100,000)) restated from 20 to 30
    assert outcome(evaluation) == (Decimal("80.5"), 2, "稳步推进")


@pytest.mark.parametrize(
    ("qualification", "performance", "years", "mark", "total", "band"),
    [
        ("高级社会工作师", "优秀", 12, 20, 100, "2000 元/月"),
        ("社会工作师", "良好", 6, 15, 75, "1400 元/月"),
        ("助理社会工作师", "合格", 2, 10, 50, "800 元/月"),
        ("助理社会工作师", "合格", 1, 10, 48, "本年度不发放"),
    ],
)
def test_allowance_bands(qualification: str, performance: str, years: int, mark: int, total: int, band: str) -> None:
    person = {"qualification": qualification, "performance": performance, "years": years}
    marks = {"project_mark": {"e1": mark, "e2": mark}}
    assert outcome(judged("yangpu-incentive", {**person, **marks}, raters=EXPERTS[:2]))[::2] == (total, band)


PROJECT: dict[str, Any] = {
    "served_planned": 100, "served": 95, "outputs_planned": 10, "outputs_done": 10, "survey_sample": 20,
    "satisfaction": "95%", "change_share": "80%", "volunteers": 20, "diverted_funds": False,
    "technique_mark": {"e1": 12, "e2": 13}, "benefit_mark": {"r1": 20, "r2": 18, "e1": 14, "e2": 16},
}  # fmt: skip
RESIDENTS_FIRST = [("r1", "居民甲", "resident"), ("r2", "居民乙", "resident"), *EXPERTS[:2]]


def test_residents_marks_weigh_60_and_experts_40() -> None:
    # 15 + 12 · 15 + 10 + 12.5 · (19 × 60 % + 15 × 40 % = 17.4) + 10
    assert outcome(judged("yichang-project", PROJECT, raters=RESIDENTS_FIRST)) == (Decimal("91.9"), 4, "优秀")


def test_diverted_money_is_the_lowest_grade() -> None:
    evaluation = judged("yichang-project", {**PROJECT, "diverted_funds": True}, raters=RESIDENTS_FIRST)
    assert {reason.code for reason in evaluation.ratings.reasons[0]} >= {"veto"}
    assert outcome(evaluation)[1:] == (0, "不合格")


def test_selection_by_places_and_cut_score() -> None:
    judges = [(f"j{at}", f"评委{at}", "judge") for at in range(5)]

    def entry(mark: int) -> dict[str, Any]:
        return {
            "kind": "特色项目",
            "practice_mark": {code: mark for code, _, _ in judges},
            "effect_mark": {code: 30 for code, _, _ in judges},
            "feature_mark": {code: 30 for code, _, _ in judges},
            "breach": False,
        }

    evaluation = judged("yangpu-selection", *(entry(40 - at) for at in range(10)), raters=judges)
    # 20 % of ten: two places; then two nominations; the others reach the cut score without a place
    assert [str(band) for band in evaluation.ratings.band] == ["入选"] * 2 + ["提名"] * 2 + ["未入选"] * 6


def hunan(**changes: Any) -> dict[str, Any]:
    return {
        "area": 80, "rules_posted": True, "opening_hours": True, "staff": 4, "licensed": 4, "trained_hours": 40,
        "kept_staff": 4, "staff_at_start": 4, "records_entered": "100%", "records_right": "95%", "cases_done": 10,
        "cases_planned": 10, "group_quality": "优", "community_quality": "优", "volunteers": 80, "partner_groups": 3,
        "satisfaction": "95%", "innovations": 0, "false_documents": False, **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "total", "band"),
    [
        ({"innovations": 4}, "150", "五星级"),
        ({}, "130", "五星级"),
        ({"satisfaction": "50%", "group_quality": "差"}, "110", "五星级"),
        ({"satisfaction": "50%", "group_quality": "差", "licensed": "3.8"}, "109.5", "四星级"),
        ({"satisfaction": "50%", "group_quality": "差", "rules_posted": False}, "98", "未达四星"),
        ({"satisfaction": "50%", "group_quality": "差", "rules_posted": False, "innovations": 3}, "113", "五星级"),
    ],
)
def test_hunan_130_points_and_a_bonus_of_20(changes: dict[str, Any], total: str, band: str) -> None:
    found = outcome(judged("hunan-style", hunan(**changes), raters=[]))
    assert found[0] == Decimal(total)
    assert found[2].startswith(band)
