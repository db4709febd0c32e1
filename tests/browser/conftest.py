"""A real server and a real browser; every page records where its requests go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import running
from tests.browser.walking import FLAGS, Visitor
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name

UNDER_CI = os.environ.get("CI", "") not in ("", "0", "false")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, or the one that playwright installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        bundled = playwright.chromium.executable_path
        path = found or (bundled if Path(bundled).exists() else None)
        if path is None:
            reason = "没有 chromium，浏览器测试没有运行"
            (pytest.fail if UNDER_CI else pytest.skip)(reason)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The screens, served as a user starts them, without any account: the try-out."""
    with running(RATING_DATA_FOLDER=str(tmp_path_factory.mktemp("data"))) as server:
        yield server.address


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Visitor]:
    """At a desk, 1440 px wide."""
    yield from _visit(chromium, address, width=1440, height=900)


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Visitor]:
    """In the hand, 390 px wide."""
    yield from _visit(chromium, address, width=390, height=844)


def _visit(chromium: Browser, address: str, width: int, height: int) -> Iterator[Visitor]:
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
    page: Page = context.new_page()
    visitor = Visitor(page, address)
    yield visitor
    context.close()
    assert visitor.strayed == [], "requests that left this machine"
