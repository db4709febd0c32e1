"""The sheet 填表说明 speaks of every sheet there is, and of no programmer's things."""

from __future__ import annotations

import re

from rating.rubric.file import load_rubric
from rating.workshop.sheets.guide import guide_plan
from rating.workshop.sheets.to_excel import plans_of
from tests.workshop.sheets.edited import YICHANG


def test_every_sheet_is_spoken_of() -> None:
    told = "\n".join(str(cell) for row in guide_plan().rows for cell in row)
    for plan in plans_of(load_rubric(YICHANG)):
        if plan.name != "填表说明":
            assert plan.name in told, plan.name


def test_it_is_plain_chinese() -> None:
    told = "".join(str(cell) for row in guide_plan().rows for cell in row)
    english = set(re.findall(r"[A-Za-z]+", told))
    functions = {"min", "max", "abs", "floor", "ceil", "count", "known", "where", "share", "points", "and", "or", "not"}
    assert english <= functions | {"Excel", "WPS", "xlsx"}
    assert not re.search("[！!]", told)


def test_comments_of_the_file_are_said_not_to_travel() -> None:
    assert any("批注不是内容" in str(cell) for row in guide_plan().rows for cell in row)
