from __future__ import annotations

from dataclasses import replace

from rating.insight.feedback import feedback
from rating.screens.result_sections.next_star_part import conditions_part, next_star_part
from rating.screens.result_sections.station_parts import facts_part, kind_mark, stars
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


def test_what_more_is_known_stands_after_the_rank() -> None:
    evaluation = district(8)
    facts = facts_part(feedback(evaluation, 0), evaluation.rubric, [("名次区间", "1–3", "90% 区间")])
    assert facts.index("名次<") < facts.index("名次区间") < facts.index("1–3")


def test_the_kind_and_the_street_are_named_as_far_as_known() -> None:
    told = feedback(district(8), 0)
    assert f"{told.kind} · {told.street}" in str(kind_mark(told))
    assert kind_mark(replace(told, kind="", street="")) is None


def test_without_bands_no_level_is_told() -> None:
    evaluation = without_bands()
    told = feedback(evaluation, 0)
    assert stars(told, 5) is None
    facts = facts_part(told, evaluation.rubric)
    assert "等级" not in facts
    assert "名次" in facts
