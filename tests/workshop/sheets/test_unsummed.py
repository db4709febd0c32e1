"""Sums that no program has calculated."""

from __future__ import annotations

from typing import Any

from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.tree_reading import Branching, Read
from rating.workshop.sheets.unsummed import fill_sums

ROW = Row("评分标准", 4, {}, {})


def _filled(parts: list[dict[str, Any]], *, stated: bool = True, kinds: Any = None, **own: Any) -> Any:
    content = Content("x.xlsx")
    content.tree |= {"dimensions": [{"indicators": parts, **own}], "kinds": kinds or []}
    read = Read({"d": Branching(("dimensions", 0), "d", "d", ROW, 0, False, stated=stated)})
    fill_sums(read, content)
    return content.tree["dimensions"][0].get("full_marks")


def test_a_stated_sum_is_added_up() -> None:
    assert _filled([{"full_marks": "2.5"}, {"full_marks": "3"}, {"full_marks": "9", "bonus": "true"}]) == "5.5"
    assert _filled([{"full_marks": "2"}], bonus="true") == "2"


def test_for_the_first_kind_that_it_is_for() -> None:
    parts = [
        {"full_marks": "2", "kinds": ["甲"]},
        {"full_marks": {"甲": "3", "乙": "4"}},
        {"full_marks": "8", "kinds": []},
    ]
    assert _filled(parts, kinds=["甲", "乙"]) == "5"


def test_nothing_is_added_that_cannot_be_read_or_was_not_stated() -> None:
    assert _filled([{"full_marks": "八"}]) is None
    assert _filled([{"full_marks": "2"}], stated=False) is None
