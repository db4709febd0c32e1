"""What people and spreadsheets put into cells that looks like something else; nothing is lost silently."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.intake.workbooks import SHEET, codes, one, read, small_form, values, with_part, xlsx

ROSTER = ("名册.csv", "代码,名称\n007,甲站\n008,乙站\n".encode("gb18030"))


def one_cell(field: str, typed: Any) -> Any:
    rubric = small_form(field)
    return read(rubric, ("a.xlsx", xlsx([["站点", rubric.fields[field].title], ["甲站", typed]])))


def test_the_noise_of_binary_fractions_is_no_value() -> None:
    rows = [["站点", "服务时长"], ["甲", 0.1 + 0.2], ["乙", 1.1 * 3], ["丙", 4.35 * 100], ["丁", 8.0 - 0.1]]
    assert values(read(small_form("hours"), ("a.xlsx", xlsx(rows))), "hours") == ["0.3", "3.3", "435", "7.9"]


@pytest.mark.parametrize("number", [b"1e309", b"-1E400", b"1e308", b"999999999999999999999"])
def test_numbers_beyond_all_measure_are_refused_by_cell(number: bytes) -> None:
    data = with_part(xlsx([["站点", "服务时长"], ["甲站", 5]]), SHEET, lambda sheet: sheet.replace(b"<v>5</v>", b"<v>" + number + b"</v>"))  # fmt: skip
    reported = read(small_form("hours"), ("a.xlsx", data))
    problem = reported.problems[0]
    assert (problem.severity.stops, problem.place.cell) == (True, "B2")
    assert values(reported, "hours") == [None]


def test_such_a_number_written_as_text_too() -> None:
    assert one(one_cell("hours", "1e309"), "value_out_of_range").place.cell == "B2"


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("hours", "１，２３４．５", "1234.5"), ("hours", "1,234.5小时", "1234.5"), ("satisfied", "85 %", "0.85"),
        ("satisfied", "85　％", "0.85"), ("hours", "\u200b85\u200b", "85"), ("hours", "８５。", "85"),
    ],
)  # fmt: skip
def test_full_width_and_spaced_numbers(field: str, typed: str, value: str) -> None:
    reported = one_cell(field, typed)
    assert values(reported, field) == [value]
    assert reported.columns[field].text[0] == typed
    assert codes(reported) == []


@pytest.mark.parametrize(
    "typed",
    ["12,34", "1.2.3", "1,23,456", "--5", "5-", "½", "五", "1 234,5", "8 5", "85\n90", "1 350", "95¹", "①", "10²"],
)
def test_what_is_no_number_in_this_country_is_refused_not_guessed(typed: str) -> None:
    reported = one_cell("hours", typed)
    assert values(reported, "hours") == [None]
    assert any(problem.severity.stops for problem in reported.problems), reported.problems


def test_a_share_shown_as_percent_and_a_bare_percentage_stand_in_one_column() -> None:
    shown = lambda sheet: setattr(sheet["B2"], "number_format", "0%")  # noqa: E731
    rows = [["站点", "满意度"], ["甲", 0.85], ["乙", 85]]
    reported = read(small_form("satisfied"), ("a.xlsx", xlsx(rows, touch=shown)))
    assert values(reported, "satisfied") == ["0.85", "0.85"]
    assert reported.columns["satisfied"].text.tolist() == ["85%", "85"]
    assert codes(reported) == []


def test_a_bare_share_beside_a_bare_percentage_is_a_question() -> None:
    rows = [["站点", "满意度"], ["甲", 0.85], ["乙", 85]]
    assert "B2" in one(read(small_form("satisfied"), ("a.xlsx", xlsx(rows))), "column_mixed_share").found


def test_a_date_in_a_column_of_numbers_is_no_number() -> None:
    problem = one(one_cell("hours", date(2025, 3, 5)), "value_unreadable")
    assert (problem.place.cell, "2025-03-05" in problem.found) == ("B2", True)


def test_a_number_shown_as_a_date_is_no_number_either() -> None:
    shown = lambda sheet: setattr(sheet["B2"], "number_format", "yyyy-mm-dd")  # noqa: E731
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", 45000]], touch=shown)))
    assert one(reported, "value_unreadable").place.cell == "B2"


@pytest.mark.parametrize(
    ("typed", "value"), [(True, "1"), (False, "0"), ("TRUE", "1"), ("false", "0"), (1, "1"), (0, "0")]
)
def test_booleans_answer_yes_or_no(typed: Any, value: str) -> None:
    assert values(one_cell("forged", typed), "forged") == [value]


def test_a_boolean_is_no_number() -> None:
    assert one(one_cell("hours", True), "value_unreadable").place.cell == "B2"


@pytest.mark.parametrize("code", [7, "007", " 007", "００７"])
def test_codes_that_lost_their_zeros_find_their_station(code: Any) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], [code, 5], ["008", 6]])), roster=ROSTER)
    assert codes(reported) == []
    assert reported.columns["hours"].number(0) == Decimal(5)


def test_a_text_that_is_another_code_is_not_taken_for_it() -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], ["7", 5], ["008", 6]])), roster=ROSTER)
    assert [problem.place.cell for problem in reported.problems if problem.severity.stops] == ["A2"]


def test_a_code_as_text_and_as_number_in_two_files_is_one_station() -> None:
    first = ("一.xlsx", xlsx([["代码", "站点", "服务时长"], ["007", "甲站", 5], ["008", "乙站", 6]]))
    second = ("二.xlsx", xlsx([["代码", "站点", "驻站社工数"], [7, "甲站", 3], [8, "乙站", 4]]))
    reported = read(small_form("hours", "staff"), first, second)
    assert reported.roster.code == ("007", "008")
    assert values(reported, "staff") == ["3", "4"]


def test_a_code_that_only_looks_alike_is_another_station() -> None:
    both = ("名册.csv", "代码,名称\n007,甲站\n7,乙站\n".encode())
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["代码", "服务时长"], [7, 5], ["007", 6]])), roster=both)
    assert [str(reported.columns["hours"].number(row)) for row in range(2)] == ["6", "5"]


def merged_names(sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def test_the_second_row_under_a_merged_name_is_not_lost() -> None:
    rows = [["站点", "服务时长"], ["甲站", 5], [None, 6], ["乙站", 7]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows, touch=merged_names)))
    assert one(reported, "station_duplicate").place.cell == "A3"


def test_rows_under_a_merged_name_add_up_where_the_field_says_so() -> None:
    fields = {"hours": {"title": "服务时长", "roll_up": {"how": "sum"}}}
    rows = [["站点", "服务时长"], ["甲站", 5], [None, 6], ["乙站", 7]]
    reported = read(small_form("hours", fields=fields), ("a.xlsx", xlsx(rows, touch=merged_names)))
    assert values(reported, "hours") == ["11", "7"]


def test_a_row_whose_merge_was_lost_is_told() -> None:
    rows = [["站点", "服务时长"], ["甲站", 5], [None, 6], ["乙站", 7]]
    assert one(read(small_form("hours"), ("a.xlsx", xlsx(rows))), "roster_key").place.cell == "A3"


@pytest.mark.parametrize("name", ["甲站 ", "　甲站", " 甲 站　", "甲站\n", "甲站\xa0", "甲\u200b站"])
def test_spaces_around_a_name_make_no_other_station(name: str) -> None:
    reported = read(
        small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [name, 5], ["乙站", 6]])), roster=ROSTER
    )
    assert codes(reported) == []
    assert reported.columns["hours"].number(0) == 5
    alone = read(small_form("hours", "staff"), ("a.xlsx", xlsx([["站点", "服务时长"], [name, 5]])),
                 ("b.xlsx", xlsx([["站点", "驻站社工数"], ["甲站", 3]])))  # fmt: skip
    assert len(alone.roster) == 1


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+甲", "@甲", "-甲", "=1+1"])
def test_a_name_like_a_formula_stays_the_text_it_is(name: str) -> None:
    def as_text(sheet: Any) -> None:
        sheet["A2"].value, sheet["A2"].data_type = name, "s"

    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["x", 5]], touch=as_text)))
    assert reported.roster.name == (name,)
    assert codes(reported) == []


def test_a_name_that_is_a_formula_without_result_is_told() -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ['=HYPERLINK("x")', 5], ["乙站", 6]])))
    assert [problem.place.cell for problem in reported.problems if problem.severity.stops] == ["A2"]
