"""Heading rows and the columns under them."""

from __future__ import annotations

from rating.workshop.paper.columns import content_columns, header_at, same_header
from rating.workshop.paper.sources import Sheet


def sheet(*rows: list[str], merges: dict[tuple[int, int], tuple[int, int]] | None = None) -> Sheet:
    last = merges or {}
    covered = {
        (row, column): start
        for start, end in last.items()
        for row in range(start[0], end[0] + 1)
        for column in range(start[1], end[1] + 1)
        if (row, column) != start
    }
    return Sheet("表", tuple(tuple(row) for row in rows), covered, last)


def roles(page: Sheet, row: int = 0) -> list[str]:
    layout = header_at(page, row)
    assert layout is not None
    return [f"{column.role}{column.level if column.level >= 0 else ''}" for column in layout.columns]


def test_levels_are_counted_from_the_left() -> None:
    page = sheet(["序号", "考核项目", "考核内容", "分值", "评分标准", "备注"], ["1", "组织", "制度", "5", "a", ""])
    assert roles(page) == ["number", "level0", "level1", "points", "standard", "remark"]


def test_a_header_of_two_rows_with_and_without_merges() -> None:
    rows = (
        ["评估指标", "", "分值", "得分", ""],
        ["一级指标", "二级指标", "", "自评分", "考核分"],
        ["组织", "制度", "5", "", ""],
    )
    merged = sheet(*rows, merges={(0, 0): (0, 1), (0, 2): (1, 2), (0, 3): (0, 4)})
    for page in (merged, sheet(*rows)):
        layout = header_at(page, 0)
        assert layout is not None
        assert layout.first == 2
        assert roles(page) == ["level0", "level1", "points", "mark", "mark"]
        assert content_columns(layout)[1][0].heading == "得分 自评分"


def test_points_columns_belong_to_the_level_before_them() -> None:
    page = sheet(["一级指标", "权重", "二级指标", "权重", "评分标准"], ["组织", "40", "制度", "20", "a"])
    assert roles(page) == ["level0", "points0", "level1", "points1", "standard"]


def test_one_of_two_columns_of_standards_speaks_of_scoring() -> None:
    page = sheet(["评估内容", "评估标准", "分值", "评分办法"], ["制度", "有健全制度", "5", "缺一项扣1分"])
    assert roles(page) == ["level0", "requirement", "points", "standard"]


def test_requirements_stand_for_the_standard_where_none_is() -> None:
    assert roles(sheet(["指标", "考核要求", "分值"], ["制度", "有制度", "5"])) == ["level0", "standard", "points"]


def test_a_wide_heading_over_numbers_and_titles() -> None:
    page = sheet(["二级指标", "", "分值", "评分标准"], ["1", "制度", "5", "a"], merges={(0, 0): (0, 1)})
    assert roles(page) == ["number", "level0", "points", "standard"]


def test_rows_of_data_are_no_header() -> None:
    page = sheet(["组织", "制度", "5", "每缺一项扣1分"], ["评分标准", "", "", ""])
    assert header_at(page, 0) is None
    assert header_at(page, 1) is None


def test_a_header_repeated_on_the_next_page() -> None:
    page = sheet(["指标", "分值", "评分标准"], ["制度", "5", "a"], ["指标", "分值", "评 分 标 准"])
    layout = header_at(page, 0)
    assert layout is not None
    assert same_header(page, 2, layout)
    assert not same_header(page, 1, layout)
    assert layout.signature == ("指标", "分值", "评分标准")
    assert not layout.has_first_level
