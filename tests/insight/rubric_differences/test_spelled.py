"""Values of a rubric in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.insight.rubric_differences.spelled import formula_words, rank_key, role_title, spelled
from rating.rubric.numbers import Amount
from rating.rubric.policies import RankKey
from tests.rubric.samples import good

FORM = good()


@pytest.mark.parametrize(
    ("value", "shape", "key", "words"),
    [
        (None, "Node", "kinds", "全部类型"),
        (None, "Mark", "tolerance", "未写"),
        (True, "DataField", "whole", "是"),
        (Decimal("0.8"), "Band", "each_dimension", "80%"),
        (Decimal("0.8"), "Role", "weight", "0.8"),
        (4, "Gate", "stars", "四星"),
        (2, "Raters", "minimum", "2"),
        ("veto", "Gate", "effect", "一票否决"),
        ("licensed / staff", "Node", "value", "持证社工数 ÷ 驻站社工数"),
        ("guide", "Clause", "source", "指引"),
        (["expert"], "Node", "roles", "专家"),
        ("reason", "Mark", "reason", "理由"),
        (Amount.model_validate("66%"), "YesNo", "yes", "满分的 66%"),
        ({"优": Amount.model_validate(3)}, "Rule", "levels", "优 3"),
        ((Decimal(1), Decimal(2)), "Rule", "judgement", "1：2"),
        (["甲", "乙"], "DataField", "aliases", "甲、乙"),
    ],
)
def test_each_kind_of_value(value: Any, shape: str, key: str, words: str) -> None:
    assert spelled(value, shape, key, FORM) == words


def test_a_limit_of_a_share_reads_as_a_percentage() -> None:
    assert spelled(Decimal("0.5"), "DataField", "at_most", FORM, FORM.fields["aware"]) == "50%"


def test_whole_objects_leave_nothing_out() -> None:
    assert spelled(FORM.missing, "Rubric", "missing", FORM).startswith("空白的处理 该站暂不评定；未检查的处理 ")
    assert spelled(FORM.node("graded").rule, "Node", "rule", FORM) == "程度分：优 6、良 3"


def test_what_cannot_be_read_stays_as_it_is() -> None:
    assert formula_words("1 +", FORM) == "1 +" and role_title("nobody", FORM) == "nobody"
    assert rank_key(RankKey(key="team", better="lower"), FORM) == "「队伍」（低者在前）"
