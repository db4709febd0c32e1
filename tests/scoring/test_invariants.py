"""What must hold for every rubric and table (design §6), on random ones."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rating.reported import Column, Reported, Status
from rating.rubric.lint import lint
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import one_indicator, reported, rubric
from tests.scoring.strategies import cases
from tests.scoring.worked import points, totals

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
UNIT = st.decimals(0, 60, places=2)
MONOTONE: dict[str, dict[str, Any]] = {
    "steps": {"steps": [[40, 10], [20, 6], [5, "15%"]]},
    "linear": {"linear": {"zero": 3, "full": 50}},
    "linear logarithmic": {"linear": {"zero": 1, "full": 50, "logarithmic": True}},
    "per_unit": {"per_unit": {"each": 5, "points": 1, "base": 2, "beyond": 10}},
    "completion": {"completion": {"target": "50"}},
    "proportion": {"proportion": {}},
    "survey": {
        "survey": {"samples": [{"sample": "60", "minimum": 30}], "if_small": "zero", "then": {"steps": [[20, 6]]}}
    },
    "best_ratio": {"best_ratio": {"better": "higher", "within": "all"}},
    "min_max": {"min_max": {"better": "higher", "within": "all"}},
    "z_score": {"z_score": {"better": "higher", "within": "all"}},
    "rank_points": {"rank_points": {"points": [10, 6, 3], "better": "higher", "within": "all"}},
}
FALLING: dict[str, dict[str, Any]] = {
    "steps_down": {"steps_down": [[5, 10], [20, "60%"], [40, 1]]},
    "linear downwards": {"linear": {"zero": 50, "full": 3}},
    "deduct": {"deduct": {"each": 2, "points": "0.5"}},
    "best_ratio": {"best_ratio": {"better": "lower", "within": "all"}},
    "min_max": {"min_max": {"better": "lower", "within": "all"}},
    "z_score": {"z_score": {"better": "lower", "within": "all"}},
    "rank_points": {"rank_points": {"points": [10, 6, 3], "better": "lower", "within": "all"}},
}
ALL = [(rule, 1) for rule in MONOTONE.values()] + [(rule, -1) for rule in FALLING.values()]


@FEW
@given(st.sampled_from(ALL), st.lists(UNIT, min_size=1, max_size=5), UNIT)
def test_a_better_value_never_lowers_a_total(
    rule: tuple[dict[str, Any], int], values: list[Decimal], other: Decimal
) -> None:
    body, direction = rule
    form = one_indicator(body, indicator={"if_undefined": "zero"})
    better = max(values[0], other) if direction > 0 else min(values[0], other)
    before = points(evaluate(form, reported(form, [{"v": str(value)} for value in values])))[0]
    after = points(evaluate(form, reported(form, [{"v": str(value)} for value in [better, *values[1:]]])))[0]
    assert Fraction(after) >= Fraction(before)


def _turned(table: Reported, order: list[int]) -> Reported:
    """The same table with its rows in another order."""
    at = np.array(order)

    def column(old: Column) -> Column:
        return replace(
            old,
            scaled=old.scaled[at],
            status=old.status[at],
            text=old.text[at],
            source=old.source[at],
            row=old.row[at],
            col=old.col[at],
        )

    roster = table.roster
    parts = {
        name: tuple(getattr(roster, name)[old] for old in order)
        for name in ("code", "name", "kind", "street", "district")
    }
    place = {old: new for new, old in enumerate(order)}
    return replace(
        table,
        roster=replace(roster, **parts),
        columns={code: column(old) for code, old in table.columns.items()},
        marks={code: {rater: column(old) for rater, old in by_rater.items()} for code, by_rater in table.marks.items()},
        adjudicated={(place[old], code): decided for (old, code), decided in table.adjudicated.items()},
        previous_stars={place[old]: stars for old, stars in table.previous_stars.items()},
    )


def _outcome(evaluation: Evaluation) -> dict[str, Any]:
    ratings = evaluation.ratings
    return {
        code: (
            evaluation.total(at),
            int(ratings.stars[at]),
            str(ratings.band[at]),
            repr(float(ratings.rank[at])),
            bool(ratings.tied[at]),
            evaluation.scores.points[at].tolist(),
            evaluation.gates.hit[at].tolist(),
        )
        for at, code in enumerate(evaluation.roster.code)
    }


@FEW
@given(cases(), st.randoms(use_true_random=False))
def test_row_order_never_changes_anything(case: tuple[Rubric, Reported], chance: random.Random) -> None:
    form, table = case
    order = list(range(len(table.roster)))
    chance.shuffle(order)
    assert _outcome(evaluate(form, _turned(table, order))) == _outcome(evaluate(form, table))


@FEW
@given(cases())
def test_equal_keys_share_a_rank(case: tuple[Rubric, Reported]) -> None:
    form, table = case
    evaluation = evaluate(replace_ranking(form), table)
    ratings = evaluation.ratings
    of_total: dict[tuple[str, int], set[float]] = {}
    for at in np.flatnonzero(ratings.rated):
        of_total.setdefault((str(ratings.rank_group[at]), int(ratings.total[at])), set()).add(float(ratings.rank[at]))
    assert all(len(ranks) == 1 for ranks in of_total.values())


def replace_ranking(form: Rubric) -> Rubric:
    """The same rubric, ranked by the total alone."""
    return Rubric.model_validate({**form.model_dump(), "ranking": {**form.ranking.model_dump(), "by": ["total"]}})


BOUNDED = [*MONOTONE.values(), *FALLING.values()]


@FEW
@given(
    st.lists(st.sampled_from(BOUNDED), min_size=1, max_size=4),
    st.lists(st.lists(UNIT, min_size=4, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["sum", "mean", "geometric", "lowest"]),
    st.sampled_from(["indicator", "dimension", "total"]),
)
def test_every_total_lies_within_nothing_and_full_marks(
    rules: list[Any], rows: list[list[Decimal]], way: str, place: str
) -> None:
    dimensions = [
        {"code": f"d{at}", "title": "指标", "full_marks": 10, "value": f"v{at}", "rule": rule, "if_undefined": "zero"}
        for at, rule in enumerate(rules)
    ]
    extra = {
        "code": "extra",
        "title": "加分",
        "full_marks": 5,
        "bonus": True,
        "value": "v0",
        "rule": {"per_unit": {"points": 1}},
    }
    form = rubric(
        fields={f"v{at}": {"title": f"数值{at}"} for at in range(4)},
        dimensions=[*dimensions, extra],
        scale={"full_marks": 100, "decimals": 1, "round": place, "combine": way, "bonus_buys_stars": False},
    )
    table = reported(form, [{f"v{at}": str(value) for at, value in enumerate(row)} for row in rows])
    evaluation = evaluate(form, table)
    assert all(total is not None and 0 <= total <= 105 for total in totals(evaluation))
    plain = evaluate(Rubric.model_validate({**form.model_dump(), "dimensions": dimensions}), table)
    assert all(total is not None and 0 <= total <= 100 for total in totals(plain))


@FEW
@given(st.sampled_from(ALL), st.sampled_from(["incomplete", "zero"]), UNIT, UNIT)
def test_a_blank_never_raises_a_score(
    rule: tuple[dict[str, Any], int], policy: str, one: Decimal, two: Decimal
) -> None:
    """Under incomplete the total is unknown, under zero it is no higher than with any value."""
    assume("per_unit" not in rule[0])  # its `base` is given for reporting nothing beyond
    leaf = {"title": "指标", "full_marks": 50, "rule": rule[0], "if_undefined": "zero"}
    form = rubric(
        fields={"v": {"title": "甲"}, "w": {"title": "乙"}},
        missing={"if_blank": policy},
        dimensions=[{"code": "a", "value": "v", **leaf}, {"code": "b", "value": "w", **leaf}],
    )
    full = evaluate(form, reported(form, [{"v": str(one), "w": str(two)}])).total(0)
    blank = evaluate(form, reported(form, [{"v": str(one)}])).total(0)
    assert full is not None
    assert blank is None if policy == "incomplete" else blank is not None and blank <= full


def test_leaving_blanks_out_can_raise_a_score_and_lint_says_so() -> None:
    """90 % of one half and 10 % of the other are 50 of 100; with the second left blank they become 90."""
    leaf = {"title": "指标", "full_marks": 50, "rule": {"proportion": {}}}
    form = rubric(
        fields={"v": {"title": "甲"}, "w": {"title": "乙"}},
        missing={"if_blank": "leave_out"},
        dimensions=[{"code": "a", "value": "v", **leaf}, {"code": "b", "value": "w", **leaf}],
    )
    hidden, told = reported(form, [{"v": "90%"}]), reported(form, [{"v": "90%", "w": "10%"}])
    assert (evaluate(form, hidden).total(0), evaluate(form, told).total(0)) == (Decimal("90.0"), Decimal("50.0"))
    assert "lint_leave_out" in {problem.code for problem in lint(form)}


@FEW
@given(cases())
def test_printed_parts_add_up_to_the_printed_total(case: tuple[Rubric, Reported]) -> None:
    """`round: indicator`, plain sums: subtotals are sums of points, the total is their sum."""
    form, table = case
    leaves = [
        {
            "code": node.code,
            "title": node.title,
            "full_marks": 10,
            "value": node.value,
            "rule": node.rule.model_dump(exclude_none=True),
        }
        for node in form.indicators
        if node.rule is not None and node.rule.kind != "key_item"
    ]
    assume(leaves)
    half = max(1, len(leaves) // 2)
    sections = [
        {"code": f"part{at}", "title": "部分", "indicators": part}
        for at, part in enumerate((leaves[:half], leaves[half:]))
        if part
    ]
    states = dict.fromkeys(("if_blank", "if_not_inspected", "if_undefined"), "zero")
    plain = Rubric.model_validate(
        {
            **form.model_dump(),
            "dimensions": sections,
            "missing": states,
            "gates": [],
            "bands": [],
            "bands_by_kind": {},
            "scale": {"full_marks": 10 * len(leaves), "decimals": form.scale.decimals, "round": "indicator"},
            "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
        }
    )
    evaluation = evaluate(plain, table)
    for at in np.flatnonzero(evaluation.ratings.complete & evaluation.scores.counted.all(axis=1)):
        printed = [points(evaluation, leaf["code"])[at] for leaf in leaves]
        parts = [points(evaluation, section["code"])[at] for section in sections]
        assert sum(Fraction(part) for part in printed) == sum(Fraction(part) for part in parts)
        assert sum(Fraction(part) for part in parts) == Fraction(evaluation.total(at) or 0)


def test_a_total_meets_its_cut_score_exactly() -> None:
    """Ten parts of 10 with one decimal, drawn to sum to 90.0: in binary floating point some sums
    miss 90, in ours none (docs/decisions: exact points)."""
    chance = random.Random(20250101)
    fields = {f"v{at}": {"title": f"第{at}项"} for at in range(10)}
    leaves = [
        {"code": f"i{at}", "title": "指标", "full_marks": 10, "value": f"v{at}", "rule": {"proportion": {}}}
        for at in range(10)
    ]
    form = rubric(fields=fields, dimensions=leaves, bands=[{"stars": 5, "at_least": 90}, {"stars": 4, "at_least": 0}])
    rows = []
    while len(rows) < 400:
        tenths = [chance.randint(80, 100) for _ in range(9)]
        last = 900 - sum(tenths)
        if 0 <= last <= 100:
            rows.append([*tenths, last])
    naive = [sum(part / 10 for part in row) >= 90 for row in rows]
    table = reported(form, [{f"v{at}": str(Decimal(part) / 100) for at, part in enumerate(row)} for row in rows])
    evaluation = evaluate(form, table)
    assert naive.count(False) > 0
    assert evaluation.ratings.stars.tolist() == [5] * len(rows)
    assert set(totals(evaluation)) == {Decimal("90.0")}


def test_just_below_the_cut_score_is_below() -> None:
    form = one_indicator(
        {"proportion": {}},
        full_marks=100,
        bands=[{"stars": 5, "at_least": 90}],
        scale={"full_marks": 100, "decimals": 1, "round": "indicator"},
    )
    evaluation = evaluate(form, reported(form, [{"v": "0.8994999999999"}, {"v": "0.8995"}, {"v": "0.9"}]))
    assert evaluation.ratings.stars.tolist() == [0, 5, 5]


def test_unknown_is_never_a_number() -> None:
    form = one_indicator({"proportion": {}})
    evaluation = evaluate(form, reported(form, [{}, {"v": Status.UNREADABLE}]))
    assert totals(evaluation) == [None, None]
    assert not evaluation.scores.known.any()
    assert evaluation.ratings.stars.tolist() == [-1, -1]
