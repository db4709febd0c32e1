"""One indicator: kinds with their own rule, and the policies for nothing."""

from __future__ import annotations

import pytest

from rating.reported import Status
from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported, rubric

RULE = {"steps": [[80, 10], [60, 5]]}


@pytest.mark.parametrize(
    ("policy", "known", "counted"),
    [("incomplete", False, True), ("zero", True, True), ("leave_out", True, False)],
)
def test_a_blank_does_what_the_rubric_states(policy: str, known: bool, counted: bool) -> None:
    other = {"code": "other", "title": "另一项", "full_marks": 10, "value": "w", "rule": RULE, "if_blank": "zero"}
    item = {"code": "item", "title": "指标", "full_marks": 10, "value": "v", "rule": RULE, "if_blank": policy}
    dimension = {"code": "all", "title": "全部", "indicators": [item, other]}
    scale = {"full_marks": 20, "decimals": 1, "round": "indicator"}
    form = rubric(fields={"v": {"title": "甲"}, "w": {"title": "乙"}}, dimensions=[dimension], scale=scale)
    result = evaluate(form, reported(form, [{"v": None, "w": 90}]))
    assert result.scores.counted[0, 0] == counted
    assert result.ratings.complete[0] == known
    if known:
        assert result.total(0) == (10 if counted else 20)


def test_undefined_and_not_inspected_have_their_own_policy() -> None:
    indicator = {"if_undefined": "zero", "if_not_inspected": "leave_out"}
    fields = {"v": {"title": "甲"}, "w": {"title": "乙"}}
    form = one_indicator({"proportion": {}}, fields, value="v / w", indicator=indicator)
    scores = evaluate(form, reported(form, [{"v": 1, "w": 0}, {"v": Status.NOT_INSPECTED, "w": 2}])).scores
    assert list(scores.known[:, 0]) == [True, False]
    assert list(scores.counted[:, 0]) == [True, False]
    assert scores.points[0, 0] == 0


def test_each_kind_has_its_own_rule_and_full_marks() -> None:
    indicator = {"rule_by_kind": {"专项": {"steps": [[30, "100%"]]}}}
    form = one_indicator(RULE, full_marks={"综合": 10, "专项": 20}, indicator=indicator, kinds=["综合", "专项"])
    rows = [{"v": 30, "kind": "综合"}, {"v": 30, "kind": "专项"}, {"v": 85, "kind": "综合"}]
    scores = evaluate(form, reported(form, rows)).scores
    assert list(scores.points[:, 0]) == [0, 2000, 1000]
    assert list(scores.full_marks[:, 0]) == [1000, 2000, 1000]
