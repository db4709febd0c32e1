"""The server goes away under an open page, and comes back: what is said meanwhile, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.serving import Server
from tests.browser.walking import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[Server]:
    own = Server()
    try:
        own.start()
        yield own
    finally:
        own.stop()


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


def test_who_is_logged_out_elsewhere_is_led_to_log_in_and_keeps_the_page(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(locale="zh-CN")
    visitor = Visitor(context.new_page(), server.address)
    page, bar = visitor.page, visitor.page.locator("#connection")
    visitor.open("ranking")
    # what the guard answers to a cookie that is no longer good
    page.route("**/_stcore/host-config", lambda route: route.fulfill(status=401))
    page.route("**/_stcore/health", lambda route: route.fulfill(status=401))
    server.kill()
    expect(bar).to_contain_text("登录已经失效", timeout=20_000)
    link = bar.get_by_role("link", name="请在新窗口重新登录")
    assert link.get_attribute("href") == "/login"
    assert link.get_attribute("target") == "_blank"
    assert visitor.latin_words() == []
    context.close()
