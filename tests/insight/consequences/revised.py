"""A round of ten stations by a small rubric, and revisions of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric

FIELDS: dict[str, Any] = {
    "staff": {"title": "人数", "unit": "人"},
    "area": {"title": "面积"},
    "grade": {"title": "等次", "kind": "choice", "choices": ["优", "良", "差"]},
}
BANDS: list[dict[str, Any]] = [{"stars": 5, "at_least": 90}, {"stars": 4, "at_least": 70}, {"stars": 3, "at_least": 50}]


def leaf(code: str, title: str, marks: Any, rule: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": title, "full_marks": marks, "value": code, "rule": dict(rule), **more}


def staff(marks: int = 40, **more: Any) -> dict[str, Any]:
    return leaf("staff", "人员", marks, {"steps": [[8, "100%"], [4, "50%"]]}, **more)


def area(marks: int = 40, **more: Any) -> dict[str, Any]:
    return leaf("area", "场地", marks, {"linear": {"zero": 0, "full": 100}}, **more)


def grade(marks: int = 20, **more: Any) -> dict[str, Any]:
    return leaf("grade", "评价", marks, {"levels": {"优": "100%", "良": "50%", "差": 0}}, **more)


def form(*leaves: dict[str, Any], **more: Any) -> Rubric:
    """100 points in one section."""
    section = {"code": "all", "title": "全部", "indicators": [*(leaves or (staff(), area(), grade()))]}
    return rubric(**{"fields": FIELDS, "dimensions": [section], "bands": BANDS, **more})


FIRST = form()
ROWS: list[dict[str, Any]] = [
    {"code": f"S{at}", "name": f"{name}站", "staff": people, "area": size, "grade": word}
    for at, (name, people, size, word) in enumerate(
        [
            ("甲", 9, 95, "优"), ("乙", 8, 90, "良"), ("丙", 7, 80, "优"), ("丁", 6, 70, "良"), ("戊", 5, 60, "优"),
            ("己", 4, 50, "良"), ("庚", 3, 40, "良"), ("辛", 2, 30, "良"), ("壬", 10, 20, "优"), ("癸", 12, 10, "良"),
        ]
    )
]  # fmt: skip


def past(by: Rubric = FIRST, rows: list[dict[str, Any]] = ROWS, title: str = "2025 年度") -> Evaluation:
    return evaluate(by, reported(by, rows), assessment_round=title)
