"""An indicator or a gate, the fields behind it, and what was seen of them."""

from __future__ import annotations

import pytest

from rating.insight.contested import as_seen, contested
from tests.district.published_round import RUBRIC
from tests.insight.disputed import small, small_rubric


def test_an_indicator_with_the_fields_behind_it() -> None:
    found = contested(small_rubric(), "licensed_share", "综合")
    assert (found.title, found.fields, found.advice) == ("持证率", ("licensed", "staff"), "组织未持证人员报考")


def test_a_gate_is_named_apart_from_indicators() -> None:
    found = contested(small_rubric(), "gate:low_licensed", "综合")
    assert (found.title, set(found.fields), found.advice) == ("持证率低于 50%", {"licensed", "staff"}, "补足持证人员")


@pytest.mark.parametrize("code", ["low_licensed", "gate:staff_count", "team", "", "gate:"])
def test_what_is_neither_is_not_there(code: str) -> None:
    with pytest.raises(KeyError):
        contested(small_rubric(), code, "综合")


def test_what_does_not_apply_to_the_kind_is_not_there() -> None:
    text = RUBRIC.replace("        value: area\n", "        value: area\n        kinds: [特色专项]\n")
    text = text.replace("full_marks: 100", "full_marks: {综合: 80, 特色专项: 100}")
    form = small_rubric(text.replace("at_least: 80", "at_least: 70").replace("at_least: 90", "at_least: 75"))
    assert contested(form, "room", "特色专项").fields == ("area",)
    with pytest.raises(KeyError):
        contested(form, "room", "综合")


def test_what_was_seen_in_short() -> None:
    found = small({"S001": {"area": None}}, adjudicated={(1, "service"): 28})
    assert as_seen(found, 0, "staff") == "5 人"
    assert as_seen(found, 0, "area") == "空白"
    assert as_seen(found, 0, "service") == "专家甲 24 分、专家丑 26 分"
    assert as_seen(found, 1, "service") == "28 分（复核）"
