from __future__ import annotations

import io
import json
from dataclasses import replace

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

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
        assert labels(screen)[0] == "导出 Excel", screen
    assert labels("station") == ["导出 Excel", "导出反馈意见书"]
    assert labels("export") == ["导出 Excel", "导出 CSV", "导出 Parquet", "导出 JSON", "导出问题清单"]


def labels(screen: str) -> list[str]:
    """Beside the pictures of charts."""
    found = [each.label for each in open_screen(screen, shown(5)).get("download_button")]
    return [label for label in found if label not in ("下载 PNG", "下载 SVG")]


def page() -> None:
    from rating.export.listing import Listing
    from rating.screens.frame.downloads import table_downloads
    from tests.screens.opening import shown

    table_downloads(shown(1), {"甲表": lambda: Listing(("站点",), (("一",),)), "乙表": lambda: Listing(("站点",), ())})


def test_tables_are_offered_by_their_titles() -> None:
    buttons = AppTest.from_function(page, default_timeout=60).run().get("download_button")
    assert [each.label for each in buttons] == ["导出甲表（CSV）", "导出乙表（CSV）"]
