"""Asked → seen → arithmetic → points → why → how to regain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.explain import explain, explain_all
from tests.insight.example import ROWS, example, rated
from tests.insight.rules import RULES, rated_rule


def test_a_lost_point_is_fully_explained() -> None:
    line = explain(example(), 1, "licensed_share")
    assert line.asked == "达到 100% 得 8 分；达到 80% 得 6 分；达到 60% 得 3 分；不足 60% 不得分"
    assert line.formula == "持证社工数 ÷ 驻站社工数"
    assert line.arithmetic == "持证社工数 8 人 ÷ 驻站社工数 10 人 = 80%，达到 80% 档，得 6 分"
    assert line.why == f"{line.arithmetic}；达到 100% 档得 8 分"
    assert (line.points_text, line.lost, line.next_gain) == ("6 / 8", Decimal(2), Decimal(2))
    assert line.earn == "持证社工数由 8 人增至 10 人（达到 100%），可再得 2 分"
    assert (line.clause, line.source, line.is_example) == ("第三条 持证比例达到 100%", "《工作指引》", False)
    assert line.advice == "组织未持证人员报考"


def test_our_own_figures_are_marked_as_example() -> None:
    assert explain(example(), 1, "space").is_example
    assert explain(example(), 1, "order").is_example


def test_full_marks_are_explained_too() -> None:
    line = explain(example(), 0, "space")
    assert (line.why, line.earn, line.lost) == ("面积 50 平方米，达到 40 平方米档，得 7 分", "", Decimal(0))


@pytest.mark.parametrize(
    ("station", "code", "why"),
    [
        (5, "licensed_share", "「持证社工数」空白，得分未定，暂不评定；请补报后重新评定"),
        (6, "space", "「面积」为合理缺项，不计入满分，也不扣分，其分值由同一级其他指标按比例分摊"),
    ],
)
def test_no_points_has_a_reason_in_words(station: int, code: str, why: str) -> None:
    line = explain(example(), station, code)
    assert (line.why, line.points, line.lost) == (why, None, None)
    assert line.points_text.startswith("— / ")


def test_blank_scored_zero_and_left_out() -> None:
    rows = [{**ROWS[0], "area": None}]
    zero = explain(rated(rows, missing={"if_blank": "zero"}), 0, "space")
    assert (zero.why, zero.points, zero.lost) == ("「面积」空白，按评分标准得 0 分", 0, 7)
    assert zero.earn == "补齐资料后按标准评分，最多可得 7 分"
    out = explain(rated(rows, missing={"if_blank": "leave_out"}), 0, "space")
    assert out.why == "「面积」空白，按评分标准不计入满分，其分值由同一级其他指标按比例分摊"


def test_division_by_zero_is_explained() -> None:
    line = explain(rated([{**ROWS[0], "staff": 0, "licensed": 0}]), 0, "licensed_share")
    assert line.why.startswith("持证社工数 0 人 ÷ 驻站社工数 0 人 没有结果")


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_kind_is_explained(kind: str) -> None:
    line = explain(rated_rule(kind), 0, "item")
    assert line.asked
    assert line.arithmetic
    assert line.seen
    assert line.key_item == (kind == "key_item")


def test_all_of_a_kind_in_order_and_unknown_codes() -> None:
    assert [line.code for line in explain_all(example(), 0)] == [node.code for node in example().rubric.indicators]
    with pytest.raises(KeyError):
        explain(example(), 0, "nothing")
