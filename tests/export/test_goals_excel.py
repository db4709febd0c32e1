from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rating.export.goals_excel import export_goals
from rating.insight.goals import assess_goals
from rating.rubric.file import load_goals
from tests.insight.goal_samples import area_table, goal_book, rated_stations

SHIPPED = Path(__file__).parents[2] / "rubrics" / "goals"
FIELDS = {"a": {"title": "持证数"}, "b": {"title": "人数"}}
GOAL = {"readings": [{"definition": "持证数 ÷ 人数", "numerator": "a", "denominator": "b"}]}
HOSTILE = "=HYPERLINK(1)街道"


@pytest.fixture
def workbook(tmp_path: Path) -> openpyxl.Workbook:
    board = assess_goals(goal_book(GOAL, FIELDS), area_table([HOSTILE, "西街"], a=[499, 0], b=[999, 1]), year=2025)
    path = tmp_path / "目标.xlsx"
    export_goals(board, path)
    return openpyxl.load_workbook(path)


def test_the_sheets_and_their_first_table(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["目标达成", "趋势", "街镇明细", "数据来源", "口径与出处"]
    rows = list(workbook["目标达成"].values)
    assert rows[0][0] == "试验目标册 · 目标达成"
    assert "示例（未经确认）" in rows[1][0]
    assert rows[3][4] == "49.9%"
    assert rows[3][8:10] == (499, 1000)


def test_text_from_users_stays_text(workbook: openpyxl.Workbook) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == HOSTILE for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)


def test_pages_are_ready_for_a4(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes is not None


def test_columns_are_wide_enough_for_chinese(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["目标达成"]
    assert sheet.column_dimensions["G"].width >= 2 * len("未达到")
    assert sheet.column_dimensions["B"].width >= 2 * len("试验目标")


@pytest.mark.parametrize("name", ["shanghai", "yichang"])
def test_shipped_goals_can_be_printed_even_without_any_data(name: str) -> None:
    board = assess_goals(load_goals(SHIPPED / f"{name}.yaml"), area_table(["东街"]), rated_stations(5, None), year=2026)
    stream = io.BytesIO()
    export_goals(board, stream)
    assert zipfile.is_zipfile(stream)
    rows = list(openpyxl.load_workbook(stream)["目标达成"].values)[3:]
    assert len(rows) == sum(len(goal.readings) for goal in board.goals)


def test_a_path_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    board = assess_goals(goal_book(GOAL, FIELDS), area_table(["东街"], a=[1], b=[1]), year=2025)
    with pytest.raises(OSError, match="没有的文件夹"):
        export_goals(board, tmp_path / "没有的文件夹" / "目标.xlsx")
    taken = tmp_path / "占用"
    taken.mkdir()
    with pytest.raises(OSError, match="占用"):
        export_goals(board, taken)
    assert [path.name for path in tmp_path.iterdir()] == ["占用"]
