"""Counting in words."""

from __future__ import annotations

from typing import get_args

from rating.insight.certainty.units import COUNTED, counted
from rating.rubric.nouns import Rubric
from tests.insight.certainty.samples_of_shipped import shipped_rubric


def test_every_unit_has_its_word() -> None:
    assert set(COUNTED) == set(get_args(Rubric.model_fields["unit"].annotation))


def test_counted() -> None:
    assert counted(shipped_rubric("yichang-five-star"), 12) == "12 个站点"
    assert counted(shipped_rubric("yangpu-incentive"), 1200) == "1,200 名人员"
