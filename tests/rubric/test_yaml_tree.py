from __future__ import annotations

import pytest

from rating.rubric.yaml_tree import DEEPEST, LARGEST_BYTES, read_tree


def test_scalars_stay_text_and_nothing_stands_for_nothing() -> None:
    tree = read_tree("a: no\nb: 1.10\nc: 2024-01-01\nd: ~\ne:\nf: 'null'\ng: [on, 0o7, 1_000]\nh: 85%\n")
    assert tree.content == {
        "a": "no", "b": "1.10", "c": "2024-01-01", "d": None, "e": None, "f": "null",
        "g": ["on", "0o7", "1_000"], "h": "85%",
    }  # fmt: skip
    assert tree.findings == []


def test_lines_of_keys_and_items() -> None:
    tree = read_tree("a:\n  - b: 1\n    c: 2\n  - d\nlong: |\n  one\n  two\n")
    assert [tree.line(path) for path in [("a",), ("a", 0), ("a", 0, "c"), ("a", 1), ("long",)]] == [1, 2, 3, 4, 5]
    assert tree.line(("a", 0, "missing")) == 2
    assert tree.content["long"] == "one\ntwo\n"


def test_a_key_written_twice_keeps_the_first_and_is_told() -> None:
    tree = read_tree("a: 1\nb: 2\na: {c: 3}\n")
    assert tree.content == {"a": "1", "b": "2"}
    assert [(finding.code, finding.path, line) for finding, line in tree.findings] == [
        ("rubric_duplicate_key", ("a",), 3)
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\n", "rubric_anchor", 1),
        ("a: 1\nb: *x\n", "rubric_anchor", 2),
        ("a: &x {b: *x}\n", "rubric_anchor", 1),
        ("a: !!python/object:os.system x\n", "rubric_anchor", 1),
        ("a: !own [1]\n", "rubric_anchor", 1),
        ("<<: {a: 1}\n", "rubric_anchor", 1),
        ("a: 1\n---\nb: 1\n", "rubric_syntax", 2),
        ("? [a, b]\n: c\n", "rubric_syntax", 1),
        (": a\n", "rubric_syntax", 1),
        ("a: 'x\n", "rubric_syntax", None),
        ("a: [1, 2\nb: 3\n", "rubric_syntax", 2),
        ("a: 1\n b: 2\n", "rubric_syntax", 2),
        ("a: \x07\n", "rubric_syntax", None),
        ("@a: 1\n", "rubric_syntax", 1),
        ("%YAML 9.9\n---\na: 1\n", "rubric_syntax", None),
        ("", "rubric_syntax", None),
        ("~", "rubric_syntax", None),
    ],
)
def test_what_may_not_be_in_a_file(text: str, code: str, line: int | None) -> None:
    findings = read_tree(text).findings
    assert findings[0][0].code == code
    if line is not None:
        assert findings[0][1] == line


def test_size_and_depth_are_limited() -> None:
    assert read_tree("a: " + "字" * (LARGEST_BYTES // 3)).findings[0][0].code == "rubric_unreadable"
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert read_tree(deep).findings == []
    assert "嵌套" in read_tree("[" + deep + "]").findings[0][0].found


def test_control_characters_in_names_and_items_are_told_and_left_out() -> None:
    tree = read_tree('"a\\0": 1\nb: [x, "y\\e"]\n')
    assert [(finding.code, finding.path, line) for finding, line in tree.findings] == [
        ("rubric_value", (), 1),
        ("rubric_value", ("b", 1), 2),
    ]
    assert tree.content == {"a": "1", "b": ["x", "y"]}
