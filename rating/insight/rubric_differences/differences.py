"""Every difference of two rubrics, in the order in which a committee reads them."""

from __future__ import annotations

from rating.insight.rubric_differences.difference import Difference
from rating.insight.rubric_differences.fields import field_differences
from rating.insight.rubric_differences.keys import Pair
from rating.insight.rubric_differences.stars import award_differences, band_differences, gate_differences
from rating.insight.rubric_differences.tree import tree_differences
from rating.insight.rubric_differences.whole import (
    header_differences,
    identity_differences,
    missing_differences,
    ranking_differences,
    rater_differences,
    role_differences,
    scale_differences,
    source_differences,
)
from rating.rubric.nouns import Rubric

_LOOKS = (
    header_differences, source_differences, scale_differences, tree_differences, field_differences,
    missing_differences, role_differences, rater_differences, gate_differences, band_differences, award_differences,
    ranking_differences, identity_differences,
)  # fmt: skip


def differences(before: Rubric, after: Rubric) -> tuple[Difference, ...]:
    """Empty exactly when the two are equal; comments, layout and the order of keys are no difference. Raises nothing.

    Indicators, data fields, gates, roles and sources are the same by code, bands by their stars.
    """
    if before == after:
        return ()
    pair = Pair(before, after)
    found = [difference for look in _LOOKS for difference in look(pair)]
    return tuple(dict.fromkeys(found))


def deciding(before: Rubric, after: Rubric) -> tuple[Difference, ...]:
    """Only those that can move a point, a star or a rank."""
    return tuple(difference for difference in differences(before, after) if difference.decides)
