"""One station added up again: equal to the scoring on random rubrics, as it stands and with other points."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.insight.advice.points_tree import PointsTree, at_least
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.advice.raised import trees
from tests.insight.example import ROWS, rated
from tests.scoring.strategies import cases

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_the_total_and_the_nodes_of_an_example() -> None:
    """壬站: 6 + 5 in 队伍, 5 + 7.5 + 4 in 服务: 27.5, in units of a tenth."""
    tree, nodes = PointsTree(rated(), 8), {}
    assert tree.total(tree.base, nodes) == 275
    assert (nodes["team"], nodes["service"]) == (110, 165)


def test_a_missing_item_is_restated_within_its_section() -> None:
    """庚站: 6 of 8 in a section of 15 whose other 7 do not count: 6 × 15 ÷ 8 = 11.25, rounded 11.3."""
    tree, nodes = PointsTree(rated(), 6), {}
    tree.total(tree.base, nodes)
    assert nodes["team"] == 113


def test_a_float_that_meets_its_limit_but_for_the_last_bit_meets_it() -> None:
    assert at_least(0.1 + 0.2 - 1e-12, Fraction(3, 10))
    assert not at_least(Fraction(299, 1000), Fraction(3, 10))


@settings(max_examples=120, suppress_health_check=QUIET)
@given(cases(), st.data())
def test_equal_to_the_scoring_for_any_points(case: object, data: st.DataObject) -> None:
    form, table = case  # type: ignore[misc]
    evaluation = evaluate(form, table)
    for station in np.flatnonzero(evaluation.ratings.complete):
        _compare(evaluation, int(station), data.draw(st.lists(st.integers(0, 40), min_size=12, max_size=12)))


def _compare(evaluation: Evaluation, station: int, quarters: list[int]) -> None:
    tree = PointsTree(evaluation, station)
    assert tree.total(tree.base) == int(evaluation.ratings.total[station])
    codes = [node.code for node in evaluation.rubric.indicators]
    live = [leaf.known[station] and leaf.counted[station] for leaf in evaluation.scores.leaves]
    more = [Fraction(quarters[at % 12], 4) if here else Fraction(0) for at, here in enumerate(live)]
    if evaluation.rubric.scale.round == "indicator":
        more = [Fraction(round(each)) for each in more]
    points = [own + each * 10**tree.decimals for own, each in zip(tree.base, more, strict=True)]
    scored, total, _ = trees(evaluation, station, [dict(zip(codes, more, strict=True))])
    apart = evaluation.rubric.scale.bonus_buys_stars is False and any(node.bonus for node in evaluation.rubric.nodes)
    bought = PointsTree(evaluation, station, with_bonus=not apart)
    nodes: dict[str, object] = {}
    assert bought.total(points) == int(total[0])
    tree.total(points, nodes)  # type: ignore[arg-type]
    for code, part in scored.parts.items():
        if part.counted[0] and part.known[0] and part.there[0]:
            assert float(nodes[code]) / 10**tree.decimals == pytest.approx(  # type: ignore[arg-type]
                float(np.reshape(part.points.floats(), -1)[0]), rel=1e-9, abs=1e-9
            )


def test_rows_of_the_example_are_all_complete_but_two() -> None:
    assert int(rated().ratings.complete.sum()) == len(ROWS) - 1
