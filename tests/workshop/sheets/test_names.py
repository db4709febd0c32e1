"""Titles for codes in formulas, and back, through renaming and names that mean two things."""

from __future__ import annotations

import pytest

from rating.workshop.sheets.names import Names, Unread, called

FIELDS = {"staff": "驻站社工数", "licensed": "持证社工数", "m": "min", "x": "同名", "y": "同名", "odd": "有无（是/否）"}


def _names(former: dict[str, str] | None = None) -> Names:
    nodes = called("指标", {"team": "队伍建设", "staff": "人员"}.items())
    nothing = called("来源", [])
    return Names(called("数据项", FIELDS.items(), (former or {}).items()), nodes, nothing, nothing)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("licensed / staff", "「持证社工数」 / 「驻站社工数」"),
        ("min(licensed, 3) >= 80% and not staff", "min(「持证社工数」, 3) >= 80% and not 「驻站社工数」"),
        ("share(team) < 60% or points( staff ) > 1", "share(「队伍建设」) < 60% or points( 「人员」 ) > 1"),
        ("x + y", "x + y"),
        ("odd = 是", "「有无（是/否）」 = 是"),
        ("驻站社工数 >= 5", "驻站社工数 >= 5"),
        ("unknown + 1e5", "unknown + 1e5"),
    ],
)
def test_a_formula_reads_with_titles_and_comes_back_as_it_was(formula: str, shown: str) -> None:
    names = _names()
    assert names.in_titles(formula) == shown
    assert names.in_codes(shown) == formula


def test_a_title_from_before_is_still_understood() -> None:
    names = _names({"staff": "社工人数"})
    assert names.in_codes("「社工人数」 > 2") == "staff > 2"
    assert names.in_codes("社工人数 > 2") == "staff > 2"
    assert names.as_exported().in_titles("staff > 2") == "「社工人数」 > 2"


def test_a_name_that_means_nothing_or_two_things_is_told() -> None:
    with pytest.raises(Unread, match="没有名为「没有」的数据项"):
        _names().in_codes("「没有」 > 1")
    with pytest.raises(Unread, match="有几个数据项都叫「同名」"):
        _names().in_codes("「同名」 > 1")
