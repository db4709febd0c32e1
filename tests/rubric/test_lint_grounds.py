from __future__ import annotations

import re

from rating.problems import CATALOGUE
from rating.rubric.lint_grounds import GROUNDS, RULES
from rating.workflow import HOME

NEATNESS = {"lint_peers", "lint_leave_out", "lint_key_item", "lint_unreachable", "lint_example"}
"""About the rubric's own sense; no rule of 2024 speaks of it."""


def test_every_warning_of_the_lint_has_its_rule_or_is_about_neatness() -> None:
    assert {code for code in CATALOGUE if code.startswith("lint_")} == {*GROUNDS, *NEATNESS}
    assert not GROUNDS.keys() & NEATNESS


def test_each_ground_names_its_source_with_a_date() -> None:
    for ground in GROUNDS.values():
        assert re.search(r"20\d\d", ground.source), ground
        assert ground.sentence == f"{ground.rule}（{ground.source}）"


def test_the_docs_name_the_rules_as_the_program_does() -> None:
    told = (HOME / "docs" / "rubric-reference.md").read_text(encoding="utf-8")
    assert RULES[RULES.index("《") :] in told
