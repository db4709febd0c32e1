"""Pictures of the screens: `python docs/make_screenshots.py [--all FOLDER]`.

Without arguments the pictures of the README and the handbook, docs/screenshots/, the upper part of
each screen; with a folder every screen whole, at the width of a desk and of a phone, for looking at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SCREENS = {
    "总览": "",
    "数据导入": "import_data",
    "排名": "ranking",
    "站点": "station",
    "目标达成": "goals",
    "评分标准": "rubric",
    "导出": "export",
}
WIDTHS = {"1440": (1440, 1000), "390": (390, 844)}
IN_DOCUMENTS = (1280, 860)
STATION = "station?station=0102"  # just below five stars, so that the page has something to advise


@contextmanager
def served() -> Iterator[str]:
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
    with tempfile.TemporaryDirectory() as data:  # the try-out, whatever district this machine may hold
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "RATING_DATA_FOLDER": data})
        try:
            until = time.monotonic() + 120
            while time.monotonic() < until and not answers(f"http://127.0.0.1:{port}/healthz"):
                time.sleep(0.3)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False


def picture(browser: Browser, url: str, target: Path, size: tuple[int, int], whole: bool = True) -> None:
    """One PNG; a whole page is measured first, because Streamlit scrolls inside its own frame."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page.goto(url)
    settle(page)
    if whole:
        tall = page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
        page.set_viewport_size({"width": size[0], "height": max(size[1], int(tall) + 40)})
        page.wait_for_timeout(900)
    page.screenshot(path=str(target))
    page.close()


def checked_files(browser: Browser, url: str, target: Path) -> None:
    """数据导入 where it asks about a column, which shows more than the empty page."""
    page = browser.new_page(viewport={"width": IN_DOCUMENTS[0], "height": IN_DOCUMENTS[1]}, locale="zh-CN")
    page.goto(url)
    settle(page)
    files = [ROOT / "sample_data" / "mistakes" / f"{name}.xlsx" for name in ("列名近似", "名称近似", "隐藏工作表")]
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').last.set_input_files([str(file) for file in files])
    page.get_by_role("button", name="确认对应关系").wait_for(timeout=90_000)
    settle(page)
    page.screenshot(path=str(target))
    page.close()


def settle(page: Page) -> None:
    page.wait_for_selector(".sheet.masthead h1", timeout=60_000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_timeout(1200)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", type=Path, metavar="FOLDER")
    folder = arguments.parse_args().all
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        if folder is None:
            for name, path in SCREENS.items():
                target = ROOT / "docs" / "screenshots" / f"{name}.png"
                if path == "import_data":
                    checked_files(browser, f"{address}/{path}", target)
                else:
                    shown = STATION if path == "station" else path
                    picture(browser, f"{address}/{shown}", target, IN_DOCUMENTS, whole=False)
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in SCREENS.items():
            for width, size in WIDTHS.items():
                picture(browser, f"{address}/{path}", folder / f"{name}_{width}.png", size)


if __name__ == "__main__":
    main()
