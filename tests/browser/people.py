"""People at their browsers in a district with accounts: how they get in and how they use what Streamlit draws."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.browser.walking import Visitor

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PASSWORD = "茶壶 云梯 棋子 江水"


class Seat:
    """One person at one browser."""

    def __init__(self, chromium: Browser, address: str, size: dict[str, int]) -> None:
        self.context: BrowserContext = chromium.new_context(viewport=size, locale="zh-CN", accept_downloads=True)  # type: ignore[arg-type]
        self.visitor = Visitor(self.context.new_page(), address)
        self.page, self.address = self.visitor.page, address
        self.page.set_default_timeout(30_000)

    def leave(self) -> None:
        self.context.close()

    # ---- the door

    def be_first(self, login: str, name: str) -> None:
        self.page.goto(f"{self.address}/first-start")
        self._send(login=login, name=name, password=PASSWORD, again=PASSWORD)
        self.visitor.settle()

    def activate(self, login: str, code: str) -> None:
        self.page.goto(f"{self.address}/activate")
        self._send(login=login, code=code, password=PASSWORD, again=PASSWORD)
        self.visitor.settle()

    def log_in(self, login: str) -> None:
        self.page.goto(f"{self.address}/login")
        self._send(login=login, password=PASSWORD)
        self.visitor.settle()

    def _send(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"#{name}", text)
        self.page.click("button[type=submit]")

    # ---- what stands on a page

    @property
    def main(self) -> Locator:
        return self.page.locator('[data-testid="stMain"]')

    def open(self, screen: str, query: str = "") -> None:
        self.visitor.open(screen, query)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.main).to_contain_text(words, timeout=60_000)

    def press(self, name: str) -> None:
        self.main.get_by_role("button", name=name, exact=True).first.click()
        self.visitor.settle()

    def turn_to(self, name: str) -> None:
        """One of a row of tabs or segments."""
        self.main.get_by_role("radiogroup").get_by_text(name, exact=True).or_(
            self.main.get_by_role("tab", name=name, exact=True)
        ).first.click()
        self.visitor.settle()

    def write(self, label: str, text: str) -> None:
        box = self.main.get_by_label(label, exact=True).first
        box.fill(text)
        box.press("Tab")
        self.visitor.settle()

    def set_day(self, label: str, day: date) -> None:
        field = self.main.get_by_test_id("stDateInput").filter(has_text=label)
        field.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(f"{day:%Y%m%d}", delay=50)
        self.main.get_by_role("heading").first.click()  # what was typed counts once the field is left
        self.visitor.settle()

    def follow(self, name: str) -> None:
        """The first link of that name, within the page."""
        self.main.get_by_role("link", name=name).first.click()
        self.visitor.settle()

    def choose(self, label: str, option: str) -> None:
        self.main.get_by_label(label).first.click()
        self.page.get_by_role("option", name=option).first.click()
        self.visitor.settle()

    def give(self, files: list[Path], at: int = 0) -> None:
        self.main.locator("input[type=file]").nth(at).set_input_files(files)
        self.visitor.settle()

    def take(self, name: str) -> bytes:
        """Press a download button; what came."""
        with self.page.expect_download() as coming:
            self.main.get_by_text(name).first.click()
        return Path(coming.value.path()).read_bytes()
