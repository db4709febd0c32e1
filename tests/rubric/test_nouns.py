from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from rating.rubric.nouns import DataField, RollUp
from tests.rubric.samples import good, rubric_of
from tests.scoring.build import one_indicator


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"kind": "choice"}, "必须写 choices"),
        ({"choices": ["甲"]}, "其他 kind 不写"),
        ({"kind": "mark"}, "必须写 marked_by"),
        ({"marked_by": ["a"]}, "其他 kind 不写"),
        ({"formula": "a", "roll_up": {"how": "sum"}}, "不能同时写"),
    ],
)
def test_fields_that_contradict_themselves_are_refused(field: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        DataField.model_validate({"title": "甲", **field})


def test_only_counting_at_least_has_a_threshold() -> None:
    for content in ({"how": "sum", "at_least": 1}, {"how": "count_at_least"}):
        with pytest.raises(ValidationError, match="count_at_least"):
            RollUp.model_validate(content)


def test_nodes_in_reading_order_and_full_marks_by_kind() -> None:
    rubric = good()
    assert [node.code for node in rubric.nodes][:3] == ["team", "share_licensed", "staffing"]
    assert [node.code for node in rubric.indicators][-1] == "honour"
    assert rubric.node("service").full_marks_for("综合") == 30
    assert rubric.node("staffing").full_marks_for("其他") == 0
    assert rubric.full_marks_for("专项") == 50


def test_a_rule_by_kind_comes_before_the_general_one() -> None:
    staffing = good().node("staffing")
    rules = [staffing.rule_for(kind) for kind in ("综合", "专项")]
    assert [rule.kind if rule else None for rule in rules] == ["per_unit", "steps"]


def test_a_node_for_one_kind_has_no_marks_for_another() -> None:
    rubric = rubric_of(
        ("        roles: [expert]", "        kinds: [综合]"), ("{full_marks: 50", "{full_marks: {综合: 50, 专项: 40}")
    )
    assert rubric.node("planning").full_marks_for("专项") == Decimal(0)
    assert rubric.full_marks_for("专项") == 40


def test_bands_come_best_first_and_by_kind() -> None:
    assert [band.stars for band in good().bands_for("综合")] == [5, 4, 3]
    own = rubric_of(("ranking:", "bands_by_kind: {专项: [{stars: 1, at_least: 1}, {stars: 2, at_least: 2}]}\nranking:"))
    assert [band.stars for band in own.bands_for("专项")] == [2, 1]
    assert [band.stars for band in own.bands_for("综合")] == [5, 4, 3]


def test_standing_in_words() -> None:
    assert good().standing_title == "示例（未经确认）"
    assert rubric_of(("standing: example\nsources", "standing: confirmed\nsources")).standing_title == "已确认"


def test_bands_of_a_kind_alone_are_bands() -> None:
    bands = good().bands
    assert good().has_bands
    assert good().model_copy(update={"bands": [], "bands_by_kind": {"综合": bands}}).has_bands
    assert not good().model_copy(update={"bands": [], "bands_by_kind": {}}).has_bands


def test_the_finest_full_marks_say_how_many_decimals_are_shown() -> None:
    for marks, decimals in (("10", 0), ("2.5", 1), ("0.25", 2)):
        assert one_indicator({"mark": {}}, full_marks=marks).marks_decimals == decimals
