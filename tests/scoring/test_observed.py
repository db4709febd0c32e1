"""Problems that scoring finds, with the cell they stand in."""

from __future__ import annotations

from typing import Any

from rating.problems import Problem
from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported

ROLES = [{"code": "expert", "title": "专家"}]
PEOPLE = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")]
MARK = {"v": {"title": "服务质量", "kind": "mark", "marked_by": ["expert"]}}


def found(rule: dict[str, Any], fields: dict[str, Any], row: dict[str, Any], **parts: Any) -> tuple[Problem, ...]:
    form = one_indicator(rule, fields, roles=ROLES, **parts)
    return evaluate(form, reported(form, [row], PEOPLE)).problems


def test_a_plain_mark_over_full_marks() -> None:
    problems = found({"mark": {}}, {"v": {"title": "得分"}}, {"v": 11})
    assert [(problem.code, problem.place.cell) for problem in problems] == [("value_over_full_marks", "A2")]


def test_a_reason_is_due_far_from_the_reference() -> None:
    fields = {"v": {"title": "得分"}, "own": {"title": "自评分"}, "why": {"title": "理由", "kind": "text"}}
    rule = {"mark": {"reference": "own", "tolerance": 2, "reason": "why"}}
    assert [p.code for p in found(rule, fields, {"v": 5, "own": 8})] == ["mark_reason_missing"]
    assert found(rule, fields, {"v": 5, "own": 8, "why": "台账不全"}) == ()
    assert found(rule, fields, {"v": 6, "own": 8}) == ()


def test_every_single_mark_lies_in_a_level_but_the_mean_may_lie_between() -> None:
    rule = {"judgement": {"优": [8, 10], "良": [5, 7], "差": [0, 4]}}
    raters = {"combine": "mean", "if_missing": "wait"}
    assert found(rule, MARK, {"v": {"e1": 7, "e2": 8}}, raters=raters) == ()
    problems = found(rule, MARK, {"v": {"e1": "7.5", "e2": 8}}, raters=raters)
    assert [problem.code for problem in problems] == ["mark_outside_level"]


def test_spread_and_small_sample_warn() -> None:
    raters = {"combine": "mean", "if_missing": "wait", "spread": {"limit": 3, "until_adjudicated": "provisional"}}
    (wide,) = found({"mark": {}}, MARK, {"v": {"e1": 2, "e2": 9}}, raters=raters)
    assert wide.code == "rater_spread"
    assert (wide.found, wide.expected) == ("「服务质量」专家乙 9 分、专家甲 2 分，相差 7 分", "相差不超过 3 分")
    assert wide.place.cell == "B2"
    survey = {"survey": {"samples": [{"sample": "n", "minimum": 30}], "if_small": "zero", "then": {"proportion": {}}}}
    fields = {"v": {"title": "满意率", "kind": "share"}, "n": {"title": "样本"}}
    assert [p.code for p in found(survey, fields, {"v": "90%", "n": 12})] == ["sample_small"]
