"""Text made comparable."""

from __future__ import annotations

import pytest

from rating.intake.plain_text import plain_text, visible_text
from tests.intake.workbooks import read, small_form, values, xlsx


@pytest.mark.parametrize(
    ("text", "plain"),
    [("\u3000甲 站\xa0", "甲站"), ("８５\u200b％", "85%"), ("\ufeff甲\u200d站\u202c", "甲站"), ("", "")],
)
def test_width_spaces_and_invisible_marks(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_cells_copied_from_a_chat_are_read() -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长\u200b"], ["甲站", "\u200b85\u200b"]])))
    assert values(reported, "hours") == ["85"]
    assert reported.problems == ()


def test_visible_text_keeps_its_spaces() -> None:
    assert visible_text("８5\u200b 9\n") == "85 9\n"
