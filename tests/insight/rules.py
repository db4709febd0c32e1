"""One example of every rule kind, with values to try: shared by the tests of words, sums and advice."""

from __future__ import annotations

from typing import Any

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric

YES_NO = {"v": {"title": "有制度", "kind": "yes_no"}}
NUMBER = {"v": {"title": "场次", "unit": "场", "whole": True}}
SHARE = {"v": {"title": "满意率", "kind": "share"}}
CHOICE = {"v": {"title": "档次", "kind": "choice", "choices": ["优", "良", "差"]}}
SEVERAL = {"v": {"title": "奖项", "kind": "several", "choices": ["国家级", "市级"]}}
PAIR = {"staff": {"title": "社工数", "whole": True}, "licensed": {"title": "持证数", "whole": True}}
MATRIX = {
    "speed": {"title": "及时性", "kind": "choice", "choices": ["准时", "迟交"]},
    "quality": {"title": "质量分"},
}

RULES: dict[str, tuple[dict[str, Any], dict[str, Any], str | None, list[dict[str, Any]]]] = {
    # kind: rule, fields, value formula, rows (the first is the one explained)
    "yes_no": ({"yes_no": {"yes": 10}}, YES_NO, "v", [{"v": "否"}]),
    "parts": (
        {
            "parts": [
                {"title": "人员", "points": 6, "when": "社工数 >= 5"},
                {"title": "证书", "points": 4, "when": "持证数 >= 1"},
            ]
        },
        PAIR,
        None,
        [{"staff": 6, "licensed": 0}],
    ),
    "levels": ({"levels": {"优": 10, "良": 7, "差": 0}}, CHOICE, "v", [{"v": "良"}]),
    "judgement": ({"judgement": {"优": [8, 10], "良": [5, "7.9"], "差": [0, "4.9"]}}, NUMBER, "v", [{"v": 6}]),
    "steps": ({"steps": [["100%", 10], ["80%", 6]]}, PAIR, "licensed / staff", [{"staff": 10, "licensed": 8}]),
    "steps_down": ({"steps_down": [[0, 10], [2, 5]]}, NUMBER, "v", [{"v": 1}]),
    "linear": ({"linear": {"zero": 20, "full": 60}}, NUMBER, "v", [{"v": 40}]),
    "per_unit": ({"per_unit": {"each": 5, "points": 1, "base": 2, "beyond": 10}}, NUMBER, "v", [{"v": 22}]),
    "deduct": ({"deduct": {"points": 3}}, NUMBER, "v", [{"v": 2}]),
    "all_or_nothing": ({"all_or_nothing": "社工数 >= 5 且 持证数 >= 5"}, PAIR, None, [{"staff": 6, "licensed": 4}]),
    "completion": ({"completion": {"target": "staff"}}, PAIR, "licensed", [{"staff": 8, "licensed": 6}]),
    "proportion": ({"proportion": {}}, SHARE, "v", [{"v": "85%"}]),
    "matrix": (
        {
            "matrix": {
                "rows": {"value": "speed", "levels": ["准时", "迟交"]},
                "columns": {"value": "quality", "at_least": [90, 60]},
                "points": [[10, 6, 2], [5, 3, 0]],
            }
        },
        MATRIX,
        None,
        [{"speed": "迟交", "quality": 95}],
    ),
    "highest": ({"highest": {"国家级": 10, "市级": 5}}, SEVERAL, "v", [{"v": ["市级"]}]),
    "survey": (
        {
            "survey": {
                "samples": [{"sample": "n", "minimum": 50}],
                "if_small": "incomplete",
                "then": {"steps": [["90%", 10], ["80%", 5]]},
            }
        },
        {**SHARE, "n": {"title": "有效样本", "whole": True}},
        "v",
        [{"v": "82%", "n": 60}],
    ),
    "mark": (
        {"mark": {}},
        {"v": {"title": "打分", "kind": "mark", "marked_by": ["expert"]}},
        "v",
        [{"v": {"e1": 7, "e2": 8}}],
    ),
    "key_item": ({"key_item": "社工数 >= 5"}, PAIR, None, [{"staff": 3, "licensed": 1}]),
    "best_ratio": ({"best_ratio": {"better": "higher", "within": "all"}}, NUMBER, "v", [{"v": 5}, {"v": 10}]),
    "min_max": ({"min_max": {"better": "higher", "within": "all"}}, NUMBER, "v", [{"v": 5}, {"v": 10}, {"v": 0}]),
    "z_score": ({"z_score": {"better": "higher", "within": "all"}}, NUMBER, "v", [{"v": 5}, {"v": 10}]),
    "rank_points": (
        {"rank_points": {"points": [10, 8], "better": "higher", "within": "all"}},
        NUMBER,
        "v",
        [{"v": 5}, {"v": 10}],
    ),
}


def form_of(kind: str) -> Rubric:
    """A rubric of one indicator, 10 points, under the example rule of a kind."""
    rule, fields, value, _ = RULES[kind]
    marks = 0 if kind == "key_item" else 10
    leaf = {"code": "item", "title": "指标", "full_marks": marks, "rule": rule} | ({"value": value} if value else {})
    more: dict[str, Any] = {"scale": {"full_marks": 10, "decimals": 2, "round": "indicator"}}
    if kind == "mark":
        more["roles"] = [{"code": "expert", "title": "专家"}]
        more["raters"] = {"combine": "mean", "if_missing": "exclude"}
    dimension = {"code": "all", "title": "全部", "indicators": [leaf]}
    return rubric(fields=fields, dimensions=[dimension], **more)


def rated_rule(kind: str, rows: list[dict[str, Any]] | None = None) -> Evaluation:
    """The example rule of a kind, scored on its own rows or on others."""
    form = form_of(kind)
    raters = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")] if kind == "mark" else []
    given = RULES[kind][3] if rows is None else rows
    return evaluate(form, reported(form, [{"code": f"S{at}", **row} for at, row in enumerate(given)], raters))
