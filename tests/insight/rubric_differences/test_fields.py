"""数据项: added, dropped, renamed, filled in otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.rubric_differences.differences import differences
from tests.scoring.build import one_indicator

KEPT = {"v": {"title": "数值"}}


def told(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    forms = [one_indicator({"steps": [[1, 10]]}, {**KEPT, **fields}) for fields in (before, after)]
    return [each.sentence for each in differences(*forms)]


def test_added_dropped_and_another_code() -> None:
    assert told({}, {"n": {"title": "次数", "unit": "次"}}) == ["新增数据项「次数」（填数字，单位次）"]
    assert told({"n": {"title": "次数"}}, {}) == ["不再填报数据项「次数」"]
    assert told({"n": {"title": "次数"}}, {"m": {"title": "次数"}}) == [
        "数据项「次数」换了内部代号，以往数据不再自动对应"
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "场次"}, "数据项「场次」由「次数」改名"),
        ({"whole": True}, "数据项「次数」改为只能填整数"),
        ({"kind": "share"}, "数据项「次数」填写方式 填数字 → 填比率"),
        ({"at_most": 9}, "数据项「次数」允许的最大值 不限 → 9"),
        ({"unit": "次"}, "数据项「次数」计量单位 （无） → 次"),
        ({"formula": "v * 2"}, "数据项「次数」改为由算式得出：数值 × 2"),
        ({"definition": "按月计"}, "数据项「次数」口径说明 （无） → 按月计"),
        ({"roll_up": {"how": "sum"}}, "数据项「次数」多行汇总由“不汇总”改为“汇总方式 求和；计数界线 未写”"),
        ({"not_inspected_words": ["未检查"]}, "数据项「次数」去掉表示未检查的写法「未查」"),
    ],
)
def test_one_change_of_a_field(change: dict[str, Any], sentence: str) -> None:
    assert told({"n": {"title": "次数"}}, {"n": {"title": "次数", **change}}) == [sentence]
