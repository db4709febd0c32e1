"""What is told of a turned table: every label with its meaning, every column of values with its rater."""

from __future__ import annotations

from tests.intake.forms import form, score_sheet
from tests.intake.workbooks import read, xlsx


def test_labels_and_columns_of_values() -> None:
    more = [[3, "队伍", "专职社工数（人）", "", "", "", 5, ""], [4, "队伍", "服务时长长", "", "", "", 5, ""]]
    reported = read(form("quality", "team", "staff", "hours"), ("a.xlsx", xlsx(score_sheet("甲站", more=more))))
    (table,) = reported.tables
    assert (table.turned, table.header_rows, table.last_row, table.taken) == (True, (3, 3), 11, 1)
    told = [(one.header, one.cell, one.field, one.meaning, one.how, one.rater) for one in table.columns]
    assert told == [
        ("服务质量", "C4", "quality", "field", "exact", ""),
        ("2.团队管理（10分）", "C5", "team", "field", "normalised", ""),
        ("专职社工数（人）", "C6", "staff", "field", "normalised", ""),
        ("服务时长长", "C7", "hours", "field", "nearest", ""),
        ("自评得分", "F3", "", "rater", "normalised", "自评"),
        ("专家组评分", "G3", "", "rater", "normalised", "专家组"),
    ]
    assert table.columns[0].samples == ("8", "7")
    assert table.columns[5].samples == ("7", "6", "5")


def test_another_file_of_the_same_headings_has_the_same_layout() -> None:
    tables = read(
        form(), ("a.xlsx", xlsx(score_sheet("甲站"))), ("b.xlsx", xlsx([[], *score_sheet("乙站", code="2")]))
    ).tables
    assert len({table.layout for table in tables}) == 1
