from __future__ import annotations

import pytest

from rating.rubric.file import parse_rubric
from tests.rubric.samples import GOOD, Broken, assert_told, broken, changed, rubric_of

CLEAN = "        value: events\n        rule: {deduct: {points: 1}}\n"
CASES = broken(
    ("full_marks: 20", "full_marks: 21", "rubric_points", "", "", ""),
    ("{full_marks: 50", "{full_marks: 60", "rubric_points", "scale:", "scale.full_marks", "各一级指标满分之和 50 分"),
    (CLEAN, CLEAN.splitlines()[1] + "\n", "rubric_key", "code: clean", "value", "没有写 value"),
    (CLEAN, CLEAN.splitlines()[0] + "\n", "rubric_key", "code: clean", "rule", "没有写类型「综合」的评分细则"),
    ("        full_marks: 5\n        value: events", "        value: events", "rubric_key", "", "full_marks", "没有写"),
    ("bonus: true", "bonus: true\n    if_blank: zero", "rubric_value", "if_blank: zero", "if_blank", "有下级的指标"),
    ("bonus: true", "bonus: true\n    value: staff", "rubric_value", "value: staff", "value", "有下级的指标"),
    ("roles: [expert]", "cap: 5", "rubric_value", "cap: 5", "cap", "末级指标不能写 cap"),
    ("roles: [expert]", "coverage: {count: 1}", "rubric_value", "coverage", "coverage", "末级指标"),
    (", bonus_buys_stars: true", "", "rubric_key", "scale:", "bonus_buys_stars", "加分是否计入评星"),
    ("code: service", "code: service\n    combine: mean", "rubric_points", "code: service", "full_marks", "算术平均"),
    ("roles: [expert]", "weight: 2", "rubric_points", "weight: 2", "weight", "权重不起作用"),
    ("{综合: 6, 专项: 6}", "{综合: 6, 专项: 7}", "rubric_points", "full_marks: 20", "full_marks", "类型「专项」写的是 20 分"),
    ("        full_marks: 5\n        rule: {parts", "        full_marks: 5\n        value: staff\n        rule: {parts",
     "rubric_value", "value: staff", "value", "自带条件"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_trees_that_do_not_add_up_are_refused(case: Broken) -> None:
    if case.line == "":
        _, problems = parse_rubric(changed((case.old, case.new)), "sample.yaml")
        assert {problem.code for problem in problems} >= {case.code}
    else:
        assert_told(case)


def test_an_indicator_without_full_marks_is_named() -> None:
    text = changed(("        full_marks: 5\n        value: events", "        value: events"))
    _, problems = parse_rubric(text, "sample.yaml")
    assert "「规范」没有写类型「综合」的满分" in [problem.found for problem in problems]


def test_every_leaf_without_a_blank_policy_is_named() -> None:
    _, problems = parse_rubric(changed(("missing: {if_blank: incomplete}\n", "")), "sample.yaml")
    lacking = [problem for problem in problems if problem.code == "rubric_missing_policy"]
    assert len(lacking) == 7  # all leaves but the one that states its own
    assert all(problem.place.object.endswith("if_blank") for problem in lacking)


def test_a_rule_is_needed_for_every_kind() -> None:
    text = changed(("        rule: {per_unit: {base: 1, points: 1, at_most: 6}}\n", ""))
    _, problems = parse_rubric(text, "sample.yaml")
    assert [problem.found for problem in problems] == ["「配备」没有写类型「综合」的评分细则"]


def test_four_levels_are_too_many() -> None:
    leaf = "{code: clean, title: 规范, full_marks: 5, value: events, rule: {deduct: {points: 1}}}"
    deep = f"- {{code: x1, title: 二, indicators: [{{code: x2, title: 三, indicators: [{leaf}]}}]}}\n"
    start, end = GOOD.index("- code: clean"), GOOD.index("      - code: system")
    _, problems = parse_rubric(GOOD[:start] + deep + GOOD[end:], "sample.yaml")
    assert [(problem.code, problem.found) for problem in problems] == [("rubric_value", "指标有 4 级")]


def test_weights_are_for_all_siblings_or_none() -> None:
    mean = ("code: service\n", "code: service\n    combine: mean\n    full_marks: 30\n")
    text = changed(mean, ("roles: [expert]", "weight: 2"))
    _, problems = parse_rubric(text, "sample.yaml")
    assert [problem.found for problem in problems] == ["同级指标中有的写了权重，有的没有写"]


def test_a_pure_deduction_may_have_no_full_marks() -> None:
    change = ("        full_marks: 5\n        value: events\n        rule: {deduct: {points: 1}}\n        if_blank: zero",
              "        full_marks: 0\n        value: events\n        rule: {deduct: {points: 1, floor: none}}")  # fmt: skip
    rubric = rubric_of(change, ("{full_marks: 50", "{full_marks: 45"), ("at_least: 45", "at_least: 42"))
    assert rubric.node("clean").full_marks == 0


def test_a_key_item_has_no_points() -> None:
    change = ("value: events\n        rule: {deduct: {points: 1}}", "rule: {key_item: 制度}")
    _, problems = parse_rubric(changed(change), "sample.yaml")
    assert "关键项不计分，却写了满分" in [problem.found for problem in problems]


def averaged(weight: str, clean: str = "full_marks: 5\n        value: events") -> list[str]:
    """What is found when the second dimension is a weighted mean."""
    weights = [
        (f"        title: {title}\n", f"        title: {title}\n        weight: 1\n")
        for title in ("策划", "知晓", "制度建设")
    ]
    text = changed(
        ("code: service\n", "code: service\n    combine: mean\n    full_marks: 30\n"),
        ("        title: 规范\n        full_marks: 5\n        value: events\n        rule: {deduct: {points: 1}}\n        if_blank: zero",
         f"        title: 规范\n        weight: {weight}\n        {clean}"),
        *weights,
    )  # fmt: skip
    return [problem.found for problem in parse_rubric(text, "sample.yaml")[1]]


def test_a_weight_of_nothing_is_refused() -> None:
    good_rule = "full_marks: 5\n        value: events\n        rule: {deduct: {points: 1}}"
    assert averaged("1", good_rule) == []
    assert averaged("0", good_rule) == ["权重是 0"]


def test_a_pure_deduction_cannot_be_averaged() -> None:
    pure = "full_marks: 0\n        value: events\n        rule: {deduct: {points: 1, floor: none}}"
    assert averaged("1", pure) == ["满分为 0 的扣分项不能按算术平均合成"]


def test_full_marks_by_kind_need_kinds() -> None:
    text = changed(("kinds: [综合, 专项]\n", ""), ("{full_marks: 50", "{full_marks: {综合: 50}"))
    found = [problem.found for problem in parse_rubric(text, "sample.yaml")[1]]
    assert "没有「综合」这个类型" in found
    assert not any("「」" in words for words in found)
