"""Loading: good files load, bad files give problems with line, trail, found and expected, and never raise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.problems import Refused
from rating.rubric.file import load_goals, load_rubric, parse_goals, parse_rubric
from tests.rubric.samples import GOOD, Broken, assert_told, broken, changed, line_told

SHAPES = broken(
    ("code: clean\n        title: 规范\n        full_marks: 5", "code: clean\n        title: 规范\n        full_mark: 5",
     "rubric_key", "full_mark: 5", "full_mark", "是否指 full_marks"),
    ("decimals: 1", "decimals: 一", "rubric_value", "scale:", "scale.decimals", "应为整数"),
    ("decimals: 1", "decimals: 7", "rubric_value", "scale:", "scale.decimals", "应为不大于 6"),
    ("decimals: 1", "decimals: ~", "rubric_value", "scale:", "scale.decimals", "写的是空"),
    ("[80%, 6]]}", "[80%, 六]]}", "rubric_value", "steps", "steps[第2项][第2项 六]", "「六」不是数字"),
    ("[80%, 6]]}", "[80%]]}", "rubric_key", "steps", "steps[第2项][第2项]", "缺少第 2 个数"),
    ("standing: example\nsources", "standing: draft\nsources", "rubric_value", "standing:", "standing", "example、confirmed"),
    ('version: "1"', "", "rubric_key", "code: sample", "version", "缺少「version」"),
    ("title: 测试标准（示例）", "title: [甲]", "rubric_value", "title:", "title", "写的是1 项的列表；应为文字"),
    ("code: service", "code: 服务", "rubric_value", "code: 服务", "code", "以英文字母开头"),
    ("stars: 5,", "stars: 11,", "rubric_value", "stars: 11", "bands[第1项 11星].stars", "应为不大于 10"),
    ("whole: true, at_least: 0, at_most", "whole: 是, at_least: 0, at_most", "rubric_value", "staff:", "staff.whole", "true 或 false"),
    ("[{title: 有制度, points: 2, when: 制度 = 是}, {title: 人数, points: 3, when: enough}]", "[]", "rubric_value", "parts",
     "rule.parts", "至少 1 项"),
    ("{deduct: {points: 1}}", "{deduct: {points: 1}, mark: {}}", "rubric_value", "deduct", "].rule", "现有 2 种"),
    ("{deduct: {points: 1}}", "{}", "rubric_value", "rule: {}", "].rule", "现有 0 种"),
    ("effect: cap, stars: 3", "effect: cap", "rubric_value", "tiny", "gates[第1项 tiny]", "必须写 stars"),
    ("at_least: 45", "at_least: 45, above: 44", "rubric_value", "stars: 5", "bands[第1项 5星]", "只能写一个"),
    ("title: 测试标准（示例）", "title: &a 测试", "rubric_anchor", "title:", "title", "锚点"),
    ("title: 测试标准（示例）", "title: *a", "rubric_anchor", "title:", "title", "引用"),
    ("title: 测试标准（示例）", "title: !!str 测试", "rubric_anchor", "title:", "title", "类型标记"),
    ("title: 测试标准（示例）", "<<: {title: 甲}", "rubric_anchor", "<<", "<<", "合并键"),
    ("unit: station", "unit: station\nunit: street", "rubric_duplicate_key", "unit: street", "unit", "上一次在第 8 行"),
    ("title: 测试标准（示例）", "title：测试", "rubric_syntax", "version", "", ""),
    ("title: 测试标准（示例）", 'title: "测试', "rubric_syntax", "", "", ""),
    ("unit: station", "\tunit: station", "rubric_syntax", "unit", "", "制表符"),
    ("unit: station", "unit: {a: [b}", "rubric_syntax", "unit", "", "括号没有配对"),
    ("unit: station", "[unit]: station", "rubric_syntax", "unit", "", "冒号前面不是一个名称"),
    ("unit: station", "unit: station\n---\na: b", "rubric_syntax", "---", "", "多份"),
    ("{if_blank: incomplete}", "{if_blank: incomplete, if_undefined：zero}", "rubric_key", "missing:", "if_undefined：zero",
     "英文冒号"),
    ("when: staff < 2", "when: count(staff, rules) > 1", "rubric_key", "tiny", "rules) > 1", "用引号括起来"),
)  # fmt: skip


def test_the_sample_loads() -> None:
    rubric, problems = parse_rubric(GOOD, "sample.yaml")
    assert problems == ()
    assert rubric is not None
    assert rubric.node("share_licensed").full_marks == 8


@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case.name)
def test_broken_files_are_told_where_and_how(case: Broken) -> None:
    assert_told(case)


def test_all_problems_come_at_once_and_in_the_order_of_the_file() -> None:
    text = changed(("decimals: 1", "decimals: x"), ("code: service", "code: 服务"), ("[80%, 6]]}", "[80%, 六]]}"))
    rubric, problems = parse_rubric(text, "sample.yaml")
    assert rubric is None
    assert [problem.place.object.split(".")[-1] for problem in problems] == [
        "decimals",
        "steps[第2项][第2项 六]",
        "code",
    ]


def test_an_unknown_key_does_not_hide_the_other_problems() -> None:
    text = changed(("title: 加分", "title: 加分\n    titel: 加分"), ("source: guide", "source: guidance"))
    _, problems = parse_rubric(text, "sample.yaml")
    assert [problem.code for problem in problems] == ["rubric_reference", "rubric_key"]
    assert [line_told(problem, text).strip() for problem in problems][1] == "titel: 加分"


def test_plain_words_keep_their_spelling() -> None:
    rubric, problems = parse_rubric(changed(('version: "1"', "version: 1.10"), ("title: 规范", "title: no")), "s.yaml")
    assert rubric is not None, problems
    assert (rubric.version, rubric.node("clean").title) == ("1.10", "no")


def test_layout_does_not_change_the_fingerprint_but_a_figure_does() -> None:
    prints = [
        rubric.fingerprint
        for text in (
            GOOD,
            "# 注\n" + GOOD.replace("full_marks: 20", "full_marks: 20.0"),
            changed(("[80%, 6]]}", "[80%, 5]]}")),
        )
        if (rubric := parse_rubric(text, "s.yaml")[0]) is not None
    ]
    assert len(prints) == 3
    assert prints[0] == prints[1] != prints[2]


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_rubric(path).code == "sample"


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (GOOD.encode("gb18030"), "rubric_unreadable", "不是 UTF-8"),
        (b"", "rubric_syntax", "没有内容"),
        (b"# only a remark\n", "rubric_syntax", "没有内容"),
        (b"\x00\x01", "rubric_syntax", ""),
        (b"a: " + b"x" * 1024 * 1024, "rubric_unreadable", "1 MB"),
        (b"[" * 5000, "rubric_syntax", "嵌套"),
        (b"just words", "rubric_value", ""),
        (b"- a\n- b\n", "rubric_value", ""),
    ],
)
def test_files_that_are_no_rubric_are_refused(tmp_path: Path, content: bytes, code: str, told: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        load_rubric(path)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert told in refused.value.problems[0].message


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(Refused) as refused:
            load_rubric(path)
        assert refused.value.problems[0].code == "rubric_unreadable"


def test_goal_files_are_told_the_same_way(tmp_path: Path) -> None:
    book, problems = parse_goals("code: g\ntitel: 目标\n", "g.yaml")
    assert book is None
    assert "是否指 title" in problems[[problem.place.cell for problem in problems].index("第 2 行")].message
    path = tmp_path / "g.yaml"
    path.write_text("code: g\n", encoding="utf-8")
    with pytest.raises(Refused):
        load_goals(path)


ENGLISH = re.compile(r"[Ii]nput|should|valid|[Vv]alue error|expected|None|Traceback|<class|Field required")
LINES = GOOD.splitlines()
PIECES = [
    "",
    ":",
    "{",
    "]",
    "- ",
    "null",
    "-1",
    "1e400",
    "９９",
    "是",
    "&a",
    "share(team)",
    "\t",
    "99%",
    "'",
    "#",
    "all",
    "0",
]


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """GOOD after a few changes such as a person or a broken editor makes."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        words = re.split(r"(\W)", lines[at])
        word = draw(st.integers(0, len(words) - 1))
        other = draw(st.sampled_from(re.split(r"\W", draw(st.sampled_from(LINES)))))
        words[word] = draw(st.sampled_from([*PIECES, other]))
        lines[at] = draw(st.sampled_from(["".join(words), "", lines[at] + "\n" + lines[at], "  " + lines[at]]))
    return "\n".join(lines)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutations())
def test_any_change_gives_a_rubric_or_problems_in_chinese(text: str) -> None:
    rubric, problems = parse_rubric(text, "fuzz.yaml")
    assert (rubric is None) == bool(problems)
    for problem in problems:
        assert problem.place.file == "fuzz.yaml"
        assert not ENGLISH.search(re.sub("「[^」]*」", "", problem.message)), problem.line


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_problems(text: str) -> None:
    assert parse_rubric(text, "fuzz.yaml")[0] is None


def test_a_goal_file_taken_for_a_rubric_is_one_clear_problem() -> None:
    for path in (Path(__file__).parents[2] / "rubrics" / "goals").glob("*.yaml"):
        rubric, problems = parse_rubric(path.read_text(encoding="utf-8"), path.name)
        assert rubric is None
        assert [(problem.found, problem.place.file) for problem in problems] == [
            ("这是目标文件，不是评分标准", path.name)
        ]


def test_a_rubric_taken_for_a_goal_file_is_one_clear_problem() -> None:
    book, problems = parse_goals(GOOD, "sample.yaml")
    assert book is None
    assert [problem.found for problem in problems] == ["这是评分标准，不是目标文件"]


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\x1b", "\\x7f", "\\x85", "\\ud800", "\\uffff"])
def test_control_characters_are_refused_where_they_stand(escape: str) -> None:
    text = changed(("title: 测试标准（示例）", f'title: "测试{escape}标准"'))
    rubric, problems = parse_rubric(text, "sample.yaml")
    assert rubric is None
    found = [problem for problem in problems if "控制字符" in problem.found]
    assert [(problem.code, problem.place.object) for problem in found] == [("rubric_value", "title")]
    assert line_told(found[0], text).startswith("title:")
    assert all(sign.isprintable() for sign in "".join(problem.line for problem in problems))


def test_line_breaks_and_tabs_inside_a_text_are_no_control_characters() -> None:
    assert parse_rubric(changed(("title: 测试标准（示例）", 'title: "测试\\t标准"')), "sample.yaml")[1] == ()
