"""Rounds to prove workbooks by: random ones, one of every shipped rubric, and each with its figures dealt out anew."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings

from rating.reported import Column, Reported, Status
from rating.rubric.file import load_rubric
from rating.rubric.nouns import DataField, Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported
from tests.scoring.strategies import cases

RUBRICS = Path(__file__).parents[3] / "rubrics"
NOTHING = (None, Status.NOT_APPLICABLE, Status.NOT_INSPECTED)


def random_rounds(count: int, start: int = 1) -> list[Evaluation]:
    """The same ones each time."""
    found: list[Evaluation] = []

    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(cases())
    def draw(case: tuple[Rubric, Reported]) -> None:
        found.append(evaluate(*case))

    draw()
    return found


def shipped_rounds(units: int = 24) -> dict[str, Evaluation]:
    """Made-up figures for every shipped rubric."""
    found = {}
    for path in sorted(RUBRICS.glob("*.yaml")):
        rubric, chance = load_rubric(path), random.Random(path.stem)
        raters = [(f"{role.code}{at}", f"{role.title}{at}", role.code) for role in rubric.roles for at in range(3)]
        rows = [_unit(rubric, raters, at, chance) for at in range(units)]
        found[path.stem] = evaluate(rubric, reported(rubric, rows, raters))
    return found


def _unit(rubric: Rubric, raters: list[tuple[str, str, str]], at: int, chance: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {"code": f"U{at}", "name": f"单位{at}", "street": f"街道{at % 5}"}
    if rubric.kinds:
        row["kind"] = rubric.kinds[at % len(rubric.kinds)]
    for code, field in rubric.fields.items():
        if field.kind == "mark":
            row[code] = {name: _cell(field, chance) for name, _, role in raters if role in field.marked_by}
        elif not field.formula and field.kind not in ("text", "date"):
            row[code] = _cell(field, chance)
    return row


def _cell(field: DataField, chance: random.Random) -> Any:
    if chance.random() < 0.02:
        return chance.choice(NOTHING)
    if field.kind == "yes_no":
        return chance.random() < 0.8
    if field.kind == "choice":
        return chance.choice(field.choices)
    if field.kind == "several":
        return [word for word in field.choices if chance.random() < 0.4]
    low = int(field.at_least or 0)
    if field.kind == "share":
        return f"{chance.randrange(50, 101)}%"
    high = int(field.at_most) if field.at_most is not None else low + 12
    number = Decimal(chance.randrange(low * 2, high * 2 + 1)) / 2
    return int(number) if field.whole else number


def dealt_anew(before: Reported, start: int = 1) -> Reported:
    """The figures of each column dealt out anew among the stations, statuses and all."""
    order = np.random.default_rng(start)

    def dealt(columns: Mapping[str, Column]) -> dict[str, Column]:
        return {code: column.rows_at(order.permutation(len(before.roster))) for code, column in columns.items()}

    return replace(
        before, columns=dealt(before.columns), marks={code: dealt(given) for code, given in before.marks.items()}
    )
