"""评分细则 in words, and what reads alike although it is written otherwise."""

from __future__ import annotations

import pytest

from rating.insight.rubric_differences.differences import differences
from tests.rubric.samples import good, rubric_of


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rule: {levels: {优: 6, 良: 3}}", "rule: {levels: {优: 6, 良: 50%}}",
         "「评价等次」评分细则的写法由“程度分：优 6、良 3”改为“程度分：优 6、良 满分的 50%”"),
        ("rule: {levels: {优: 6, 良: 3}}", "rule: {levels: {优: 6, 良: 4}}",
         "「评价等次」评分细则由“「优」得 6 分；「良」得 3 分”改为“「优」得 6 分；「良」得 4 分”"),
        ("专项: {steps: [[5, 6]]}", "专项: {steps: [[4, 6]]}",
         "「配备」专项类的评分细则由“达到 5 得 6 分；不足 5 不得分”改为“达到 4 得 6 分；不足 4 不得分”"),
        ("        rule_by_kind:\n          专项: {steps: [[5, 6]]}\n", "",
         "「配备」取消专项类的评分细则（原为“达到 5 得 6 分；不足 5 不得分”）"),
        ("{steps: [[100%, 8], [80%, 6]]}", "{steps: [[80%, 6], [100%, 8]]}",
         "「持证」评分细则的写法由“达到多少得多少：1：8、0.8：6”改为“达到多少得多少：0.8：6、1：8”"),
        ("rule: {deduct: {points: 1}}", "rule: {deduct: {points: 2}}",
         "「规范」评分细则由“满分 5 分，每 1 项扣 1 分，扣完为止”改为“满分 5 分，每 1 项扣 2 分，扣完为止”"),
    ],
)  # fmt: skip
def test_one_change_of_a_rule(old: str, new: str, told: str) -> None:
    assert [each.sentence for each in differences(good(), rubric_of((old, new)))] == [told]
