"""When thresholds read as percentages."""

from __future__ import annotations

import pytest

from rating.workshop.sheets.thresholds import in_percent
from tests.scoring.build import one_indicator

FIELDS = {"n": {"title": "数"}, "m": {"title": "数二"}, "s": {"title": "率", "kind": "share"}}


@pytest.mark.parametrize(
    ("value", "rule", "percent"),
    [
        ("s", {"steps": [[1, 10]]}, True),
        ("n", {"steps": [[1, 10]]}, False),
        ("n", {"steps": [["0.5", 10]]}, False),
        ("n / m", {"steps": [[1, 10], ["0.8", 6]]}, True),
        ("n / m", {"steps": [[1, 10], [0, 6]]}, True),
        ("n / m", {"steps": [[3, 10]]}, False),
        ("n / m", {"linear": {"zero": "60%", "full": "90%"}}, True),
        ("s", {"survey": {"samples": [{"sample": "n", "minimum": 3}], "if_small": "zero", "then": {"steps": [[1, 1]]}}},
         True),
    ],
)  # fmt: skip
def test_by_what_is_measured(value: str, rule: dict[str, object], percent: bool) -> None:
    rubric = one_indicator(rule, FIELDS, value=value)
    leaf = rubric.indicators[0]
    assert leaf.rule is not None
    assert in_percent(leaf, leaf.rule, rubric) is percent
