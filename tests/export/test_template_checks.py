"""What cells take: within the limits of spreadsheets, and red exactly where the reader would refuse."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from rating.export.template import template_file
from rating.export.template_checks import (
    LONGEST_FORMULA,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    check_of,
    drop_down,
    message,
    range_in_words,
    wanted,
)
from rating.export.template_plan import Entry, plan_template
from rating.intake.read import read_workbooks
from rating.reported import Roster, Status
from rating.rubric.nouns import DataField
from tests.export.filling import fill, roster_file
from tests.export.recalculated import recalculated
from tests.intake.workbooks import FIELDS, form, leaf

TYPED: dict[str, list[Any]] = {
    "staff": [3, 0, -1, 3.5, "三人", "３", "约5", "不适用", "未查", "  ", 1e13],
    "hours": [3.5, 10000, 10001, "很多", "合理缺项", -0.1],
    "satisfied": [0.85, 1, 0, 1.2, -0.1, "好", "不适用"],
    "forged": ["是", "否", "有", "×", "是否", "X站", "未检查", "不适用"],
    "files": ["优", "差", "优秀", "*", "?", "~", "未查"],
    "quality": [0, 10, 7.5, 10.5, -1, "八分", "合理缺项"],
    "score": [5, 99, 100, 10.5, "99", "不适用"],
    "founded": [date(2024, 2, 29), "去年", "不适用", "未检查"],
}
TOLERATED = {("staff", "３"), ("staff", "三人"), ("staff", "约5")}
"""What the reader may still make out of a text: the template asks for a plain number all the same."""
CODES = ("staff", "hours", "satisfied", "quality")


def rubric() -> Any:
    tree = [{"code": "d", "title": "d", "indicators": [leaf(code) for code in CODES]}]
    keys = ["total", "forged", "files", "founded", "honours", "feature"]
    score = {"title": "旧表得分", "at_most": "10", "not_applicable_words": ["99", "不适用"]}
    ranking = {"by": [*keys, "score"], "ties": "standard", "within": "all"}
    return form(fields={**FIELDS, "score": score}, dimensions=tree, ranking=ranking)


def test_a_cell_reddens_exactly_where_the_reader_refuses(tmp_path: Path) -> None:
    """The formulas are computed by LibreOffice; the same values go through the reader."""
    of, count = rubric(), max(map(len, TYPED.values()))
    codes = tuple(f"{at:03}" for at in range(count))
    roster = Roster(codes, tuple(f"第{code}站" for code in codes), ("",) * count, ("",) * count)
    plan = plan_template(of, roster)
    values = {
        (sheet.name, row, entry.code): value
        for sheet in plan.forms
        for entry in sheet.entries
        for row, value in enumerate(TYPED.get(entry.code, []))
    }
    raters = {sheet.name: "甲" for sheet in plan.forms if sheet.role}
    reported = read_workbooks(
        of, [("a.xlsx", fill(template_file(of, roster), values, raters))], roster_file(of, roster)
    )
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    entries = {entry.code: entry for one in plan.forms for entry in one.entries}
    for column, (code, typed) in enumerate(TYPED.items()):
        for row, value in enumerate(typed, 1):
            sheet.cell(row, 2 * column + 1).value = value
            cell = f"${openpyxl.utils.get_column_letter(2 * column + 1)}{row}"
            check = check_of(entries[code], plan.limits(entries[code], ""), cell, lambda words: "")
            sheet.cell(row, 2 * column + 2).value = check.wrong
    path = tmp_path / "红.xlsx"
    book.save(path)
    shown = recalculated(path, tmp_path).active
    for column, (code, typed) in enumerate(TYPED.items()):
        read = reported.columns.get(code) or reported.marks[code]["甲"]
        for row, value in enumerate(typed):
            refused = Status(read.status[row]) is Status.UNREADABLE
            red = shown.cell(row + 1, 2 * column + 2).value
            assert red is True or red is False, (code, value, red)
            assert red is refused or (code, value) in TOLERATED, (code, value, red)


def entry(**field: Any) -> Entry:
    data_field = DataField.model_validate({"title": "项", **field})
    return Entry("x", data_field, data_field.title)


def test_limits_of_spreadsheets_are_kept() -> None:
    long = "很长的说明。" * 100
    words = [f"{at}情形" * 5 for at in range(60)]
    ranges: list[tuple[str, ...]] = []

    def place(wanted_words: tuple[str, ...]) -> str:
        ranges.append(wanted_words)
        return "选项!$A$4:$A$99"

    for field in (
        {"title": "题" * 60, "definition": long},
        {"kind": "choice", "choices": words, "definition": long},
        {"not_applicable_words": words, "definition": long, "at_least": "-0.000001", "at_most": "99999999999"},
        {"kind": "choice", "choices": ["甲,乙", '"丙"', "=1+1"]},
        {"kind": "several", "choices": words},
    ):
        check = check_of(entry(**field), (Decimal("0.5"), Decimal(10**12)), "$ABC1048576", place)
        options = check.validation
        assert len(options["input_title"]) <= LONGEST_TITLE
        assert len(options["input_message"]) <= LONGEST_MESSAGE and len(options["error_message"]) <= LONGEST_MESSAGE
        assert "¦" not in options["input_message"]
        source = options.get("source", options.get("value", ""))
        assert len(source if isinstance(source, str) else ",".join(source)) <= LONGEST_FORMULA
        assert len(check.wrong) <= LONGEST_FORMULA
    assert ("甲,乙", '"丙"', "=1+1", "合理缺项", "不适用", "未检查", "未查") in ranges


def test_a_short_list_stands_in_the_drop_down_itself() -> None:
    check = check_of(entry(kind="yes_no"), (None, None), "$A1", lambda words: "选项!$A$1:$A$9")
    assert check.validation["source"] == ["是", "否", "合理缺项", "不适用", "未检查", "未查"]
    assert drop_down(entry(kind="yes_no", not_applicable_words=[], not_inspected_words=[]).data_field) == ("是", "否")
    assert drop_down(entry().data_field) == ()


def test_what_is_said_about_a_cell() -> None:
    whole = entry(title="人数", unit="人", whole=True, definition="年末在岗。").data_field
    assert wanted(whole, (Decimal(1), Decimal(200))) == "整数，1 至 200，单位：人"
    assert message(whole, (None, None)) == (
        "填写：整数，单位：人\n确无此项：填“合理缺项”\n没有检查：填“未检查”\n年末在岗。"
    )
    assert wanted(entry(kind="share").data_field, (Decimal(0), Decimal(1))) == "百分数，0% 至 100%，如 85%"
    assert (
        wanted(entry(kind="mark", marked_by=["a"], unit="分").data_field, (Decimal(0), Decimal(8))) == "打分，0 至 8 分"
    )
    assert (
        wanted(entry(kind="several", choices=["甲", "乙"]).data_field, (None, None)) == "可填多项，用顿号隔开：甲、乙"
    )
    assert wanted(entry(kind="choice", choices=["甲", "乙"]).data_field, (None, None)) == "甲、乙"
    assert wanted(entry(kind="date").data_field, (None, None)) == "日期，如 2025-03-05"
    assert wanted(entry(kind="text").data_field, (None, None)) == "文字"
    assert range_in_words(whole, (None, Decimal("0.5"))) == "不大于 0.5"
    assert range_in_words(whole, (Decimal(2), None)) == "不小于 2"


def test_words_with_quotes_stay_words() -> None:
    check = check_of(entry(not_applicable_words=['"无"']), (None, None), "$A1", lambda words: "")
    assert '"¦""无""¦未检查¦未查¦"' in check.wrong


def test_a_template_opens_with_its_checks() -> None:
    """What the workbook holds, seen by another program: one check a column, none of them on cells that are off."""
    of = rubric()
    book = openpyxl.load_workbook(io.BytesIO(template_file(of)))
    sheet = book["填报数据"]
    kinds = {check.type for check in sheet.data_validations.dataValidation}
    assert kinds == {"custom", "list", None}
    assert all(check.errorStyle in (None, "stop") for check in sheet.data_validations.dataValidation)
