"""Dropping messy files and answering for them, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from rating.workflow import HOME
from tests.browser.walking import Visitor

pytestmark = pytest.mark.browser

HEADER = "站点代码,站点名称,驻站社工数（人）,持证社工人数量,居民满意度"
ROWS = ["0101,定海路街道社工站,5,5,0.952", "0103,江浦路街道社工站,4,4,90.6", ",平凉街道社工站,5,4,93.1"]
MESSY = "\n".join(["2025 年度数据汇总", HEADER, *ROWS, "合计,,14,13,", "填表人：张三"])
PLAIN = MESSY.replace("持证社工人数量", "持证社工数").replace("平凉街道", "平凉路街道").replace("0.952", "95.2")


def use_sample_roster(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_text("评估设置：").click()
    page.wait_for_timeout(600)
    page.get_by_label("单位名册").click()
    page.get_by_role("option", name="用示例区名册").click()
    visitor.settle()
    page.get_by_text("评估设置：").click()
    page.wait_for_timeout(600)


def drop(visitor: Visitor, *files: Path) -> None:
    """Files onto the page's own place for them, which is the last one."""
    visitor.page.locator('[data-testid="stFileUploaderDropzoneInput"]').last.set_input_files(
        [str(file) for file in files]
    )
    step(visitor.page, "①").wait_for(timeout=60_000)
    visitor.settle()


def step(page: Page, number: str):  # type: ignore[no-untyped-def]
    return page.locator("summary", has_text=number).first


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_messy_file_is_answered_step_by_step_down_to_the_ranking(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.open("import_data")
    use_sample_roster(visitor)
    drop(visitor, written(tmp_path, "汇总.csv", MESSY))
    assert "还不能确认" in page.locator(".masthead .lead").inner_text()
    for button in ("确认对应关系", "确认站点"):
        page.get_by_role("button", name=button).click()
        page.get_by_role("button", name=button).wait_for(state="detached", timeout=30_000)
        visitor.settle()
        assert visitor.latin_words() == []
    page.get_by_text("不大于 1 的数是小数", exact=False).click()
    page.get_by_role("button", name="确认数值").click()
    page.get_by_role("button", name="确认并计算排名").click(timeout=30_000)
    page.get_by_role("heading", name="排名", exact=True).wait_for(timeout=60_000)
    visitor.settle()
    assert "本次导入的数据" in page.locator('[data-testid="stSidebar"]').inner_text()


def test_a_corrected_file_shows_what_it_changed(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.open("import_data")
    use_sample_roster(visitor)
    drop(
        visitor,
        written(tmp_path, "汇总.csv", PLAIN.replace("0101,定海路街道社工站,5,5", "0101,定海路街道社工站,五六,5")),
    )
    assert "还不能确认" in page.locator(".masthead .lead").inner_text()
    drop(visitor, written(tmp_path, "汇总.csv", PLAIN.replace("江浦路街道社工站,4,4", "江浦路街道社工站,4,3")))
    page.get_by_text("改动 2 处").wait_for(timeout=30_000)
    shown = page.locator('[class*="st-key-import_changes"]').inner_text()
    assert "定海路街道社工站" in shown
    assert "江浦路街道社工站" in shown
    assert "已经消除的问题" in shown
    assert "文件可以使用" in page.locator(".masthead .lead").inner_text()
    assert visitor.latin_words() == []


def test_every_state_of_the_page_is_chinese_and_fits(visitor: Visitor, phone: Visitor, tmp_path: Path) -> None:
    mistakes = HOME / "sample_data" / "mistakes"
    names = ("列名近似", "名称近似", "文档冒充表格", "错误值_NA", "百分数混用", "表头分值不符", "范围代替数值")
    hostile = written(tmp_path, "恶意.csv", "站点名称,:red[红] $x$ <b>粗</b>\n[链](http://example.org),=1+1\n")
    for each in (visitor, phone):
        each.open("import_data")
        drop(each, *(mistakes / f"{name}.xlsx" for name in names), hostile)
        for number in "②③④⑤":
            if step(each.page, number).locator("..").get_attribute("open") is None:
                step(each.page, number).click()
                each.page.wait_for_timeout(400)
        assert [words for words in each.latin_words() if "example.org" not in words] == []
        assert each.overflow() <= 0
        assert each.page.locator("a[href*='example.org']").count() == 0
        assert each.page.locator(".katex").count() == 0
