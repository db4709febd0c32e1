from __future__ import annotations

import pytest

from rating.rubric.file import parse_rubric
from tests.rubric.samples import GOOD, Broken, assert_told, broken, changed, rubric_of

CASES = broken(
    ("code: graded", "code: clean", "rubric_value", "code: clean", ".code", "用了两次"),
    ("code: weak", "code: tiny", "rubric_value", "服务过低", ".code", "用了两次"),
    ("{id: own,", "{id: guide,", "rubric_value", "id: guide, title: 示例", ".id", "用了两次"),
    ("kinds: [综合, 专项]", "kinds: [综合, 专项, 专项]", "rubric_value", "kinds:", "kinds[第3项 专项]", "用了两次"),
    ("code: extra", "code: total", "rubric_value", "code: total", ".code", "总分"),
    ("aliases: [社工人数]", "aliases: [持证社工数]", "rubric_value", "licensed: {", "fields.licensed", "同时指"),
    ("title: 电话样本", "title: 问题数", "rubric_value", "events: {", "fields.events", "同时指"),
    ("at_most: 99", "at_most: -1", "rubric_value", "staff: {", "at_least", "at_least 大于 at_most"),
    ("choices: [优, 良, 差]", "choices: [优, 良, 良]", "rubric_value", "grade:", "choices[第3项 良]", "用了两次"),
    ("kind: share, formula", "kind: date, formula", "rubric_value", "持证率", "licensed_share.kind", "由 formula"),
    ("title: 理由, kind: text", "title: 理由, kind: text, roll_up: {how: sum}", "rubric_value", "理由", "roll_up"),
    ("source: guide", "source: guidance", "rubric_reference", "clause:", "clause.source", "没有「guidance」这个来源"),
    ("roles: [expert]", "roles: [export]", "rubric_reference", "roles: [export]", ".roles", "没有「export」"),
    ("[expert, resident]", "[expert, self]", "rubric_reference", "plan:", "plan.marked_by", "没有「self」"),
    ("raters: {combine: mean, if_missing: wait}\n", "", "rubric_key", "plan:", "plan.raters", "如何合成"),
    ("effect: cap, stars: 3", "effect: cap, stars: 3, kinds: [综和]", "rubric_reference", "tiny", "kinds", "综和"),
    ("total, team,", "total, tean,", "rubric_reference", "ranking:", "by[第3项 tean]", "没有「tean」"),
    ("total, team,", "total, reason,", "rubric_value", "ranking:", "by[第3项 reason]", "不能比较大小"),
    ("total, team,", "total, total,", "rubric_value", "ranking:", "by[第3项 total]", "用了两次"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_names_that_do_not_fit_are_refused(case: Broken) -> None:
    assert_told(case)


def test_roles_with_weights_can_be_weighted() -> None:
    assert rubric_of(("combine: mean", "combine: role_weighted")).raters is not None


def test_weighting_by_role_needs_every_weight() -> None:
    old = "raters: {combine: mean, if_missing: wait}"
    new = "raters: {combine: role_weighted, if_missing: wait}"
    _, problems = parse_rubric(changed((old, new), (", weight: 30%", "")), "sample.yaml")
    assert ["没有写 weight" in problem.found for problem in problems] == [True]


def test_ranking_by_stars_needs_bands() -> None:
    start, end = GOOD.index("bands:"), GOOD.index("ranking:")
    _, problems = parse_rubric(GOOD[:start] + GOOD[end:], "sample.yaml")
    assert [problem.code for problem in problems] == ["rubric_reference"]
    assert "没有写 bands" in problems[0].found


def test_a_keyword_cannot_be_a_field() -> None:
    _, problems = parse_rubric(changed(("  phone: {", "  not: {"), ("sample: phone", "sample: 电话样本")), "s.yaml")
    assert [(problem.code, problem.place.object) for problem in problems] == [("rubric_value", "fields.not")]


def test_a_code_that_is_both_field_and_indicator_cannot_rank() -> None:
    _, problems = parse_rubric(changed(("code: clean", "code: events"), ("total, team,", "total, events,")), "s.yaml")
    assert ["既是指标又是数据项" in problem.found for problem in problems] == [True]
