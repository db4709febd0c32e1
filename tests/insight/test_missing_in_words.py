"""No points: what is missing, what follows, what to do."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.explain import explain
from rating.reported import Status
from tests.insight.example import ROWS, rated
from tests.insight.rules import rated_rule


def why(change: dict[str, Any], code: str, **rubric: Any) -> str:
    return explain(rated([ROWS[0] | change], **rubric), 0, code).why


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"area": None}, "space", "「面积」空白，得分未定，暂不评定；请补报后重新评定"),
        (
            {"area": Status.NOT_INSPECTED},
            "space",
            "「面积」未检查，得分未定，暂不评定；请评估组补查后重新评定",
        ),
        (
            {"area": Status.UNREADABLE},
            "space",
            "「面积」（原填「无法识别」）无法识别，得分未定，暂不评定；请更正后重新评定",
        ),
        (
            {"area": Status.NOT_APPLICABLE},
            "space",
            "「面积」为合理缺项，不计入满分，也不扣分，其分值由同一级其他指标按比例分摊",
        ),
        (
            {"staff": 0, "licensed": 0},
            "licensed_share",
            (
                "持证社工数 0 人 ÷ 驻站社工数 0 人 没有结果（分母为 0 等），得分未定，暂不评定；"
                "请核对所填数据，更正后重新评定"
            ),
        ),
    ],
)
def test_each_kind_of_nothing(change: dict[str, Any], code: str, said: str) -> None:
    assert why(change, code) == said


def test_what_the_rubric_makes_of_a_blank_is_said() -> None:
    assert why({"area": None}, "space", missing={"if_blank": "zero"}) == "「面积」空白，按评分标准得 0 分"
    left_out = why({"area": None}, "space", missing={"if_blank": "leave_out", "not_applicable": "over_all"})
    assert left_out == "「面积」空白，按评分标准不计入满分，其分值由全部其他指标按比例分摊"


def test_a_small_sample_is_named_with_its_size() -> None:
    line = explain(rated_rule("survey", [{"v": "95%", "n": 20}]), 0, "item")
    assert line.why == "有效样本 20，不足 50，得分未定，暂不评定；请补足样本后重新评定"


def test_a_rater_who_did_not_hand_in_is_named() -> None:
    """Marks are waited for: the third rater marked another station and not this one."""
    rows = [ROWS[0] | {"quality": {"e1": 9, "e2": 9}}, ROWS[1]]
    line = explain(rated(rows), 0, "quality_mark")
    assert line.why == "「服务质量打分」（专家丙）空白，得分未定，暂不评定；请评估人补交打分后重新评定"
