"""A roster against the register: what belongs together is found, what is unclear is asked."""

from __future__ import annotations

from typing import Any

from rating.district.places.register import Proposal, Register, RosterRow, compare, street_asked
from rating.district.places.stations import Station
from rating.district.places.streets import Street
from rating.problems import Place

STATIONS = (
    Station(1, 1, "0101", "定海路街道社工站", "综合", "定海路街道", "310110001"),
    Station(2, 1, "0102", "平凉路街道社工站", "综合", "平凉路街道", "310110006", ("平凉社工点",)),
    Station(3, 1, "0103", "已停的站", "综合", active=False),
)
STREETS = (Street(1, 1, "310110001", "定海路街道", 1), Street(2, 1, "310110006", "平凉路街道", 1))
REGISTER = Register(1, "杨浦区", STATIONS, STREETS, "state")


def row(code: str, name: str, *, line: int = 4, **more: Any) -> RosterRow:
    columns = ["name", *(["code"] if code else []), *more]
    cells = {column: Place("名册.xlsx", "表", f"{'ABCDEFG'[at]}{line}") for at, column in enumerate(columns)}
    return RosterRow(code or name, name, cells=cells, **more)


SAME = (
    row("0101", "定海路街道社工站", kind="综合", street="定海路街道"),
    row("0102", "平凉路街道社工站", kind="综合", street="平凉路街道"),
)


def proposal(*rows: RosterRow) -> Proposal:
    return compare(REGISTER, rows, "名册.xlsx")


def changes(found: Proposal) -> list[tuple[str, tuple[tuple[str, str, str], ...]]]:
    return [(pair.seen.code, pair.changes) for pair in found.changed]


def test_the_same_roster_changes_nothing() -> None:
    found = proposal(*SAME)
    assert found.idle and found.unchanged == 2 and found.problems == () and found.streets == ()


def test_new_changed_gone_and_unchanged() -> None:
    found = proposal(SAME[0], row("0109", "新站", kind="特色专项", street="大桥街道"))
    assert [each.code for each in found.new] == ["0109"]
    assert [each.code for each in found.gone] == ["0102"]
    assert (changes(found), found.unchanged) == ([], 1)
    (asked,) = found.streets
    assert asked.official and asked.official.code == "310110018" and not asked.open


def test_every_field_that_differs_is_named_with_old_and_new() -> None:
    found = proposal(row("0101", "新名", kind="未保", street="平凉路街道", former_names=("老名",)), SAME[1])
    assert changes(found) == [
        (
            "0101",
            (
                ("名称", "定海路街道社工站", "新名"),
                ("类型", "综合", "未保"),
                ("街镇", "定海路街道", "平凉路街道"),
                ("曾用名", "", "老名、定海路街道社工站"),
            ),
        )
    ]


def test_a_column_that_is_not_there_changes_nothing() -> None:
    assert proposal(row("0101", "定海路街道社工站"), row("0102", "平凉路街道社工站")).idle


def test_a_blank_cell_of_a_column_that_is_there_is_a_change() -> None:
    found = proposal(row("0101", "定海路街道社工站", kind=""), SAME[1])
    assert changes(found) == [("0101", (("类型", "综合", ""),))]


def test_zeros_lost_in_excel_are_found_and_told_and_the_code_stays() -> None:
    found = proposal(row("101", "定海路街道社工站"), SAME[1])
    assert found.idle and found.unchanged == 2
    (problem,) = found.problems
    assert (problem.code, problem.place.cell) == ("station_former", "B4")
    assert not problem.severity.stops


def test_a_name_leads_to_its_station_when_the_code_changed_or_is_missing() -> None:
    assert changes(proposal(row("A-1", "定海路街道社工站"), SAME[1])) == [("0101", (("代码", "0101", "A-1"),))]
    assert proposal(row("", "定海路 街道社工站", line=9), SAME[1]).new == ()


def test_a_closed_station_that_comes_back_is_opened() -> None:
    assert changes(proposal(*SAME, row("0103", "已停的站"))) == [("0103", (("状态", "已停用", "使用中"),))]


def test_two_rows_never_become_one_station() -> None:
    found = proposal(*SAME, row("102", "平凉路街道社工站", line=6))
    assert [each.code for each in found.new] == ["102"]
    found = proposal(SAME[0], row("102", "甲"), row("00102", "乙"))
    assert [(each.code, each.name) for each in found.new] == [("00102", "乙")]
    assert changes(found)[0][0] == "0102"


def test_a_street_near_an_official_one_is_asked() -> None:
    found = proposal(*SAME, row("0110", "新站", street="五角场"))
    (asked,) = found.streets
    assert asked.open and asked.offered[0] == "五角场街道"
    own = street_asked(REGISTER, "平凉街道")
    assert own.open and own.offered[0] == "平凉路街道"
    assert not street_asked(REGISTER, "某某生态园").open


def test_a_known_street_in_other_writing_is_that_street() -> None:
    found = proposal(row("0101", "定海路街道社工站", street="定海路　街道"), SAME[1])
    assert found.idle and found.streets == ()


def test_what_cannot_be_kept_is_told_by_cell_and_stops() -> None:
    found = proposal(row("0" * 41, "甲", line=4), row("5", "长" * 121, line=5), row("6", "丙", kind="长" * 61, line=6))
    assert [(problem.place.cell, problem.severity.stops) for problem in found.problems] == [
        ("B4", True),
        ("A5", True),
        ("C6", True),
    ]
    assert found.new == ()


def test_an_empty_roster_closes_nobody() -> None:
    found = proposal()
    assert [problem.severity.stops for problem in found.problems] == [True]
