"""Nominal weight, effective weight and the part of the differences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.consequences.weights import weights
from rating.reported import Status
from tests.insight.certainty.samples_of_shipped import round_of
from tests.insight.consequences.revised import ROWS, area, form, grade, past, staff


def test_what_everybody_earns_has_weight_and_makes_no_difference() -> None:
    rows = [{**row, "grade": "优"} for row in ROWS]
    found = {each.code: each for each in weights(past(rows=rows)).indicators}
    assert [each.nominal for each in found.values()] == [Decimal("0.4"), Decimal("0.4"), Decimal("0.2")]
    assert found["grade"].spread == 0 and found["grade"].sentence == "「评价」名义权重 20%，各站总分差距中占 0%"
    spreads = [each.spread for each in found.values() if each.spread is not None]
    assert abs(sum(spreads) - 1) <= Decimal("0.002")


def test_gaps_restate_the_weights() -> None:
    rows = [{**row, "grade": Status.NOT_APPLICABLE} for row in ROWS]
    found = {each.code: each for each in weights(past(rows=rows)).indicators}
    assert (found["staff"].effective, found["grade"].effective) == (Decimal("0.5"), Decimal(0))
    assert "，缺项分摊后 50%" in found["staff"].sentence


def test_equal_totals_few_stations_and_other_ways_of_combining() -> None:
    same = weights(past(rows=[{**ROWS[0], "code": f"S{at}"} for at in range(6)]))
    assert {each.spread for each in same.indicators} == {None}
    assert weights(past(rows=ROWS[:4])).sentence == "有总分的不足 5 个站点，不列权重。"
    section = {
        "code": "all",
        "title": "全部",
        "combine": "geometric",
        "full_marks": 100,
        "indicators": [staff(), area(), grade()],
    }
    assert "不列权重" in weights(past(form(dimensions=[section]))).sentence


@pytest.mark.parametrize("name", ["yichang-five-star", "hunan-style"])
def test_the_parts_of_a_shipped_rubric_add_up(name: str) -> None:
    found = weights(round_of(name, 30)).indicators
    nominal = {each.code: each.nominal for each in found}
    assert nominal and all(0 <= share <= 1 for share in nominal.values())
