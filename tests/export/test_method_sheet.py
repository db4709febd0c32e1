"""口径说明: cut scores first, then everything a reader could ask."""

from __future__ import annotations

import pytest

from rating.export import plan as planning
from rating.export.method_sheet import write_method
from rating.scoring.evaluation import Evaluation
from tests.export.reading import sheet_of
from tests.insight.example import example


def text_of(evaluation: Evaluation) -> str:
    sheet = sheet_of(write_method, evaluation)
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_cut_scores_stand_where_the_formulas_look() -> None:
    sheet = sheet_of(write_method, example())
    assert [(sheet[f"B{row}"].value, sheet[f"D{row}"].value) for row in (6, 7, 8)] == [(5, 32), (4, 28), (3, 24)]


def test_rules_with_clause_source_and_example_tag() -> None:
    text = text_of(example())
    assert "数值：持证社工数 ÷ 驻站社工数\n达到 100% 得 8 分" in text
    assert "第三条 持证比例达到 100%\n来源：工作指引" in text
    assert "来源：示例（自拟）（示例）" in text


def test_it_says_what_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "是公式" in text_of(example())
    monkeypatch.setattr(planning, "MOST_LIVE", 0)
    assert "全部写为数值，不设公式" in text_of(example())
