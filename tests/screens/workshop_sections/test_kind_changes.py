from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric
from rating.screens.workshop_sections.draft_tree import spots, stated_kinds
from rating.screens.workshop_sections.kind_changes import (
    apart,
    only_of,
    priced,
    renamed_kind,
    stated_for,
    ticked,
    with_kind,
    without_kind,
)
from tests.screens.workshop_sections.mutilated import trees
from tests.screens.workshop_sections.on_desk import SMALL, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
TREE = edits.content(TEXT)


def loaded(tree: Any) -> Rubric:
    rubric, problems = parse_rubric(edits.put(TEXT, (), tree), "")
    assert rubric is not None, problems
    return rubric


def test_a_renamed_kind_is_renamed_wherever_it_is_named() -> None:
    before, after = loaded(TREE), loaded(renamed_kind(TREE, "未成年人保护", "未保"))
    assert after.kinds == ["综合", "未保", "特色专项", "治理专项"]
    assert [node.code for node in after.indicators if node.applies_to("未保")] == [
        node.code for node in before.indicators if node.applies_to("未成年人保护")
    ]
    assert after.node("staffing").rule_for("未保") == before.node("staffing").rule_for("未成年人保护")
    assert "未成年人保护" not in str([node.kinds for node in after.nodes] + [gate.kinds for gate in after.gates])
    assert edits.content(edits.put(TEXT, (), renamed_kind(renamed_kind(TREE, "综合", "甲"), "甲", "综合"))) == TREE


def test_comments_stay_when_a_kind_is_renamed() -> None:
    text = edits.put(TEXT, (), renamed_kind(TREE, "综合", "综合服务"))
    assert [line for line in text.splitlines() if line.lstrip().startswith("#")] == [
        line for line in TEXT.splitlines() if line.lstrip().startswith("#")
    ]


def test_a_new_kind_is_treated_like_another_one() -> None:
    before, after = loaded(TREE), loaded(with_kind(TREE, "流动", "未成年人保护"))
    assert after.kinds == [*before.kinds, "流动"]
    for node in after.nodes:
        assert node.applies_to("流动") == node.applies_to("未成年人保护")
        assert node.full_marks_for("流动") == before.node(node.code).full_marks_for("未成年人保护")
    assert after.node("staffing").rule_for("流动") == before.node("staffing").rule_for("未成年人保护")


def test_the_first_kinds_of_a_rubric_without_kinds() -> None:
    tree = with_kind(edits.content(SMALL), "综合")
    rubric, problems = parse_rubric(edits.put(SMALL, (), with_kind(tree, "专项", "综合")), "")
    assert rubric is not None, problems
    assert rubric.kinds == ["综合", "专项"]


def test_a_kind_is_taken_away_with_what_is_said_of_it_alone() -> None:
    assert only_of(TREE, "治理专项") == ["指标「微治理项目」"]
    assert only_of(TREE, "未成年人保护") == ["指标「未保个案闭环」", "必备条件「未成年人保护站未达最低配置」"]
    after = without_kind(TREE, "未成年人保护")
    assert stated_kinds(after) == ["综合", "特色专项", "治理专项"]
    assert "未成年人保护" not in str([spot.node.get("rule_by_kind") for spot in spots(after)])


def test_the_last_kind_leaves_its_own_rules_and_points_to_all() -> None:
    tree = {
        "kinds": ["甲"], "scale": {"full_marks": {"甲": "5"}}, "bands_by_kind": {"甲": [{"stars": "5"}]},
        "gates": [{"code": "g", "kinds": ["甲"]}],
        "dimensions": [{"code": "d", "kinds": ["甲"], "indicators": [
            {"code": "i", "full_marks": {"甲": "5"}, "rule_by_kind": {"甲": {"mark": {}}}}]}],
    }  # fmt: skip
    assert without_kind(tree, "甲") == {
        "scale": {"full_marks": "5"}, "bands": [{"stars": "5"}], "gates": [{"code": "g"}],
        "dimensions": [{"code": "d", "indicators": [{"code": "i", "full_marks": "5", "rule": {"mark": {}}}]}],
    }  # fmt: skip


def test_ticks_are_written_only_where_not_all_are_set() -> None:
    spot = next(each for each in spots(TREE) if each.node["code"] == "micro_governance")
    assert ticked(TREE, spot, "综合", True) == ["综合", "治理专项"]
    assert ticked(TREE, spot, "治理专项", False) == []
    whole = next(each for each in spots(TREE) if each.node["code"] == "licensed_share")
    assert ticked(TREE, whole, "综合", False) == ["未成年人保护", "特色专项", "治理专项"]
    assert ticked(TREE, whole, "综合", True) is None


@pytest.mark.parametrize(
    ("stated", "kind", "marks", "expected"),
    [
        ("8", "甲", "7.5", {"甲": "7.5", "乙": "8"}),
        ({"甲": "7.5", "乙": "8"}, "甲", "8", "8"),
        (None, "甲", "5", {"甲": "5"}),
        ("8", "甲", "", {"乙": "8"}),
        ({"甲": "5"}, "甲", "", None),
        ({"甲": "0.50", "乙": "0.5"}, "乙", "0.50", "0.50"),
    ],
)
def test_full_marks_by_kind(stated: Any, kind: str, marks: str, expected: Any) -> None:
    assert priced(stated, ["甲", "乙"], kind, marks) == expected


def test_what_is_stated_and_bands_apart() -> None:
    assert (stated_for({"甲": "5"}, "甲"), stated_for({"甲": "5"}, "乙"), stated_for("3", "乙"), stated_for(None, "")) == (
        "5", "", "3", "")  # fmt: skip
    assert apart([{"stars": "5"}], ["甲", "乙"]) == {"甲": [{"stars": "5"}], "乙": [{"stars": "5"}]}


@settings(max_examples=100, deadline=None)
@given(trees())
def test_odd_trees_change_their_kinds_too(tree: dict[str, Any]) -> None:
    for kind in stated_kinds(tree):
        renamed_kind(tree, kind, "新")
        without_kind(tree, kind)
        only_of(tree, kind)
        with_kind(tree, "新", kind)
        for spot in spots(tree):
            ticked(tree, spot, kind, False)
