"""The effective weights of random rubrics add up to the totals that the scoring gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from rating.insight.certainty.effective_weights import weighing, without_meaning
from rating.reported import Reported, Status
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric
from tests.scoring.strategies import cases
from tests.scoring.wide import wide_cases

SHIPPED = sorted((Path(__file__).parents[3] / "rubrics").glob("*.yaml"))


def finely(form: Rubric) -> Rubric:
    """The same rubric with hardly any rounding, so that sums can be compared closely."""
    return form.model_copy(update={"scale": form.scale.model_copy(update={"decimals": 6})})


def agree(form: Rubric, table: Reported) -> None:
    if without_meaning(form):
        return
    evaluation = evaluate(finely(form), table)
    weighed = weighing(evaluation)
    complete = evaluation.ratings.complete
    totals = evaluation.ratings.total[complete] / 1e6
    sums = (weighed.points.sum(axis=1) + weighed.held)[complete]
    assert np.allclose(sums, totals, rtol=1e-7, atol=1e-4)


@given(cases())
@settings(max_examples=150)
def test_points_add_up_to_the_total_of_random_rubrics(case: tuple[Rubric, Reported]) -> None:
    agree(*case)


@given(wide_cases())
@settings(max_examples=40)
def test_points_add_up_to_the_total_of_wide_rubrics(case: tuple[Rubric, Reported]) -> None:
    agree(*case)


def two_sections(**parts: Any) -> Rubric:
    """甲 of 12 (4 + 8) and 乙 of 8 (8); points as reported."""
    leaf = {"rule": {"mark": {}}}
    return rubric(
        **{
            "fields": {code: {"title": code} for code in ("a", "b", "c")},
            "scale": {"full_marks": 20, "decimals": 2, "round": "total"},
            "dimensions": [
                {
                    "code": "one", "title": "甲", "indicators": [
                        {"code": "ia", "title": "ia", "full_marks": 4, "value": "a", **leaf},
                        {"code": "ib", "title": "ib", "full_marks": 8, "value": "b", **leaf},
                    ],
                },
                {
                    "code": "two", "title": "乙",
                    "indicators": [{"code": "ic", "title": "ic", "full_marks": 8, "value": "c", **leaf}],
                },
            ],
            **parts,
        }
    )  # fmt: skip


def judged(form: Rubric, *rows: dict[str, Any]) -> Evaluation:
    return evaluate(form, reported(form, rows))


def test_full_marks_are_the_weights_where_everything_counts() -> None:
    weighed = weighing(judged(two_sections(), {"a": 2, "b": 8, "c": 4}))
    assert weighed.weights.tolist() == [[4, 8, 8]]
    assert weighed.points.tolist() == [[2, 8, 4]]


def test_a_reasonable_gap_hands_its_weight_to_its_section() -> None:
    """ib N/A: ia carries the whole 12 of 甲, so 2 of 4 is worth 6."""
    weighed = weighing(judged(two_sections(), {"a": 2, "b": Status.NOT_APPLICABLE, "c": 4}))
    assert weighed.weights.tolist() == [[12, 0, 8]]
    assert weighed.points.tolist() == [[6, 0, 4]]


def test_a_reasonable_gap_hands_its_weight_to_all_where_the_rubric_says_so() -> None:
    """12 of 20 are left: each point is worth 20 ÷ 12."""
    form = two_sections(missing={"if_blank": "incomplete", "not_applicable": "over_all"})
    weighed = weighing(judged(form, {"a": 3, "b": Status.NOT_APPLICABLE, "c": 6}))
    assert np.allclose(weighed.weights, [[4 * 20 / 12, 0, 8 * 20 / 12]])
    assert np.allclose(weighed.points, [[5, 0, 10]])


def test_conversion_is_in_the_weights() -> None:
    form = two_sections(scale={"full_marks": 20, "decimals": 2, "round": "total", "convert_to": 100})
    assert weighing(judged(form, {"a": 1, "b": 1, "c": 1})).weights.tolist() == [[20, 40, 40]]


def test_bonus_is_held_and_has_no_weight() -> None:
    form = two_sections()
    bonus = form.dimensions[1].model_copy(update={"bonus": True})
    form = form.model_copy(
        update={
            "dimensions": [form.dimensions[0], bonus],
            "scale": form.scale.model_copy(update={"full_marks": Decimal(12), "bonus_buys_stars": True}),
        }
    )
    weighed = weighing(judged(form, {"a": 1, "b": 2, "c": 5}))
    assert weighed.weights.tolist() == [[4, 8, 0]]
    assert weighed.held.tolist() == [5]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_rubric_has_weights(path: Path) -> None:
    assert without_meaning(load_rubric(path)) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"combine": "geometric"}, "几何平均"),
        ({"combine": "lowest"}, "取最低分"),
    ],
)
def test_where_weights_mean_nothing_there_is_a_sentence(change: dict[str, Any], said: str) -> None:
    form = two_sections()
    of_scale = form.model_copy(update={"scale": form.scale.model_copy(update=change)})
    of_branch = form.model_copy(
        update={"dimensions": [form.dimensions[0].model_copy(update=change), form.dimensions[1]]}
    )
    assert said in without_meaning(of_scale)
    assert said in without_meaning(of_branch)


def test_a_capped_section_and_a_single_indicator_have_a_sentence() -> None:
    form = two_sections()
    capped = form.dimensions[0].model_copy(update={"cap": Decimal(10)})
    assert "得分上限" in without_meaning(form.model_copy(update={"dimensions": [capped, form.dimensions[1]]}))
    assert "不足 2 项" in without_meaning(form.model_copy(update={"dimensions": [form.dimensions[1]]}))
