from __future__ import annotations

import io
import json
from dataclasses import replace

from openpyxl import load_workbook

from rating.screens.frame.downloads import excel_bytes, file_stem, json_bytes
from tests.screens.opening import open_screen, shown


def test_the_workbook_opens_and_names_every_station() -> None:
    now = shown(5)
    book = load_workbook(io.BytesIO(excel_bytes(now)))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert set(now.evaluation.roster.name) <= cells


def test_the_json_holds_every_station() -> None:
    now = shown(5)
    content = json.loads(json_bytes(now))
    assert [station["code"] for station in content["stations"]] == list(now.evaluation.roster.code)


def test_the_file_name_holds_no_sign_that_a_folder_refuses() -> None:
    now = shown(1)
    now.evaluation = replace(now.evaluation, assessment_round='2025/上"半"年:*?\u202e')
    assert file_stem(now) == "星级评定_2025上半年"


def test_the_workbook_is_on_every_screen_with_a_result_and_every_way_out_on_one() -> None:
    for screen in ("overview", "ranking", "station"):
        assert labels(screen) == ["导出 Excel"], screen
    assert labels("export") == ["导出 Excel", "导出 JSON", "导出问题清单"]


def labels(screen: str) -> list[str]:
    return [each.label for each in open_screen(screen, shown(5)).get("download_button")]
