"""The server goes away under an open page, and comes back: what is said meanwhile, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import delete

from rating.district.storage import schema
from tests.browser.accounts import database_in, log_in
from tests.browser.serving import Server, running
from tests.browser.walking import Visitor
from tests.screens.in_district import rated, round_made

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as own:
        yield own


@pytest.mark.parametrize("width", [1440, 390])
def test_what_was_typed_outlives_a_killed_server(chromium: Browser, server: Server, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    visitor = Visitor(context.new_page(), server.address)
    page, bar = visitor.page, visitor.page.locator("#connection")
    visitor.open("ranking")
    search = page.get_by_label("查找站点")
    search.fill("定海")
    search.press("Enter")
    visitor.settle()
    search.fill("定海路")  # not even sent yet
    server.kill()
    expect(bar).to_contain_text("与服务器的连接中断", timeout=20_000)
    page.wait_for_timeout(6000)  # by now Streamlit would show its own words
    assert visitor.latin_words() == []
    assert page.get_by_role("dialog").locator("visible=true").count() == 0
    assert visitor.overflow() <= 0
    server.start()
    expect(bar).to_have_count(0, timeout=60_000)
    visitor.settle()
    assert search.input_value() == "定海路"
    assert "共 1 个单位" in page.locator("body").inner_text()
    assert visitor.strayed == []
    context.close()


def test_who_is_logged_out_elsewhere_logs_in_again_and_goes_on(chromium: Browser, tmp_path: Path) -> None:
    database = database_in(tmp_path)
    there = round_made(database)
    rated(database, there)
    with closing(database), running(RATING_DATA_FOLDER=str(tmp_path)) as server:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        log_in(context, server.address, database, there.evaluator)
        visitor = Visitor(context.new_page(), server.address)
        page, bar = visitor.page, visitor.page.locator("#connection")
        visitor.open("ranking")
        with database.writing() as at:
            at.execute(delete(schema.session))
        search = page.get_by_label("查找站点")
        search.fill("2 号")
        search.press("Enter")
        expect(bar).to_contain_text("登录已经失效", timeout=20_000)
        page.wait_for_timeout(6000)
        assert search.input_value() == "2 号"
        assert visitor.latin_words() == []
        assert page.get_by_role("dialog").locator("visible=true").count() == 0
        link = bar.get_by_role("link", name="请在新窗口重新登录")
        with context.expect_page() as opened:
            link.click()
        expect(opened.value.get_by_role("button", name="登录")).to_be_visible(timeout=20_000)
        log_in(context, server.address, database, there.evaluator)
        expect(bar).to_have_count(0, timeout=60_000)
        visitor.settle()
        assert search.input_value() == "2 号"
        expect(page.get_by_text("共 1 个单位")).to_be_visible(timeout=20_000)
        context.close()
