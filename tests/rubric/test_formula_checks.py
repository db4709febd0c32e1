from __future__ import annotations

import pytest

from rating.rubric.file import parse_rubric
from tests.rubric.samples import Broken, assert_told, broken, changed, rubric_of

CASES = broken(
    (
        "formula: licensed / staff",
        "formula: licence / staff",
        "rubric_formula",
        "持证率",
        "formula",
        "没有名为「licence」",
    ),
    ("value: aware", "value: 知晓度", "rubric_formula", "value: 知晓度", "value", "没有名为「知晓度」"),
    ("formula: licensed / staff", 'formula: "licensed /"', "rubric_formula", "持证率", "formula", "不是完整的算式"),
    ("when: 制度 = 是", "when: 制度 = 好", "rubric_formula", "parts", "[第1项].when", "不是数据项「制度」的选项"),
    ("when: 制度 = 是", "when: staff + 1", "rubric_formula", "parts", "[第1项].when", "应为一个条件"),
    ("when: staff < 2", "when: staff", "rubric_formula", "人数过少", "when", "应为一个条件"),
    ("sample: phone", "sample: phone > 1", "rubric_formula", "survey", "samples[第1项].sample", "应为一个数值"),
    ("sample: phone", "sample: grade", "rubric_formula", "survey", "samples[第1项].sample", "单选项"),
    ("formula: staff >= 5", "formula: staff + 5", "rubric_formula", "人数达标", "formula", "应为一个条件"),
    ("value: events", "value: share(team)", "rubric_formula", "value: share(team)", "value", "只能用于必备条件"),
    ("share(service)", "share(servise)", "rubric_reference", "服务过低", "when", "没有代码为「servise」的指标"),
    ("value: events", "value: grade + 1", "rubric_formula", "value: grade", "value", "应是数值，这里是单选项"),
    ("when: staff < 2", "when: 等次 >= 优", "rubric_formula", "人数过少", "when", "不分大小"),
    ("when: staff < 2", "when: 等次 = 3", "rubric_formula", "人数过少", "when", "比较的两边应是数值"),
    ("when: staff < 2", "when: staff or rules", "rubric_formula", "人数过少", "when", "且、或应是条件"),
    ("when: staff < 2", "when: not staff", "rubric_formula", "人数过少", "when", "not 后面应是条件"),
    ("when: staff < 2", 'when: "count(staff, rules) > 1"', "rubric_formula", "人数过少", "when", "count() 里应是条件"),
    ("when: staff < 2", 'when: "where(staff, 1, 2) > 1"', "rubric_formula", "人数过少", "when", "where() 里应是条件"),
    ("when: staff < 2", "when: -(staff > 2) < 1", "rubric_formula", "人数过少", "when", "负号后面应是数值"),
    ("formula: licensed / staff", "formula: 持证率 / staff", "rubric_formula", "持证率", "formula", "绕回到了它自己"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_formulas_that_do_not_fit_are_refused(case: Broken) -> None:
    assert_told(case)


def test_a_longer_circle_is_told_for_each_field_in_it() -> None:
    text = changed(
        ("formula: licensed / staff", 'formula: "where(enough, 1, 0)"'), ("formula: staff >= 5", "formula: 持证率 > 1")
    )
    _, problems = parse_rubric(text, "sample.yaml")
    assert [problem.place.object for problem in problems] == ["fields.licensed_share.formula", "fields.enough.formula"]


@pytest.mark.parametrize(
    "condition",
    [
        "制度",
        "not 制度",
        "制度 = 是 且 等次 ≠ 差",
        "count(制度, staff > 3) >= 1",
        "known(grade)",
        "是 = 制度",
        "rules = enough",
    ],
)
def test_conditions_of_every_form_are_taken(condition: str) -> None:
    assert rubric_of(("when: staff < 2", f'when: "{condition}"')).gates[0].when == condition
