"""All of it at once."""

from __future__ import annotations

import re

import pytest

from rating.insight.certainty.certainty import Certainty, how_sure
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of
from tests.screens.opening import district


def sentences(found: Certainty) -> list[str]:
    parts = (
        found.indicators, found.left_out_raters, found.close_calls, found.raters, found.agreements,
        found.outlying_marks, found.small_samples,
    )  # fmt: skip
    return [one.sentence for part in parts for one in part] + [found.weights.sentence]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_rubric_from_end_to_end(name: str) -> None:
    evaluation = round_of(name)
    found = how_sure(evaluation)
    assert found.weights.best.shape == (len(evaluation.roster),)
    assert len(found.indicators) == len(evaluation.rubric.indicators)
    for sentence in sentences(found):
        assert not re.search(r"nan|None|!|！", sentence), sentence


def test_the_sample_district(sample_evaluation: Evaluation) -> None:
    told: list[tuple[str, float]] = []
    found = how_sure(sample_evaluation, lambda words, share: told.append((words, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert told[-1] == ("可靠性已算完", 1.0)
    assert found.outlying_marks
    assert found.close_calls
    assert [one.title for one in found.left_out_raters] == ["专家甲", "专家乙", "专家丙"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_stations(count: int) -> None:
    found = how_sure(district(count))
    assert found.weights.best.tolist() == [1] * count


def test_a_district_where_nobody_can_be_rated() -> None:
    found = how_sure(district(1, staff=None))
    assert found.weights.sentence == "没有已评定的站点。"
    assert found.close_calls == ()
