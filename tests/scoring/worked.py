"""Rates a small table and hands back what worked examples look at; the slow reference must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported
from tests.scoring.compare import differences
from tests.scoring.reference import evaluate_slowly

Rows = Sequence[Mapping[str, Any]]


def rate(form: Rubric, rows: Rows, **more: Any) -> Evaluation:
    """`evaluate` on plain rows; fails when the slow reference computes anything else."""
    table = reported(form, rows, **more)
    evaluation = evaluate(form, table)
    found = differences(evaluation, evaluate_slowly(form, table))
    assert not found, "\n".join(found)
    return evaluation


def points(evaluation: Evaluation, code: str = "item") -> list[Decimal | str]:
    """Per station the points of one node, or "unknown" (asked, not known) or "out" (not in the denominator)."""
    leaves = [node.code for node in evaluation.rubric.indicators]
    part: Any = evaluation.scores if code in leaves else evaluation.subtotals
    column = leaves.index(code) if code in leaves else evaluation.subtotals.codes.index(code)
    return [
        "out"
        if not part.counted[at, column]
        else "unknown"
        if not part.known[at, column]
        else Decimal(int(part.points[at, column])).scaleb(-part.decimals)
        for at in range(len(evaluation.roster))
    ]


def totals(evaluation: Evaluation) -> list[Decimal | None]:
    return [evaluation.total(at) for at in range(len(evaluation.roster))]


def numbers(*written: str) -> list[Decimal]:
    return [Decimal(text) for text in written]
