"""A rubric whose fields are marked by raters, and rounds of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric

EXPERTS = [
    ("e1", "专家甲", "expert"),
    ("e2", "专家乙", "expert"),
    ("e3", "专家丙", "expert"),
    ("e4", "专家丁", "expert"),
]
OTHERS = [("t1", "街镇甲", "street"), ("z1", "自评", "self")]


def form_of(fields: Sequence[str] = ("m",), at_most: int | None = 10, **policy: Any) -> Rubric:
    """Each field marked by experts and streets (and the station itself, weight 0), of 10 points each."""
    bound = {} if at_most is None else {"at_most": at_most}
    mark = {"kind": "mark", "marked_by": ["expert", "street", "self"], **bound}
    leaves = [
        {"code": f"i{code}", "title": code, "full_marks": 10, "value": code, "rule": {"mark": {}}} for code in fields
    ]
    return rubric(
        fields={code: {"title": f"{code}评分", **mark} for code in fields},
        scale={"full_marks": 10 * len(fields), "decimals": 1, "round": "indicator"},
        dimensions=[{"code": "d", "title": "甲", "indicators": leaves}],
        roles=[
            {"code": "expert", "title": "专家", "weight": 1},
            {"code": "street", "title": "街镇", "weight": 1},
            {"code": "self", "title": "自评", "weight": 0},
        ],
        raters={"combine": "mean", "if_missing": "exclude", **policy},
    )


def judged(form: Rubric, *rows: dict[str, Any], **more: Any) -> Evaluation:
    """Rows as {"m": {"e1": 7}}, or {"e1": 7} for the one field m."""
    cells = [row if set(row) & set(form.fields) else {"m": row} for row in rows]
    return evaluate(form, reported(form, cells, raters=[*EXPERTS, *OTHERS], **more))
