"""The smallest changes of a text, one by one; `tests/rubric/test_edits.py` shows them at work."""

from __future__ import annotations

from rating.rubric.writing.layout import read_sheet
from rating.rubric.writing.splices import (
    Splice,
    applied,
    emptied,
    entry_added,
    outermost_brackets,
    outgrown,
    own_start,
    part_removed,
    reordered,
    replaced,
)

TEXT = """\
gates:
  # 否决
  - code: a
  - code: b

  # 限星
  - code: c
kinds: [甲, 乙]  # 类型
"""
SHEET = read_sheet(TEXT)


def test_splices_are_applied_from_the_end_with_the_line_breaks_of_the_text() -> None:
    assert applied("abc", [Splice(0, 1, "x\n"), Splice(2, 2, "y")]) == "x\nbyc"
    assert applied("a\r\nb", [Splice(0, 1, "x\ny")]) == "x\r\ny\r\nb"


def test_a_comment_above_several_heads_them_and_stays() -> None:
    items = SHEET.at(("gates",)).inner()
    starts = [SHEET.text[own_start(SHEET, items, at) :].splitlines()[0].strip() for at in range(3)]
    assert starts == ["- code: a", "- code: b", "# 限星"]
    assert applied(TEXT, part_removed(SHEET, ("gates",), [0])) == TEXT.replace("  - code: a\n", "")
    assert applied(TEXT, part_removed(SHEET, ("gates",), [2])) == TEXT.replace("  # 限星\n  - code: c\n", "")


def test_reordering_moves_what_belongs_together() -> None:
    assert applied(TEXT, reordered(SHEET, ("gates",), [0, 2, 1])) == TEXT.replace(
        "  - code: b\n\n  # 限星\n  - code: c\n", "  # 限星\n  - code: c\n\n  - code: b\n"
    )


def test_a_line_keeps_its_comment_when_its_value_becomes_a_block() -> None:
    assert applied(TEXT, replaced(SHEET, ("kinds",), "一\n二")).endswith("kinds: |-  # 类型\n  一\n  二\n")
    assert applied(TEXT, replaced(SHEET, ("gates",), "无")) == "gates: 无\nkinds: [甲, 乙]  # 类型\n"


def test_the_last_part_leaves_an_empty_whole_and_the_comments() -> None:
    sheet = read_sheet("gates:\n  # 否决\n  - code: a  # 一\nkinds: [甲]\n")
    assert applied(sheet.text, emptied(sheet, ("gates",))) == "gates: []\n  # 否决\nkinds: [甲]\n"
    assert applied(sheet.text, emptied(sheet, ("kinds",))).endswith("kinds: []\n")


def test_brackets_grow_until_a_block_reads_better() -> None:
    assert outermost_brackets(SHEET, ("kinds", 1)) == ("kinds",) and outermost_brackets(SHEET, ("gates", 0)) is None
    assert not outgrown(SHEET, ("kinds",), ["甲", "乙", "丙"])
    assert outgrown(SHEET, ("kinds",), ["很长的类型名称" * 3] * 5)


def test_a_key_before_all_others_goes_behind_the_dash() -> None:
    assert "  - title: 甲\n    code: b\n" in applied(TEXT, entry_added(SHEET, ("gates", 1), [("title", "甲")], None))
