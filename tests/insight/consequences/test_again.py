"""What past figures cannot tell is left out and said, never counted as 0."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from rating.insight.consequences.again import lacking_fields, rows_of_kinds, scored_again
from tests.insight.consequences.revised import BANDS, FIELDS, FIRST, ROWS, area, form, grade, leaf, past, staff
from tests.scoring.build import reported


def test_the_same_rubric_gives_the_same_result() -> None:
    before = past()
    again = scored_again(before.reported, FIRST, FIRST)
    assert (again.evaluation.ratings.total == before.ratings.total).all()
    assert np.array_equal(again.evaluation.ratings.rank, before.ratings.rank) and again.not_rescored == ()


@pytest.mark.parametrize("if_blank", ["zero", "incomplete", "leave_out"])
def test_an_indicator_without_figures_leaves_the_denominator(if_blank: str) -> None:
    """甲: 40 of 40, 38 of 40 and nothing known of 20: 78 of 80 are 97.5 of 100."""
    new = leaf("visits", "走访", 20, {"steps": [[5, 20]]}, if_blank=if_blank)
    after = form(staff(), area(), new, fields={**FIELDS, "visits": {"title": "走访次数"}})
    again = scored_again(past().reported, FIRST, after)
    assert again.evaluation.total(0) == Decimal("97.5") and again.lacking == {"visits": "以往没有填报"}
    (told,) = again.not_rescored
    assert told.sentence == "「走访」不能重算：数据项「走访次数」以往没有填报；按合理缺项处理，不计入满分，不按 0 分计"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"kind": "share", "unit": ""}, "填写方式有变"),
        ({"unit": "名"}, "计量单位有变"),
        ({"roll_up": {"how": "sum"}}, "汇总方式有变"),
    ],
)
def test_a_field_that_is_filled_in_otherwise_is_not_read(other: dict[str, Any], why: str) -> None:
    after = form(fields={**FIELDS, "staff": {**FIELDS["staff"], **other}})
    assert lacking_fields(past().reported, FIRST, after) == {"staff": why}


def test_gates_conditions_and_ranking_keys_without_figures_are_taken_out() -> None:
    fields = {**FIELDS, "visits": {"title": "走访次数"}}
    bands = [{**BANDS[0], "requires": [{"title": "走访", "when": "visits >= 1"}]}, *BANDS[1:]]
    gate = {"code": "g", "title": "未走访", "when": "visits < 1", "effect": "veto"}
    ranking = {"by": ["stars", "visits"], "ties": "standard", "within": "all"}
    after = form(fields=fields, bands=bands, gates=[gate], ranking=ranking)
    again = scored_again(past().reported, FIRST, after)
    assert (again.evaluation.ratings.stars == past().ratings.stars).all()
    assert [told.sentence.split("不能重算")[0] for told in again.not_rescored] == [
        "必备条件「未走访」", "星级条件「走访」", "排名依据「走访次数」",
    ]  # fmt: skip


def test_units_of_a_kind_that_is_no_more_are_set_aside() -> None:
    before = form(kinds=["综合", "专项"])
    rows = [{**row, "kind": "专项" if at in (0, 3) else "综合"} for at, row in enumerate(ROWS)]
    table = reported(before, rows, previous_stars={1: 3, 3: 4})
    kept, out = rows_of_kinds(table, ["综合"])
    assert out == (0, 3) and kept.roster.code == tuple(row["code"] for at, row in enumerate(rows) if at not in out)
    assert kept.previous_stars == {0: 3} and kept.columns["staff"].number(0) == Decimal(8)
    assert rows_of_kinds(table, []) == (table, ())


def test_a_lighter_grade_is_still_scored() -> None:
    assert scored_again(past().reported, FIRST, form(staff(50), area(40), grade(10))).evaluation.total(0) == Decimal(98)
