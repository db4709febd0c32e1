from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.rubric import edits
from rating.screens.workshop_sections.draft_tree import (
    branches_for,
    kinds_in,
    mapping,
    marks_of,
    new_dimension,
    new_indicator,
    placed,
    siblings,
    spots,
    stated_kinds,
    sum_told,
    taken_codes,
    totals,
    without_roles,
)
from tests.screens.workshop_sections.mutilated import trees
from tests.screens.workshop_sections.on_desk import SHIPPED, SMALL


def leaf(code: str, marks: Any = None, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, **({"full_marks": marks} if marks is not None else {}), **more}


TREE = {
    "kinds": ["综合", "专项"],
    "scale": {"full_marks": "10"},
    "dimensions": [
        {"code": "a", "title": "甲", "indicators": [leaf("a1", "4.5"), leaf("a2", "1", kinds=["综合"])]},
        {"code": "b", "title": "乙", "full_marks": "5", "indicators": [
            leaf("b1", {"综合": "4.5", "专项": "5"}), leaf("b2", "2", bonus="true")]},
    ],
}  # fmt: skip


def test_nodes_are_numbered_as_people_count() -> None:
    assert [spot.label for spot in spots(TREE)] == ["1 甲", "1.1 a1", "1.2 a2", "2 乙", "2.1 b1", "2.2 b2"]
    assert [spot.depth for spot in spots(TREE)] == [0, 1, 1, 0, 1, 1]
    assert spots(TREE)[4].stated == "按类型"
    assert [spot.leaf for spot in spots(TREE)] == [False, True, True, False, True, True]


def test_sums_are_exact_by_kind_and_without_bonus() -> None:
    first, second = spots(TREE)[0], spots(TREE)[3]
    assert sum_told(first, kinds_in(TREE)) == "综合 5.5 分；专项 4.5 分"
    assert sum_told(second, kinds_in(TREE)) == "综合 4.5 分，与 5 分不符；专项 5 分"
    assert marks_of(first.node, "综合") == Decimal("5.5")
    assert totals(TREE) == {"综合": (Decimal("10.5"), Decimal(10)), "专项": (Decimal("9.5"), Decimal(10))}


def test_points_that_cannot_be_read_are_said_not_guessed() -> None:
    tree = {"dimensions": [{"code": "a", "title": "甲", "indicators": [leaf("a1", "约五分")]}]}
    assert sum_told(spots(tree)[0], kinds_in(tree)) == "下属满分没有写全"
    assert totals({**tree, "scale": {"full_marks": "10"}}) == {}


def test_something_new_has_a_code_of_its_own_and_a_rater() -> None:
    tree = edits.content(SMALL)
    node, fields = new_indicator(tree, "持证率")
    (code,) = fields
    assert (node["title"], node["value"], node["rule"]) == ("持证率", code, {"mark": {}})
    assert fields[code]["marked_by"] == ["expert"]
    assert {node["code"], code}.isdisjoint(taken_codes(tree))
    dimension, _ = new_dimension(tree, "队伍建设")
    assert dimension["title"] == "队伍建设"
    assert len(dimension["indicators"]) == 1
    assert new_dimension({})[1]  # without anything there yet
    assert without_roles({}) and not without_roles(tree)


def test_an_indicator_may_go_to_every_other_branch() -> None:
    first = spots(TREE)[1]
    assert [each.title for each in branches_for(TREE, first)] == ["乙"]
    assert branches_for(TREE, spots(TREE)[0]) == []
    assert len(siblings(TREE, first)) == 2


def test_a_list_with_gaps_keeps_the_places_of_the_others() -> None:
    assert placed([None, {"a": "1"}, "x", {"b": "2"}]) == [(1, {"a": "1"}), (3, {"b": "2"})]
    assert placed("text") == []
    assert mapping(["a"]) == {}
    assert stated_kinds({"kinds": "综合"}) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rubrics_add_up(path: Any) -> None:
    for below, stated in totals(edits.content(path.read_text(encoding="utf-8"))).values():
        assert below == stated


@settings(max_examples=200, deadline=None)
@given(trees(), st.text(max_size=3))
def test_nothing_stops_at_a_tree_that_was_mangled_by_hand(tree: dict[str, Any], kind: str) -> None:
    for spot in spots(tree):
        sum_told(spot, kinds_in(tree))
        marks_of(spot.node, kind)
        assert spot.label
        assert siblings(tree, spot)
        branches_for(tree, spot)
    totals(tree)
    new_dimension(tree)
    assert isinstance(taken_codes(tree), set)
