"""排名: ranked best first, the others apart."""

from __future__ import annotations

from rating.export.ranking_sheets import write_rankings
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


def test_a_key_without_a_column_gets_one() -> None:
    sheet = sheet_of(write_rankings, rated(ranking={"by": ["total", "area"], "ties": "standard", "within": "kind"}))
    assert [cell.value for cell in sheet[3]][-1] == "并列比较：面积"
    assert sheet.cell(4, 13).value == 50
    assert "$M$4:$M$8" in str(sheet["A4"].value)


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
