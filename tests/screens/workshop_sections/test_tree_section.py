from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rating.rubric import edits
from rating.screens.workshop_sections.draft_tree import spots
from rating.screens.workshop_sections.tree_section import MARKS, TITLE, typed_edits
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
FOUND = spots(edits.content(TEXT))


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {TITLE: ["　" * spot.depth + spot.title for spot in FOUND], MARKS: [spot.stated for spot in FOUND]},
        dtype="string",
    )


def after(row: int, column: str, typed: Any) -> str:
    now = table()
    now.loc[row, column] = typed
    text = TEXT
    for change in typed_edits(FOUND, table(), now):
        text = change(text)
    return text


@pytest.mark.parametrize(
    ("typed", "marks"), [("7.5", "7.5"), ("８分", "8"), ("0.50", "0.50"), ("", None), (None, None)]
)
def test_points_typed_into_the_table_are_kept_as_exact_text(typed: Any, marks: str | None) -> None:
    node = edits.value_at(after(2, MARKS, typed), ("dimensions", 0, "indicators", 1))
    assert node.get("full_marks") == marks


def test_a_title_typed_into_the_table_is_kept_without_its_indent() -> None:
    assert (
        edits.value_at(after(1, TITLE, "　持证人数比率 "), ("dimensions", 0, "indicators", 0, "title"))
        == "持证人数比率"
    )


@pytest.mark.parametrize("typed", ["", "　", None])
def test_an_empty_title_changes_nothing(typed: Any) -> None:
    assert after(1, TITLE, typed) == TEXT


def test_nothing_typed_changes_nothing_and_points_that_are_none_are_left() -> None:
    assert typed_edits(FOUND, table(), table()) == []
    assert after(1, MARKS, "约八分") == TEXT
    assert after(1, MARKS, "按类型") == TEXT


def test_the_total_is_compared_and_can_be_made_to_fit() -> None:
    run = open_desk(edits.put(SMALL, ("dimensions", 0, "indicators", 0, "full_marks"), "98.5"))
    assert "各一级指标合计 98.5 分，比总分 100 分少 1.5 分。" in text_of(run)
    press(run, "把总分改为 98.5 分")
    assert edits.value_at(kept(run).text, ("scale", "full_marks")) == "98.5"
    assert "合计 98.5 分，与总分一致" in text_of(run)


def test_a_gap_of_some_kinds_is_said_by_kind() -> None:
    text = edits.put(
        edits.put(TEXT, ("dimensions", 3, "full_marks"), None), ("dimensions", 3, "indicators", 3, "full_marks"), "6"
    )
    assert "综合站：各一级指标合计 101 分，比总分 100 分多 1 分。" in text_of(open_desk(text))


def test_a_part_that_does_not_add_up_is_said_in_full_below_the_table() -> None:
    text = edits.put(TEXT, ("dimensions", 0, "indicators", 0, "full_marks"), "8.5")
    assert "「队伍建设」下属合计 20.5 分，与 20 分不符。" in text_of(open_desk(text))
