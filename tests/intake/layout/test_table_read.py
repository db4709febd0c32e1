"""Every table that was read, with each heading's meaning and how it is known."""

from __future__ import annotations

from rating.intake.answers import NOT_USED, Answers
from rating.reported import ColumnRead, Reported
from tests.intake.workbooks import read, small_form, xlsx

ROWS = [
    ["2025 年度统计表"],
    ["序号", "站点", "驻站社工数", "专职社工数", "服务时长（小时）", "服务时长", "服务总时长", "人均时长", "备忘"],
    [1, "甲站", 5, 5, 10, None, 3, 2, "无"],
    [2, "乙站", None, 6, None, None, 4, 3, None],
    ["合计", None, 5, 11, 10],
]


def columns(reported: Reported, table: int = 0) -> dict[str, ColumnRead]:
    return {column.header: column for column in reported.tables[table].columns}


def test_each_heading_says_how_it_was_understood() -> None:
    reported = read(small_form("staff", "hours", "satisfied", "per_head"), ("a.xlsx", xlsx(ROWS)))
    seen = columns(reported)
    told = {header: (column.field, column.meaning, column.how) for header, column in seen.items()}
    assert told == {
        "序号": ("", "number", "exact"),
        "站点": ("", "name", "exact"),
        "驻站社工数": ("staff", "field", "exact"),
        "专职社工数": ("staff", "field", "alias"),
        "服务时长（小时）": ("hours", "field", "normalised"),
        "服务时长": ("hours", "field", "exact"),
        "服务总时长": ("", "", "none"),
        "人均时长": ("", "derived", "exact"),
        "备忘": ("", "", "none"),
    }
    assert (seen["驻站社工数"].cell, seen["驻站社工数"].confidence) == ("C2", 1.0)


def test_the_table_says_where_it_is_and_how_many_rows_were_taken() -> None:
    (table,) = read(small_form("staff", "hours"), ("a.xlsx", xlsx(ROWS, title="表一"))).tables
    assert (table.file, table.sheet, table.header_rows, table.last_row) == ("a.xlsx", "表一", (2, 2), 5)
    assert (table.taken, table.turned, len(table.layout)) == (2, False, 12)


def test_samples_are_the_first_cells_that_hold_anything_as_typed() -> None:
    rows = [["站点", "服务时长"], *([f"第{at}站", None if at < 2 else f"{at}小时"] for at in range(9))]
    assert columns(read(small_form("hours"), ("a.xlsx", xlsx(rows))))["服务时长"].samples == ("2小时", "3小时", "4小时")


def test_a_blank_column_has_no_samples_and_only_the_first_rows_are_looked_at() -> None:
    rows = [["站点", "服务时长", "备忘"], *([f"第{at}站", None, "很晚" if at == 200 else None] for at in range(201))]
    seen = columns(read(small_form("hours"), ("a.xlsx", xlsx(rows))))
    assert seen["服务时长"].samples == seen["备忘"].samples == ()


def test_a_column_that_is_asked_about_shows_the_proposal_and_afterwards_the_answer() -> None:
    rubric, file = small_form("staff", "hours"), ("a.xlsx", xlsx([["站点", "驻站社工人数"], ["甲站", 5]]))
    before = read(rubric, file)
    (question,) = before.questions
    asked = columns(before)["驻站社工人数"]
    assert (asked.field, asked.how, asked.confidence) == ("staff", "nearest", question.confidence)
    taken = columns(read(rubric, file, answers=Answers({question.key: "hours"})))["驻站社工人数"]
    assert (taken.field, taken.how, taken.confidence) == ("hours", "confirmed", 1.0)
    left = columns(read(rubric, file, answers=Answers({question.key: NOT_USED})))["驻站社工人数"]
    assert (left.field, left.meaning, left.how) == ("", "", "confirmed")


def test_raters_in_headings_are_named() -> None:
    rows = [["站点", "专家甲：服务质量", "专家乙：服务质量", "服务质量（复核）", "复核理由"], ["甲站", 8, 6, 7, "核实"]]
    seen = columns(read(small_form("quality"), ("a.xlsx", xlsx(rows))))
    assert [column.rater for column in seen.values()] == ["", "专家甲", "专家乙", "复核", ""]
    assert seen["专家甲：服务质量"].how == "exact"
    assert seen["复核理由"].meaning == "reason"


def test_two_tables_of_one_sheet_are_two() -> None:
    rows = [["站点", "服务时长"], ["甲站", 5], [None], ["站点", "驻站社工数"], ["甲站", 6]]
    tables = read(small_form("staff", "hours"), ("a.xlsx", xlsx(rows))).tables
    assert [(table.header_rows, table.taken) for table in tables] == [((1, 1), 1), ((4, 4), 1)]
    assert tables[0].layout != tables[1].layout
