"""Rubrics and goal files are read for alike."""

from __future__ import annotations

from typing import get_args

from rating.intake.form import Form
from rating.intake.layout.headers import Vocabulary
from rating.intake.read import full_marks_by_kind
from rating.rubric.goals import GoalBook
from tests.intake.workbooks import FIELDS, form

NEEDED = {"fields", "identity", "kinds", "roles", "unit"}


def test_every_kind_of_form_has_what_reading_needs() -> None:
    for kind in get_args(Form):
        assert set(kind.model_fields) >= NEEDED


def test_a_goal_file_without_tree_has_fields_and_no_full_marks() -> None:
    book = GoalBook.model_construct(fields=form().fields, identity=form().identity, kinds=[], roles=[], unit="street")
    assert full_marks_by_kind(book) == {}
    words = Vocabulary(book)
    assert {words.find(content["title"]).code for content in FIELDS.values()} == set(FIELDS)  # type: ignore[union-attr]
    assert words.find("街道").kind == "name"  # type: ignore[union-attr]
