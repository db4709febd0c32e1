"""What may be a live formula, and how sheets are named."""

from __future__ import annotations

import numpy as np
import pytest

from rating.export.plan import RESTATED, SUM, VALUE, leaf_places, make_plan, plain_sum, sheet_name
from tests.insight.example import EXAMPLE, ROWS, example, rated


def test_sums_restated_sums_and_values() -> None:
    plan = make_plan(example())
    assert plan.dimension_modes[:, 0].tolist() == [SUM] * 5 + [VALUE, RESTATED, SUM, SUM]
    assert plan.total_modes.tolist() == [SUM] * 5 + [VALUE] + [SUM] * 3


@pytest.mark.parametrize(
    "changed",
    [{"combine": "mean"}, {"combine": "lowest"}, {"cap": 12}],
    ids=["mean", "lowest", "cap"],
)
def test_what_is_not_a_plain_sum_is_a_value(changed: dict[str, object]) -> None:
    team, service = EXAMPLE["dimensions"]
    evaluation = rated(dimensions=[{**team, **changed}, service])
    assert not plain_sum(evaluation.rubric.dimensions[0])
    assert set(make_plan(evaluation).dimension_modes[:, 0].tolist()) == {VALUE}


def test_a_weighted_total_is_a_value() -> None:
    scale = {"full_marks": 40, "decimals": 1, "round": "dimension", "combine": "mean"}
    assert set(make_plan(rated(scale=scale)).total_modes.tolist()) == {VALUE}


def test_points_shared_over_all_are_values_where_they_differ() -> None:
    plan = make_plan(rated(missing={"if_blank": "incomplete", "not_applicable": "over_all"}))
    assert plan.total_modes[0] == SUM
    assert plan.total_modes[6] == VALUE


def test_leaves_stand_side_by_side() -> None:
    form = example().rubric
    assert [leaf_places(form, node) for node in form.dimensions] == [[0, 1], [2, 3, 4]]


def test_cut_scores_are_laid_out_kind_by_kind() -> None:
    cuts = make_plan(example()).cuts
    assert [cut.points for cut in cuts["综合"]] == [32, 28, 24]
    rows = [cut.row for kind in cuts for cut in cuts[kind]]
    assert rows == list(range(5, 11))


def test_sheet_names_are_legal_and_apart() -> None:
    taken: list[str] = []
    for wanted in ("排名 a/b", "排名 a:b", "排名 A/B", "'", "逐项得分", "长" * 60):
        taken.append(sheet_name(wanted, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in taken)
    assert "逐项得分" not in taken


def test_too_many_groups_share_one_sheet() -> None:
    rows = [{**ROWS[0], "code": f"S{at}", "street": f"街道{at}"} for at in range(25)]
    by_street = {"by": ["total"], "ties": "standard", "within": "street"}
    assert make_plan(rated(rows, ranking=by_street)).ranking == (("排名", None),)
    assert np.all(rated(rows, ranking=by_street).ratings.rank == 1)
