"""Which sheets there are, what the office knows of the round, and how sheets are named."""

from __future__ import annotations

import numpy as np

from rating.export.plan import RoundFacts, leaf_places, make_plan, sheet_name
from tests.insight.example import ROWS, example, rated


def test_without_facts_nothing_is_claimed() -> None:
    assert make_plan(example()).about == RoundFacts("", "", "", "")


def test_leaves_stand_side_by_side() -> None:
    form = example().rubric
    assert [leaf_places(form, node) for node in form.dimensions] == [[0, 1], [2, 3, 4]]


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
