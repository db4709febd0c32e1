"""封面: the round, its filing number, the rubric's standing."""

from __future__ import annotations

import io

import openpyxl
import pytest

from rating.export import plan as planning
from rating.export.excel import export_excel
from rating.export.plan import RoundFacts
from rating.export.ranking_book.cover_sheet import write_cover
from tests.export.reading import sheet_of
from tests.insight.example import example


def texts(sheet: object) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)  # type: ignore[attr-defined]


def test_what_the_office_knows_is_printed() -> None:
    stream = io.BytesIO()
    export_excel(example(), stream, RoundFacts("某区年度评定", "民政备〔2026〕3 号", "计划-7", "区指导中心"))
    found = texts(openpyxl.load_workbook(stream)["封面"])
    for part in ("某区年度评定", "民政备〔2026〕3 号", "计划-7", "区指导中心", "示例（未经确认）", "来源文件"):
        assert part in found


def test_without_facts_it_says_that_the_number_is_missing() -> None:
    found = texts(sheet_of(write_cover, example()))
    assert "未填写" in found
    assert "发布单位" not in found
    assert "单位 9 个，已评定 6 个" in found


def test_the_selection_is_listed_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "分类查看" in texts(sheet_of(write_cover, example()))
    monkeypatch.setattr(planning, "MOST_FIGURED", 5)
    assert "分类查看" not in texts(sheet_of(write_cover, example()))
