"""排名: ranked best first, the others apart."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.plan import make_plan
from rating.export.ranking_sheets import write_rankings
from rating.export.style import STAR_RAMP
from tests.export.reading import sheet_of
from tests.insight.example import example, rated, without_bands


def test_titles_and_order() -> None:
    sheet = sheet_of(write_rankings, example())
    titles = [cell.value for cell in sheet[3]]
    assert titles == [
        "名次", "站点", "街道", "类型", "队伍建设", "服务成效", "总分", "分数线星级", "限至", "星级", "等级", "提示",
    ]  # fmt: skip
    assert [sheet.cell(row, 2).value for row in range(4, 9)] == ["甲站", "乙站", "丙站", "丁站", "壬站"]


def test_the_filter_leaves_the_unranked_out() -> None:
    assert sheet_of(write_rankings, example()).auto_filter.ref == "A3:L8"


def test_every_figure_is_the_cell_of_the_award() -> None:
    sheet, awards = sheet_of(write_rankings, example()), make_plan(example()).book.awards
    assert awards is not None
    place = xl_rowcol_to_cell(4, awards.named["rank"])
    assert sheet["A4"].value == f"='评星与名次'!{place}"
    assert str(sheet["I4"].value) == '=IF(J4<H4,J4,"")'


def test_stars_are_coloured_by_the_number_of_the_cell() -> None:
    sheet = sheet_of(write_rankings, example())
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in rules] == [["1"], ["2"], ["3"], ["4"], ["5"]]
    tones = [rule.dxf.fill.bgColor.rgb[-6:].upper() for rule in rules]
    assert tones == [tone[1:] for tone in STAR_RAMP]


def test_the_unranked_have_cells_too() -> None:
    """Whoever is completed by a later figure gets a rank where the reader looks."""
    assert str(sheet_of(write_rankings, example())["A12"].value).startswith("='评星与名次'!")


def test_movement_is_shown_when_known() -> None:
    titles = [cell.value for cell in sheet_of(write_rankings, rated(previous={0: 4}))[3]]
    assert "较上轮" in titles


def test_without_bands_the_star_columns_stay_blank() -> None:
    sheet = sheet_of(write_rankings, without_bands(previous={0: 5}))
    titles = [cell.value for cell in sheet[3]]
    assert "较上轮" not in titles
    for title in ("分数线星级", "限至", "星级", "等级"):
        assert sheet.cell(4, titles.index(title) + 1).value is None
    assert sheet["A4"].value is not None
