"""Turned forms for the tests: one station, indicators down the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rating.rubric.nouns import Rubric
from tests.intake.workbooks import FIELDS, small_form

N = None
ROLES = [
    {"code": "expert", "title": "专家", "aliases": ["专家组"]},
    {"code": "centre", "title": "指导中心"},
    {"code": "own", "title": "站点自评", "weight": "0"},
]
FORM_FIELDS = {
    **{code: FIELDS[code] for code in ("staff", "satisfied", "forged", "hours", "per_head")},
    "quality": {**FIELDS["quality"], "marked_by": ["expert", "own"]},
    "team": {**FIELDS["team"], "marked_by": ["expert", "centre", "own"]},
}


def form(*codes: str) -> Rubric:
    """Marks of experts and of the station itself, and a few figures."""
    asked = codes or ("quality", "team")
    return small_form(*asked, roles=ROLES, fields=FORM_FIELDS)


HEADINGS = ["序号", "一级指标", "二级指标", "分值", "评分标准", "自评得分", "专家组评分", "备注"]


def score_sheet(
    station: str,
    own: Sequence[Any] = (8, 7),
    expert: Sequence[Any] = (7, 6),
    code: str = "001",
    more: Sequence[Any] = (),
) -> list[list[Any]]:
    """The usual printed form."""
    return [
        ["社工站评估打分表"],
        [f"单位名称：{station}　　代码：{code}　　评估人：张三　评估主体：专家组　日期：2025年12月1日"],
        HEADINGS,
        [1, "服务质效", "服务质量", 10, "好的得10分", own[0], expert[0], N],
        [2, N, "2.团队管理（10分）", 10, "好的得10分", own[1], expert[1], "缺档案"],
        *more,
        ["小计", N, N, 20, N, 15, 13],
        ["合计", N, N, 20, N, 15, 13],
        ["被评单位签字：", N, N, N, "评估人签字："],
        ["注：本表一式两份。"],
    ]
