"""Values of whole columns as text, with the cell behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from rating.insight.cells import column_places, indicator_cells, plain_float, reported_cells, value_texts
from rating.reported import Sheet, Status, blank_column
from tests.insight.example import example
from tests.scoring.build import reported, rubric

FIELDS: dict[str, Any] = {
    "number": {"title": "数"},
    "share": {"title": "率", "kind": "share"},
    "yes": {"title": "是否", "kind": "yes_no"},
    "choice": {"title": "档", "kind": "choice", "choices": ["优", "良"]},
    "several": {"title": "奖", "kind": "several", "choices": ["国", "省", "市"]},
    "day": {"title": "日", "kind": "date"},
    "note": {"title": "注", "kind": "text"},
}
LEAF = {"code": "x", "title": "x", "full_marks": 1, "value": "number", "rule": {"steps": [[1, 1]]}}
FORM = rubric(fields=FIELDS, dimensions=[{"code": "d", "title": "d", "indicators": [LEAF]}])
GIVEN = {
    "number": "12.50", "share": "85%", "yes": "否", "choice": "良", "several": ["市", "国"], "day": date(2026, 3, 1), "note": "=1+1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("number", "12.5"), ("share", "0.85"), ("yes", "否"), ("choice", "良"), ("several", "国、市"),
        ("day", "2026-03-01"), ("note", "=1+1"),
    ],
)  # fmt: skip
def test_each_kind_of_field(field: str, text: str) -> None:
    table = reported(FORM, [GIVEN, {}])
    assert value_texts(FORM.fields[field], table.columns[field]) == [text, None]


def test_statuses_keep_text_and_cell_but_no_value() -> None:
    table = reported(FORM, [{"number": Status.NOT_INSPECTED}])
    assert reported_cells(table, FORM.fields["number"], table.columns["number"]) == [
        {
            "status": "not_inspected",
            "value": None,
            "text": "未检查",
            "file": "测试.xlsx",
            "sheet": "填报表",
            "cell": "A2",
        }
    ]


def test_no_cell_no_place() -> None:
    assert column_places(example().reported, blank_column(2)) == [(None, None, None)] * 2


def test_indicator_of_several_fields_joins_their_cells() -> None:
    assert indicator_cells(example(), 0)[1] == ("0.8", "8；10", "测试.xlsx", "填报表", "B3；A3")
    assert indicator_cells(example(), 0)[5][0] is None


def test_marks_give_the_combined_value_and_every_cell() -> None:
    value, text, *_, cell = indicator_cells(example(), 2)[0]
    assert (value, text, cell) == ("9.33333333333333", "10；9；9", "A2；B2；C2")


def test_floats_without_exponent() -> None:
    assert [plain_float(value) for value in (1e-7, 1e15, 0.1 + 0.2)] == ["0.0000001", "1000000000000000", "0.3"]


def test_sources_of_several_sheets_are_named_side_by_side() -> None:
    whole = example()
    columns = dict(whole.reported.columns)
    columns["licensed"] = replace(columns["licensed"], source=columns["licensed"].source + np.int32(1))
    sheets = (*whole.reported.sheets, Sheet("证书.csv", ""))
    moved = replace(whole, reported=replace(whole.reported, columns=columns, sheets=sheets))
    _, _, file, sheet, cell = indicator_cells(moved, 0)[0]
    files, sheets_named, cells = ((part or "").split("；") for part in (file, sheet, cell))
    found = set(zip(files, sheets_named, cells, strict=True))
    assert found == {("证书.csv", "", "B2"), ("测试.xlsx", "填报表", "A2")}


def test_marks_from_one_file_each_can_be_matched() -> None:
    whole = example()
    marks = {
        field: {
            rater: replace(column, source=np.full_like(column.source, at))
            for at, (rater, column) in enumerate(by.items())
        }
        for field, by in whole.reported.marks.items()
    }
    sheets = tuple(Sheet(f"{name}.xlsx", "评分") for name in "甲乙丙")
    moved = replace(whole, reported=replace(whole.reported, marks=marks, sheets=sheets))
    assert indicator_cells(moved, 2)[0][2:] == ("甲.xlsx；乙.xlsx；丙.xlsx", "评分；评分；评分", "A2；B2；C2")
