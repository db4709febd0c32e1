"""The empty list of people: read back it is a list, its choices are the district's."""

from __future__ import annotations

import io

import openpyxl

from rating.export.people_template import people_template
from rating.intake.people_list import HEADERS, read_people_list

STATIONS = [("0101", "=1+1", "综合"), ("0102", "平凉站", "未保")]


def template() -> bytes:
    return people_template(HEADERS, ["评估员", "站长"], STATIONS, ["综合", "未保"])


def test_filled_in_it_is_read_without_a_question() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    for column, text in enumerate(("王某", "007", "站长", "0101", None, "x"), 1):
        sheet.cell(4, column).value = text
    filled = io.BytesIO()
    book.save(filled)
    found = read_people_list(("账号名单.xlsx", filled.getvalue()))
    assert found.problems == ()
    assert [(each.name, each.login, each.stations) for each in found.people] == [("王某", "007", ("0101",))]


def test_empty_it_holds_nobody() -> None:
    found = read_people_list(("账号名单.xlsx", template()))
    assert found.people == () and [problem.code for problem in found.problems] == ["file_empty"]


def test_roles_and_kinds_are_offered_and_codes_are_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet, stations = book.worksheets
    assert {each.formula1 for each in sheet.data_validations.dataValidation} == {'"评估员,站长"', '"综合,未保"'}
    assert sheet.column_dimensions["D"].width > 10
    assert [cell.value for cell in stations["A"]][3:] == ["0101", "0102"]
    assert stations["B4"].data_type == "s"


def test_a_district_without_stations_has_one_too() -> None:
    assert people_template(HEADERS, ["评估员"], [], [])
