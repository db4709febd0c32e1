from __future__ import annotations

from decimal import Decimal

import pytest

from rating.problems import Refused
from rating.rubric.writing.plain_tree import has, moved, part, plain_tree, without


def test_a_tree_becomes_what_a_file_gives() -> None:
    tree = {"a": (1, Decimal("2.50"), True, None, "x"), "b": {}}
    assert plain_tree(tree) == {"a": ["1", "2.5", "true", None, "x"], "b": {}}


def test_what_is_refused_is_told_with_its_place() -> None:
    with pytest.raises(Refused) as refusal:
        plain_tree({"steps": ["甲\x00"]}, ("rule",))
    assert refusal.value.problems[0].place.object.startswith("rule.steps[第1项")
    for wrong in (0.5, {None: "a"}, object()):
        with pytest.raises(TypeError):
            plain_tree(wrong)


def test_parts_by_path() -> None:
    tree = {"a": [{"b": None}]}
    assert part(tree, ("a", 0, "b")) is None and has(tree, ("a", 0, "b")) and has(tree, ())
    for path in (("a", 1), ("a", "0"), ("a", -1), ("b",), ("a", 0, "b", "c"), (0,)):
        assert not has(tree, path)
        with pytest.raises(Refused):
            part(tree, path)


def test_moving_and_leaving_out() -> None:
    assert moved("abcd", 0, 2) == ["b", "c", "a", "d"]
    assert moved("abcd", 3, 0) == ["d", "a", "b", "c"]
    assert without({"a": 1, "b": 2}, ["a"]) == {"b": 2}
    assert without(["a", "b", "c"], [0, 2]) == ["b"]
