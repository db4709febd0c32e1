from __future__ import annotations

from rating.insight.feedback import feedback
from rating.screens.result_sections.station_parts import (
    conditions_part,
    facts_part,
    indicators_part,
    next_star_part,
    stars,
)
from tests.insight.example import without_bands
from tests.screens.opening import district


def test_stars_are_counted_and_named() -> None:
    evaluation = district(8)
    told = feedback(evaluation, 0)
    shown = stars(told, 5)
    assert shown is not None
    assert shown.count("★") == 5
    assert f'aria-label="{told.band}"' in shown


def test_a_station_that_is_not_rated_has_no_stars_and_no_next_star() -> None:
    evaluation = district(4, staff=None)
    told = feedback(evaluation, 0)
    assert stars(told, 5) is None
    assert next_star_part(told) is None
    facts = facts_part(told, evaluation.rubric)
    assert "暂缺" in facts
    assert "未评定" in facts
    conditions = conditions_part(told)
    assert conditions is not None
    assert all(each.text in conditions for each in told.conditions)


def test_each_indicator_shows_its_cell() -> None:
    evaluation = district(4)
    part = indicators_part(feedback(evaluation, 0), evaluation.rubric)
    assert "测试.xlsx → 填报表!" in part
    assert "专家甲" in part


def test_each_indicator_names_its_clause_its_source_and_what_is_an_example() -> None:
    evaluation = district(4)
    told = feedback(evaluation, 0)
    part = indicators_part(told, evaluation.rubric)
    lines = [*told.lost, *told.good, *told.others]
    assert part.count("<details") == len(lines)
    assert part.count("依据：") == len(lines)
    assert part.count(">示例</span>") == sum(line.is_example for line in lines)
    assert all(line.source in part for line in lines)


def test_only_what_was_lost_can_be_shown() -> None:
    evaluation = district(4)
    told = feedback(evaluation, 1)
    assert told.lost and told.good
    part = indicators_part(told, evaluation.rubric, only_lost=True)
    assert all(f"<b>{line.title}</b>" in part for line in told.lost)
    assert not any(f"<b>{line.title}</b>" in part for line in told.good)


def test_without_bands_no_level_is_told() -> None:
    evaluation = without_bands()
    told = feedback(evaluation, 0)
    assert stars(told, 5) is None
    facts = facts_part(told, evaluation.rubric)
    assert "等级" not in facts
    assert "名次" in facts
