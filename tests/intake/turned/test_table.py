"""Finding turned tables: headers, blocks, labels; nothing is found where an ordinary table would be meant."""

from __future__ import annotations

from typing import Any

from rating.intake.files.cells import Grid, grids
from rating.intake.files.child import answer
from rating.intake.layout.headers import Vocabulary
from rating.intake.raters import RaterBook
from rating.intake.turned.labels import RowLabels, Search
from rating.intake.turned.table import TurnedTable, find_turned
from tests.intake.forms import HEADINGS, N, form, score_sheet
from tests.intake.workbooks import xlsx


def grid_of(rows: list[list[Any]], touch: Any = None) -> Grid:
    return grids(answer(xlsx(rows, touch=touch), "both"), "a.xlsx")[0]


def found(rows: list[list[Any]], touch: Any = None) -> tuple[TurnedTable, ...]:
    known = form("quality", "team", "staff", "satisfied")
    search = Search(RowLabels(Vocabulary(known), known), RaterBook(known.roles), lambda text: False, False)
    return find_turned(grid_of(rows, touch), search)


def uses(table: TurnedTable) -> list[tuple[int, str, str]]:
    return [(value.column, value.heading.use, value.heading.name) for value in table.values]


def test_the_usual_form() -> None:
    (table,) = found(score_sheet("甲站"))
    assert (table.top, table.first, table.points) == (2, 3, 3)
    assert [(item.row, item.column, item.target.code) for item in table.items] == [(3, 2, "quality"), (4, 2, "team")]
    assert uses(table) == [(5, "own", "自评"), (6, "rater", "专家组")]
    assert [header.text for header in table.others] == ["序号", "评分标准", "备注"]


def test_two_header_rows_with_names_below_the_role() -> None:
    head = [["序号", "指标", N, "专家评分", N, "复核", N], [N, "一级", "二级", "张三", "李四", "复核分", "复核理由"]]
    rows = [["打分表"], *head, [1, "服务", "服务质量", 8, 7, N, N], [2, N, "团队管理", 6, 5, 5, "有据"]]

    def touch(sheet: Any) -> None:
        for area in ("A2:A3", "B2:C2", "D2:E2", "F2:G2"):
            sheet.merge_cells(area)

    (table,) = found(rows, touch)
    assert (table.top, table.first) == (1, 3)
    assert uses(table) == [(3, "rater", "张三"), (4, "rater", "李四"), (5, "adjudicated", "")]
    assert table.reasons == (6,)


def test_blocks_one_under_another() -> None:
    tables = found([*score_sheet("甲站"), [], *score_sheet("乙站")])
    assert [(table.top, table.first, [item.row for item in table.items]) for table in tables] == [
        (2, 3, [3, 4]),
        (12, 13, [13, 14]),
    ]


def test_stations_across_with_raters_below() -> None:
    rows = [
        ["指标", "甲站", N, "乙站", N],
        [N, "专家甲", "专家乙", "专家甲", "专家乙"],
        ["服务质量", 8, 7, 6, 5],
        ["团队管理", 1, 2, 3, 4],
    ]
    (table,) = found(rows, lambda sheet: [sheet.merge_cells(area) for area in ("B1:C1", "D1:E1")])
    assert [value.unit for value in table.values] == [(0, 1), (0, 1), (0, 3), (0, 3)]
    assert [value.heading.name for value in table.values] == ["专家甲", "专家乙"] * 2


def test_lines_of_labels_and_words_are_no_header() -> None:
    (table,) = found([["单位名称", "甲站", "代码", "001"], ["数据项", "填报值"], ["驻站社工数", 5], ["满意度", "85%"]])
    assert (table.top, uses(table)) == (1, [(1, "figure", "")])


def test_one_row_per_unit_and_indicator() -> None:
    (table,) = found(
        [["站点", "评估人", "指标", "得分"], ["甲站", "专家甲", "服务质量", 8], ["乙站", "专家甲", "团队管理", 7]]
    )
    assert table.identity == {"name": 0, "rater": 1}


def test_a_unit_of_measure_is_no_unit_column() -> None:
    (table,) = found([["指标", "单位", "填报值"], ["驻站社工数", "人", 5], ["满意度", "%", 85]])
    assert (table.identity, uses(table)) == ({}, [(2, "figure", "")])


def test_nothing_is_found_without_values_or_without_fields() -> None:
    assert found([["指标", "评分标准"], ["服务质量", "好"], ["团队管理", "好"]]) == ()
    assert found([["指标", "得分"], ["甲", 8], ["乙", 7]]) == ()
    assert found([["服务质量", "团队管理"], [8, 7]]) == ()
    assert found([HEADINGS]) == ()


def test_one_field_is_enough_only_below_a_heading_of_labels() -> None:
    assert len(found([["指标", "得分"], ["服务质量", 8]])) == 1
    assert found([["说明", "得分"], ["服务质量", 8]]) == ()


def test_a_header_never_reaches_into_the_rows_above() -> None:
    rows = [
        ["指标", "得分"],
        ["服务质量", 8],
        ["评估项目", "甲站"],
        ["指标", "自评"],
        ["团队管理", 5],
        ["驻站社工数", 3],
    ]
    for table in found(rows):
        assert table.top <= table.first <= min(item.row for item in table.items)


def test_points_may_be_called_by_the_same_word_as_what_was_given() -> None:
    (table,) = found([["指标", "分数", "专家甲"], ["服务质量", 10, 8], ["团队管理", 10, 7]])
    assert (table.points, uses(table)) == (1, [(2, "rater", "专家甲")])
    (alone,) = found([["指标", "分数"], ["服务质量", 8], ["团队管理", 7]])
    assert (alone.points, uses(alone)) == (-1, [(1, "score", "")])
