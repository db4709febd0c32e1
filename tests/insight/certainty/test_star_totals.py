"""The total that buys stars."""

from __future__ import annotations

import pytest

from rating.insight.certainty.star_totals import bonus_is_apart, star_totals
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.scoring.build import reported, rubric


def with_bonus(*, buys: bool, convert: int | None = None) -> Rubric:
    leaf = {"rule": {"mark": {}}}
    return rubric(
        fields={"a": {"title": "a"}, "b": {"title": "b"}},
        scale={"full_marks": 10, "decimals": 1, "round": "indicator", "bonus_buys_stars": buys, "convert_to": convert},
        dimensions=[
            {"code": "main", "title": "主", "indicators": [
                {"code": "ia", "title": "ia", "full_marks": 10, "value": "a", **leaf}]},
            {"code": "more", "title": "加分", "bonus": True, "indicators": [
                {"code": "ib", "title": "ib", "full_marks": 4, "value": "b", **leaf}]},
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "expected"),
    [(with_bonus(buys=True), 90), (with_bonus(buys=False), 70), (with_bonus(buys=False, convert=100), 700)],
)
def test_bonus_counts_where_the_rubric_says_so(form: Rubric, expected: int) -> None:
    """7 of 10 and 2 of bonus: 9.0, without bonus 7.0, out of 100 70.0."""
    evaluation = evaluate(form, reported(form, [{"a": 7, "b": 2}]))
    assert star_totals(evaluation).tolist() == [expected]
    assert bonus_is_apart(form) == (form.scale.bonus_buys_stars is False)
