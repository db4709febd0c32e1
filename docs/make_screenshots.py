"""Pictures of the screens: `python docs/make_screenshots.py [--all FOLDER]`, with requirements-dev.txt installed.

Without arguments all pictures of the README and the handbook, docs/screenshots/: the try-out, and a round of the sample
district from the first administrator to rectification. With a folder every screen of the try-out whole, at the width of
a desk and of a phone, for looking at.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

import screenshots_of_district  # noqa: E402
from camera import HEIGHT, WIDTH, Camera, browser  # noqa: E402

from rating.screens.frame.navigation import TITLES, pages_of  # noqa: E402
from tests.browser.people import Seat  # noqa: E402
from tests.browser.serving import running  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
TRY_OUT = {TITLES[name]: name for name in pages_of(None)}
"""Name of the picture → the page."""
WIDTHS = {"1440": (1440, 1000), "390": (390, 844)}
STATION = "?station=0102"  # just below five stars, so that the page has something to advise
QUESTIONS = ("列名近似", "名称近似", "隐藏工作表")
"""Files with mistakes: 数据导入 shows more where it asks about a column."""
PAPER = ROOT / "sample_data" / "papers" / "社工站星级评定标准（示例）.docx"
"""A standard on paper: 标准修订 shows what was read of it."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a server that nobody has an account on, whatever district this machine may hold."""
    with tempfile.TemporaryDirectory() as data, running(RATING_DATA_FOLDER=data) as server:
        yield server.address


def try_out(chromium: Browser, address: str, camera: Camera) -> None:
    visitor = Seat(chromium, address, {"width": WIDTH, "height": HEIGHT})
    for name, page in TRY_OUT.items():
        visitor.open(page, STATION if page == "station" else "")
        if page == "import_data":
            visitor.give([ROOT / "sample_data" / "mistakes" / f"{file}.xlsx" for file in QUESTIONS], at=-1)
            visitor.main.get_by_role("button", name="确认对应关系").wait_for(timeout=90_000)
            visitor.visitor.settle()
        if page == "rubric_workshop":
            _read_paper(visitor)
        camera.take(visitor.page, name, at="原件中需要核对的地方" if page == "rubric_workshop" else "")
    visitor.leave()


def _read_paper(visitor: Seat) -> None:
    """With what is clear taken, so that both may be seen."""
    visitor.give([PAPER])
    visitor.press("开始核对")
    visitor.sees("改写评分标准")
    visitor.main.get_by_role("button", name=re.compile("采用没有疑问的")).click()
    visitor.visitor.settle()


def whole(chromium: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder, [])
    for word, (width, height) in WIDTHS.items():
        visitor = Seat(chromium, address, {"width": width, "height": height})
        for name, page in TRY_OUT.items():
            visitor.open(page)
            camera.take_whole(visitor.page, f"{name}_{word}")
        visitor.leave()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", type=Path, metavar="FOLDER")
    folder = arguments.parse_args().all
    with served() as address, sync_playwright() as playwright:
        chromium = browser(playwright)
        if folder is not None:
            whole(chromium, address, folder)
            return
        camera = Camera(FOLDER, [])
        try_out(chromium, address, camera)
        screenshots_of_district.take(chromium, address, camera)
        assert camera.taken == [*TRY_OUT, *screenshots_of_district.PICTURES], camera.taken
        for picture in FOLDER.glob("*.png"):
            if picture.stem not in camera.taken:
                picture.unlink()


if __name__ == "__main__":
    main()
