from __future__ import annotations

from pathlib import Path

import pytest

from rating.screens.rubric_workshop import SECTIONS
from tests.screens.opening import open_screen, text_of
from tests.screens.workshop_sections.on_desk import SHIPPED, SMALL, kept, open_desk, press, turn_to


def test_without_a_draft_the_page_offers_ways_to_begin() -> None:
    text = text_of(open_screen("rubric_workshop"))
    assert "新建草稿" in text
    assert "草稿只在这个浏览器里" in text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_section_opens_for_every_shipped_rubric_and_nothing_is_unsaved(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    run = open_desk(text)
    for section in SECTIONS:
        turn_to(run, section)
        assert "尚未保存" not in text_of(run), section
    assert kept(run).text == text
