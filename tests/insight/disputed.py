"""The small round's rating, made in memory, for tests of what is disputed and put right."""

from __future__ import annotations

from typing import Any

from rating.district.rubrics.revisions import readable
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.district.published_round import FIGURES, MARKS, RUBRIC
from tests.scoring.build import reported

RATERS = [(f"e{n}", name, "expert") for n, name in enumerate(MARKS)]


def small_rubric(text: str = RUBRIC) -> Rubric:
    return readable(text)


def small(changes: dict[str, dict[str, Any]] | None = None, text: str = RUBRIC, **more: Any) -> Evaluation:
    """`changes`: station code → field → value."""
    form = small_rubric(text)
    rows = []
    for at, (code, name, staff, licensed, area) in enumerate(FIGURES):
        marks = {rater: MARKS[person][at] for rater, person, _ in RATERS}
        row = {"code": code, "name": name, "kind": "综合", "staff": staff, "licensed": licensed, "area": area}
        rows.append({**row, "service": marks, **(changes or {}).get(code, {})})
    return evaluate(form, reported(form, rows, raters=RATERS, **more))
