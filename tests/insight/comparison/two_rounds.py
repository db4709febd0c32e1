"""A small rubric in two versions, and rounds scored by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric

FIELDS = {"staff": {"title": "人数"}, "area": {"title": "面积"}, "share": {"title": "满意率", "kind": "share"}}
BANDS = [{"stars": 2, "at_least": 80}, {"stars": 1, "at_least": 40}]


def leaf(code: str, title: str, value: str, rule: Mapping[str, Any], full_marks: int) -> dict[str, Any]:
    return {"code": code, "title": title, "full_marks": full_marks, "value": value, "rule": dict(rule)}


STAFF = leaf("staff", "人员", "staff", {"steps": [[8, 40], [4, 20]]}, 40)
AREA = leaf("area", "场地", "area", {"linear": {"zero": 0, "full": 100}}, 40)
SHARE = leaf("share", "满意率", "share", {"proportion": {}}, 20)


def standard(version: str, indicators: Sequence[Mapping[str, Any]], **more: Any) -> Rubric:
    """100 points in one dimension; the fields are those that the indicators read."""
    used = {code: field for code, field in FIELDS.items() if any(each["value"] == code for each in indicators)}
    dimensions = [{"code": "all", "title": "全部", "indicators": [dict(each) for each in indicators]}]
    return rubric(**{"version": version, "fields": used, "dimensions": dimensions, "bands": BANDS, **more})


FIRST = standard("1", [STAFF, AREA, SHARE])


def rated(form: Rubric, stations: Mapping[str, Mapping[str, Any]], title: str) -> Evaluation:
    """Figures that the rubric does not ask for are left out."""
    asked = {"street", *form.fields}
    rows = [
        {"code": code, "name": f"{code}站", **{key: value for key, value in values.items() if key in asked}}
        for code, values in stations.items()
    ]
    return evaluate(form, reported(form, rows), assessment_round=title)
