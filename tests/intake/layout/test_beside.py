"""Tables beside each other: split where units are named again, never inside one table."""

from __future__ import annotations

from typing import Any

from rating.intake.files.cells import Grid, grids
from rating.intake.files.child import answer
from rating.intake.layout.beside import side_by_side
from rating.intake.layout.headers import Vocabulary
from tests.intake.forms import N, form
from tests.intake.workbooks import codes, marks, read, small_form, values, xlsx


def parts(rows: list[list[Any]]) -> tuple[Grid, ...]:
    (grid,) = grids(answer(xlsx(rows), "both"), "a.xlsx")
    return side_by_side(grid, Vocabulary(form("quality", "team", "staff")))


def first_columns(rows: list[list[Any]]) -> list[int]:
    return [
        next(at for at in range(len(part.columns)) if part.text(part.rows - 1, at)) for part in parts(rows)
    ]  # fmt: skip


def test_the_same_headings_again_begin_with_their_numbers() -> None:
    rows = [["序号", "站点", "服务质量"] * 2, [1, "甲站", 8, 2, "乙站", 7]]
    assert first_columns(rows) == [0, 3]


def test_different_tables_with_a_blank_column_between() -> None:
    rows = [["站点", "服务质量", N, "单位名称", "驻站社工数"], ["甲站", 8, N, "乙站", 7]]
    assert first_columns(rows) == [0, 3]


def test_one_table_stays_whole() -> None:
    assert len(parts([["站点代码", "站点名称", "服务质量"], ["1", "甲", 8]])) == 1
    assert len(parts([["站点代码", N, "站点名称", "服务质量"], ["1", N, "甲", 8]])) == 1
    assert len(parts([["站点", "服务质量", N, "团队管理"], ["甲", 8, N, 7]])) == 1
    assert len(parts([["站点名称", "服务质量", "单位"], ["甲", 8, "区民政"]])) == 1
    assert len(parts([["甲", "乙"], [1, 2]])) == 1


def test_shorter_halves_totals_and_lines_above_all() -> None:
    head = ["序号", "站点", "服务质量", "团队管理"]
    rows = [
        ["评分表"],
        ["评估人：专家甲"],
        head * 2,
        [1, "甲站", 8, 7, 3, "丙站", 5, 4],
        [2, "乙站", 6, 5],
        ["合计", N, 14, 12, "合计", N, 5, 4],
    ]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert reported.roster.name == ("甲站", "乙站", "丙站")
    assert marks(reported, "quality") == {"专家甲": ["8", "6", "5"]}
    column = reported.marks["team"]["专家甲"]
    assert [(int(row), int(col)) for row, col in zip(column.row, column.col, strict=True)] == [(3, 3), (4, 3), (3, 7)]
    assert codes(reported) == ["row_left_out", "row_left_out"]
    assert [where.split("!")[1] for where, _ in reported.left_out] == ["A6", "E6"]


def test_headers_at_different_heights() -> None:
    rows = [
        ["站点", "驻站社工数"],
        ["甲站", 5],
        ["乙站", 4, N, "单位名称", "满意度"],
        [N, N, N, "乙站", "85%"],
        [N, N, N, "甲站", "80%"],
    ]
    reported = read(small_form("staff", "satisfied"), ("a.xlsx", xlsx(rows)))
    assert (values(reported, "staff"), values(reported, "satisfied")) == (["5", "4"], ["0.8", "0.85"])
    assert codes(reported) == []


def test_hidden_columns_are_told_of_their_own_table() -> None:
    rows = [["站点", "服务质量"] * 2, ["甲站", 8, "乙站", 7]]

    def hide(sheet: Any) -> None:
        sheet.column_dimensions["D"].hidden = True

    reported = read(small_form("quality"), ("专家甲.xlsx", xlsx(rows, touch=hide)))
    assert codes(reported) == ["rows_hidden"]
