"""The whole way of an evaluator, in a real browser: upload → ranking → station → download."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rating import workflow
from tests.browser.test_import import drop, use_sample_roster
from tests.browser.walking import SCREENS, Visitor

pytestmark = pytest.mark.browser


def test_upload_ranking_station_download(visitor: Visitor, tmp_path: Path) -> None:
    files = workflow.sample_district()
    page = visitor.page
    visitor.open("import_data")
    use_sample_roster(visitor)
    drop(visitor, *files.workbooks)
    page.get_by_role("button", name="确认并计算排名").click(timeout=90_000)
    page.get_by_role("heading", name="排名", exact=True).wait_for(timeout=90_000)
    visitor.settle()
    assert "本次导入的数据" in page.locator('[data-testid="stSidebar"]').inner_text()

    # the grid is drawn on a canvas: the first row lies one row below the header
    page.locator('[data-testid="stDataFrame"] .dvn-scroller').first.click(position={"x": 90, "y": 52})
    page.get_by_role("heading", name="逐项说明").wait_for(timeout=30_000)
    visitor.settle()
    assert "station=" in page.url
    assert "总分" in page.locator(".masthead .lead").inner_text()

    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出 Excel").click()
    waiting.value.save_as(tmp_path / "结果.xlsx")
    book = load_workbook(io.BytesIO((tmp_path / "结果.xlsx").read_bytes()))
    assert any("排名" in name for name in book.sheetnames)
    assert waiting.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("screen", SCREENS)
def test_no_english_is_left_and_nothing_overflows(visitor: Visitor, phone: Visitor, screen: str) -> None:
    for each in (visitor, phone):
        each.open(screen)
        assert each.latin_words() == []
        assert each.overflow() <= 0


def test_charts_are_drawn_within_a_phone(phone: Visitor) -> None:
    for screen, least in (("overview", 2), ("station", 1), ("goals", 1), ("rubric", 2)):
        phone.open(screen)
        charts = phone.page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg.marks")
        charts.nth(least - 1).wait_for(timeout=30_000)
        boxes = [charts.nth(at).bounding_box() for at in range(charts.count())]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] > 40 for box in boxes)


def test_bars_in_place_of_the_table(visitor: Visitor) -> None:
    visitor.open("ranking")
    visitor.page.get_by_text("看图").click()
    visitor.page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg.marks").first.wait_for(timeout=30_000)
    visitor.settle()
    assert visitor.page.locator('[data-testid="stDataFrame"]').count() == 0
    assert visitor.latin_words() == []


def test_a_menu_that_opens_is_chinese_too(visitor: Visitor) -> None:
    visitor.open("ranking")
    visitor.page.get_by_label("星级", exact=True).click()
    visitor.page.keyboard.type("zzz")
    visitor.page.wait_for_timeout(500)
    assert [word for word in visitor.latin_words() if "zzz" not in word] == []


def test_an_uploaded_file_is_listed_in_chinese(visitor: Visitor, tmp_path: Path) -> None:
    bad = tmp_path / "空白表.xlsx"
    bad.write_bytes(b"no workbook at all")
    visitor.open("import_data")
    drop(visitor, bad)
    visitor.page.get_by_text("不能受理").first.wait_for(timeout=60_000)
    visitor.settle()
    assert visitor.latin_words() == []


def test_an_unknown_address_leads_home_in_chinese(visitor: Visitor) -> None:
    visitor.open("no-such-page")
    assert visitor.title() == "总览"
    assert visitor.latin_words() == []


HOSTILE = ":red[红] $x^2$ <b>粗</b> [链](http://example.org)"


def test_a_hostile_station_name_is_read_as_it_was_typed(visitor: Visitor, tmp_path: Path) -> None:
    """It comes with a file, is told in a problem, and is neither a link nor a colour nor bold."""
    sheet = tmp_path / "恶意.csv"
    sheet.write_text(f"站点名称,站点类型,所属街道,驻站社工数\n{HOSTILE},不明类型,某街道,=1+1\n", encoding="utf-8")
    visitor.open("import_data")
    drop(visitor, sheet)
    visitor.page.get_by_text("不能受理").first.wait_for(timeout=60_000)
    visitor.settle()
    assert visitor.page.locator("a[href*='example.org']").count() == 0
    assert visitor.page.locator(".sheet b", has_text="粗").filter(has_not_text="<b>").count() == 0
    assert visitor.page.locator(".katex").count() == 0
