"""One made-up unit: typed values, real cleaning, real scoring, the sentence a station head reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.insight.explain import explain
from rating.insight.trial import fields_to_try, tried
from tests.insight.certainty.samples_of_shipped import SHIPPED, shipped_rubric
from tests.insight.rules import RULES, form_of, rated_rule

PEERS = {"best_ratio", "min_max", "z_score", "rank_points"}


def typed(value: Any) -> str:
    """As a station would type it; of several marks the mean, which is what counts."""
    if isinstance(value, dict):
        return "7.5"
    return "、".join(value) if isinstance(value, list) else str(value)


def example(kind: str) -> dict[str, str]:
    return {code: typed(value) for code, value in RULES[kind][3][0].items()}


@pytest.mark.parametrize("kind", sorted(set(RULES) - PEERS))
def test_the_points_and_the_sentence_are_those_of_a_real_rating(kind: str) -> None:
    found, real = tried(form_of(kind), "", "item", example(kind)), explain(rated_rule(kind), 0, "item")
    assert found.points == real.points and found.full_marks == real.full_marks and found.problems == ()
    assert found.needs == "" and (kind == "mark" or found.sentence == f"{real.why}。")


@pytest.mark.parametrize("kind", sorted(PEERS))
def test_a_rule_of_peers_says_what_it_needs(kind: str) -> None:
    found = tried(form_of(kind), "", "item", example(kind))
    assert found.points is None and "请用往年数据试算" in found.needs and found.problems == ()


@pytest.mark.parametrize("kind", sorted(RULES))
def test_what_cannot_be_read_is_told_in_words(kind: str) -> None:
    found = tried(form_of(kind), "", "item", dict.fromkeys(example(kind), "乱写"))
    assert found.points is None and found.problems and all(problem.severity.stops for problem in found.problems)
    assert "「乱写」" in found.sentence and {problem.place.file for problem in found.problems} == {""}


@pytest.mark.parametrize("kind", sorted(set(RULES) - PEERS))
def test_nothing_typed_is_a_blank_and_not_zero(kind: str) -> None:
    found = tried(form_of(kind), "", "item", {})
    titles = [field.title for field in fields_to_try(form_of(kind), "", "item").values()]
    assert (found.points is None or kind == "key_item") and found.problems == ()
    assert all(title in found.needs for title in titles if kind != "key_item")


def test_cleaning_is_the_real_one() -> None:
    form = shipped_rubric("yichang-five-star")
    about = tried(form, "综合", "licensed_share", {"staff": "１０人", "licensed": "约8"})
    assert about.points == Decimal(6) and [problem.code for problem in about.problems] == ["value_approximate"]
    assert about.sentence.startswith("持证社工数 8 人 ÷ 驻站社工数 10 人 = 80%，达到 80% 档，得 6 分")
    assert (
        tried(form, "综合", "licensed_share", {"staff": "0", "licensed": "8"}).problems[0].code == "value_out_of_range"
    )
    assert tried(form, "综合", "planning", {"planning_mark": "5.5"}).points == Decimal("5.5")
    over = tried(form, "综合", "planning", {"planning_mark": "7"})
    assert over.points is None and over.sentence.startswith("项目策划评分：打分是「7」；应为不超过满分 6")


def test_another_kind_an_unknown_field_and_an_unknown_indicator() -> None:
    form = shipped_rubric("yichang-five-star")
    assert "不适用于类型「综合」" in tried(form, "综合", "minor_follow_up", {}).sentence
    assert tried(form, "", "licensed_share", {}).problems[0].code == "station_kind"
    stray = tried(form, "综合", "licensed_share", {"nowhere": "1"})
    assert stray.points is None and "nowhere" not in stray.sentence
    with pytest.raises(KeyError):
        tried(form, "综合", "nowhere", {})


@pytest.mark.parametrize("value", ["\0", "9" * 5000, "=1+1", "<b>", "；；", "1e999", "𠮷"])
def test_hostile_values_are_answered(value: str) -> None:
    found = tried(form_of("steps"), "", "item", {"staff": value, "licensed": "1"})
    assert found.points is None and found.problems


@pytest.mark.parametrize("name", SHIPPED)
def test_every_indicator_of_every_shipped_rubric_can_be_tried(name: str) -> None:
    form = shipped_rubric(name)
    for kind in form.kinds or [""]:
        for node in form.indicators:
            if node.applies_to(kind):
                found = tried(form, kind, node.code, {})
                assert found.sentence.endswith("。") or found.problems
