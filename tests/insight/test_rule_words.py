"""Every rule kind in the words of a committee."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.rule_words import indicator_in_words, rule_in_words
from rating.rubric.rules import RULE_KINDS, Rule
from tests.insight.rules import RULES, form_of

WORDS = {
    "yes_no": "是，得 10 分；否，得 0 分",
    "parts": "各项分别计分：人员（社工数 ≥ 5）得 6 分；证书（持证数 ≥ 1）得 4 分",
    "levels": "「优」得 10 分；「良」得 7 分；「差」得 0 分",
    "judgement": "评估人按档次在分值区间内打分：「优」8—10 分；「良」5—7.9 分；「差」0—4.9 分",
    "steps": "达到 100% 得 10 分；达到 80% 得 6 分；不足 80% 不得分",
    "steps_down": "不超过 0 场得 10 分；不超过 2 场得 5 分；超过 2 场不得分",
    "linear": "20 场得 0 分，60 场得满分 10 分，中间按比例折算，最低 0 分、最高满分",
    "per_unit": "基本分 2 分；超过 10 场的部分，每 5 场加 1 分，最高 10 分，不足一个单位的不计",
    "deduct": "满分 10 分，每 1 场扣 3 分，扣完为止",
    "all_or_nothing": "全部满足得 10 分，否则不得分：社工数 ≥ 5，且持证数 ≥ 5",
    "completion": "完成率（实际 ÷ 目标）× 10 分，目标为 社工数，超额完成不加分",
    "proportion": "比率 × 10 分，超过 100% 按 100% 计",
    "matrix": "按「及时性」与「质量分」两项交叉得分：准时：达到 90 10 分、达到 60 6 分、不足 60 2 分；迟交：达到 90 5 分、达到 60 3 分、不足 60 0 分",
    "highest": "只计最高一项，不累加：「国家级」得 10 分；「市级」得 5 分",
    "survey": "达到 90% 得 10 分；达到 80% 得 5 分；不足 80% 不得分；样本量要求：有效样本不少于 50，不足时暂不评分",
    "mark": "评估人在 0—10 分内打分",
    "key_item": "关键项※，不计分，须满足：社工数 ≥ 5",
    "best_ratio": "与全部单位的最优值相比：本站数值 ÷ 最高值 × 10 分",
    "min_max": "在全部单位中按极差折算：最高者得 10 分，最低者得 0 分，中间按比例；全部相同时各得 10 分",
    "z_score": "在全部单位中按标准分折算：等于平均值得 5 分，每高于平均值一个标准差加 1 分，反之减，限于 0—10 分",
    "rank_points": "在全部单位中由高到低排名得分：第 1 名 10 分、第 2 名 8 分，其余 0 分；数值相同的名次相同",
}


def test_every_rule_kind_has_words() -> None:
    assert set(WORDS) == set(RULE_KINDS) == set(RULES)


@pytest.mark.parametrize("kind", RULES)
def test_rule_in_words(kind: str) -> None:
    form = form_of(kind)
    assert indicator_in_words(form.indicators[0], "", form) == WORDS[kind]


def test_thresholds_written_with_percent_read_with_percent() -> None:
    rule = Rule.model_validate({"steps": [["100%", 8], ["80%", 6], ["60%", 3]]})
    expected = "达到 100% 得 8 分；达到 80% 得 6 分；达到 60% 得 3 分；不足 60% 不得分"
    assert rule_in_words(rule, Decimal(8)) == expected


def test_whole_thresholds_stay_whole() -> None:
    rule = Rule.model_validate({"steps": [[1, 8]]})
    assert rule_in_words(rule, Decimal(8)) == "达到 1 得 8 分；不足 1 不得分"


def test_amounts_written_as_shares_become_points() -> None:
    rule = Rule.model_validate({"levels": {"A": "100%", "B": "66%"}})
    assert rule_in_words(rule, Decimal(5)) == "「A」得 5 分；「B」得 3.3 分"


def test_a_kind_with_its_own_rule_is_told_its_own() -> None:
    form = form_of("steps")
    node = form.indicators[0].model_copy(
        update={"rule_by_kind": {"专项": Rule.model_validate({"steps": [["50%", 10]]})}}
    )
    assert indicator_in_words(node, "专项", form) == "达到 50% 得 10 分；不足 50% 不得分"
    assert indicator_in_words(node, "综合", form) == WORDS["steps"]
