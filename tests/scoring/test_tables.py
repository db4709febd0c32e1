"""Looked-up points equal computed points, and a table is made only where it may be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rating.reported import Reported, Status
from rating.rubric.nouns import Rubric
from rating.scoring import leaves
from rating.scoring.evaluate import evaluate
from rating.scoring.sums import LookedUp
from tests.scoring.build import one_indicator, reported

FIELDS = {
    "v": {"title": "数值"},
    "grade": {"title": "等次", "kind": "choice", "choices": ["优", "良", "差"]},
    "done": {"title": "已完成", "kind": "yes_no"},
}
RULES: dict[str, tuple[dict[str, Any], str | None]] = {
    "steps": ({"steps": [[80, 10], [60, 5]]}, "v"),
    "steps_down": ({"steps_down": [[10, 10], [40, 5]]}, "v"),
    "linear": ({"linear": {"zero": 7, "full": 93}}, "v"),
    "per_unit": ({"per_unit": {"each": 3, "points": "0.7"}}, "v"),
    "deduct": ({"deduct": {"each": 4, "points": "0.3"}}, "v"),
    "completion": ({"completion": {"target": "70"}}, "v / 2"),
    "levels": ({"levels": {"优": 10, "良": 6}}, "grade"),
    "all_or_nothing": ({"all_or_nothing": "v >= 40 and 等次 = 优 or 已完成"}, None),
    "parts": ({"parts": [{"title": "一", "points": 3, "when": "done"}, {"title": "二", "points": 2, "when": "v > 5"}]}, None),
    "matrix": ({"matrix": {"rows": {"value": "grade", "levels": ["优", "良", "差"]},
                           "columns": {"value": "v", "at_least": [60]}, "points": [[9, 8], [7, 6], [5, 4]]}}, None),
}  # fmt: skip


def case(rule: dict[str, Any], value: str | None) -> tuple[Rubric, Reported]:
    random = np.random.default_rng(5)
    form = one_indicator(rule, FIELDS, value=value)
    numbers = random.integers(-20, 100, 8000)
    grades = random.choice(["优", "良", "差"], 8000)
    rows = [
        {"v": number, "grade": grade, "done": bool(number % 2)} for number, grade in zip(numbers, grades, strict=True)
    ]
    return form, reported(form, rows)


@pytest.mark.parametrize("name", RULES)
def test_looked_up_points_are_the_computed_ones(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form, table = case(*RULES[name])
    looked = evaluate(form, table)
    assert isinstance(looked.scores.leaves[0].points, LookedUp)
    monkeypatch.setattr(leaves, "look_up", lambda *_: None)
    computed = evaluate(form, table)
    assert not isinstance(computed.scores.leaves[0].points, LookedUp)
    assert (looked.scores.points == computed.scores.points).all()
    assert np.array_equal(looked.scores.value, computed.scores.value, equal_nan=True)
    assert (looked.ratings.rank == computed.ratings.rank).all()


def test_one_blank_anywhere_is_computed_the_plain_way() -> None:
    form = one_indicator({"steps": [[50, 10]]}, indicator={"if_blank": "zero"})
    rows: list[dict[str, Any]] = [{"v": 60}] * 100 + [{"v": Status.BLANK}]
    result = evaluate(form, reported(form, rows))
    assert not isinstance(result.scores.leaves[0].points, LookedUp)
    assert result.scores.points[:, 0].tolist() == [1000] * 100 + [0]


def test_two_rubrics_alike_but_for_a_figure_do_not_share_a_table() -> None:
    rows = [{"v": 60}] * 1000
    for points in (4, 9):
        form = one_indicator({"steps": [[50, points]]})
        assert evaluate(form, reported(form, rows)).scores.points[0, 0] == points * 100
