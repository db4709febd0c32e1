"""What a file is read for: a rubric's or a goal file's fields, roles, kinds and identity."""

from __future__ import annotations

from rating.rubric.goals import GoalBook
from rating.rubric.nouns import Rubric

Form = Rubric | GoalBook
"""Either has `fields`, `identity`, `kinds`, `roles`, `unit`; only a rubric has `nodes` and `raters`."""
