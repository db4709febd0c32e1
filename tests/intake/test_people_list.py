"""The list of people: columns in any order, codes as typed, what is wrong by cell."""

from __future__ import annotations

from typing import Any

from rating.intake.people_list import HEADERS, PeopleList, read_people_list
from tests.intake.workbooks import xlsx


def listed(rows: list[list[Any]]) -> PeopleList:
    return read_people_list(("名单.xlsx", xlsx(rows)))


def test_rows_are_read_under_a_title_whatever_the_order_of_columns() -> None:
    found = listed(
        [
            ["账号名单", None, None, None],
            ["角色", "姓名（必填）", "站点代码", "登录名"],
            ["站长", "王某", "0101、0102", "wang"],
            [None, None, None, None],
            ["评估人", "李某", None, None],
        ]
    )
    assert found.problems == ()
    assert [(each.name, each.role, each.login, each.stations) for each in found.people] == [
        ("王某", "站长", "wang", ("0101", "0102")),
        ("李某", "评估人", "", ()),
    ]
    assert found.people[0].place("stations").cell == "C3"
    assert found.people[1].place("kinds").cell == "B5"  # there is no such column: the name's cell


def test_leading_zeros_of_text_stay_and_numbers_come_as_shown() -> None:
    found = listed([list(HEADERS), ["王某", "007", "站长", "0101", None, None], ["李某", 8, "站长", 101, None, None]])
    assert [(each.login, each.stations) for each in found.people] == [("007", ("0101",)), ("8", ("101",))]


def test_a_row_with_a_note_only_is_nobody() -> None:
    found = listed(
        [list(HEADERS), ["王某", None, "评估人", None, None, None], [None, None, None, None, None, "填写说明"]]
    )
    assert [each.name for each in found.people] == ["王某"]


def test_a_file_without_the_two_columns_is_told() -> None:
    assert [problem.code for problem in listed([["姓名", "电话"], ["王某", "123"]]).problems] == ["table_missing"]
    assert [problem.code for problem in listed([list(HEADERS)]).problems] == ["file_empty"]
    broken = read_people_list(("名单.xlsx", b"no workbook at all \x00\x01"))
    assert broken.people == () and broken.problems


def test_hostile_text_stays_text() -> None:
    name = '=HYPERLINK("http://x","点")'
    found = listed([list(HEADERS), [f"'{name}", None, "评估人", None, None, None]])
    assert found.people[0].name.endswith('点")')
