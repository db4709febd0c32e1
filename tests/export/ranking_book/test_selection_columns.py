"""The columns of 分类查看 are those of the ranking sheets, looked up where they are reckoned."""

from __future__ import annotations

from rating.export.plan import AWARDS, DIMENSIONS, make_plan
from rating.export.ranking_book.selection_columns import shown_columns
from tests.export.ranking_book.columns_of import plan
from tests.insight.example import without_bands


def test_figures_come_from_the_sheets_that_reckon_them() -> None:
    found = {column.title: column for column in shown_columns(plan())}
    assert list(found) == ["名次", "站点", "街镇", "类型", "总分", "星级", "等级", "队伍建设", "服务成效"]
    assert {found[title].sheet for title in ("名次", "总分", "星级", "等级")} == {AWARDS}
    assert found["队伍建设"].sheet == DIMENSIONS
    assert [found[title].at(0) for title in ("名次", "站点", "总分", "等级")] == [1, "甲站", 38.8, "★★★★★"]
    assert (found["名次"].at(4), found["总分"].at(5)) == ("－", "未定")


def test_only_what_may_be_empty_is_asked_whether_it_is() -> None:
    """An empty cell that INDEX looks up would read 0."""
    found = {column.title: column.sometimes_empty for column in shown_columns(plan())}
    assert (found["街镇"], found["等级"]) == (True, True)
    assert (found["总分"], found["名次"]) == (False, False)


def test_without_bands_there_are_no_stars() -> None:
    titles = [column.title for column in shown_columns(make_plan(without_bands()))]
    assert "星级" not in titles
    assert "等级" not in titles
