"""Gates, bands, requirements, quota and ladder."""

from __future__ import annotations

from typing import Any

from rating.insight.rubric_differences.differences import differences
from rating.rubric.nouns import Rubric
from tests.scoring.build import one_indicator

BANDS: list[dict[str, Any]] = [{"stars": 2, "at_least": 8}, {"stars": 1, "at_least": 5}]


def form(bands: list[dict[str, Any]] = BANDS, **more: Any) -> Rubric:
    return one_indicator({"steps": [[1, 10]]}, bands=bands, **more)


def told(before: Rubric, after: Rubric) -> list[str]:
    return [each.sentence for each in differences(before, after)]


def test_bands_by_their_stars() -> None:
    assert told(form(), form([{"stars": 2, "at_least": 9}, BANDS[1]])) == ["二星分数线 8 → 9"]
    assert told(form(), form([{"stars": 2, "above": 8}, BANDS[1]])) == ["二星分数线 达到 8 → 高于 8"]
    assert told(form(), form([{"stars": 2, "at_least": "80%"}, BANDS[1]])) == ["二星分数线 8 → 满分的 80%"]
    assert told(form(), form(BANDS[:1])) == ["取消一星"]
    assert told(form(), form([{"stars": 3, "at_least": 9}, *BANDS])) == ["新增三星：总分达到 9 分"]
    assert told(form(), form([*reversed(BANDS)])) == ["等级的书写次序有调整，含义不变"]
    assert told(form(), form([{**BANDS[0], "label": "优秀"}, BANDS[1]])) == ["「优秀」等级名称 （无） → 优秀"]


def test_bands_of_a_kind() -> None:
    kinds = {"kinds": ["综合", "专项"]}
    own = form(**kinds, bands_by_kind={"专项": [{"stars": 1, "at_least": 4}]})
    assert told(form(**kinds), own) == ["专项类改用自己的等级：一星：总分达到 4 分"]
    assert told(own, form(**kinds)) == ["专项类不再另设等级"]
    assert told(own, form(**kinds, bands_by_kind={"专项": [{"stars": 1, "at_least": 3}]})) == ["专项类一星分数线 4 → 3"]


def test_requirements_and_minimum() -> None:
    needs = {**BANDS[0], "requires": [{"title": "有数", "when": "v > 0"}], "minimum": {"item": 3}}
    assert told(form(), form([needs, BANDS[1]])) == ["二星「指标」最低得分 不设 → 3", "二星增加条件「有数」：数值 ＞ 0"]
    other = {**needs, "requires": [{"title": "有数", "when": "v > 1"}]}
    assert told(form([needs, BANDS[1]]), form([other, BANDS[1]])) == [
        "二星条件「有数」条件由“数值 ＞ 0”改为“数值 ＞ 1”"
    ]


def test_gates_are_the_same_by_code_or_title() -> None:
    gate = {"code": "g", "title": "过少", "when": "v < 1", "effect": "veto"}
    assert told(form(), form(gates=[gate])) == ["增加必备条件「过少」：数值 ＜ 1：一票否决，不予评定"]
    assert told(form(gates=[gate]), form()) == ["取消必备条件「过少」"]
    assert told(form(gates=[gate]), form(gates=[{**gate, "code": "h"}])) == ["必备条件「过少」换了内部代号"]
    capped = {**gate, "effect": "cap", "stars": 1}
    assert told(form(gates=[gate]), form(gates=[capped])) == [
        "必备条件「过少」后果 一票否决 → 限星",
        "必备条件「过少」最高星级 不限 → 一星",
    ]


def test_the_award() -> None:
    assert told(form(), form(award={"ladder": {"up": 1}})) == [
        "增加升星限制：较上一轮最多升星数 1；首次参评最高星级 不限"
    ]
    before = form(award={"ladder": {"up": 1}})
    assert told(before, form(award={"ladder": {"up": 1, "first_time": 3}})) == ["首次参评最高星级 不限 → 三星"]
    assert told(before, form()) == ["取消升星限制"]
    assert told(form(), form(award={"quota_within": "all"})) == ["名额的计算范围 同类型 → 全部"]
