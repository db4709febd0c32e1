from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Rubric
from rating.screens.workshop_sections.uses import codes_by_title, formulas, retitled, users
from tests.screens.workshop_sections.mutilated import trees
from tests.screens.workshop_sections.on_desk import SHIPPED, text_of_shipped

YICHANG = edits.content(text_of_shipped("yichang-five-star"))


def told(code: str) -> list[str]:
    return [use.told for use in users(YICHANG).get(code, ())]


def test_a_field_is_used_by_its_code_and_by_its_title() -> None:
    assert "指标「持证率」" in told("staff")
    assert "必备条件「持证率低于 80%」" in told("staff")
    assert told("full_time_head") == ["指标「人员配备」"], "in the rule of one kind, by its title"
    assert told("false_documents") == ["必备条件「提供虚假材料」"]
    assert "等级「五星级」" in told("satisfaction")
    assert "排名依据" in told("residents")


def test_no_field_behind_an_indicator_is_called_unused() -> None:
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        rubric, _ = parse_rubric(text, "")
        assert isinstance(rubric, Rubric)
        found = users(edits.content(text))
        for node in rubric.indicators:
            assert all(found.get(code) for code in fields_behind(node, rubric)), (path.stem, node.title)


def test_formulas_by_title_go_on_by_code_when_the_title_changes() -> None:
    text = text_of_shipped("yichang-five-star")
    before, _ = parse_rubric(text, "")
    for path, new in retitled(edits.content(text), "full_time_head"):
        text = edits.put(text, path, new)
    text = edits.put(text, ("fields", "full_time_head", "title"), "站长专职")
    after, problems = parse_rubric(text, "")
    assert before is not None
    assert after is not None, problems
    assert "full_time_head = 是" in str(after.node("staffing").rule_by_kind)
    assert fields_behind(before.node("staffing"), before) == fields_behind(after.node("staffing"), after)


def test_a_title_of_two_fields_is_the_last_ones() -> None:
    tree = {"fields": {"a": {"title": "人数"}, "b": {"title": "人数"}}, "gates": [{"when": "人数 > 3"}]}
    assert codes_by_title(tree) == {"人数": "b"}
    assert retitled(tree, "a") == []
    assert retitled(tree, "b") == [(("gates", 0, "when"), "b > 3")]


def test_part_of_a_longer_name_is_no_use() -> None:
    tree = {"fields": {"a": {"title": "人数"}}, "gates": [{"when": "社工人数 > 3", "title": "人数", "advice": "人数"}]}
    assert retitled(tree, "a") == []
    assert "a" not in users(tree)


@settings(max_examples=100, deadline=None)
@given(trees())
def test_odd_trees_have_uses_too(tree: dict[str, Any]) -> None:
    users(tree)
    list(formulas(tree))
    for code in tree["fields"] if isinstance(tree.get("fields"), dict) else ():
        retitled(tree, code)
