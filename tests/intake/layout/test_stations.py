"""Rows → stations: exact, normalised, asked about; unknown, twice, missing."""

from __future__ import annotations

import pytest

from rating.intake.layout.stations import core_name
from tests.intake.workbooks import codes, one, read, small_form, values, xlsx

ROSTER = (
    "名册.xlsx",
    xlsx(
        [
            ["代码", "名称", "类型", "街道", "区", "曾用名"],
            ["001", "定海路街道社工站", "综合", "定海路街道", "杨浦区", "定海路服务点；旧站"],
            ["002", "平凉路街道社工站", "综合", "平凉路街道", "杨浦区", None],
            ["003", "定海路街道未成年人保护社工站", "未保", "定海路街道", "杨浦区", None],
            ["004", "五角场街道社工站", "综合", "五角场街道", "杨浦区", None],
            ["005", "五角场镇社工站", "综合", "五角场镇", "杨浦区", None],
        ]
    ),
)


@pytest.mark.parametrize(
    "typed",
    ["定海路街道社工站", "定海路 街道　社工站", "定海路", "定海路街道", "定海路社工站", "定海路街道综合社工站",
     "定海路街道社会工作服务站", "定海路街道社工站（综合）", "定 海 路", "【定海路街道】社工站", "\u200b定海路街道社工站"],
)  # fmt: skip
def test_names_that_mean_one_station(typed: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [typed, 5]])), roster=ROSTER)
    assert values(reported, "hours") == ["5", None, None, None, None]
    assert not [code for code in codes(reported) if code.startswith("station_") and code != "station_missing"]


@pytest.mark.parametrize("typed", ["定海路服务点", "定海路 服务点", "旧站"])
def test_a_former_name_is_the_station_and_is_told_once_a_row(typed: str) -> None:
    rows = [["站点", "服务时长"], [typed, 5], ["平凉路", 6]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)), roster=ROSTER)
    assert values(reported, "hours")[:2] == ["5", "6"]
    problem = one(reported, "station_former")
    assert (problem.place.cell, problem.station, problem.severity) == ("A2", "001", "notice")
    assert typed in problem.found and "定海路街道社工站" in problem.found


@pytest.mark.parametrize(
    "several", ["旧一、旧二站", "旧一，旧二站", "旧一,旧二站", "旧一；旧二站", "旧一/旧二站", "旧一\n旧二站"]
)
def test_several_former_names_stand_in_one_cell(several: str) -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称", "曾用名"], ["001", "新站", several]]))
    for typed in ("旧一", "旧二站"):
        reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [typed, 5]])), roster=roster)
        assert values(reported, "hours") == ["5"], typed
        assert one(reported, "station_former")


def test_a_former_name_that_another_station_bears_today_is_that_other_station() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称", "曾用名"], ["001", "新站", "老街站"], ["002", "老街站", None]]))
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["老街站", 5]])), roster=roster)
    assert values(reported, "hours") == [None, "5"]
    assert "station_former" not in codes(reported)


def test_a_former_name_beside_the_right_code_needs_no_notice() -> None:
    rows = [["代码", "站点", "服务时长"], ["001", "定海路服务点", 5]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)), roster=ROSTER)
    assert values(reported, "hours")[0] == "5"
    assert not [code for code in codes(reported) if code.startswith("station_") and code != "station_missing"]


def test_a_street_is_not_the_town_of_the_same_name() -> None:
    """五角场镇 is another unit than 五角场街道, also where the roster has only one of them."""
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["001", "五角场街道社工站"], ["002", "定海路社工站"]]))
    rows = [["站点", "服务时长"], ["五角场镇社工站", 5], ["定海路街道社工站", 6]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)), roster=roster)
    assert one(reported, "station_similar").place.cell == "A2"
    assert values(reported, "hours") == [None, "6"]


@pytest.mark.parametrize("name", ["古镇社工站", "镇江路镇社工站", "乡镇路街道"])
def test_unit_words_within_a_name_do_not_hide_the_station(name: str) -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["001", name]]))
    typed = name.removesuffix("社工站") + "社会工作服务站"
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [typed, 5]])), roster=roster)
    assert values(reported, "hours") == ["5"]


@pytest.mark.parametrize(("code", "met"), [(7, "007"), ("007", "007"), ("7", ""), ("0007", ""), (70, "")])
def test_zeros_before_a_code_count_in_text_and_are_forgiven_in_a_number(code: object, met: str) -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["007", "甲站"], ["008", "乙站"]]))
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], [code, 5]])), roster=roster)
    assert values(reported, "hours")[0] == ("5" if met else None)
    if not met and str(code).lstrip("0") == "7":
        assert "甲站" in one(reported, "station_similar").found


def test_a_number_that_may_be_two_codes_is_asked_about() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["007", "甲站"], ["07", "乙站"]]))
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], [7, 5]])), roster=roster)
    assert one(reported, "station_similar")
    assert values(reported, "hours") == [None, None]


def test_two_stations_of_one_name_are_never_guessed_between() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["A", "红星社工站"], ["B", "红星社工站"]]))
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["红星社工站", 5]])), roster=roster)
    assert values(reported, "hours") == [None, None]
    assert [title for _, title in reported.questions[0].options[:2]] == ["红星社工站（A）", "红星社工站（B）"]


@pytest.mark.parametrize("typed", ["定海陆街道社工站", "平凉路街社工战", "五角场", "五角场社工站"])
def test_a_similar_or_ambiguous_name_is_asked_about(typed: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [typed, 5]])), roster=ROSTER)
    assert one(reported, "station_similar").place.cell == "A2"
    assert set(values(reported, "hours")) == {None}


def test_an_unknown_station_is_refused_and_missing_ones_are_named() -> None:
    reported = read(
        small_form("hours"),
        ("a.xlsx", xlsx([["站点", "服务时长"], ["徐汇滨江党群中心", 5], ["定海路", 1]])),
        roster=ROSTER,
    )
    assert one(reported, "station_unknown").place.cell == "A2"
    assert codes(reported).count("station_missing") == 4


def test_a_station_twice_is_refused_and_the_first_row_kept() -> None:
    reported = read(
        small_form("hours"),
        ("a.xlsx", xlsx([["站点", "服务时长"], ["定海路", 5], ["定海路街道社工站", 6]])),
        roster=ROSTER,
    )
    problem = one(reported, "station_duplicate")
    assert (problem.place.cell, problem.station) == ("A3", "001")
    assert values(reported, "hours")[0] == "5"


@pytest.mark.parametrize("code", ["001", 1, "００１", " 001 "])
def test_codes_keep_their_zeros_and_a_number_cell_still_finds_them(code: object) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], [code, 5]])), roster=ROSTER)
    assert reported.roster.code[0] == "001"
    assert values(reported, "hours")[0] == "5"


def test_a_code_and_a_name_of_two_stations_conflict() -> None:
    rows = [["代码", "站点", "服务时长"], ["001", "平凉路街道社工站", 5]]
    assert one(read(small_form("hours"), ("a.xlsx", xlsx(rows)), roster=ROSTER), "station_conflict").place.cell == "B2"


def test_a_code_beside_a_name_that_is_nothing_like_its_station_is_asked_about() -> None:
    rows = [["代码", "站点", "服务时长"], ["001", "徐汇滨江党群中心", 5], ["002", "平凉璐街道社工站", 6]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)), roster=ROSTER)
    assert one(reported, "station_conflict").place.cell == "B2"
    assert values(reported, "hours")[:2] == [None, "6"]


def test_without_a_roster_the_stations_are_those_found() -> None:
    first = xlsx(
        [
            ["代码", "站点", "街道", "区", "服务时长"],
            ["007", "甲站", "甲街道", "杨浦区", 5],
            ["008", "长海路站", "长海路街道", "杨浦区", 6],
        ]
    )
    second = xlsx([["站点", "驻站社工数"], ["长海路社工站", 3], ["丙站", 4]])
    reported = read(small_form("hours", "staff"), ("a.xlsx", first), ("b.xlsx", second))
    assert reported.roster.code == ("007", "008", "丙站")
    assert reported.roster.street == ("甲街道", "长海路街道", "")
    assert reported.roster.district == ("杨浦区", "杨浦区", "")
    assert (values(reported, "hours"), values(reported, "staff")) == (["5", "6", None], [None, "3", "4"])


def test_without_a_roster_similar_names_of_one_table_are_different_stations() -> None:
    rows = [["站点", "服务时长"], ["五角场街道", 1], ["五角场镇", 2], ["定海路", 3], ["定西路", 4]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)))
    assert values(reported, "hours") == ["1", "2", "3", "4"]
    assert codes(reported) == []


def test_kinds_are_needed_when_the_rubric_has_several() -> None:
    rubric = small_form(
        "hours", kinds=["综合", "未成年人保护"], scale={"full_marks": "20", "decimals": 1, "round": "indicator"}
    )
    rows = [
        ["站点", "类型", "服务时长"],
        ["甲", "综合站", 1],
        ["乙", "未成年人保护", 2],
        ["丙", "其他", 3],
        ["丁", None, 4],
    ]
    reported = read(rubric, ("a.xlsx", xlsx(rows)))
    assert reported.roster.kind == ("综合", "未成年人保护", "", "")
    assert [problem.place.cell for problem in reported.problems if problem.code == "station_kind"] == ["B4", "B5"]
    alone = read(rubric, ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", 1], ["乙", 2]])))
    assert codes(alone) == ["station_kind"]


def test_the_street_names_the_unit_when_streets_are_judged() -> None:
    rubric = small_form("hours", unit="street")
    reported = read(rubric, ("a.xlsx", xlsx([["街道", "服务时长"], ["定海路街道", 1], ["平凉路街道", 2]])))
    assert reported.roster.name == ("定海路街道", "平凉路街道") == reported.roster.street


def test_composed_codes_and_separate_rows() -> None:
    identity = {"compose": ["Provider", "Service"], "name": ["Service"], "repeated": "separate"}
    rows = [["Provider", "Service", "服务时长"], ["P", "S", 1], ["P", "S", 2]]
    reported = read(
        small_form("hours", identity=identity), ("a.csv", "\n".join(",".join(map(str, row)) for row in rows).encode())
    )
    assert reported.roster.code == ("P-S-2", "P-S-3")
    assert values(reported, "hours") == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "core"), [("定海路街道综合社工站", "定海路"), ("站", "站"), ("镇江路镇", "镇江路"), ("", "")]
)
def test_core_names(name: str, core: str) -> None:
    assert core_name(name) == core


def test_without_a_roster_a_later_file_may_name_another_station_of_like_name() -> None:
    first = xlsx([["站点", "服务时长"], ["五角场街道", 5]])
    second = xlsx([["站点", "驻站社工数"], ["五角场街道", 3], ["五角场镇", 4]])
    reported = read(small_form("hours", "staff"), ("a.xlsx", first), ("b.xlsx", second))
    assert reported.roster.name == ("五角场街道", "五角场镇")
    assert values(reported, "staff") == ["3", "4"]
