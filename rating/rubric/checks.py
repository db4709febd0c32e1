"""What the shapes alone cannot see: whether the parts of a rubric fit each other, all at once."""

from __future__ import annotations

from rating.rubric.band_checks import check_bands
from rating.rubric.formula_checks import check_formulas
from rating.rubric.name_checks import check_names
from rating.rubric.nouns import Rubric
from rating.rubric.rule_checks import check_rules
from rating.rubric.trail import Finding
from rating.rubric.tree_checks import check_tree

_CHECKS = (check_names, check_formulas, check_tree, check_rules, check_bands)


def check(rubric: Rubric) -> list[Finding]:
    """Every finding (all refuse the rubric), in no particular order; equal ones once."""
    return list(dict.fromkeys(finding for check_part in _CHECKS for finding in check_part(rubric)))
