from __future__ import annotations

from pathlib import Path

import pytest

from rating.screens.rubric_workshop import SECTIONS
from tests.screens.opening import open_screen, text_of
from tests.screens.workshop_sections.on_desk import SHIPPED, SMALL, kept, open_desk, turn_to


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


ODD = (
    "title: [试验",
    "- 指标",
    "title: 试验\n",
    "dimensions: 无\nfields: [a]\nkinds: 综合\nscale: 100\ngates: x\nbands: {a: b}\nroles: [null, x]\n",
    "dimensions: [x, null, {title: [甲], indicators: [{full_marks: {综合: []}, rule: mark, kinds: 综合}]}]\n",
    f"{SMALL}kinds: [综合, 综合, [甲], null]\nbands_by_kind: {{综合: x, 甲: [y]}}\n",
    SMALL.replace("rule:", "rule_by_kind: {甲: {unheard: 1}, 乙: x}\n        other:"),
    SMALL.replace("mark: {}", "matrix: {rows: [1], columns: x, points: {}}"),
)


@pytest.mark.parametrize("text", ODD)
def test_a_draft_broken_by_hand_is_shown_in_every_section(text: str) -> None:
    run = open_desk(text)
    for section in SECTIONS:
        turn_to(run, section)
        assert not run.exception, section
    assert kept(run).text == text
