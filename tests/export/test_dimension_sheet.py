"""一级指标得分: subtotals as formulas over 逐项得分."""

from __future__ import annotations

from rating.export.dimension_sheet import subtotal_points, subtotal_reference, write_dimensions
from rating.export.plan import make_plan
from tests.export.reading import sheet_of
from tests.insight.example import example, rated


def test_formulas_point_at_the_points() -> None:
    sheet = sheet_of(write_dimensions, example())
    assert [cell.value for cell in sheet[4]] == ["站点", "街道", "类型", "队伍建设", "服务成效", "总分", "满分", "资料"]
    assert "SUM('逐项得分'!$C5,'逐项得分'!$E5)" in str(sheet["D5"].value)
    assert "ROUND(ROUND(" in str(sheet["D5"].value)
    assert "SUM($D5,$E5)" in str(sheet["F5"].value)


def test_full_marks_are_cells_of_the_rubric_not_numbers() -> None:
    """15 and 40 may be changed by the committee on 评分标准."""
    sheet = sheet_of(write_dimensions, example())
    for cell in ("D5", "F5"):
        assert "'评分标准'!$C$" in str(sheet[cell].value)
        assert "15" not in str(sheet[cell].value).replace("$C$15", "")


def test_unknown_is_a_word_not_a_number() -> None:
    points = subtotal_points(make_plan(example()))
    assert points[0][5] == "未定"
    assert sheet_of(write_dimensions, example())["H10"].value == "不完整"


def test_a_converted_total_shows_its_steps() -> None:
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}
    sheet = sheet_of(write_dimensions, rated(scale=scale))
    titles = [cell.value for cell in sheet[4]]
    assert [title for title in titles if str(title).startswith("折算前")] == ["折算前总分综合", "折算前总分专项"]
    assert "'评分标准'!" in str(sheet["F5"].value)
    assert sheet["G5"].value == 100


def test_references_are_those_cells() -> None:
    assert subtotal_reference(make_plan(example()), 0, "service") == "'一级指标得分'!E5"
