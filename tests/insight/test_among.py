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
            assert median == (pytest.approx(float(np.median(peers))) if len(peers) > 1 else None), (
                "one alone is no median"
            )


def test_full_marks_of_the_kind_are_counted_where_enough_have_points(sample_evaluation: Evaluation) -> None:
    among, roster = Among(sample_evaluation), sample_evaluation.roster
    scores = sample_evaluation.scores
    row, at = roster.code.index("0102"), 0
    same = (np.array(roster.kind) == roster.kind[row]) & scores.known[:, at] & scores.counted[:, at]
    full = int((scores.points[same, at] == scores.full_marks[same, at]).sum())
    assert among.full_marks_text(row, at) == f"同类 {int(same.sum())} 个站中 {full} 个得满分"
    alone = roster.code.index("0401")
    assert among.full_marks_text(alone, at) == "" and among.median_share(alone, at) is None
