"""Rules worked out by hand, one or more for every kind. Sources: field guide §8.1 (R1–R22) and §2.10."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from rating.rubric.rules import RULE_KINDS
from tests.scoring.build import one_indicator
from tests.scoring.worked import points, rate

NUMBER = {"v": {"title": "数值"}}
PAIR = {"v": {"title": "数值"}, "w": {"title": "另一数值"}}
FLAG = {"v": {"title": "是否", "kind": "yes_no"}}


@dataclass(frozen=True)
class Example:
    rule: dict[str, Any]
    full_marks: Any
    expected: list[tuple[Any, str]]
    """Pairs of what is reported for `v` (or a dict of fields) and the points."""
    fields: dict[str, Any] = field(default_factory=lambda: NUMBER)
    value: str | None = "v"
    raters: tuple[tuple[str, str, str], ...] = ()
    parts: dict[str, Any] = field(default_factory=dict)


MARKED: dict[str, Any] = {
    "fields": {"v": {"title": "打分", "kind": "mark", "marked_by": ["expert"]}},
    "raters": (("e1", "专家甲", "expert"),),
    "parts": {"roles": [{"code": "expert", "title": "专家"}], "raters": {"combine": "mean", "if_missing": "wait"}},
}
CHOICE = {"v": {"title": "等次", "kind": "choice", "choices": ["A", "B", "C", "C#"]}}
SEVERAL = {"v": {"title": "奖项", "kind": "several", "choices": ["国家级", "省级", "市级"]}}
TIMELY = {"v": {"title": "提前天数"}, "w": {"title": "质量", "kind": "choice", "choices": ["好", "一般"]}}
SURVEY = {"v": {"title": "满意率", "kind": "share"}, "phone": {"title": "电话样本"}, "walk_in": {"title": "现场样本"}}

EXAMPLES: dict[str, Example] = {
    # R1: 有制度 → 1
    "yes_no": Example({"yes_no": {"yes": 1}}, 1, [("是", "1"), ("无", "0")], FLAG),
    # a key with its own reward for "no": half of 3
    "yes_no with points for no": Example({"yes_no": {"yes": 3, "no": "50%"}}, 3, [("否", "1.5")], FLAG),
    # R2, §2.10: 0.5 (equipment) + 0.5 (guide) + 1 (rules posted and applied)
    "parts": Example(
        {
            "parts": [
                {"title": "设备", "points": "0.5", "when": "v >= 1"},
                {"title": "指引", "points": "0.5", "when": "v >= 2"},
                {"title": "制度", "points": 1, "when": "w = 1"},
            ]
        },
        2,
        [({"v": 1, "w": 0}, "0.5"), ({"v": 2, "w": 1}, "2"), ({"v": 0, "w": 1}, "1")],
        PAIR,
        None,
    ),
    # R14: A/B/C/C# = 100/66/33/0 % of 6 = 6, 3.96, 1.98, 0
    "levels": Example(
        {"levels": {"A": "100%", "B": "66%", "C": "33%", "C#": 0}},
        6,
        [("A", "6"), ("B", "3.96"), ("C", "1.98"), ("C#", "0")],
        CHOICE,
    ),
    # R4: 优 16–20, 良 11–15; the assessor picks within
    "judgement": Example(
        {"judgement": {"优": [16, 20], "良": [11, 15]}},
        20,
        [({"v": {"e1": 17}}, "17"), ({"v": {"e1": "11"}}, "11")],
        **MARKED,
    ),
    # R5: ≥75% → 5; ≥60% → 2; else 0
    "steps": Example(
        {"steps": [["75%", 5], ["60%", 2]]}, 5, [("75%", "5"), ("74.9%", "2"), ("60%", "2"), ("59.9%", "0"), (1, "5")]
    ),
    # R15: 0/1/2/3 例 → A/B/C/C# of 3 points: 3, 1.98, 0.99, 0
    "steps_down": Example(
        {"steps_down": [[0, "100%"], [1, "66%"], [2, "33%"]]}, 3, [(0, "3"), (1, "1.98"), (2, "0.99"), (3, "0")]
    ),
    # HDI health: (le − 20) / (85 − 20) of 10: 52.5 → 5; beyond the goalposts 0 and 10
    "linear": Example({"linear": {"zero": 20, "full": 85}}, 10, [("52.5", "5"), (10, "0"), (90, "10")]),
    # lower is better: 30 days earn 0, 10 days all; 15 days → 15/20 of 8 = 6
    "linear downwards": Example({"linear": {"zero": 30, "full": 10}}, 8, [(15, "6"), (5, "8"), (31, "0")]),
    "linear uncapped": Example({"linear": {"zero": 0, "full": 10, "capped": "none"}}, 10, [(12, "12"), (-1, "-1")]),
    "linear capped at the top": Example(
        {"linear": {"zero": 0, "full": 10, "capped": "top"}}, 10, [(12, "10"), (-1, "-1")]
    ),
    "linear capped at the bottom": Example(
        {"linear": {"zero": 0, "full": 10, "capped": "bottom"}}, 10, [(12, "12"), (-1, "0")]
    ),
    # HDI income: (ln v − ln 100) / (ln 10000 − ln 100): 1000 is exactly half way
    "linear logarithmic": Example(
        {"linear": {"zero": 100, "full": 10000, "logarithmic": True}}, 10, [(1000, "5"), (100, "0")]
    ),
    # R9: 每增加 5 人加 1 分, 最高 20: base 10 at 50; 74 → 4 whole fives → 14; 130 → 16 fives, capped at 20
    "per_unit": Example(
        {"per_unit": {"each": 5, "points": 1, "base": 10, "beyond": 50, "at_most": 20}},
        20,
        [(50, "10"), (74, "14"), (130, "20"), (40, "10")],
    ),
    # R9: +2 per hour above 40, cap 10; parts of an hour count: 42.5 → 5
    "per_unit by parts": Example(
        {"per_unit": {"points": 2, "beyond": 40, "whole_units": False}}, 10, [("42.5", "5"), (60, "10")]
    ),
    # R7/R8: 每缺一项扣 0.2, 扣完为止
    "deduct": Example({"deduct": {"points": "0.2"}}, 1, [(0, "1"), (3, "0.4"), (9, "0")]),
    # R19: below zero allowed: 2 − 3×1 = −1; every 2 events count once: 5 → 2 units
    "deduct without a floor": Example({"deduct": {"points": 1, "floor": "none"}}, 2, [(3, "-1")]),
    "deduct per two": Example({"deduct": {"each": 2, "points": 1}}, 5, [(5, "3")]),
    # R6: usage records and damage rate ≤30% → 1
    "all_or_nothing": Example(
        {"all_or_nothing": "v = 1 and w <= 30%"},
        1,
        [({"v": 1, "w": "0.3"}, "1"), ({"v": 1, "w": "0.31"}, "0"), ({"v": 0, "w": 0}, "0")],
        PAIR,
        None,
    ),
    # R10: actual ÷ target × points, capped: 45/60 of 8 = 6
    "completion": Example(
        {"completion": {"target": "w"}},
        8,
        [({"v": 45, "w": 60}, "6"), ({"v": 90, "w": 60}, "8"), ({"v": 0, "w": 60}, "0")],
        PAIR,
    ),
    # R11: 数据项1 ÷ 数据项2: 3/4 of 10
    "proportion": Example({"proportion": {}}, 10, [({"v": 3, "w": 4}, "7.5"), ({"v": 5, "w": 4}, "10")], PAIR, "v / w"),
    "proportion uncapped": Example({"proportion": {"capped": False}}, 10, [("120%", "12"), ("-5%", "0")]),
    # R17: timeliness × quality; ≥5 days early and 好 → 4
    "matrix": Example(
        {
            "matrix": {
                "rows": {"value": "v", "at_least": [5, 0]},
                "columns": {"value": "w", "levels": ["好", "一般"]},
                "points": [[4, 3], [3, 2], [1, 0]],
            }
        },
        4,
        [({"v": 5, "w": "好"}, "4"), ({"v": "4.9", "w": "一般"}, "2"), ({"v": -1, "w": "好"}, "1")],
        TIMELY,
        None,
    ),
    # R18: only the highest award counts, no accumulation
    "highest": Example(
        {"highest": {"国家级": 5, "省级": 3, "市级": 1}},
        5,
        [(["市级", "省级"], "3"), (["国家级", "市级"], "5"), ([], "0")],
        SEVERAL,
    ),
    # R16: 50 phone + 10 walk-in, else no points; 85 % → 8
    "survey": Example(
        {
            "survey": {
                "samples": [{"sample": "phone", "minimum": 50}, {"sample": "walk_in", "minimum": 10}],
                "if_small": "zero",
                "then": {"steps": [["80%", 8], ["60%", 5]]},
            }
        },
        8,
        [
            ({"v": "85%", "phone": 50, "walk_in": 10}, "8"),
            ({"v": "85%", "phone": 49, "walk_in": 10}, "0"),
            ({"v": "60%", "phone": 60, "walk_in": 11}, "5"),
        ],
        SURVEY,
    ),
    # R20: the mark is the points
    "mark": Example({"mark": {}}, 10, [({"v": {"e1": "7.5"}}, "7.5")], **MARKED),
    # R21: pass or fail, no points
    "key_item": Example({"key_item": "v = 是"}, 0, [("是", "0"), ("否", "0")], FLAG, None),
    # R12: own ÷ best: 30/40 of 10
    "best_ratio": Example(
        {"best_ratio": {"better": "higher", "within": "all"}}, 10, [(40, "10"), (30, "7.5"), (0, "0")]
    ),
    # R12: lowest ÷ own × 10: 20/25 = 8
    "best_ratio of the lowest": Example(
        {"best_ratio": {"better": "lower", "within": "all"}}, 10, [(20, "10"), (25, "8")]
    ),
    # (v − 10) / (50 − 10): 20 → 2.5
    "min_max": Example({"min_max": {"better": "higher", "within": "all"}}, 10, [(10, "0"), (50, "10"), (20, "2.5")]),
    "min_max of equals": Example(
        {"min_max": {"better": "lower", "within": "all", "if_equal": "0.5"}}, 10, [(3, "5"), (3, "5")]
    ),
    # mean 4, population deviation √((4+0+4)/3)=1.63299; z = ±1.22474; 0.5 ± 0.122474 of 10 → 6.22, 5, 3.78
    "z_score": Example({"z_score": {"better": "higher", "within": "all"}}, 10, [(6, "6.22"), (4, "5"), (2, "3.78")]),
    # z = ±1 is exactly ±0.1: no float dust: 6 and 4
    "z_score of two": Example({"z_score": {"better": "lower", "within": "all"}}, 10, [(6, "4"), (2, "6")]),
    # R13: 1–3 → 60/57/54; two share the first place and the next is third
    "rank_points": Example(
        {"rank_points": {"points": [60, 57, 54], "otherwise": 40, "better": "higher", "within": "all"}},
        60,
        [(9, "60"), (9, "60"), (8, "54"), (7, "40")],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_by_hand(name: str) -> None:
    example = EXAMPLES[name]
    form = one_indicator(
        example.rule,
        example.fields,
        value=example.value,
        full_marks=example.full_marks or 1,
        indicator={"full_marks": example.full_marks},
        **example.parts,
    )
    rows = [reported if isinstance(reported, dict) else {"v": reported} for reported, _ in example.expected]
    evaluation = rate(form, rows, raters=example.raters)
    assert points(evaluation) == [Decimal(expected) for _, expected in example.expected]


def test_every_rule_kind_has_a_worked_example() -> None:
    assert {kind for example in EXAMPLES.values() for kind in example.rule} == set(RULE_KINDS)


def test_peers_are_those_of_the_same_group() -> None:
    """The best of 甲 is 40, of 乙 is 10: 30/40 and 5/10 of 10 points."""
    form = one_indicator({"best_ratio": {"better": "higher", "within": "kind"}}, kinds=["甲", "乙"])
    rows = [{"kind": "甲", "v": 40}, {"kind": "甲", "v": 30}, {"kind": "乙", "v": 10}, {"kind": "乙", "v": 5}]
    assert points(rate(form, rows)) == [Decimal("10"), Decimal("7.5"), Decimal("10"), Decimal("5")]


def test_rule_by_kind_comes_before_rule() -> None:
    """未保站 counts staff from 5 (field guide §2.11), others from 3."""
    leaf = {"rule_by_kind": {"未保": {"steps": [[5, 10]]}}}
    form = one_indicator({"steps": [[3, 10]]}, indicator=leaf, kinds=["综合", "未保"])
    assert points(rate(form, [{"kind": "综合", "v": 4}, {"kind": "未保", "v": 4}])) == [Decimal(10), Decimal(0)]


def test_full_marks_by_kind() -> None:
    """85 % of 8 and of 10."""
    form = one_indicator({"proportion": {}}, kinds=["综合", "未保"], full_marks={"综合": 8, "未保": 10})
    assert points(rate(form, [{"kind": "综合", "v": "85%"}, {"kind": "未保", "v": "85%"}])) == [
        Decimal("6.8"),
        Decimal("8.5"),
    ]
