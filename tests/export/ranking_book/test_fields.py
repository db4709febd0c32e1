"""What people type, and the numbers of words."""

from __future__ import annotations

import numpy as np
import pytest

from rating.export.ranking_book.cells import EMPTY, UNREADABLE
from rating.export.ranking_book.fields import Columns, Entry, in_words, typed_cells, typed_words, words_of
from rating.rubric.nouns import DataField
from tests.export.ranking_book.columns_of import cell, plan, shown
from tests.scoring.build import reported, rubric


def form(**field: object) -> object:
    return rubric(fields={"f": {"title": "项", **field}}, dimensions=[_leaf("f")])


def _leaf(value: str) -> dict[str, object]:
    return {"code": "d", "title": "d", "full_marks": 1, "value": value, "rule": {"proportion": {}}}


def test_each_status_has_its_word() -> None:
    column = plan().evaluation.reported.columns["licensed"]
    assert shown(typed_cells(column))[5] == ""
    assert shown(typed_cells(plan().evaluation.reported.columns["area"]))[6] == "合理缺项"


def test_several_words_stand_side_by_side() -> None:
    made = form(kind="several", choices=["国家级", "市级"])
    table = reported(
        made, [{"code": "A", "f": ["市级"]}, {"code": "B", "f": []}, {"code": "C", "f": ["国家级", "市级"]}]
    )
    field = made.fields["f"]  # type: ignore[attr-defined]
    assert typed_words(field, table.columns["f"]) == ["市级", "无", "国家级、市级"]
    assert words_of(field) == [("国家级", 0), ("市级", 1)]


@pytest.mark.parametrize(("how", "words"), [("count", False), ("max", True)])
def test_rows_that_are_counted_are_a_number(how: str, words: bool) -> None:
    assert in_words(DataField.model_validate({"title": "名称", "kind": "yes_no", "roll_up": {"how": how}})) is words


def test_columns_stand_from_left_to_right() -> None:
    columns = Columns("甲", 3)
    cells = cell(1, 2).run(np.arange(2))
    assert columns.add(Entry("一", cells, "typed")).text == "'甲'!$D\x00"
    assert columns.add(Entry("二", cells)).text == "'甲'!$E\x00"
    assert columns.next == 5
    assert EMPTY != UNREADABLE
