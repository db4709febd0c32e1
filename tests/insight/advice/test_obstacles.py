"""What stands in the way besides points; what can be put right, and what cannot this year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rating.insight.advice.menus import Wanted
from rating.insight.advice.obstacles import Obstacles, obstacles, wanted_of
from rating.insight.case import Reader
from tests.insight.example import ROWS, rated


def found(station: int, rows: list[dict[str, Any]] | None = None, **changed: Any) -> Obstacles:
    evaluation = rated(rows, **changed)
    return obstacles(Reader(evaluation), station, evaluation.rubric.bands[0], "五星")


def test_a_cap_is_told_with_its_values_and_what_must_come_true() -> None:
    told = found(3)
    assert told.conditions == ("因「持证率低于 60%」，最高评三星（持证社工数 5 人 ÷ 驻站社工数 10 人 = 50%）",)
    ((_, wanted),) = told.demands
    assert wanted == Wanted(">=", Fraction(3, 5))


def test_a_cap_that_does_not_keep_from_the_band_is_not_in_the_way() -> None:
    gate = {"code": "few", "title": "人少", "when": "staff < 20", "effect": "cap", "stars": 5}
    assert found(0, gates=[gate]) == Obstacles((), (), ())


def test_a_condition_of_the_star_is_looked_at_even_below_its_cut() -> None:
    needs = [{"title": "面积不少于 60 平方米", "when": "area >= 60"}]
    told = found(8, bands=[{"stars": 5, "at_least": 39, "requires": needs}, {"stars": 3, "at_least": 20}])
    assert told.conditions == ("未满足五星的条件「面积不少于 60 平方米」（面积 35 平方米）",)


def test_a_condition_on_a_node_is_read_as_scored() -> None:
    needs = [{"title": "服务成效得分率不低于 90%", "when": "share(service) >= 90%"}]
    bands = [{"stars": 5, "at_least": 38, "requires": needs}, {"stars": 3, "at_least": 20}]
    assert found(8, bands=bands).conditions and not found(0, bands=bands).conditions


@pytest.mark.parametrize("title", ["提供虚假材料", "发生责任事故", "运行未满一年", "受到通报"])
def test_facts_of_the_past_are_apart(title: str) -> None:
    gate = {"code": "past", "title": title, "when": "staff > 0", "effect": "cap", "stars": 3}
    told = found(0, gates=[gate])
    assert told.conditions == () and told.demands == () and len(told.out_of_reach) == 1


def test_the_next_star_within_the_ladder_is_not_out_of_reach() -> None:
    award = {"below_lowest": "不定星级", "ladder": {"up": 1}}
    assert found(8, previous={8: 4}, award=award).out_of_reach == ()
    assert found(8, previous={8: 3}, award=award).out_of_reach != ()


def test_what_is_asked_of_an_indicator_is_what_its_value_falls_short_of() -> None:
    evaluation = rated([ROWS[3]])
    case = Reader(evaluation).case(0, 0)
    demands = found(0, [ROWS[3]]).demands
    assert wanted_of(case, demands, evaluation.rubric) == Wanted(">=", Fraction(3, 5))
    other = Reader(evaluation).case(0, 1)
    assert wanted_of(other, demands, evaluation.rubric) is None, "the area is not what the gate looks at"
    enough = Reader(rated([ROWS[0]])).case(0, 0)
    assert wanted_of(enough, demands, evaluation.rubric) is None


def test_alternatives_and_negations_are_followed() -> None:
    gate = {"code": "g", "title": "配置不足", "when": "not (area >= 60 and 12 <= staff)", "effect": "cap", "stars": 3}
    told = found(0, gates=[gate])
    assert [(wanted.sign, wanted.limit) for _, wanted in told.demands] == [(">=", 60), (">=", 12)]
