"""A change of one place: the content changes there and nowhere else, and what people wrote around it stays."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.problems import Refused
from rating.rubric.edits import content, insert, move, put, remove, rename, value_at
from rating.rubric.file import parse_rubric
from rating.rubric.trail import Path
from rating.rubric.written import written, written_content
from rating.rubric.yaml_tree import LARGEST_BYTES, read_tree
from tests.rubric.samples import GOOD
from tests.rubric.writing.texts import keys, mappings, trees

SHIPPED = {path.stem: path.read_text() for path in sorted((FilePath(__file__).parents[2] / "rubrics").glob("*.yaml"))}
NEW = {
    "code": "added",
    "title": "新增: 项",
    "full_marks": Decimal("2.50"),
    "rule": {"mark": {}},
    "evidence": ["甲", "8"],
}
TYPED = {"code": "added", "title": "新增: 项", "full_marks": "2.5", "rule": {"mark": {}}, "evidence": ["甲", "8"]}


def commented(text: str) -> str:
    """The text with a comment of its own on every line."""
    lines = text.splitlines()
    return "".join(
        f"{line}  # 注{at}\n" if line.strip() and not line.lstrip().startswith("#") else f"{line}\n"
        for at, line in enumerate(lines)
    )


def paths(tree: Any, path: Path = ()) -> list[Path]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(below for step, part in inner for below in paths(part, (*path, step)))]


def lists(tree: Any) -> list[Path]:
    return [path for path in paths(tree) if isinstance(at(tree, path), list)]


def at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def changed(tree: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    tree = deepcopy(tree)
    at(tree, path[:-1])[path[-1]] = value
    return tree


def without(tree: Any, path: Path) -> Any:
    tree = deepcopy(tree)
    del at(tree, path[:-1])[path[-1]]
    return tree


def assert_only_near(before: str, after: str, path: Path) -> None:
    """Every line that is gone stood at `path`, or is the line of the part that holds it; the order stays."""
    lines = read_tree(before).lines
    here = [line for place, line in lines.items() if place[: len(path)] == path]
    near = {*range(min(here), max(here) + 1), lines[path[:-1]] if path[:-1] else 0}
    old, new = before.splitlines(), after.splitlines()
    for tag, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("replace", "delete"):
            lost = {number for number in range(start + 1, end + 1) if old[number - 1].strip()}
            assert lost <= near, [old[number - 1] for number in lost - near]


@pytest.fixture(params=SHIPPED, scope="module")
def text(request: pytest.FixtureRequest) -> str:
    return commented(SHIPPED[request.param])


def some(items: list[Any], count: int = 4) -> list[Any]:
    """The same few each time, from everywhere in the text."""
    return random.Random(1).sample(items, min(count, len(items)))


def test_a_value_put_changes_its_line_only(text: str) -> None:
    tree = content(text)
    scalars = [path for path in paths(tree) if isinstance(at(tree, path), str)]
    for path, value in zip(some(scalars), ("新的: 文字", Decimal("7.0"), "true", "一\n二"), strict=True):
        after = put(text, path, value)
        typed = "7" if isinstance(value, Decimal) else value
        assert content(after) == changed(tree, path, typed)
        assert_only_near(text, after, path)
        assert put(text, path, at(tree, path)) == text


def test_anything_put_anywhere(text: str) -> None:
    tree = content(text)
    values: list[Any] = [NEW, [NEW, NEW], {}, []]
    for path, value in zip(some(paths(tree)[1:]), values, strict=True):
        after = put(text, path, value)
        typed = TYPED if value is NEW else [TYPED, TYPED] if value else value
        assert content(after) == changed(tree, path, typed)
        assert_only_near(text, after, path)


def test_what_is_removed_is_gone_alone(text: str) -> None:
    tree = content(text)
    for path in some(paths(tree)[1:], 5):
        after = remove(text, path)
        assert content(after) == without(tree, path)
        assert_only_near(text, after, path)
    assert put(text, ("title",), None) == remove(text, ("title",))


def test_items_inserted_leave_all_lines(text: str) -> None:
    tree = content(text)
    for path in some(lists(tree)):
        items = at(tree, path)
        position = len(items) // 2
        after = insert(text, path, position, NEW)
        assert content(after) == changed(tree, path, [*items[:position], TYPED, *items[position:]])
        assert comments(text) == comments(after)


def test_items_moved_keep_their_comments(text: str) -> None:
    tree = content(text)
    for path in some([path for path in lists(tree) if len(at(tree, path)) > 1]):
        items = at(tree, path)
        after = move(text, path, 0, len(items) - 1)
        assert content(after) == changed(tree, path, [*items[1:], items[0]])
        assert comments(text) == comments(after)
        assert move(after, path, len(items) - 1, 0) == text


def test_keys_renamed_stay_in_place(text: str) -> None:
    tree = content(text)
    for path in some([path for path in paths(tree) if path and isinstance(path[-1], str)]):
        after = rename(text, path, "新: 名")
        owner = at(tree, path[:-1])
        assert content(after) == changed(
            tree, path[:-1], {"新: 名" if key == path[-1] else key: part for key, part in owner.items()}
        )
        assert list(at(content(after), path[:-1])) == ["新: 名" if key == path[-1] else key for key in owner]
        assert comments(text) == comments(after) and len(text.splitlines()) == len(after.splitlines())
        assert rename(after, (*path[:-1], "新: 名"), str(path[-1])) == text


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# .*$", text, re.M))


def test_shipped_rubrics_turned_into_each_other(text: str) -> None:
    """Two-way editing: a whole tree put over another leaves what is equal."""
    tree = content(text)
    other = content(SHIPPED["yichang-project"])
    assert content(put(text, (), other)) == other
    assert put(text, (), tree) == text
    first = tree["dimensions"][0]
    after = put(text, ("dimensions", 0), {**first, "title": "改名"})
    assert_only_near(text, after, ("dimensions", 0, "title"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(mappings, st.data())
def test_any_change_of_any_text(tree: dict[str, Any], data: st.DataObject) -> None:
    """Whatever the tree: the result says the changed tree, or the change is refused."""
    text = data.draw(st.sampled_from([written_content(tree), commented_lightly(written_content(tree))]))
    path = data.draw(st.sampled_from(paths(tree)))
    value = data.draw(trees.filter(lambda value: value is not None))
    if path or isinstance(value, dict):
        assert content(put(text, path, value)) == changed(tree, path, value)
    if path:
        assert content(remove(text, path)) == without(tree, path)
        if isinstance(path[-1], str):
            name = data.draw(keys)
            owner = at(tree, path[:-1])
            if name not in owner:
                assert set(at(content(rename(text, path, name)), path[:-1])) == owner.keys() - {path[-1]} | {name}
    items = at(tree, path)
    if isinstance(items, list):
        position = data.draw(st.integers(0, len(items)))
        wanted = [*items[:position], value, *items[position:]]
        assert content(insert(text, path, position, value)) == changed(tree, path, wanted)
        if items:
            old, new = (data.draw(st.integers(0, len(items) - 1)) for _ in range(2))
            wanted = [*items[:old], *items[old + 1 :]]
            wanted.insert(new, items[old])
            assert content(move(text, path, old, new)) == changed(tree, path, wanted)


def commented_lightly(text: str) -> str:
    return f"# 头\n{text}# 尾"


BY_HAND = """\
# 头
title:   '某区'   # 名称
"version":  "1"

bands:
# 最高
- {stars: 5,   at_least: 90}   # 五

# 其次
- stars: 4
  at_least: 80

kinds: [ 甲,  "乙" ,丙]
scale: {
  full_marks: 100,  # 百分
  decimals: 1,      # 一位
}
notes: |+
  一

fields:
    # 人
    staff:
        title: 人数
        unit: 人
    licensed: {title: 持证}
gates: []
roles:
raters: {combine: mean, if_missing: wait}
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda t: put(t, ("title",), "某市"), ("title:   '某区'   # 名称", "title:   某市   # 名称")),
        (lambda t: put(t, ("bands", 0, "at_least"), "85%"), ("at_least: 90}", "at_least: 85%}")),
        (lambda t: put(t, ("bands", 1, "at_least"), Decimal(75)), ("  at_least: 80", "  at_least: 75")),
        (lambda t: move(t, ("bands",), 1, 0), (
            "# 最高\n- {stars: 5,   at_least: 90}   # 五\n\n# 其次\n- stars: 4\n  at_least: 80\n",
            "# 其次\n- stars: 4\n  at_least: 80\n\n# 最高\n- {stars: 5,   at_least: 90}   # 五\n")),
        (lambda t: remove(t, ("bands", 1)), ("\n# 其次\n- stars: 4\n  at_least: 80\n", "")),
        (lambda t: insert(t, ("bands",), 2, {"stars": 3, "at_least": 70}), (
            "  at_least: 80\n", "  at_least: 80\n- {stars: 3, at_least: 70}\n")),
        (lambda t: remove(t, ("kinds", 1)), ('[ 甲,  "乙" ,丙]', "[ 甲,  丙]")),
        (lambda t: remove(t, ("kinds", 2)), ('[ 甲,  "乙" ,丙]', '[ 甲,  "乙"]')),
        (lambda t: insert(t, ("kinds",), 0, "丁, 戊"), ("[ 甲,", '[ "丁, 戊", 甲,')),
        (lambda t: remove(t, ("scale", "full_marks")), ("  full_marks: 100,  # 百分\n", "")),
        (lambda t: remove(t, ("scale", "decimals")), ("  decimals: 1,      # 一位\n", "")),
        (lambda t: put(t, ("scale", "round"), "total"), ("decimals: 1,", "decimals: 1, round: total,")),
        (lambda t: put(t, ("notes",), "新"), ("notes: |+\n  一\n\n", "notes: 新\n")),
        (lambda t: put(t, ("notes",), "一\n二\n"), ("notes: |+\n  一\n\n", "notes: |\n  一\n  二\n")),
        (lambda t: remove(t, ("fields", "staff", "unit")), ("        unit: 人\n", "")),
        (lambda t: rename(t, ("fields", "staff"), "workers"), ("    staff:", "    workers:")),
        (lambda t: put(t, ("fields", "staff", "whole"), True), (
            "        unit: 人\n", "        unit: 人\n        whole: true\n")),
        (lambda t: put(t, ("fields", "area"), {"title": "面积"}), (
            "{title: 持证}\n", "{title: 持证}\n    area: {title: 面积}\n")),
        (lambda t: put(t, ("gates",), [{"code": "a", "title": "甲"}]), (
            "gates: []", "gates:\n  - {code: a, title: 甲}")),
        (lambda t: insert(t, ("gates",), 0, {"code": "a"}), ("gates: []", "gates:\n  - {code: a}")),
        (lambda t: insert(t, ("roles",), 0, {"code": "a"}), ("roles:\n", "roles:\n  - {code: a}\n")),
        (lambda t: put(t, ("unit",), "station"), ('"1"\n', '"1"\nunit: station\n')),
        (lambda t: put(t, ("raters", "trimmed", "drop"), 2), ("mean, if", "mean, trimmed: {drop: 2}, if")),
    ],
)  # fmt: skip
def test_texts_written_by_hand_keep_their_ways(change: Any, expected: tuple[str, str]) -> None:
    before, after = expected
    assert change(BY_HAND) == BY_HAND.replace(before, after, 1) != BY_HAND
    assert change(BY_HAND.replace("\n", "\r\n")).replace("\r\n", "\n") == change(BY_HAND)
    assert "\r" not in change(BY_HAND.replace("\n", "\r\n")).replace("\r\n", "")


def test_a_key_of_the_grammar_stands_in_its_place() -> None:
    after = put(GOOD, ("dimensions", 0, "indicators", 0, "if_blank"), "zero")
    assert "rule: {steps: [[100%, 8], [80%, 6]]}\n        if_blank: zero\n        clause:" in after
    after = put(GOOD, ("award", "ladder", "up"), 1)
    assert list(content(after))[-3:] == ["bands", "award", "ranking"]
    assert parse_rubric(after, "a")[1] == ()


def test_new_values_look_like_written_ones() -> None:
    """What is put into a written text is laid out as if all had been written at once."""
    rubric, _ = parse_rubric(GOOD, "sample.yaml")
    assert rubric is not None
    text, tree = written(rubric), content(written(rubric))
    first = tree["dimensions"][0]["indicators"][0]
    for path in (("dimensions", 0, "indicators", 0), ("fields", "staff"), ("bands",), ("gates", 0), ("scale",)):
        assert put(remove(text, path) if path[-1] == "scale" else text, path, at(tree, path)) == text
    assert insert(remove(text, ("dimensions", 0, "indicators", 0)), ("dimensions", 0, "indicators"), 0, first) == text
    assert put(text, ("notes",), "一: 二\n三") == written(rubric.model_copy(update={"notes": "一: 二\n三"}))


def test_what_is_typed_stays_as_typed() -> None:
    for value in ("1.10", "080", "no", "true", "null", "~", "1e3", "85%", "", " 甲 "):
        after = put(GOOD, ("fields", "staff", "definition"), value)
        assert value_at(after, ("fields", "staff", "definition")) == value
    assert value_at("a:\n", ("a",)) is None


def test_a_tree_taken_is_the_takers_own() -> None:
    """What is read once is kept for the next question, so nobody may write into it."""
    content(GOOD)["bands"].clear()
    value_at(GOOD, ("scale",))["decimals"] = "6"
    value: dict[str, Any] = {"drop": 1}
    after = put(GOOD, ("raters", "trimmed"), value)
    value["drop"] = 2
    assert value_at(GOOD, ("scale", "decimals")) == "1" and len(content(GOOD)["bands"]) > 1
    assert value_at(after, ("raters", "trimmed")) == {"drop": "1"}


def test_undo_is_the_old_text() -> None:
    """Removing what was inserted and moving back gives the text of before, sign by sign."""
    for path in (("bands",), ("dimensions", 0, "indicators"), ("kinds",), ("sources",)):
        assert remove(insert(GOOD, path, 1, "甲" if path == ("kinds",) else {"a": "b"}), (*path, 1)) == GOOD
    assert rename(rename(GOOD, ("fields", "staff"), "x"), ("fields", "x"), "staff") == GOOD


ODD = {
    "a mapping in one dash": "- - a\n  - b\n- c\n",
    "questioned keys": "? a\n: - 1\n  - 2\n? b\n: {c: 3}\n",
    "a key alone in brackets": "x: {a, b: 1}\ny: [1, 2, ]\n",
    "JSON": '{"a": [1, {"b": "2"}], "c": null}',
    "no last line break": "a: 1\nb:\n  - x",
    "directives": "%YAML 1.2\n--- # x\na: [1]\nb: >-\n  folded\n  text\n...\n",
    "words over lines": "a: one\n  two\nb: 'three\n\n  four'\nc: [x,\n  y]\n",
    "old Mac": "a: 1\rb:\r  - 2\r  - 3\r",
    "byte order mark": "\ufeffa: 1\nb: [2]\n",
    "colons in comments": "a: # b: c\n  - 1 # - 2\n  # - 3\n  - 4\nd: # e:\nf: 5\n",
    "a list": "- a: 1\n  b: [2]\n- - 3\n- x\n",
    "a dash alone": "a:\n  -\n    b: 1\n  -\n  - - 2\n    - 3\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_layouts_say_the_right_thing(text: str) -> None:
    tree = content(text)
    for path in paths(tree)[1:]:
        for value in (TYPED, ["1"], "x", "一\n二"):
            assert content(put(text, path, value)) == changed(tree, path, value)
        assert content(remove(text, path)) == without(tree, path)
        items = at(tree, path)
        if isinstance(items, list):
            for position in range(len(items) + 1):
                wanted = [*items[:position], "new", *items[position:]]
                assert content(insert(text, path, position, "new")) == changed(tree, path, wanted)
            assert content(move(text, path, 0, len(items) - 1)) == changed(tree, path, [*items[1:], items[0]])
        if isinstance(items, dict):
            assert content(put(text, (*path, "new"), "x")) == changed(tree, path, {**items, "new": "x"})
        if isinstance(path[-1], str):
            rename(text, path, "new")
        assert put(text, path, None).startswith("\ufeff") == text.startswith("\ufeff")


UNREADABLE = ["", "a: [1", "a: 1\na: 2\n", "a: &x 1\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n", 'a: "\\0"\n', "\ta: 1\n"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_an_unreadable_text_is_refused_with_its_problems(text: str) -> None:
    findings = [finding for finding, _ in read_tree(text).findings]
    for act in (
        content,
        lambda t: put(t, ("a",), "1"),
        lambda t: insert(t, ("a",), 0, "1"),
        lambda t: remove(t, ("a",)),
    ):
        with pytest.raises(Refused) as refusal:
            act(text)
        assert [problem.found for problem in refusal.value.problems] == [finding.found for finding in findings]


@pytest.mark.parametrize(
    "act",
    [
        lambda: value_at(GOOD, ("nothing",)),
        lambda: put(GOOD, ("dimensions", 9, "title"), "x"),
        lambda: put(GOOD, ("title", "deeper"), "x"),
        lambda: put(GOOD, ("new", 0), "x"),
        lambda: insert(GOOD, ("bands",), 99, {}),
        lambda: insert(GOOD, ("title",), 0, {}),
        lambda: remove(GOOD, ("bands", 99)),
        lambda: remove(GOOD, ()),
        lambda: move(GOOD, ("bands",), 0, 99),
        lambda: move(GOOD, ("scale",), 0, 1),
        lambda: rename(GOOD, ("bands", 0), "x"),
        lambda: rename(GOOD, ("fields", "staff"), "licensed"),
        lambda: rename(GOOD, ("fields", "staff"), "<<"),
        lambda: put(GOOD, ("title",), "\ud800"),
        lambda: put(GOOD, ("notes",), "长" * LARGEST_BYTES),
    ],
)
def test_what_cannot_be_done_is_refused_in_chinese(act: Any) -> None:
    with pytest.raises(Refused) as refusal:
        act()
    assert all(re.search("[一-鿿]", problem.message) for problem in refusal.value.problems)
