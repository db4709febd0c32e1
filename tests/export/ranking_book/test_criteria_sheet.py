"""评分标准 as a committee reads it."""

from __future__ import annotations

from rating.export.ranking_book.criteria_sheet import write_criteria
from rating.export.style import TYPED
from tests.export.ranking_book.columns_of import plan
from tests.export.reading import sheet_of
from tests.insight.example import example, without_bands


def test_rules_in_words_beside_their_figures() -> None:
    sheet = sheet_of(write_criteria, example())
    assert [cell.value for cell in sheet[5]][:4] == ["一级指标", "指标", "分值", "评分标准"]
    assert sheet["A6"].value == "队伍建设"
    assert str(sheet["D6"].value).startswith("数值：持证社工数 ÷ 驻站社工数\n达到 100% 得 8 分")
    assert [(sheet.cell(row, 6).value, sheet.cell(row, 7).value) for row in (6, 7, 8)] == [(1, 8), (0.8, 6), (0.6, 3)]
    assert sheet["F7"].number_format == "0.##%"
    assert sheet["C6"].font.color.rgb[-6:] == TYPED[1:]
    assert "第三条 持证比例达到 100%\n来源：工作指引" in str(sheet["J6"].value)


def test_full_marks_add_up_by_formula_and_cut_scores_follow() -> None:
    sheet, criteria = sheet_of(write_criteria, example()), plan().book.criteria
    assert sheet.cell(criteria.branches["team"] + 1, 3).value == "=$C$6+$C$9"
    cut = sheet.cell(criteria.bands[0].row + 1, criteria.limit_column + 1).value
    assert str(cut).endswith("*0.8,10),10)")


def test_without_bands_it_says_so() -> None:
    sheet = sheet_of(write_criteria, without_bands())
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "本标准不分等级" in texts
    assert "不定星级" not in texts
