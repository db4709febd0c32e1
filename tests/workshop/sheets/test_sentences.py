"""Rules in words; the sentence's mark sees changes and nothing else."""

from __future__ import annotations

import pytest

from rating.rubric.numbers import Amount
from rating.workshop.sheets.names import names_of
from rating.workshop.sheets.sentences import Told, points, sentence_mark, sentence_of
from tests.scoring.build import one_indicator

FIELDS = {"n": {"title": "人数"}, "y": {"title": "有制度", "kind": "yes_no"}, "why": {"title": "理由", "kind": "text"}}
SENTENCES = [
    ({"steps": [["80%", 6], ["60%", "50%"]]}, "按「人数」计：\n达到 80% 得 6 分\n达到 60% 得 满分的 50%\n以下不得分"),
    ({"per_unit": {"points": "0.5", "base": 1, "at_most": 5}},
     "按「人数」计：\n基础分 1 分，每 1 加 0.5 分，最高 5 分，不足一个单位的不计"),
    ({"deduct": {"points": "0.5"}}, "按「人数」计：\n每 1 扣 0.5 分，扣完为止，不足一次的不扣"),
    ({"levels": {"优": 10, "良": 8}}, "按「人数」计：\n「优」得 10 分\n「良」得 8 分"),
    ({"mark": {"reference": "n", "tolerance": 2, "reason": "why"}},
     "按「人数」计：\n评估人打分；相差超过 2 分须写明理由（理由），对照值：「人数」"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "told"), SENTENCES)
def test_a_rule_in_words(rule: dict[str, object], told: str) -> None:
    rubric = one_indicator(rule, FIELDS, value="n")
    leaf = rubric.indicators[0]
    assert sentence_of(Told(leaf.value, leaf.rule, {}), names_of(rubric), lambda rule: rule.kind == "steps") == told


def test_kinds_with_their_own_rule_stand_under_their_name() -> None:
    own = {"rule_by_kind": {"专项": {"all_or_nothing": "y = 是"}}}
    rubric = one_indicator({"steps": [[4, 10]]}, FIELDS, value="n", kinds=["综合", "专项"], indicator=own)
    leaf = rubric.indicators[0]
    told = sentence_of(Told(leaf.value, leaf.rule, leaf.rule_by_kind), names_of(rubric), lambda rule: False)
    assert told.endswith("以下不得分\n【专项】\n全部满足得满分，否则不得分：「有制度」 = 是")


def test_the_mark_sees_a_number_and_not_a_blank() -> None:
    mark = sentence_mark("达到 80% 得 6 分")
    assert sentence_mark("达到８０％得\n6 分") == mark == sentence_mark("达到 0.8 得 6 分")
    assert sentence_mark("达到 85% 得 6 分") != mark


def test_points_and_shares_of_them() -> None:
    assert points(Amount.model_validate("2.5")) == "2.5 分"
    assert points(Amount.model_validate("50%")) == "满分的 50%"
