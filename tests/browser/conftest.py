"""A real server and a real browser; every page records where its requests go."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.walking import FLAGS, Visitor

ROOT = Path(__file__).resolve().parents[2]
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
    with served(tmp_path_factory.mktemp("data")) as there:
        yield there


@contextmanager
def served(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """A server of its own with the data folder `data`; its address. What it says is kept in `data`/server.log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
    ]
    environment = {**os.environ, "RATING_DATA_FOLDER": str(data), **(settings or {})}
    log = data / "server.log"
    with log.open("wb") as told:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"the server stopped:\n{log.read_text(errors='replace')}")
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("the server did not answer")


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
