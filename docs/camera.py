"""Takes the pictures of a screen: a PNG of what stands on a page, as high as it needs to be."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from rating.screens.frame.frame import SIDEBAR
from tests.browser.walking import FLAGS

WIDTH, HEIGHT = 1280, 860
"""Of a picture in the documents, unless more has to be seen."""
DRAWN = 900
"""Milliseconds that tables and charts take to draw themselves in a window of another height."""

_TO_THE_TOP = "() => document.querySelectorAll('[data-testid=stMain]').forEach(each => each.scrollTo(0, 0))"


def browser(playwright: Playwright) -> Browser:
    """Debian's chromium, or the one that playwright installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


@dataclass(frozen=True, slots=True)
class Camera:
    """Puts its pictures into a folder and remembers which it took."""

    folder: Path
    taken: list[str]

    def take(self, page: Page, name: str, height: int = HEIGHT, at: str = "", *, beside: bool = True) -> None:
        """The window, `height` pixels high; `at`: the heading that stands at the top; `beside`: with the sidebar."""
        _put_away(page)
        _resize(page, height)
        if at:
            heading = page.locator("h1, h2, h3").filter(has_text=re.compile(f"^{re.escape(at)}$")).first
            heading.evaluate("each => each.scrollIntoView({block: 'start'})")
        else:
            page.evaluate(_TO_THE_TOP)
        page.wait_for_timeout(DRAWN)
        left = 0 if beside else SIDEBAR
        width = page.evaluate("window.innerWidth")
        place = self.folder / f"{name}.png"
        page.screenshot(path=str(place), clip={"x": left, "y": 0, "width": width - left, "height": height})
        self.taken.append(name)

    def take_whole(self, page: Page, name: str) -> None:
        """The page to its end: Streamlit scrolls inside its own frame."""
        tall = int(page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")) + 40
        self.take(page, name, max(HEIGHT, tall))


def _put_away(page: Page) -> None:
    """Neither cursor nor pointer on anything."""
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.mouse.move(page.evaluate("window.innerWidth") - 2, 2)


def _resize(page: Page, height: int) -> None:
    now = page.viewport_size
    if now is not None and now["height"] != height:
        page.set_viewport_size({"width": now["width"], "height": height})
        page.wait_for_timeout(DRAWN)
