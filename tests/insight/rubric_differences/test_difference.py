"""The few ways in which a change is put."""

from __future__ import annotations

import pytest

from rating.insight.rubric_differences.difference import changed, list_changed, listed, quoted


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("8", "10", "满分 8 → 10"),
        ("", "10", "满分 （无） → 10"),
        ("8", "8", "满分的写法有调整，含义不变"),
        ("一二三四五六七八九十一二三", "8", "满分由“一二三四五六七八九十一二三”改为“8”"),
        ("甲，乙", "", "满分由“甲，乙”改为（无）"),
    ],
)
def test_short_texts_take_an_arrow_and_longer_ones_quotes(old: str, new: str, told: str) -> None:
    assert changed("满分", old, new) == told


def test_a_formula_is_always_quoted() -> None:
    assert changed("取值", "甲", "乙", arrow=False) == "取值由“甲”改为“乙”"
    assert quoted("") == "（无）" and listed(["甲", "乙"]) == "「甲」、「乙」"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (["甲"], ["甲", "乙"], ["增加别名「乙」"]),
        (["甲", "乙"], ["乙"], ["去掉别名「甲」"]),
        (["甲", "乙"], ["丙", "甲"], ["增加别名「丙」", "去掉别名「乙」"]),
        (["甲", "乙"], ["乙", "甲"], ["别名的次序改为乙、甲"]),
        (["甲", "乙", "丙"], ["丁", "乙", "甲"], ["增加别名「丁」", "去掉别名「丙」", "别名的次序改为丁、乙、甲"]),
        (["甲"], ["甲", "甲"], ["增加别名「甲」"]),
    ],
)
def test_lists_say_what_came_what_went_and_what_stands_elsewhere(
    old: list[str], new: list[str], told: list[str]
) -> None:
    assert list(list_changed("别名", old, new)) == told
