"""逐项得分: one row a station, two columns an indicator."""

from __future__ import annotations

import pytest

from rating.export import plan as planning
from rating.export.indicator_sheet import score_column, write_indicators
from rating.export.plan import make_plan
from rating.export.style import FIXED
from tests.export.reading import sheet_of
from tests.insight.example import EXAMPLE, ROWS, example, rated


def test_two_header_rows_with_full_marks() -> None:
    sheet = sheet_of(write_indicators, example())
    assert sheet["C3"].value == "队伍建设"
    assert "C3:F3" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert [sheet.cell(4, score_column(at) + 1).value for at in (0, 4)] == ["持证率（8 分）", "投诉处理（5 分）"]


def test_every_station_in_roster_order() -> None:
    sheet = sheet_of(write_indicators, example())
    assert [sheet.cell(5 + at, 1).value for at in range(len(ROWS))] == [row["name"] for row in ROWS]
    assert sheet.auto_filter.ref == "A4:L13"


def test_the_large_layout_holds_the_same_points(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [item.cells.num.tolist() for item in make_plan(example()).book.items]
    monkeypatch.setattr(planning, "MOST_LIVE", 0)
    plain = sheet_of(write_indicators, example())
    for station in range(4):
        points = [figures[station] for figures in pairs]
        assert [plain.cell(5 + station, 6 + at).value for at in range(5)] == points


def test_points_are_formulas_and_what_cannot_be_is_grey() -> None:
    team, service = EXAMPLE["dimensions"]
    peer = {**team["indicators"][1], "rule": {"min_max": {"better": "higher", "within": "all"}}}
    sheet = sheet_of(
        write_indicators, rated(dimensions=[{**team, "indicators": [team["indicators"][0], peer]}, service])
    )
    assert str(sheet["C5"].value).startswith("=IF(ISNUMBER('填报值'!")
    assert sheet["E5"].value == 7
    assert sheet["E5"].fill.fgColor.rgb[-6:] == FIXED[1:]


def test_a_printed_page_never_parts_points_from_their_source() -> None:
    first = EXAMPLE["dimensions"][0]["indicators"][1]
    many = [{**first, "code": f"space{at}", "title": "很长的指标名称" * 3} for at in range(30)]
    team = {**EXAMPLE["dimensions"][0], "indicators": [EXAMPLE["dimensions"][0]["indicators"][0], *many]}
    sheet = sheet_of(write_indicators, rated(dimensions=[team, EXAMPLE["dimensions"][1]]))
    breaks = [each.id for each in sheet.col_breaks.brk]
    assert breaks
    assert all(column % 2 == 0 for column in breaks)
