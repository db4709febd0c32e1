"""评星与名次 and 选项 as sheets."""

from __future__ import annotations

from rating.export.ranking_book.award_sheet import write_awards, write_options
from tests.export.reading import sheet_of
from tests.insight.example import example


def test_one_row_a_station_from_total_to_rank() -> None:
    sheet = sheet_of(write_awards, example())
    titles = [cell.value for cell in sheet[4]]
    assert titles[:3] == ["站点", "街道", "类型"]
    assert titles.index("总分") < titles.index("星级") < titles.index("名次")
    assert sheet.max_row == 4 + len(example().roster)
    assert str(sheet.cell(5, titles.index("名次") + 1).value).startswith("=IF(")


def test_words_of_the_drop_downs() -> None:
    sheet = sheet_of(write_options, example())
    assert [sheet.cell(row, 1).value for row in range(3, 6)] == ["虚假材料", "是", "否"]
