"""The engine against the slow reference of docs/method.md, on random rubrics and tables."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.scoring.compare import differences
from tests.scoring.reference import evaluate_slowly
from tests.scoring.strategies import cases
from tests.scoring.wide import wide_cases

EXAMPLES = int(os.environ.get("RATING_EXAMPLES", "200"))


@settings(max_examples=EXAMPLES, deadline=None, derandomize="CI" in os.environ, suppress_health_check=list(HealthCheck))
@given(cases())
def test_evaluate_agrees_with_the_reference(case: tuple[Rubric, Reported]) -> None:
    form, table = case
    assert differences(evaluate(form, table), evaluate_slowly(form, table)) == []


@settings(max_examples=EXAMPLES // 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(wide_cases())
def test_wide_rubrics(case: tuple[Rubric, Reported]) -> None:
    """Exact shares with large denominators: nothing overflows, nothing is rounded early."""
    form, table = case
    assert differences(evaluate(form, table), evaluate_slowly(form, table)) == []
