"""Where each part of a text stands."""

from __future__ import annotations

import pytest

from rating.problems import Refused
from rating.rubric.trail import Path
from rating.rubric.writing.layout import read_sheet

TEXT = """\
# 头
title: '甲'   # 名称
notes: |  # 说明
  一

  二

bands:
  - {stars: 5, at_least: 90}
  # 其次
  - stars: 4
    empty:
kinds: []
"""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("title",), "'甲'"),
        (("notes",), "|  # 说明\n  一\n\n  二"),
        (("bands",), "- {stars: 5, at_least: 90}\n  # 其次\n  - stars: 4\n    empty:"),
        (("bands", 0), "{stars: 5, at_least: 90}"),
        (("bands", 0, "at_least"), "90"),
        (("bands", 1), "stars: 4\n    empty:"),
        (("bands", 1, "empty"), ""),
        (("kinds",), "[]"),
    ],
)
def test_a_value_is_its_text(path: Path, told: str) -> None:
    sheet = read_sheet(TEXT)
    placed = sheet.at(path)
    assert sheet.text[placed.start : placed.end] == told


def test_keys_and_dashes() -> None:
    sheet = read_sheet(TEXT)
    title, second, empty = (sheet.at(path) for path in (("title",), ("bands", 1), ("bands", 1, "empty")))
    assert sheet.text[title.entry : title.after] == "title:"
    assert sheet.text[second.entry : second.after] == "-" and sheet.column(second.entry) == 2
    assert sheet.alone(second) and sheet.alone(empty) and not sheet.alone(sheet.at(("bands", 1, "stars")))
    assert empty.start == empty.after
    assert sheet.content["bands"][1] == {"stars": "4", "empty": None}


def test_blank_lines_that_a_text_keeps_are_of_it() -> None:
    sheet = read_sheet("a: |+\n  一\n\n\nb: 1\n")
    placed = sheet.at(("a",))
    assert sheet.text[placed.start : placed.end] == "|+\n  一\n\n"


def test_an_unreadable_text_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refusal:
        read_sheet("a: 1\na: 2\n")
    assert refusal.value.problems[0].place.cell == "第 2 行"
