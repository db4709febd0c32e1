"""Turning one tree into another touches only what differs."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.rubric.writing.layout import read_sheet
from rating.rubric.writing.merging import in_order, merged, neighbour
from rating.rubric.writing.splices import applied
from rating.rubric.yaml_tree import read_tree

TEXT = """\
scale: {full_marks: 100, decimals: 1}  # 满分
bands:
  - {stars: 5, at_least: 90}  # 五
  - {stars: 4, at_least: 80}  # 四
  - {stars: 3, at_least: 70}  # 三
"""


def into(new: Any, text: str = TEXT) -> str:
    sheet = read_sheet(text)
    changed = applied(text, merged(sheet, (), sheet.content, new))
    assert read_tree(changed).content == new
    return changed


def test_one_value_of_one_item() -> None:
    tree = read_tree(TEXT).content
    tree["bands"][1]["at_least"] = "75"
    assert into(tree) == TEXT.replace("at_least: 80", "at_least: 75")
    assert into(read_tree(TEXT).content) == TEXT


def test_an_item_less_or_more_in_the_middle() -> None:
    tree = read_tree(TEXT).content
    gone = tree["bands"].pop(1)
    less = into(tree)
    assert less == TEXT.replace("  - {stars: 4, at_least: 80}  # 四\n", "")
    tree["bands"].insert(1, gone)
    assert into(tree, less) == TEXT.replace("  # 四", "")


def test_keys_of_the_grammar_find_their_place() -> None:
    tree = {"title": "甲", **read_tree(TEXT).content, "gates": [{"code": "a"}], "own": "x"}
    assert [line.split(":")[0] for line in into(tree).splitlines() if line[:1].strip()] == [
        "title", "scale", "gates", "bands", "own",
    ]  # fmt: skip
    assert in_order(("scale",), ["own", "round", "decimals"]) == ["decimals", "round", "own"]
    assert neighbour((), ["title", "bands"], "code") is None
    assert neighbour((), ["title", "bands"], "unit") == "title" and neighbour((), ["title"], "own") == "title"


ITEMS = st.lists(st.sampled_from("abc") | st.fixed_dictionaries({"code": st.sampled_from("ab")}), max_size=5)
TREES = st.dictionaries(st.sampled_from("wxyz"), ITEMS | st.sampled_from("ab"), min_size=1, max_size=4)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(TREES, TREES, st.booleans())
def test_any_tree_becomes_any_other(old: dict[str, Any], new: dict[str, Any], brackets: bool) -> None:
    text = str(old).replace("'", "") if brackets else "\n".join(_block(old)) + "\n"
    into(new, text)


def _block(tree: dict[str, Any]) -> list[str]:
    return [
        line
        for key, value in tree.items()
        for line in ([f"{key}: {value}"] if isinstance(value, str) else _listed(key, value))
    ]


def _listed(key: str, items: list[Any]) -> list[str]:
    if not items:
        return [f"{key}: []"]
    return [f"{key}:", *(f"  - {item}".replace("'", "").replace("{", "").replace("}", "") for item in items)]
