"""A small rating with every situation a reader must tell apart: tie, veto, cap, blank, N/A, wide marks.

| row | station | what it shows                                                        |
|-----|---------|----------------------------------------------------------------------|
| 0   | 甲站     | five stars by every measure                                          |
| 1   | 乙站     | tied with 丙站                                                        |
| 2   | 丙站     | tied with 乙站                                                        |
| 3   | 丁站     | reaches the five-star cut score, held down to three by a cap          |
| 4   | 戊站     | false documents: veto                                                 |
| 5   | 己站     | a blank: incomplete                                                   |
| 6   | 庚站     | a 合理缺项; of the other kind                                          |
| 7   | 辛站     | raters too far apart: waits for adjudication                          |
| 8   | 壬站     | 0.5 below the four-star cut score                                     |
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rating.reported import Status
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported

RATERS = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert"), ("e3", "专家丙", "expert")]

EXAMPLE: dict[str, Any] = {
    "code": "example",
    "title": "示例评分标准",
    "version": "1.0",
    "standing": "example",
    "unit": "station",
    "kinds": ["综合", "专项"],
    "sources": [
        {"id": "guide", "title": "工作指引", "issuer": "市民政局"},
        {"id": "ours", "title": "示例（自拟）", "standing": "example"},
    ],
    "scale": {"full_marks": 40, "decimals": 1, "round": "indicator"},
    "missing": {"if_blank": "incomplete"},
    "roles": [{"code": "expert", "title": "专家"}],
    "raters": {"combine": "mean", "if_missing": "wait", "spread": {"limit": 4, "until_adjudicated": "hold"}},
    "fields": {
        "staff": {"title": "驻站社工数", "unit": "人", "whole": True},
        "licensed": {"title": "持证社工数", "unit": "人", "whole": True},
        "area": {"title": "面积", "unit": "平方米"},
        "complaints": {"title": "有效投诉数", "unit": "件", "whole": True},
        "false_documents": {"title": "虚假材料", "kind": "yes_no"},
        "quality": {"title": "服务质量打分", "kind": "mark", "marked_by": ["expert"]},
        "satisfied": {"title": "满意率", "kind": "share"},
    },
    "dimensions": [
        {
            "code": "team",
            "title": "队伍建设",
            "indicators": [
                {
                    "code": "licensed_share",
                    "title": "持证率",
                    "full_marks": 8,
                    "value": "licensed / staff",
                    "rule": {"steps": [["100%", 8], ["80%", 6], ["60%", 3]]},
                    "clause": {"source": "guide", "text": "持证比例达到 100%", "article": "第三条"},
                    "advice": "组织未持证人员报考",
                },
                {
                    "code": "space",
                    "title": "场地面积",
                    "full_marks": 7,
                    "value": "area",
                    "rule": {"steps": [[40, 7], [30, 5]]},
                    "clause": {"source": "ours", "text": "场地面积不少于 30 平方米"},
                },
            ],
        },
        {
            "code": "service",
            "title": "服务成效",
            "indicators": [
                {
                    "code": "quality_mark",
                    "title": "服务质量",
                    "full_marks": 10,
                    "value": "quality",
                    "rule": {"mark": {}},
                },
                {
                    "code": "satisfaction",
                    "title": "居民满意",
                    "full_marks": 10,
                    "value": "satisfied",
                    "rule": {"proportion": {}},
                },
                {
                    "code": "order",
                    "title": "投诉处理",
                    "full_marks": 5,
                    "value": "complaints",
                    "rule": {"deduct": {"points": 1}},
                },
            ],
        },
    ],
    "gates": [
        {"code": "false_documents", "title": "提供虚假材料", "when": "虚假材料 = 是", "effect": "veto"},
        {
            "code": "too_few_licensed",
            "title": "持证率低于 60%",
            "when": "持证社工数 / 驻站社工数 < 60%",
            "effect": "cap",
            "stars": 3,
            "advice": "先补足持证社工",
        },
    ],
    "bands": [
        {"stars": 5, "at_least": "80%"},
        {"stars": 4, "at_least": "70%", "each_dimension": "50%"},
        {"stars": 3, "at_least": "60%"},
    ],
    "award": {"below_lowest": "不定星级"},
    "ranking": {"by": ["stars", "total", "service"], "ties": "standard", "within": "kind"},
}


def _row(name: str, street: str, licensed: Any, area: Any, marks: Any, satisfied: Any, **more: Any) -> dict[str, Any]:
    plain = {
        "code": more.pop("code"),
        "name": name,
        "kind": "综合",
        "street": street,
        "staff": 10,
        "licensed": licensed,
        "area": area,
        "complaints": 0,
        "false_documents": "否",
        "quality": dict(zip(("e1", "e2", "e3"), marks, strict=True)),
        "satisfied": satisfied,
    }
    return plain | more


ROWS = [
    _row("甲站", "东街道", 10, 50, (10, 9, 9), "95%", code="S1"),
    _row("乙站", "西街道", 8, 35, (8, 8, 8), "80%", code="S2"),
    _row("丙站", "南街道", 8, 35, (8, 8, 8), "80%", code="S3"),
    _row("丁站", "北街道", 5, 50, (10, 10, 10), "100%", code="S4"),
    _row("戊站", "中街道", 10, 50, (9, 9, 9), "90%", code="S5", false_documents="是"),
    _row("己站", "东街道", None, 50, (9, 9, 9), "90%", code="S6"),
    _row("庚站", "西街道", 8, Status.NOT_APPLICABLE, (9, 9, 9), "90%", code="S7", kind="专项"),
    _row("辛站", "南街道", 8, 35, (9, 9, 3), "90%", code="S8"),
    _row("壬站", "北街道", 8, 35, (5, 5, 5), "75%", code="S9", complaints=1),
]


def rubric(**changed: Any) -> Rubric:
    """The example's rubric, some parts replaced."""
    return Rubric.model_validate(EXAMPLE | changed)


def rated(
    rows: list[dict[str, Any]] | None = None, previous: dict[int, int] | None = None, **changed: Any
) -> Evaluation:
    """The example evaluated, with other rows or other parts of the rubric."""
    form = rubric(**changed)
    table = reported(form, ROWS if rows is None else rows, RATERS, previous_stars=previous)
    return evaluate(form, table, assessment_round="2026 年度")


@cache
def example() -> Evaluation:
    return rated()


def without_bands(previous: dict[int, int] | None = None) -> Evaluation:
    """The example ranked by its totals alone: no stars are given."""
    return rated(previous=previous, bands=[], ranking={"by": ["total"], "ties": "standard", "within": "all"})
