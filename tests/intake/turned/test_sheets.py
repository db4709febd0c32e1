"""Where turned tables are looked for: only where no ordinary table is, or one that only seems to be."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from rating.intake.turned import sheets as turned_sheets
from tests.intake.forms import N, form
from tests.intake.workbooks import book, codes, marks, one, read, small_form, values, xlsx


def test_an_ordinary_table_is_not_searched_again() -> None:
    rows = [["站点", "服务质量", "团队管理"], ["甲站", 8, 7]]
    with patch.object(turned_sheets, "find_turned") as search:
        reported = read(form(), ("专家甲.xlsx", xlsx(rows)))
    assert not search.called
    assert marks(reported, "quality") == {"专家甲": ["8"]}


@pytest.mark.parametrize(
    "rows",
    [
        [["单位名称", "甲站"], ["数据项", "填报值"], ["驻站社工数", 5], ["满意度", "85%"]],
        [["单位名称", "甲站"], ["序号", "数据项", "填报值"], [1, "驻站社工数", 5], [2, "满意度", "85%"]],
        [["单位名称：甲站"], ["数据项", "单位", "填报值"], ["驻站社工数", "人", 5], ["满意度", "%", "85%"]],
    ],
)
def test_a_line_that_reads_like_a_header_makes_no_ordinary_table(rows: list[list[object]]) -> None:
    reported = read(small_form("staff", "satisfied"), ("a.xlsx", xlsx(rows)))
    assert (reported.roster.name, values(reported, "staff")) == (("甲站",), ["5"])
    assert codes(reported) == []
    assert [table.turned for table in reported.tables] == [True]


def test_ordinary_and_turned_sheets_in_one_file() -> None:
    turned = [["单位名称：甲站"], ["指标", "专家甲"], ["服务质量", 8], ["团队管理", 7]]
    sheets = {"甲": turned, "填报": [["站点", "驻站社工数"], ["甲站", 5]], "说明": [["请如实填写"]]}
    reported = read(form("quality", "team", "staff"), ("a.xlsx", book(sheets)))
    assert [table.turned for table in reported.tables] == [True, False]
    assert (marks(reported, "team"), values(reported, "staff")) == ({"专家甲": ["7"]}, ["5"])
    assert one(reported, "sheet_skipped").place.sheet == "说明"


def test_a_list_of_indicators_without_values_is_no_table() -> None:
    rows = [["指标", "评分标准"], ["服务质量", "好的得10分"], ["团队管理", "好的得10分"]]
    reported = read(form(), ("a.xlsx", book({"标准": rows, "专家甲": [["站点", "服务质量"], ["甲", 8]]})))
    assert one(reported, "sheet_skipped").place.sheet == "标准"
    assert [table.turned for table in reported.tables] == [False]


def test_a_file_without_anything_is_refused_by_name() -> None:
    reported = read(form(), ("a.xlsx", xlsx([["甲", "乙"], [1, 2], [N, 3]])))
    assert codes(reported) == ["table_missing"]
