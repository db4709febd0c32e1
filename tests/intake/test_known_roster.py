"""A roster from records is used as one from a file is."""

from __future__ import annotations

from rating.intake.known_roster import KnownRoster
from rating.intake.read import read_workbooks
from rating.reported import Roster
from tests.intake.workbooks import small_form, xlsx

ROSTER = Roster(
    ("001", "002"), ("甲街道社工站", "乙街道社工站"), ("综合", "专项"), ("甲街道", "乙街道"), ("示例区", "示例区")
)
FILE = ("数据.xlsx", xlsx([["名称", "服务时长"], ["乙街道社工站", 2], ["甲街道站", 1], ["旧名社工站", 3]]))


def test_the_file_takes_the_order_of_the_roster_and_nothing_else_is_received() -> None:
    form = small_form("hours", kinds=["综合", "专项"])
    read = read_workbooks(
        form, [(FILE[0], xlsx([["名称", "服务时长"], ["乙街道社工站", 2], ["甲街道社工站", 1]]))], KnownRoster(ROSTER)
    )
    assert read.roster == ROSTER
    assert read.columns["hours"].scaled.tolist() == [1, 2]
    assert [upload.name for upload in read.uploads] == ["数据.xlsx"]


def test_a_station_that_is_not_in_it_is_a_problem_and_a_former_name_is_not() -> None:
    form = small_form("hours", kinds=["综合", "专项"])
    rows = [["名称", "服务时长"], ["旧名社工站", 1], ["丁丁丁社工站", 2]]
    plain = read_workbooks(form, [("数据.xlsx", xlsx(rows))], KnownRoster(ROSTER))
    known = read_workbooks(form, [("数据.xlsx", xlsx(rows))], KnownRoster(ROSTER, {"002": ("旧名社工站",), "001": ()}))
    assert [problem.code for problem in plain.problems].count("station_unknown") == 2
    codes = [problem.code for problem in known.problems]
    assert codes.count("station_unknown") == 1 and codes.count("station_former") == 1
    assert known.columns["hours"].scaled.tolist() == [0, 1]


def test_a_kind_that_the_form_does_not_have_is_a_problem() -> None:
    read = read_workbooks(small_form("hours", kinds=["综合"]), [FILE], KnownRoster(ROSTER))
    kinds = [problem for problem in read.problems if problem.code == "station_kind"]
    assert [(problem.station, problem.severity.stops) for problem in kinds] == [("002", True)]


def test_an_empty_roster_makes_every_station_unknown() -> None:
    read = read_workbooks(small_form("hours"), [FILE], KnownRoster(Roster((), (), (), ())))
    assert [problem.code for problem in read.problems].count("station_unknown") == 3
    assert len(read.roster) == 0
