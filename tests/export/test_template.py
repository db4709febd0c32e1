"""A template filled in reads back exactly, without one question, refusal or warning, for every shipped rubric."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating import workflow
from rating.export.template import role_called, template_file, template_for
from rating.export.template_plan import Form, TemplatePlan, plan_template
from rating.intake.files import upload
from rating.intake.files.child import answer
from rating.intake.read import read_workbooks
from rating.intake.stamp import DETAILS, MARKS
from rating.problems import Severity, stopping
from rating.reported import Reported, Roster, Status
from rating.rubric.file import load_goals, load_rubric
from rating.rubric.nouns import Rubric
from rating.shown import visible
from tests.export.filling import asked_cells, expected, fill, made_up_roster, roster_file, texts, type_text, typed
from tests.intake.workbooks import form as every_kind_of_field
from tests.intake.workbooks import leaf

RUBRICS = sorted((Path(__file__).parents[2] / "rubrics").glob("*.yaml"))
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True, scope="module")
def _parse_in_this_process() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upload, "parse_in_child", lambda data: answer(data, "both"))
        yield


@cache
def shipped(path: Path) -> tuple[Rubric, Roster, tuple[str, bytes], TemplatePlan, bytes]:
    return prepared(load_rubric(path))


def prepared(rubric: Rubric) -> tuple[Rubric, Roster, tuple[str, bytes], TemplatePlan, bytes]:
    file = roster_file(rubric, made_up_roster(rubric))
    content, problems = template_for(rubric, file, "", "")
    assert content is not None and not problems
    roster = made_up_roster(rubric)
    return rubric, roster, file, plan_template(rubric, roster), content


def clean(reported: Reported) -> None:
    """Nothing was found but blanks that really are blank."""
    assert not reported.questions
    assert [problem.line for problem in reported.problems if problem.code != "value_blank"] == []


def found(reported: Reported, form: Form, code: str, row: int, rater: str) -> tuple[Status, Decimal | None, Any]:
    column = reported.marks[code][rater] if form.part == MARKS else reported.columns[code]
    return Status(column.status[row]), column.number(row), column.text[row]


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
@given(data=st.data())
@FEW
def test_filled_in_and_read_back(path: Path, data: st.DataObject) -> None:
    check_round_trip(data, *shipped(path))


EVERY_KIND = every_kind_of_field(
    dimensions=[
        {
            "code": "d",
            "title": "d",
            "indicators": [leaf(code) for code in ("staff", "hours", "satisfied", "quality", "team")],
        }
    ],
    ranking={
        "by": ["total", "forged", "files", "founded", "feature", "honours"], "ties": "standard", "within": "all",
    },
)  # fmt: skip


@given(data=st.data())
@FEW
def test_every_kind_of_field(data: st.DataObject) -> None:
    check_round_trip(data, *prepared(EVERY_KIND))


def check_round_trip(
    data: st.DataObject, rubric: Rubric, roster: Roster, file: tuple[str, bytes], plan: TemplatePlan, template: bytes
) -> None:
    values = {
        (form.name, row, entry.code): data.draw(typed(plan, entry, kind))
        for form in plan.forms
        if form.part != DETAILS
        for row, entry, kind in asked_cells(plan, form)
    }
    raters = {form.name: f"评 估{at}" for at, form in enumerate(plan.forms) if form.part == MARKS}
    reported = read_workbooks(rubric, [("填好的.xlsx", fill(template, values, raters))], file)
    clean(reported)
    assert (reported.roster.code, reported.roster.name) == (roster.code, roster.name)
    for form in (form for form in plan.forms if form.part != DETAILS):
        for row, entry, _ in asked_cells(plan, form):
            value = values[form.name, row, entry.code]
            status, number, text = found(reported, form, entry.code, row, raters.get(form.name, ""))
            assert (status, number) == expected(entry, value), (form.name, row, entry.code, value)
            if entry.data_field.kind == "text" and status == Status.REPORTED:
                assert text == value


def test_three_raters_hand_in_their_own_files() -> None:
    rubric = load_rubric(RUBRICS[0].with_name("yichang-five-star.yaml"))
    roster = made_up_roster(rubric)
    file = roster_file(rubric, roster)
    files = []
    for at, name in enumerate(("专家甲", "专家 乙", "张三（外聘）")):
        content, problems = template_for(rubric, file, name, "专家组")
        assert content is not None and not problems
        plan = plan_template(rubric, roster, role_called(rubric, "专家组")[0])
        (form,) = plan.forms
        marks = {(form.name, row, entry.code): (row + at) % 6 for row, entry, _ in asked_cells(plan, form)}
        files.append((f"打分{at}.xlsx", fill(content, marks)))
    reported = read_workbooks(rubric, files, file)
    assert {problem.code for problem in reported.problems} <= {"column_missing"}  # the stations' own figures
    assert not any(problem.field in reported.marks for problem in reported.problems)
    assert [rater.name for rater in reported.raters] == ["专家甲", "专家 乙", "张三（外聘）"]
    assert {rater.role for rater in reported.raters} == {"expert"}
    for by_rater in reported.marks.values():
        for at, column in enumerate(by_rater.values()):
            reported_by = [column.number(row) for row in range(len(roster)) if column.status[row] == Status.REPORTED]
            assert reported_by == [Decimal((row + at) % 6) for row in range(len(roster))]


def test_raters_who_forget_their_name_are_told_apart_by_their_files() -> None:
    rubric, _, file, plan, template = shipped(RUBRICS[0].with_name("yichang-five-star.yaml"))
    form = plan.forms[1]
    files = [
        (f"2025年打分表_{name}.xlsx", fill(template, {(form.name, 0, entry.code): mark for entry in form.entries}))
        for name, mark in (("张三", 1), ("李四", 2), ("王五", 3))
    ]
    reported = read_workbooks(rubric, files, file)
    clean(reported)
    assert [(rater.name, rater.role) for rater in reported.raters] == [
        ("张三", "expert"), ("李四", "expert"), ("王五", "expert"),
    ]  # fmt: skip


def test_each_station_hands_in_its_own_copy() -> None:
    """Everybody gets the whole roster and fills in one row; blanks of one file are filled by another."""
    rubric, roster, file, plan, template = shipped(RUBRICS[0].with_name("yichang-five-star.yaml"))
    form = plan.forms[0]
    cells = asked_cells(plan, form)
    files = []
    for station in range(3):
        values = {
            (form.name, row, entry.code): max(entry.data_field.at_least or 0, 1)
            for row, entry, _ in cells
            if row == station and entry.data_field.kind == "number"
        }
        files.append((f"{roster.code[station]}.xlsx", fill(template, values)))
    reported = read_workbooks(rubric, files, file)
    clean(reported)
    staff = reported.columns["staff"]
    assert [staff.number(row) for row in range(4)] == [1, 1, 1, None]
    told = {problem.station for problem in reported.problems if problem.field == "staff"}
    assert not told & set(roster.code[:3])


def test_the_sample_district_comes_out_the_same_through_templates() -> None:
    """What the sample's own messy files say, typed into templates: the same points and stars."""
    sample = workflow.sample_district()
    rubric = load_rubric(sample.rubric)
    before = workflow.rate(rubric, sample.workbooks, sample.roster)
    assert before.evaluation is not None
    roster = before.reported.roster
    plan = plan_template(rubric, roster)
    template, _ = workflow.template(rubric, sample.roster)
    assert template is not None
    figures, marks = plan.forms
    files = [("数据.xlsx", fill(template, as_typed(figures, before.reported.columns)))]
    for rater in before.reported.raters:
        content, _ = workflow.template(rubric, sample.roster, rater.name, rater.role)
        assert content is not None
        of_rater = {code: columns[rater.code] for code, columns in before.reported.marks.items()}
        files.append((f"{rater.code}.xlsx", fill(content, as_typed(marks, of_rater))))
    after = workflow.rate(rubric, files, sample.roster)
    assert after.evaluation is not None
    assert not after.reported.questions
    for row in range(len(roster)):
        assert after.evaluation.total(row) == before.evaluation.total(row)
    assert list(after.evaluation.ratings.stars) == list(before.evaluation.ratings.stars)


def as_typed(form: Form, columns: Mapping[str, Any]) -> dict[tuple[str, int, str], Any]:
    """The values of these columns as somebody would copy them into the template."""
    words = {Status.NOT_APPLICABLE: "不适用", Status.NOT_INSPECTED: "未检查"}
    typed_values: dict[tuple[str, int, str], Any] = {}
    for entry in form.entries:
        column, field = columns[entry.code], entry.data_field
        for row in range(form.rows):
            number = column.number(row)
            value: Any = words.get(Status(column.status[row]))
            if number is not None and field.kind == "yes_no":
                value = "是" if number else "否"
            elif number is not None:
                value = field.choices[int(number)] if field.kind == "choice" else float(number)
            typed_values[form.name, row, entry.code] = value
    return typed_values


def test_the_same_template_serves_the_goals() -> None:
    """A goal file is no rubric: its figures are found by the headings, and nothing is asked."""
    _, _, _, plan, template = shipped(RUBRICS[0].with_name("shanghai-coverage.yaml"))
    book = load_goals(RUBRICS[0].with_name("goals") / "shanghai.yaml")
    form = plan.forms[0]
    values = {(form.name, row, "talent_total"): 1000 + row for row in range(form.rows)}
    reported = read_workbooks(book, [("填好的.xlsx", fill(template, values))])
    assert not reported.questions and not stopping(reported.problems)
    assert reported.columns["talent_total"].number(2) == 1002


def test_mark_sheets_of_roles_not_in_charge_stay_silent() -> None:
    """A station fills in its figures and leaves the experts' sheet alone: no rater comes of it."""
    rubric, _, file, plan, template = shipped(RUBRICS[0].with_name("yichang-project.yaml"))
    marks = [form for form in plan.forms if form.part == MARKS]
    assert len(marks) == 2
    values = {(marks[0].name, row, entry.code): 1 for row, entry, _ in asked_cells(plan, marks[0])}
    reported = read_workbooks(rubric, [("填好的.xlsx", fill(template, values, {marks[0].name: "甲"}))], file)
    clean(reported)
    assert [rater.name for rater in reported.raters] == ["甲"]
    assert any(marks[1].name in where for where, _ in reported.left_out)


def test_an_empty_mark_sheet_with_a_name_is_an_absent_rater() -> None:
    rubric, _, file, _, _ = shipped(RUBRICS[0].with_name("yichang-five-star.yaml"))
    content, _ = template_for(rubric, file, "专家甲", "")
    assert content is not None
    reported = read_workbooks(rubric, [("甲.xlsx", content)], file)
    assert [rater.name for rater in reported.raters] == ["专家甲"]
    assert {problem.code for problem in reported.problems if problem.field in reported.marks} == {"value_blank"}


def test_a_file_in_which_nothing_was_filled_in_is_refused() -> None:
    rubric, _, file, _, _ = shipped(RUBRICS[0].with_name("yichang-five-star.yaml"))
    content, _ = template_for(rubric, file, "", "专家")
    assert content is not None
    problems = read_workbooks(rubric, [("甲.xlsx", content)], file).problems
    assert ("file_empty", "模板中没有填写任何内容") in {(problem.code, problem.found) for problem in problems}


def test_several_rows_of_one_unit() -> None:
    """养老机构: the drop-down names the street; a name, a code or both say whose row it is."""
    rubric, roster, file, plan, template = shipped(RUBRICS[0].with_name("shanghai-coverage.yaml"))
    details = next(form for form in plan.forms if form.part == DETAILS)
    assert [entry.code for entry in details.entries] == ["eldercare_units", "eldercare_units_staffed"]
    rows = [(0, "甲院", 2), (0, "乙院", 0), (1, "丙院", 1), (2, "合理缺项", "合理缺项")]
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book[details.name]
    for at, (unit, name, staff) in enumerate(rows, 7):
        type_text(sheet.cell(at, 1 if at % 2 else 2), (roster.code if at % 2 else roster.name)[unit])
        type_text(sheet.cell(at, 3), name)
        sheet.cell(at, 4).value = staff
    stream = io.BytesIO()
    book.save(stream)
    reported = read_workbooks(rubric, [("填好的.xlsx", stream.getvalue())], file)
    clean(reported)
    units, staffed = reported.columns["eldercare_units"], reported.columns["eldercare_units_staffed"]
    assert [units.number(row) for row in range(4)] == [2, 1, 0, None]
    assert [staffed.number(row) for row in range(3)] == [1, 1, None]
    assert [Status(staffed.status[row]) for row in (2, 3)] == [Status.NOT_APPLICABLE, Status.BLANK]


def test_several_rows_left_empty_are_told_as_blank() -> None:
    rubric, _, file, _, template = shipped(RUBRICS[0].with_name("shanghai-coverage.yaml"))
    reported = read_workbooks(rubric, [("填好的.xlsx", template)], file)
    clean(reported)
    assert "eldercare_units" in {problem.field for problem in reported.problems}


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_without_a_roster_the_units_are_typed(path: Path) -> None:
    """Two units in empty rows; everything else stays blank."""
    rubric = load_rubric(path)
    plan = plan_template(rubric, None)
    form = plan.forms[0]
    book = openpyxl.load_workbook(io.BytesIO(template_file(rubric)))
    for row, number in ((7, "007"), (8, "0010")):
        for column, key in enumerate(form.keys, 1):
            text = {"code": number, "kind": (rubric.kinds or [""])[0]}.get(key.kind, f"{key.heading}{number}")
            type_text(book[form.name].cell(row, column), text)
    stream = io.BytesIO()
    book.save(stream)
    reported = read_workbooks(rubric, [("填好的.xlsx", stream.getvalue())])
    clean(reported)
    assert reported.roster.code == ("007", "0010")


def test_text_from_a_roster_is_never_a_formula() -> None:
    _, roster, _, plan, template = shipped(RUBRICS[0].with_name("yichang-five-star.yaml"))
    book = openpyxl.load_workbook(io.BytesIO(template))
    assert "=1+1站" in [cell.value for cell in book[plan.forms[0].name]["B"]]
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert [book[plan.forms[0].name].cell(7 + row, 1).value for row in range(9)] == list(roster.code)


def test_a_role_is_called_by_title_alias_or_code() -> None:
    rubric = load_rubric(RUBRICS[0].with_name("yichang-project.yaml"))
    for words in ("专家", "expert", "第三方机构", " 专 家 "):
        role, problems = role_called(rubric, words)
        assert role is not None and role.code == "expert" and not problems
    for words in ("街镇", "专", "", "居民专家"):
        role, problems = role_called(rubric, words)
        assert role is None and [problem.code for problem in problems] == ["rater_unknown"], words


def test_what_forbids_a_template() -> None:
    rubric = load_rubric(RUBRICS[0].with_name("shanghai-coverage.yaml"))
    assert [problem.code for problem in template_for(rubric, None, "甲", "")[1]] == ["rater_unknown"]
    assert template_for(rubric, None, "", "专家")[0] is None
    content, problems = template_for(rubric, ("名册.xlsx", b"x"), "", "")
    assert content is None and problems[0].severity is Severity.REFUSAL
    marked = load_rubric(RUBRICS[0].with_name("yichang-five-star.yaml"))
    assert template_for(marked, None, "复核", "专家")[0] is None


def test_a_rubric_of_many_fields_and_a_long_roster() -> None:
    fields = {f"f{at}": {"title": f"数据项{at}", "unit": "件", "whole": True, "at_least": "0"} for at in range(120)}
    tree = [
        {"code": f"x{at}", "title": f"指标{at}", "full_marks": "1", "value": f"f{at}", "rule": {"steps": [["1", "1"]]}}
        for at in range(120)
    ]
    rubric = every_kind_of_field(
        fields=fields, roles=[], raters=None, dimensions=[{"code": "d", "title": "d", "indicators": tree}],
        scale={"full_marks": "120", "decimals": 1, "round": "indicator"},
    )  # fmt: skip
    count = 300
    numbers = tuple(f"{at:04}" for at in range(count))
    roster = Roster(numbers, tuple(f"站{number}" for number in numbers), ("",) * count, ("",) * count)
    plan = plan_template(rubric, roster)
    template = template_file(rubric, roster)
    values = {(plan.forms[0].name, row, f"f{at}"): row * at for row in range(count) for at in range(120)}
    reported = read_workbooks(rubric, [("填好的.xlsx", fill(template, values))], roster_file(rubric, roster))
    clean(reported)
    assert reported.problems == ()
    assert all(reported.columns[f"f{at}"].number(row) == row * at for row in (0, 1, 299) for at in (0, 7, 119))


@given(text=texts.filter(lambda text: not re.search("[:：()（）\\[\\]【】]", text)))
@settings(max_examples=25, deadline=None)
def test_a_raters_name_comes_back(text: str) -> None:
    """As it can be seen, without surplus blanks; a name that says 复核 is refused."""
    rubric = load_rubric(RUBRICS[0].with_name("yangpu-incentive.yaml"))
    file = roster_file(rubric, made_up_roster(rubric, 2))
    content, problems = template_for(rubric, file, text, "专家")
    assert (content is None) == bool(problems)
    if content is not None:
        filled = fill(content, {("专家打分", 0, "project_mark"): 7})
        (rater,) = read_workbooks(rubric, [("甲.xlsx", filled)], file).raters
        assert rater.name == " ".join(visible(text).split())
