"""From values to points in numbers, every rule kind; the points themselves are those of the scoring."""

from __future__ import annotations

import pytest

from rating.insight.arithmetic import arithmetic
from rating.insight.case import Reader
from rating.reported import Status
from tests.insight.example import ROWS, example, rated
from tests.insight.rules import RULES, rated_rule

SUMS = {
    "yes_no": "有制度为「否」，不得分",
    "parts": "「人员」满足（社工数 6），得 6 分；「证书」未满足（持证数 0），不得分，满足得 4 分；合计得 6 分",
    "levels": "档次为「良」，得 7 分",
    "judgement": "场次 6 场，在「良」5—7.9 分档内，得 6 分",
    "steps": "持证数 8 ÷ 社工数 10 = 80%，达到 80% 档，得 6 分",
    "steps_down": "场次 1 场，不超过 2 场档，得 5 分",
    "linear": "场次 40 场，在 20 场（0 分）至 60 场（满分 10 分）之间按比例：（40－20）÷（60－20） = 50%，× 满分 10 分，得 5 分",
    "per_unit": "场次 22 场，超过 10 场的部分每 5 场计 1 分：基本分 2 分＋2 × 1 分 = 4 分，得 4 分",
    "deduct": "场次 2 场，每 1 场扣 3 分：2 × 3 分 = 6 分，从满分 10 分中扣除，得 4 分",
    "all_or_nothing": "社工数 6、持证数 4；要求「社工数 ≥ 5，且持证数 ≥ 5」，没有全部满足，不得分，全部满足得 10 分",
    "completion": "持证数 6 ÷ 社工数 8 = 75%，× 满分 10 分，得 7.5 分",
    "proportion": "满意率 85% × 满分 10 分，得 8.5 分",
    "matrix": "及时性为「迟交」；质量分 95，属「达到 90」；两档交叉，得 5 分",
    "highest": "奖项为「市级」，只计最高一项，得 5 分",
    "survey": "满意率 82%（有效样本 60，不少于 50），达到 80% 档，得 5 分",
    "mark": "专家甲 7 分、专家乙 8 分，取平均值为 7.5 分，得 7.5 分",
    "key_item": "社工数 3；要求「社工数 ≥ 5」，未通过（关键项不计分）",
    "best_ratio": "场次 5 场，与全部单位比较计分，得 5 分（比较的单位不足 5 个，不列其他单位的数值）",
    "min_max": "场次 5 场，与全部单位比较计分，得 5 分（比较的单位不足 5 个，不列其他单位的数值）",
    "z_score": "场次 5 场，与全部单位比较计分，得 4 分（比较的单位不足 5 个，不列其他单位的数值）",
    "rank_points": "场次 5 场，在全部 2 个单位中由高到低排第 2 名，得 8 分",
}


@pytest.mark.parametrize("kind", RULES)
def test_arithmetic(kind: str) -> None:
    assert arithmetic(Reader(rated_rule(kind)).case(0, 0)) == SUMS[kind]


def test_nothing_is_computed_from_a_blank() -> None:
    assert arithmetic(Reader(rated_rule("steps", [{"staff": 10}])).case(0, 0)) == ""


def test_below_the_lowest_step() -> None:
    sentence = arithmetic(Reader(rated_rule("steps", [{"staff": 10, "licensed": 1}])).case(0, 0))
    assert sentence == "持证数 1 ÷ 社工数 10 = 10%，不足 80%，不得分"


def test_a_quotient_that_does_not_end_is_cut_not_rounded_up() -> None:
    sentence = arithmetic(Reader(rated_rule("steps", [{"staff": 3, "licensed": 2}])).case(0, 0))
    assert "= 66.6666%" in sentence


def test_a_choice_that_is_not_listed_for_points() -> None:
    sentence = arithmetic(Reader(rated_rule("highest", [{"v": Status.NOT_APPLICABLE}])).case(0, 0))
    assert sentence == ""


def test_marks_of_raters_are_named() -> None:
    assert arithmetic(Reader(example()).case(0, 2)) == (
        "专家甲 10 分、专家乙 9 分、专家丙 9 分，取平均值约 9.333 分，得 9.3 分"
    )


@pytest.mark.parametrize(
    ("marks", "words"),
    [((6, 6, 5), "取平均值约 5.667 分"), ((9, 9, 9), "取平均值为 9 分"), ((10, 9, "9.5"), "取平均值为 9.5 分"),
     (("8.25", "8.5", "8.75"), "取平均值为 8.5 分"), ((10, 10, "9.999999"), "取平均值约 10 分")],
)  # fmt: skip
def test_a_combined_mark_is_exact_where_short_else_rounded_and_said_so(marks: tuple[object, ...], words: str) -> None:
    assert f"，{_in_words(marks)}，" in f"，{words}，"


def _in_words(marks: tuple[object, ...]) -> str:
    row = ROWS[0] | {"quality": dict(zip(ROWS[0]["quality"], marks, strict=True))}
    return arithmetic(Reader(rated([row])).case(0, 2)).split("，")[1]
