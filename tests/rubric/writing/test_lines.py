"""Where a value stands decides how it is laid out."""

from __future__ import annotations

from typing import Any

import pytest

from rating.rubric.writing.lines import WIDEST, Spot, entry_lines, in_brackets, item_lines, root_lines
from rating.rubric.writing.scalars import width
from rating.rubric.yaml_tree import read_tree


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        ("scale", {"full_marks": "100", "decimals": "1"}, ["scale: {full_marks: 100, decimals: 1}"]),
        ("bands", [{"stars": "5"}], ["bands:", "  - {stars: 5}"]),
        ("kinds", ["甲", "乙"], ["kinds: [甲, 乙]"]),
        ("fields", {"a": {"title": "甲"}}, ["fields:", "  a: {title: 甲}"]),
        ("fields", {}, ["fields: {}"]),
        ("notes", None, ["notes: ~"]),
        ("notes", "一\n二\n", ["notes: |", "  一", "  二"]),
        ("version", "2025.1", ['version: "2025.1"']),
        ("dimensions", [{"code": "a"}], ["dimensions:", "  - code: a"]),
        ("bands_by_kind", {"甲": [{"stars": "1"}]}, ["bands_by_kind:", "  甲:", "    - {stars: 1}"]),
        ("ranking", {"by": ["total", {"key": "a"}]}, ["ranking: {by: [total, {key: a}]}"]),
    ],
)  # fmt: skip
def test_how_a_part_of_a_rubric_is_laid_out(key: str, value: Any, lines: list[str]) -> None:
    assert entry_lines(key, value, Spot((key,))) == lines


def test_what_is_too_wide_becomes_a_block() -> None:
    clause = {"source": "a", "text": "条款" * 30}
    lines = entry_lines("clause", clause, Spot(("gates", 0, "clause"), 4))
    assert lines == ["clause:", "      source: a", f"      text: {'条款' * 30}"]
    short = {"source": "a", "text": "条款" * 10}
    (line,) = entry_lines("clause", short, Spot(("gates", 0, "clause"), 4))
    assert width(line) + 4 <= WIDEST


def test_items_begin_behind_their_dash() -> None:
    spot = Spot(("dimensions", 0), 2)
    assert item_lines({"code": "a", "title": "甲"}, spot) == ["- code: a", "    title: 甲"]
    assert item_lines("一\n二", Spot(("x", 0), 2)) == ["- |-", "    一", "    二"]


def test_a_key_longer_than_yaml_looks_for_its_colon() -> None:
    tree = {"长" * 1100: {"键" * 1100: ["x"]}, "b": "1"}
    assert read_tree("\n".join(root_lines(tree))).content == tree
    assert read_tree(f"a: {in_brackets(tree, Spot(('a',)))}").content == {"a": tree}


def test_the_grammar_of_a_place() -> None:
    assert Spot(("title",)).for_words and Spot(("fields", "a", "choices", 0)).for_words
    assert not Spot(("scale", "full_marks")).for_words and not Spot(("foreign",)).for_words
    order = Spot(("dimensions", 0)).key_order
    assert order[0] == "code" and order[-1] == "indicators"
