from __future__ import annotations

import numpy as np
import pytest

from rating.insight.among import Among
from rating.scoring.evaluation import Evaluation
from tests.district.announced import rated


def test_the_group_is_as_large_as_its_rated_stations() -> None:
    among = Among(rated())
    assert [among.ranked(row) for row in (0, 1, 6, 7)] == [5, 5, 2, 2], "the vetoed station is in no ranking"


def test_medians_are_of_the_kind_and_of_known_points(sample_evaluation: Evaluation) -> None:
    among = Among(sample_evaluation)
    kinds = np.array(sample_evaluation.roster.kind)
    for kind, medians in among.medians.items():
        for (_, points, known), median in zip(among.columns, medians, strict=True):
            peers = points[(kinds == kind) & known] / 10**sample_evaluation.subtotals.decimals
            assert median == (pytest.approx(float(np.median(peers))) if len(peers) else None)
