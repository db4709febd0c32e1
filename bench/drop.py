"""Part (e): a small file dropped on the import screen, until its answer stands there.

A real server, a real browser (chromium through Playwright), a fresh visitor each time; the clock runs
from handing the file to the page until the first step of the answer is seen.
"""

from __future__ import annotations

import shutil
import time

from playwright.sync_api import Browser, sync_playwright

from bench.page import served
from bench.table import Line, limit_line, time_line
from bench.timing import Timing
from rating.workflow import sample_district

WITHIN = 1.5
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ONE, ALL = "one score sheet of 37 stations, dropped until answered", "the five files of the sample district together"


def measure_drop(runs: int) -> list[Line]:
    files = [str(path) for path in sample_district().workbooks]
    with served("ours", 12) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        first = _drop(browser, server.address, files[:1])
        one = Timing(tuple(_drop(browser, server.address, files[:1]) for _ in range(runs)))
        together = Timing(tuple(_drop(browser, server.address, files) for _ in range(runs)))
        browser.close()
    return [
        limit_line(f"ours: {ONE}", one, WITHIN),
        time_line("its range", one),
        limit_line("the very first drop after the server's start", Timing((first,)), WITHIN),
        time_line(ALL, together),
    ]


def _drop(browser: Browser, address: str, files: list[str]) -> float:
    """Seconds for one visitor."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/import_data")
    place = page.locator('[data-testid="stFileUploaderDropzoneInput"]').last
    place.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    start = time.perf_counter()
    place.set_input_files(files)
    page.locator("summary", has_text="①").first.wait_for(timeout=60_000)
    taken = time.perf_counter() - start
    context.close()
    return taken
