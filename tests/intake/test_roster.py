"""The list of stations: columns, kinds, who does not take part, what is wrong with it."""

from __future__ import annotations

from typing import Any

from rating.intake.read import read_roster
from tests.intake.workbooks import read, small_form, values, xlsx

KINDS = {"kinds": ["综合", "未成年人保护"]}


def listed(rows: list[list[Any]], **changes: Any) -> Any:
    return read_roster(small_form("hours", **changes), ("名册.xlsx", xlsx(rows)))


def test_all_columns_in_any_order_under_a_title() -> None:
    roster, problems, left_out = listed(
        [["杨浦区社工站名册（示例）"], ["区", "街道", "站点类型", "站点名称", "站点代码"],
         ["杨浦区", "定海路街道", "综合", "定海路街道社工站", "001"], ["合计", None, None, "1 个", None]], **KINDS
    )  # fmt: skip
    assert (roster.code, roster.name, roster.kind) == (("001",), ("定海路街道社工站",), ("综合",))
    assert (roster.street, roster.district) == (("定海路街道",), ("杨浦区",))
    assert [problem.code for problem in problems] == ["row_left_out"]
    assert len(left_out) == len(problems)


def test_a_list_of_names_alone() -> None:
    roster, problems, _ = listed([["名称"], ["甲站"], ["乙站"]])
    assert (roster.code, roster.name, problems) == (("甲站", "乙站"), ("甲站", "乙站"), [])


def test_what_is_wrong_is_named_by_cell() -> None:
    roster, problems, _ = listed(
        [
            ["代码", "名称", "类型"],
            ["001", "甲站", "综合"],
            ["001", "乙站", "综合"],
            [None, None, "综合"],
            ["003", "丙站", "其他"],
        ],
        **KINDS,
    )
    assert {(problem.code, problem.place.cell) for problem in problems} == {
        ("station_duplicate", "A3"),
        ("roster_key", "B4"),
        ("station_kind", "C5"),
    }
    assert roster.name == ("甲站", "丙站")


def test_files_that_are_no_roster() -> None:
    for data, code in ((b"", "file_empty"), (xlsx([["甲", "乙"]]), "table_missing"), (b"%PDF", "file_format")):
        roster, problems, _ = read_roster(small_form("hours"), ("名册.xlsx", data))
        assert len(roster) == 0
        assert [problem.code for problem in problems] == [code]


def test_rows_not_taking_part_are_unknown_in_the_workbooks() -> None:
    roster = ("名册.csv", "代码,名称,是否参评\n01,甲站,是\n02,乙站,不参评\n03,丙站,\n".encode())
    reported = read(
        small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", 1], ["丙站", 3]])), roster=roster
    )
    assert reported.roster.name == ("甲站", "丙站")
    assert values(reported, "hours") == ["1", "3"]
    assert len(reported.left_out) == 1


def test_a_unit_that_takes_no_part_is_named_by_its_name() -> None:
    rows = [["序号", "代码", "名称", "参评"], [1, "01", "甲站", "是"], [38, "38", "指导中心", "否"]]
    _, problems, left_out = listed(rows)
    assert (problems[0].place.cell, problems[0].found) == ("C3", "「指导中心」是不参评的单位")
    assert left_out == [("名册.xlsx → Sheet1!C3", "不参评的单位：指导中心")]


def test_a_unit_without_a_name_is_named_by_its_first_words() -> None:
    _, problems, _ = listed([["序号", "代码", "名称", "参评"], [1, "01", "甲站", "是"], [38, "X38", None, "否"]])
    assert problems[0].place.cell == "A3"
