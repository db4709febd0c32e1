"""Hostile names in a real browser: no alert, no link, no picture, no bold, no turned line, on any page they reach."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.browser.test_import import drop
from tests.browser.walking import Visitor
from tests.hostile import HOSTILE

pytestmark = pytest.mark.browser

NAMES = [
    f"{text}{at}站"
    for at, (name, text) in enumerate(HOSTILE.items())
    if name not in ("surrogate", "nul", "escape", "noncharacter", "longest")
]
ACTIVE = "script:not([src]):has-text('敌'), a[href*=evil], img[src*=evil], img[src=x], .katex, [style*=':red']"


def test_hostile_names_from_the_file_to_the_ranking(visitor: Visitor, tmp_path: Path) -> None:
    page, told = visitor.page, []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    sheet = tmp_path / "恶意 __粗__ $x$.csv"
    with sheet.open("w", encoding="utf-8", newline="") as target:
        head = ["站点名称", "站点类型", "所属街道", "驻站社工数", "持证社工数", HOSTILE["directive"]]
        csv.writer(target).writerows([head, *([name, "综合", f"{name}街", "约5", 4, name] for name in NAMES)])
    visitor.open("import_data")
    drop(visitor, sheet)
    assert "敌" in page.locator("body").inner_text()
    unharmed(visitor)
    page.get_by_role("button", name="确认并计算排名").click(timeout=60_000)
    page.get_by_role("heading", name="排名", exact=True).wait_for(timeout=60_000)
    for screen, title in (("ranking", "排名"), ("station", "站点"), ("export", "导出")):
        page.get_by_test_id("stSidebarNav").get_by_text(title, exact=True).click()
        page.wait_for_url(f"**/{screen}*", timeout=60_000)
        visitor.settle()
        unharmed(visitor)
    assert told == []


def unharmed(visitor: Visitor) -> None:
    page = visitor.page
    assert page.locator(ACTIVE).count() == 0
    assert visitor.overflow() <= 0
    for element in ("strong", "em", "del", "code", "mark"):
        assert page.locator(f"[data-testid=stMarkdownContainer] {element}", has_text="敌").count() == 0
    seen = page.locator("body").inner_text()
    assert not set(seen) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200d\x1b")
