"""A revised rubric on a past round: whom it moves, because of what, and what it cannot tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rating.insight.consequences.consequences import consequences
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of, shipped_rubric
from tests.insight.consequences.revised import BANDS, FIELDS, FIRST, ROWS, area, form, grade, leaf, past, staff
from tests.insight.consequences.test_halfway import revised, summed
from tests.scoring.build import reported
from tests.scoring.strategies import cases


def test_nothing_changed() -> None:
    found = consequences(past(), FIRST)
    assert found.sentence == "按修订稿重算 2025 年度：10 个站点中没有升星、降星的，10 个不变。"
    assert (
        found.changes == () == found.moved == found.differences and found.sentences[1] == "总分没有变动；名次没有变动。"
    )


def test_stars_ranks_and_their_causes() -> None:
    """乙 has 86: neither the ten points for its people nor the lower cut score alone is enough at 87."""
    after = form(staff(50), area(30), grade(), bands=[{**BANDS[0], "at_least": 87}, *BANDS[1:]])
    found = consequences(past(), after, goal_share=Decimal("0.5"))
    by_name = {each.name: each for each in found.stations}
    up = by_name["乙站"]
    assert (up.total_before, up.total_after, up.stars_before, up.stars_after) == (Decimal(86), Decimal(87), 4, 5)
    assert [each.change.title for each in up.because if each.decided] == ["人员", "五星"]
    assert {each.change.title: each.points for each in up.because if each.points} == {"人员": 10, "场地": -9}
    assert up.joint == 0 and "四星升为五星；如没有「人员」或「五星」的修订，星级不变" in up.sentence
    assert found.sentence == "按修订稿重算 2025 年度：10 个站点中 2 个升星、1 个降星，7 个不变。"
    assert sorted(each.name for each in found.moved) == sorted(name for name in by_name if by_name[name].stars_moved)
    cut = next(each for each in found.changes if "分数线" in each.sentence)
    assert cut.decided == 1 and cut.stars_up == 0 and cut.totals_up == cut.totals_down == 0
    assert found.goal is not None and found.goal.of_all is False and found.goal.sentence in found.sentences


def test_what_cannot_be_rescored_is_said() -> None:
    new = leaf("visits", "走访", 20, {"steps": [[5, 20]]}, if_blank="zero")
    found = consequences(past(), form(staff(), area(), new, fields={**FIELDS, "visits": {"title": "走访次数"}}))
    assert [each.code for each in found.not_rescored] == ["visits"]
    assert any("不按 0 分计" in sentence for sentence in found.sentences)
    assert all(each.total_after is not None and each.total_after > 0 for each in found.stations)


def test_kinds_that_are_no_more() -> None:
    before = form(kinds=["综合", "专项"])
    rows = [{**row, "kind": "专项" if at == 0 else "综合"} for at, row in enumerate(ROWS)]
    found = consequences(past(before, rows), form(kinds=["综合"]))
    assert len(found.stations) == 9 and found.sentence.endswith("；另有 1 个站点不能重算。")
    assert found.not_rescored[0].sentence == "「甲站」不能重算：修订稿没有类型「专项」"
    nobody = consequences(past(before, rows), form(kinds=["其他"]))
    assert nobody.evaluation is None and nobody.sentence == "2025 年度的数据不能按修订稿重算。"
    assert len(nobody.not_rescored) == 10


def test_everything_that_is_read_off_the_revised_result() -> None:
    rows = [{**row, "grade": "优", "area": row["staff"] * 8} for row in ROWS]
    found = consequences(past(rows=rows), form(staff(), area(), leaf("grade", "评价", 20, {"levels": {"优": 20}})))
    assert [each.code for each in found.always_earned] == ["grade"]
    assert [each.codes for each in found.repeating] == [("staff", "area")]
    assert len(found.weights.indicators) == 3


@given(st.data(), cases())
@settings(max_examples=40)
def test_own_effects_and_the_remainder_are_the_whole(data: st.DataObject, case: tuple[Rubric, Reported]) -> None:
    before = summed(case[0])
    after = revised(data, before)
    assume(after != before)
    found = consequences(evaluate(before, case[1]), after)
    for station in found.stations:
        if station.change is not None and station.joint is not None:
            own = sum((each.points or Decimal(0) for each in station.because), Decimal(0))
            assert own + station.joint == station.change


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_rubric_by_itself_moves_nobody(name: str) -> None:
    before = round_of(name, 12)
    found = consequences(before, shipped_rubric(name))
    assert not found.moved and all(not each.change for each in found.stations) and found.not_rescored == ()


def test_progress_is_told() -> None:
    told: list[Any] = []
    consequences(past(), form(staff(50), area(30), grade()), progress=lambda text, share: told.append(share))
    assert told == [0.5, 1.0]
    assert reported(FIRST, ROWS).roster.code == past().roster.code
