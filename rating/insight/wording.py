"""A rubric in plain Chinese, as a committee would write it: the one door to all wording.

Used by the screen 评分标准, the sheet 口径说明 and `rubric show`.
"""

from __future__ import annotations

from rating.insight.formula_words import field_title, formula_in_words
from rating.insight.policy_words import (
    amount_in_words,
    award_in_words,
    band_in_words,
    combine_in_words,
    coverage_in_words,
    effect_in_words,
    gate_in_words,
    missing_in_words,
    quota_in_words,
    ranking_in_words,
    raters_in_words,
    rounding_in_words,
    stars_in_words,
)
from rating.insight.rule_words import indicator_in_words, points_in_words, rule_in_words

__all__ = [
    "amount_in_words",
    "award_in_words",
    "band_in_words",
    "combine_in_words",
    "coverage_in_words",
    "effect_in_words",
    "field_title",
    "formula_in_words",
    "gate_in_words",
    "indicator_in_words",
    "missing_in_words",
    "points_in_words",
    "quota_in_words",
    "ranking_in_words",
    "raters_in_words",
    "rounding_in_words",
    "rule_in_words",
    "stars_in_words",
]
