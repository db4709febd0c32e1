from __future__ import annotations

import pytest

from rating.rubric.file import parse_rubric
from tests.rubric.samples import Broken, assert_told, broken, changed

STEPS = "{steps: [[100%, 8], [80%, 6]]}"
LEVELS = "{levels: {优: 6, 良: 3}}"
CLEAN = "        value: events\n        rule: {deduct: {points: 1}}\n"
MATRIX = (
    "        rule: {{matrix: {{rows: {{value: grade, levels: {levels}}}, "
    "columns: {{value: staff, at_least: {cuts}}}, points: {points}}}}}\n"
)


def matrix(levels: str, cuts: str, points: str) -> str:
    return MATRIX.format(levels=levels, cuts=cuts, points=points)


CASES = broken(
    (STEPS, "{steps: [[100%, 9], [80%, 6]]}", "rubric_points", "steps", "steps[第1项][第2项 9]", "超过类型「综合」的满分 8"),
    (STEPS, "{steps: [[100%, 8], [80%, -1]]}", "rubric_points", "steps", "steps[第2项][第2项 -1]", "小于 0"),
    (STEPS, "{steps: [[80%, 8], [80%, 6]]}", "rubric_value", "steps", "rule.steps", "界线相同"),
    (STEPS, "{steps: [[100%, 6], [80%, 8]]}", "rubric_points", "steps", "rule.steps", "得分反而少"),
    (STEPS, "{steps_down: [[100%, 8], [80%, 6]]}", "rubric_points", "steps_down", "rule.steps_down", "数值越小"),
    (STEPS, "{yes_no: {yes: 8}}", "rubric_value", "yes_no", "].rule", "不能用于「持证率」，它是数值"),
    (LEVELS, "{levels: {优秀: 6, 良: 3}}", "rubric_reference", "levels", "rule.levels", "「优秀」不是数据项「等次」的选项"),
    (LEVELS, "{steps: [[1, 6]]}", "rubric_value", "steps", "].rule", "它是单选项"),
    (LEVELS, "{highest: {优: 6}}", "rubric_value", "highest", "].rule", "应为多选项"),
    ("[5, 7]}}", "[5, 8]}}", "rubric_value", "judgement", "judgement.优", "在 8 处重叠"),
    ("[8, 10], 良", "[10, 8], 良", "rubric_value", "judgement", "judgement.优", "前大后小"),
    ("[8, 10], 良", "[8, 11], 良", "rubric_points", "judgement", "judgement.优[第2项 11]", "超过类型「综合」的满分 10"),
    ("points: 3, when", "points: 4, when", "rubric_points", "parts", "rule.parts", "各部分合计 6 分；应为不超过满分 5 分"),
    ("base: 1, points: 1", "base: 7, points: 1", "rubric_points", "per_unit", "", ""),
    ("base: 1, points: 1", "base: 1, points: -1", "rubric_points", "per_unit", "per_unit.points", "应为大于 0"),
    ("{deduct: {points: 1}}", "{deduct: {points: -1}}", "rubric_points", "deduct", "deduct.points", "不带负号"),
    ("{deduct: {points: 1}}", "{deduct: {points: 1, floor: 6}}", "rubric_points", "deduct", "floor", "超过"),
    ("{deduct: {points: 1}}", "{deduct: {points: 1, floor: none}}", "rubric_missing_policy", "if_blank: zero", "if_blank",
     "空白反而得分高"),
    ("{deduct: {points: 1}}", "{deduct: {points: 1, floor: -3}}", "rubric_missing_policy", "if_blank: zero", "if_blank"),
    ("then: {steps: [[75%, 10]]}", "then: {linear: {zero: 60%, full: 90%, capped: top}}", "rubric_missing_policy", "survey",
     "survey.if_small", "样本不足反而得分高"),
    ("{国家级: 5, 市级: 2}", "{国家级: 5, 区级: 2}", "rubric_reference", "highest", "highest", "区级"),
    ("then: {steps: [[75%, 10]]}", "then: {steps: [[75%, 11]]}", "rubric_points", "survey", "then.steps[第1项][第2项 11]"),
    ("then: {steps: [[75%, 10]]}", "then: {levels: {优: 1}}", "rubric_value", "survey", "survey.then", "它是数值"),
    (CLEAN, matrix("[优, 良]", "[5]", "[[5, 1], [1, 0]]"), "rubric_value", "matrix", "rows.levels", "缺少选项：差"),
    (CLEAN, matrix("[优, 良, 差]", "[5, 5]", "[[5, 1, 0], [1, 0, 0], [0, 0, 0]]"), "rubric_value", "matrix",
     "columns.at_least", "界线相同"),
    (CLEAN, matrix("[优, 良, 差]", "[5]", "[[9, 1], [1, 0], [0, 0]]"), "rubric_points", "matrix", "points[第1项][第1项 9]"),
    (CLEAN, "        value: events\n        rule: {mark: {reference: staff, tolerance: 2, reason: grade}}\n",
     "rubric_value", "mark", "mark.reason", "不是文字"),
    (CLEAN, "        value: events\n        rule: {mark: {reference: staff, tolerance: 2, reason: why}}\n",
     "rubric_reference", "mark", "mark.reason", "没有名为「why」"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rules_that_do_not_fit_are_refused(case: Broken) -> None:
    if case.trail == "":
        _, problems = parse_rubric(changed((case.old, case.new)), "sample.yaml")
        assert {problem.code for problem in problems} == {case.code}
    else:
        assert_told(case)


def test_a_general_blank_policy_may_not_raise_a_negative_score_either() -> None:
    text = changed(
        ("missing: {if_blank: incomplete}", "missing: {if_blank: leave_out}"),
        ("rule: {deduct: {points: 1}}\n        if_blank: zero", "rule: {deduct: {points: 1, floor: none}}"),
    )
    _, problems = parse_rubric(text, "sample.yaml")
    assert [problem.code for problem in problems] == ["rubric_missing_policy"]
    assert problems[0].place.object.endswith("[第3项 clean].if_blank")
