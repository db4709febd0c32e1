"""From the first start to a closed door, in a real browser: log-in, screens, log-out, two places at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.serving import running
from tests.browser.walking import Visitor

pytestmark = pytest.mark.browser
PASSWORD = "一句只有自己知道的话"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: this test makes the first administrator."""
    with running(RATING_DATA_FOLDER=str(tmp_path_factory.mktemp("district"))) as server:
        yield server.address


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def visitor_at(
    chromium: Browser, contexts: list[BrowserContext], address: str, size: dict[str, int], **more: bool
) -> Visitor:
    context = chromium.new_context(viewport=size, locale="zh-CN", **more)  # type: ignore[arg-type]
    contexts.append(context)
    return Visitor(context.new_page(), address)


def log_in(visitor: Visitor, login: str = "zhang.wei") -> None:
    visitor.page.fill("#login", login)
    visitor.page.fill("#password", PASSWORD)
    visitor.page.click("button[type=submit]")


def test_from_the_first_start_to_a_closed_door(chromium: Browser, contexts: list[BrowserContext], system: str) -> None:
    desk = visitor_at(chromium, contexts, system, DESK)
    page = desk.page
    desk.open("overview")
    assert desk.title() == "总览", "the try-out is there without any account"
    waiting = visitor_at(chromium, contexts, system, DESK)
    waiting.open("overview")

    # the first administrator, at the machine itself
    page.get_by_role("link", name="建立正式系统（第一个管理员）").click()
    page.wait_for_url(f"{system}/first-start")
    page.fill("#login", "zhang.wei")
    page.fill("#name", "张伟")
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("button[type=submit]")
    desk.settle()
    expect(page.get_by_text("张伟").first).to_be_visible()

    # a page that was open as a try-out is one no more
    waiting.page.get_by_role("link", name="评分标准").first.click()
    expect(waiting.page.get_by_text(re.compile("重新登录")).first).to_be_visible(timeout=30_000)

    # out, and in again to where one wanted to go
    page.goto(f"{system}/logout")
    page.get_by_role("button", name="退出这台设备").click()
    assert page.url == f"{system}/login"
    page.goto(f"{system}/rubric")
    assert page.url.startswith(f"{system}/login?next=")
    page.fill("#login", "zhang.wei")
    page.fill("#password", "not this one")
    page.click("button[type=submit]")
    expect(page.get_by_role("alert")).to_have_text("登录名或密码不正确。")
    log_in(desk)
    desk.settle()
    assert re.search(r"/rubric(\?|$)", page.url)

    # a second place ends the first
    phone = visitor_at(chromium, contexts, system, PHONE)
    phone.page.goto(f"{system}/login")
    assert phone.overflow() <= 0
    log_in(phone)
    phone.settle()
    phone.page.goto(f"{system}/account")
    assert phone.overflow() <= 0
    expect(phone.page.locator(".places li")).to_have_count(2)
    phone.page.get_by_role("button", name="退出所有设备").click()
    assert phone.page.url == f"{system}/login"
    page.get_by_role("link", name="总览").first.click()
    expect(page.get_by_text(re.compile("重新登录")).first).to_be_visible(timeout=30_000)
    assert desk.strayed == phone.strayed == waiting.strayed == []


def test_it_works_without_javascript(chromium: Browser, contexts: list[BrowserContext], system: str) -> None:
    """After the walk above: the account is there."""
    visitor = visitor_at(chromium, contexts, system, PHONE, java_script_enabled=False)
    page = visitor.page
    page.goto(f"{system}/account")
    log_in(visitor)
    assert page.url == f"{system}/account"
    assert page.locator("h1").inner_text() == "我的账号"
    page.get_by_role("link", name="退出登录").click()
    page.get_by_role("button", name="退出这台设备").click()
    assert page.url == f"{system}/login"
    page.go_back()
    page.goto(f"{system}/account")
    assert page.url.startswith(f"{system}/login")
