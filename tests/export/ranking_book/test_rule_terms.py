"""Each rule kind as a formula, by worked figures; the whole of them is proved in `test_book`."""

from __future__ import annotations

from typing import Any

import pytest

from rating.export.plan import make_plan
from rating.rubric.rules import RULE_KINDS
from rating.scoring.evaluate import evaluate
from tests.export.ranking_book.columns_of import shown
from tests.scoring.build import one_indicator, reported
from tests.scoring.random_rules import BODIES

NUMBER = {"v": {"title": "数值"}, "w": {"title": "另一数"}}
PEERS = {"best_ratio", "min_max", "z_score", "rank_points"}


def points(rule: dict[str, Any], values: list[Any], **more: Any) -> list[Any]:
    form = one_indicator(rule, NUMBER, **more)
    rows = [{"code": f"S{at}", "v": value, "w": 4} for at, value in enumerate(values)]
    item = make_plan(evaluate(form, reported(form, rows))).book.items[0]
    assert item.live.all()
    return shown(item.cells)


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ({"steps": [[3, 10], [1, 4]]}, [3, 2, 1, 0], [10, 4, 4, 0]),
        ({"steps_down": [[1, 10], [3, "40%"]]}, [0, 1, 3, 4], [10, 10, 4, 0]),
        ({"linear": {"zero": 0, "full": 8}}, [-1, 2, 8, 9], [0, 2.5, 10, 10]),
        ({"per_unit": {"each": 5, "points": 1, "base": 2}}, [4, 10, 99], [2, 4, 10]),
        ({"deduct": {"points": 3}}, [0, 2, 4, "2.9"], [10, 4, 0, 4]),
        ({"completion": {"target": "w"}}, [1, 3, 8], [2.5, 7.5, 10]),
        ({"survey": {"samples": [{"sample": "w", "minimum": 5}], "if_small": "zero", "then": {"proportion": {}}}},
         ["0.5"], [0]),
        ({"matrix": {"rows": {"value": "v", "at_least": [5]}, "columns": {"value": "w", "at_least": [3]},
                     "points": [[10, 6], [3, 0]]}}, [5, 4], [10, 3]),
    ],
)  # fmt: skip
def test_worked_points(rule: dict[str, Any], values: list[Any], expected: list[Any]) -> None:
    assert points(rule, values) == expected


def test_every_rule_kind_is_a_formula_or_looks_at_the_others() -> None:
    """No kind may be forgotten: the peer rules are the only ones without a formula."""
    from rating.export.ranking_book.rule_terms import _RULES

    assert set(RULE_KINDS) - set(_RULES) == PEERS
    assert set(BODIES) == set(RULE_KINDS)
