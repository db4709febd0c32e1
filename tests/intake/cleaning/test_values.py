"""Cells as people type them, by kind of field: value, status, or problem with its cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from rating.reported import Status
from tests.intake.workbooks import SHEET, codes, leaf, one, read, small_form, statuses, values, with_part, xlsx

NUMBERS = [
    (5, "5"), (95.5, "95.5"), ("95.5", "95.5"), ("９５．５", "95.5"), ("1,350", "1350"), ("1，350", "1350"),
    ("12小时", "12"), (" 8 ", "8"), (0, "0"), ("0", "0"), (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333333333"),
    ("007", "7"), ("+5", "5"), ("8.", "8"), (9999.99, "9999.99"), ("1e3", "1000"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_a_number_as_people_write_it(typed: Any, value: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", typed], ["乙站", 1]])))
    assert values(reported, "hours") == [value, "1"]
    assert codes(reported) == []


REFUSED_NUMBERS = [
    ("≤90", "value_range"), ("90以下", "value_range"), ("90-95", "value_range"), ("<5", "value_range"),
    ("不超过3", "value_range"), ("95-90", "value_unreadable"), ("十余", "value_unreadable"),
    ("无", "value_unreadable"), ("五十", "value_unreadable"), ("12个站", "value_unreadable"), ("3万小时", "value_unreadable"),
    ("1,35", "value_unreadable"), ("1.2.3", "value_unreadable"), ("nan", "value_unreadable"), ("inf", "value_unreadable"),
    ("N/A", "value_unreadable"), (True, "value_unreadable"), ("85%", "value_unreadable"), ("12天", "value_unreadable"),
    (datetime(2024, 3, 5), "value_unreadable"), ("1e309", "value_out_of_range"), (1e15, "value_out_of_range"),
    (-1, "value_out_of_range"), ("-1", "value_out_of_range"), ("－1", "value_out_of_range"), (10001, "value_out_of_range"),
    ("#N/A", "value_error_cell"), ("#DIV/0!", "value_error_cell"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), REFUSED_NUMBERS)
def test_what_is_no_number_is_named_by_its_cell(typed: Any, code: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", 1], ["乙站", typed]])))
    problem = one(reported, code)
    assert (problem.place.file, problem.place.sheet, problem.place.cell) == ("a.xlsx", "Sheet1", "B3")
    assert problem.station == "乙站"
    assert problem.field == "hours"
    assert statuses(reported, "hours") == [Status.REPORTED, Status.UNREADABLE]


@pytest.mark.parametrize("typed", ["≥85", "85以上", ">85", "不少于85小时", "85余小时", "85+"])
def test_a_lower_bound_is_kept_with_a_warning(typed: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", typed]])))
    assert values(reported, "hours") == ["85"]
    assert (codes(reported, "warning"), codes(reported)) == (["value_inequality"], ["value_inequality"])
    assert reported.columns["hours"].text[0] == typed


@pytest.mark.parametrize("typed", ["约85", "大约85", "85左右", "85小时左右", "近85"])
def test_an_approximate_number_is_kept_with_a_warning(typed: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", typed]])))
    assert values(reported, "hours") == ["85"]
    assert codes(reported) == ["value_approximate"]
    assert reported.columns["hours"].text[0] == typed


@pytest.mark.parametrize(
    ("typed", "status", "problems"),
    [
        (None, Status.BLANK, ["value_blank"]),
        ("  ", Status.BLANK, ["value_blank"]),
        ("－", Status.BLANK, ["value_blank"]),
        ("合理缺项", Status.NOT_APPLICABLE, []),
        ("不适用", Status.NOT_APPLICABLE, []),
        ("未检查", Status.NOT_INSPECTED, []),
        (" 未 检查", Status.NOT_INSPECTED, []),
    ],
)
def test_the_four_kinds_of_nothing_are_kept_apart(typed: Any, status: Status, problems: list[str]) -> None:
    reported = read(
        small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长", "备注"], ["甲站", typed, 1], ["乙站", 3, 1]]))
    )
    assert statuses(reported, "hours") == [status, Status.REPORTED]
    assert [code for code in codes(reported) if code != "column_unknown"] == problems


def test_a_rubric_may_say_that_99_means_not_applicable() -> None:
    fields = {"hours": {"title": "服务时长", "not_applicable_words": ["99", "－"]}}
    reported = read(
        small_form("hours", fields=fields),
        ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", 99], ["乙", "－"], ["丙", 98]])),
    )
    assert statuses(reported, "hours") == [Status.NOT_APPLICABLE, Status.NOT_APPLICABLE, Status.REPORTED]


@pytest.mark.parametrize("typed", [3.5, "3.5人", "３.５"])
def test_a_count_is_whole(typed: Any) -> None:
    reported = read(small_form("staff"), ("a.xlsx", xlsx([["站点", "驻站社工数"], ["甲站", typed]])))
    assert one(reported, "value_not_whole").place.cell == "B2"


def shares(cells: list[Any], formats: dict[str, str] | None = None) -> Any:
    def touch(sheet: Any) -> None:
        for cell, code in (formats or {}).items():
            sheet[cell].number_format = code

    rows = [["站点", "满意度"], *([f"站点{number}", cell] for number, cell in enumerate(cells))]
    return read(small_form("satisfied"), ("a.xlsx", xlsx(rows, touch=touch)))


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        ([0.85, 0.9], ["0.85", "0.9"]),
        ([85, 90.5], ["0.85", "0.905"]),
        (["85%", "90.5％"], ["0.85", "0.905"]),
        (["85%", 90], ["0.85", "0.9"]),
        ([0, 1], ["0", "1"]),
        ([0, 85], ["0", "0.85"]),
        (["８５％", "0%"], ["0.85", "0"]),
        ([100, 99.9], ["1", "0.999"]),
    ],
)
def test_shares_in_one_way_of_writing(cells: list[Any], read_as: list[str]) -> None:
    reported = shares(cells)
    assert values(reported, "satisfied") == read_as
    assert codes(reported) == []


@pytest.mark.parametrize("cells", [[0.85, 85], [0.85, 85, "85%"], ["85%", 0.85], [1, 85], ["0.85", "85"]])
def test_shares_in_two_ways_of_writing_are_one_question(cells: list[Any]) -> None:
    problem = one(shares(cells), "column_mixed_share")
    assert problem.severity == "question"
    assert problem.field == "satisfied"


def test_a_percent_format_says_what_the_number_is() -> None:
    reported = shares([0.85, 1, 0.005], {"B2": "0%", "B3": "0.00%", "B4": "0.0%"})
    assert values(reported, "satisfied") == ["0.85", "1", "0.005"]
    assert list(reported.columns["satisfied"].text) == ["85%", "100%", "0.5%"]
    assert codes(reported) == []


def test_a_percent_format_beside_plain_percents() -> None:
    reported = shares([0.85, 90], {"B2": "0%"})
    assert values(reported, "satisfied") == ["0.85", "0.9"]
    assert codes(reported) == []


def test_a_quoted_percent_sign_in_a_format_is_no_percent_format() -> None:
    assert values(shares([85, 90], {"B2": '0.0"%"', "B3": '0.0"%"'}), "satisfied") == ["0.85", "0.9"]


@pytest.mark.parametrize("cells", [[850, 90], [-5, 90], ["120%", 90]])
def test_a_share_outside_its_bounds_is_refused(cells: list[Any]) -> None:
    assert one(shares(cells), "value_out_of_range").place.cell == "B2"


def test_a_percent_format_in_a_number_column_is_refused_unless_the_unit_is_percent() -> None:
    def touch(sheet: Any) -> None:
        sheet["B2"].number_format = "0%"

    data = xlsx([["站点", "服务时长"], ["甲站", 0.85]], touch=touch)
    assert one(read(small_form("hours"), ("a.xlsx", data)), "value_unreadable").place.cell == "B2"
    fields = {"hours": {"title": "服务时长", "unit": "%"}}
    reported = read(small_form("hours", fields=fields), ("a.xlsx", data))
    assert values(reported, "hours") == ["85"]
    assert reported.columns["hours"].text[0] == "85%"


@pytest.mark.parametrize("yes", ["是", "有", "√", "✓", "Y", "1", 1, True, "TRUE", " 是 ", "Ｙ"])
@pytest.mark.parametrize("no", ["否", "无", "×", "N", 0, False, "没有"])
def test_yes_and_no(yes: Any, no: Any) -> None:
    reported = read(small_form("forged"), ("a.xlsx", xlsx([["站点", "虚假材料"], ["甲", yes], ["乙", no]])))
    assert values(reported, "forged") == ["1", "0"]
    assert codes(reported) == []


@pytest.mark.parametrize("typed", ["可能", "是否", 2, "是/否", "——无此事——"])
def test_neither_yes_nor_no_is_refused(typed: Any) -> None:
    assert "value_choice" in codes(read(small_form("forged"), ("a.xlsx", xlsx([["站点", "虚假材料"], ["甲", typed]]))))


def test_choices_several_dates_and_text() -> None:
    rows = [
        ["站点", "档案等次", "所获荣誉", "成立日期", "特色做法"],
        ["甲", "优", "国家级、区级", date(2024, 3, 5), "=1+1 也是文字"[1:]],
        ["乙", " 良 ", "市级，区级；国家级", "2024年3月5日", 85],
        ["丙", "差", "无", "2024.3.5", "007"],
        ["丁", "中", "区级", "20240305", "是"],
    ]
    reported = read(small_form("files", "honours", "founded", "feature"), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == []
    assert values(reported, "files") == ["0", "1", "3", "2"]
    assert values(reported, "honours") == ["5", "7", "0", "4"]
    assert set(values(reported, "founded")) == {str(date(2024, 3, 5).toordinal())}
    assert list(reported.columns["feature"].text) == ["1+1 也是文字", "85", "007", "是"]


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("files", "优秀", "value_choice"),
        ("files", "优、良", "value_choice"),
        ("honours", "国家级、省级", "value_choice"),
        ("founded", "2024年3月", "value_unreadable"),
        ("founded", "2024-13-05", "value_unreadable"),
        ("founded", 45000, "value_unreadable"),
        ("founded", "去年", "value_unreadable"),
    ],
)
def test_what_does_not_fit_the_kind_is_refused(field: str, typed: Any, code: str) -> None:
    title = small_form(field).fields[field].title
    assert one(read(small_form(field), ("a.xlsx", xlsx([["站点", title], ["甲", typed]]))), code).place.cell == "B2"


def test_error_cells_and_formulas_without_a_result() -> None:
    def change(sheet: bytes) -> bytes:
        sheet = sheet.replace(b'<c r="B2" t="n"><v>1</v></c>', b'<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>')
        sheet = sheet.replace(b'<c r="B3" t="n"><v>2</v></c>', b'<c r="B3"><f>1+1</f></c>')
        return sheet.replace(b'<c r="B4" t="n"><v>3</v></c>', b'<c r="B4"><f>1+2</f><v>3</v></c>')

    data = xlsx([["站点", "服务时长"], ["甲", 1], ["乙", 2], ["丙", 3]])
    reported = read(small_form("hours"), ("a.xlsx", with_part(data, SHEET, change)))
    assert one(reported, "value_error_cell").place.cell == "B2"
    assert "#N/A" in one(reported, "value_error_cell").found
    assert one(reported, "value_no_result").place.cell == "B3"
    assert values(reported, "hours") == [None, None, "3"]
    assert "value_blank" not in codes(reported)


def test_a_formula_written_without_result_by_another_program() -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", "=1+1"], ["乙", 2]])))
    assert one(reported, "value_no_result").place.cell == "B2"


@pytest.mark.parametrize("written", [b"NaN", b"1e309", b"inf"])
def test_numbers_that_no_spreadsheet_holds(written: bytes) -> None:
    data = xlsx([["站点", "服务时长"], ["甲", 1], ["乙", 2]])
    data = with_part(data, SHEET, lambda sheet: sheet.replace(b"<v>2</v>", b"<v>" + written + b"</v>"))
    reported = read(small_form("hours"), ("a.xlsx", data))
    assert [problem.place.cell for problem in reported.problems if problem.severity == "refusal"] == ["B3"]
    assert values(reported, "hours") == ["1", None]


def test_a_mark_over_full_marks() -> None:
    reported = read(
        small_form("quality"), ("专家甲.xlsx", xlsx([["站点", "服务质量"], ["甲", 10], ["乙", 10.5], ["丙", -1]]))
    )
    assert one(reported, "value_over_full_marks").place.cell == "B3"
    assert one(reported, "value_out_of_range").place.cell == "B4"


def test_full_marks_differ_by_kind() -> None:
    leaf = {
        "code": "x",
        "title": "x",
        "value": "quality",
        "full_marks": {"综合": "10", "专项": "5"},
        "rule": {"mark": {}},
    }
    rubric = small_form(
        "quality",
        kinds=["综合", "专项"],
        dimensions=[{"code": "d", "title": "d", "indicators": [leaf]}],
        scale={"full_marks": {"综合": "10", "专项": "5"}, "decimals": 1, "round": "indicator"},
    )
    rows = [["站点", "类型", "服务质量"], ["甲", "综合", 8], ["乙", "专项", 8]]
    assert one(read(rubric, ("专家甲.xlsx", xlsx(rows))), "value_over_full_marks").place.cell == "C3"


def test_many_alike_problems_are_counted_not_listed() -> None:
    rows = [["站点", "服务时长"], *([f"第{number}站", "不详"] for number in range(1200))]
    found = [
        problem
        for problem in read(small_form("hours"), ("a.xlsx", xlsx(rows))).problems
        if problem.code == "value_unreadable"
    ]
    assert len(found) == 501
    assert "700" in found[-1].found


def test_a_tiny_number_is_not_whole_and_not_a_fault() -> None:
    rows = [["站点", "驻站社工数", "服务时长"], ["甲站", 1e-20, 1e-20], ["乙站", 5, 1e11]]
    reported = read(small_form("staff", "hours", fields={"staff": {"title": "驻站社工数", "whole": True}, "hours": {"title": "服务时长"}}),
                    ("a.xlsx", xlsx(rows)))  # fmt: skip
    assert one(reported, "value_not_whole").place.cell == "B2"
    assert values(reported, "hours") == ["0.00000000000000000001", "100000000000"]


def test_a_column_without_any_cell_is_one_warning() -> None:
    rows = [["站点", "服务时长", "驻站社工数"], *([f"第{number}站", None, 1] for number in range(6))]
    reported = read(small_form("hours", "staff"), ("a.xlsx", xlsx(rows)))
    assert one(reported, "value_blank").found == "「服务时长」整列为空"


def test_a_mark_whose_full_marks_only_the_field_states() -> None:
    mark = {"title": "服务质量", "kind": "mark", "marked_by": ["expert"], "at_most": "6"}
    tree = [{"code": "d", "title": "d", "indicators": [leaf("quality", rule={"linear": {"zero": "0", "full": "6"}})]}]
    rubric = small_form("quality", fields={"quality": mark}, dimensions=tree)
    problem = one(
        read(rubric, ("专家甲.xlsx", xlsx([["站点", "服务质量"], ["甲", 6], ["乙", 6.5]]))), "value_over_full_marks"
    )
    assert (problem.place.cell, problem.expected) == ("B3", "不超过满分 6")
