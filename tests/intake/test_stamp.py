"""A template that comes back: recognised by its stamp, old versions by their codes, in whatever format."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.export.template import template_file
from rating.export.template_plan import plan_template
from rating.intake.answers import ACCEPTED, NOT_USED, Answers
from rating.intake.read import read_workbooks
from rating.intake.stamp import DETAILS, GUIDE, MARKS, OPTIONS, Stamp, read_stamp
from rating.reported import Reported, Roster
from rating.rubric.nouns import Rubric
from tests.export.filling import fill, roster_file, saved, type_text
from tests.intake.workbooks import FIELDS, form, leaf

ROSTER = Roster(("007", "008"), ("甲站", "乙站"), ("", ""), ("", ""))
LONG = [f"第{at}种情形的较长说明文字" for at in range(30)]


def rubric(*codes: str, **changes: Any) -> Rubric:
    """A rubric of these fields; `fields` replace or rename some of them."""
    fields = {code: FIELDS[code] for code in codes} | changes.pop("fields", {})
    tree = [{"code": "d", "title": "d", "indicators": [_leaf(code, fields) for code in fields]}]
    return form(fields=fields, dimensions=tree, **changes)


def _leaf(code: str, fields: dict[str, Any]) -> dict[str, Any]:
    if code in FIELDS:
        kind = fields[code].get("kind", "number")
        rule = {"mark": {}} if kind == "mark" else {"linear": {"zero": "0", "full": "9"}}
        if kind == "yes_no":
            rule = {"yes_no": {"yes": "20"}}
        return leaf(code, rule=rule, full_marks="10" if kind == "mark" else "20")
    return {
        "code": f"x_{code}", "title": code, "full_marks": "20", "value": code,
        "rule": {"linear": {"zero": "0", "full": "9"}},
    }  # fmt: skip


def filled(of: Rubric, **values: Any) -> bytes:
    """A template of this rubric, the first station's items typed in."""
    plan = plan_template(of, ROSTER)
    cells = {
        (sheet.name, 0, entry.code): values[entry.code]
        for sheet in plan.forms
        for entry in sheet.entries
        if entry.code in values and sheet.part != DETAILS
    }
    raters = {sheet.name: "甲" for sheet in plan.forms if sheet.role}
    return fill(template_file(of, ROSTER), cells, raters)


def read(of: Rubric, data: bytes, answers: Answers | None = None, name: str = "填好.xlsx") -> Reported:
    return read_workbooks(of, [(name, data)], roster_file(of, ROSTER), answers=answers or Answers())


def told(reported: Reported) -> list[str]:
    return [problem.code for problem in reported.problems if problem.code != "value_blank"]


def number(reported: Reported, code: str) -> Decimal | None:
    return reported.columns[code].number(0)


def test_the_stamp_is_read_as_it_was_written() -> None:
    stamp = Stamp.of(rubric("staff", version="2025｜a\n b"), GUIDE)
    assert read_stamp(f"  {stamp.line} ") == stamp
    assert stamp.version == "2025｜a b"
    odd = Stamp.of(rubric("quality"), MARKS, "外 聘/专家")
    assert read_stamp(odd.line) == odd
    of_role = Stamp.of(rubric("quality"), MARKS, "expert")
    assert read_stamp(of_role.line) == of_role and of_role.line.endswith("｜打分｜expert")
    assert read_stamp(stamp.line.replace("：", ":").replace("｜", " | ")) is not None
    for text in ("模板标识", "模板标识：test｜1｜12｜填报数据", "标识：test｜1｜0123456789abcdef｜填报数据", ""):
        assert read_stamp(text) is None
    assert read_stamp("模板标识：a｜" + " ｜" * 16_000) is None
    assert read_stamp("模板标识：a" * 3_000) is None


def test_the_explanations_are_left_out_without_a_problem() -> None:
    long_choices = {"title": "情形", "kind": "choice", "choices": LONG}
    of = rubric("staff", fields={"files": long_choices})
    data = filled(of, staff=3, files=LONG[29])
    assert OPTIONS in openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    reported = read(of, data)
    assert told(reported) == []
    assert number(reported, "files") == 29
    assert [where for where, _ in reported.left_out] == [f"填好.xlsx → {GUIDE}", f"填好.xlsx → {OPTIONS}"]


def test_an_old_template_is_mapped_by_codes_and_titles() -> None:
    """A renamed title, a withdrawn item, a new one; the warning names both versions and the renamed column."""
    old = rubric("staff", "hours", "satisfied", version="2024", fields={"gone": {"title": "停用的项", "unit": "件"}})
    renamed = {**FIELDS["staff"], "title": "在岗社会工作者人数", "aliases": []}
    new = rubric(
        "staff", "hours", "satisfied", version="2025", fields={"staff": renamed, "fresh": {"title": "新增内容"}}
    )
    reported = read(new, filled(old, staff=3, hours=4.5, satisfied=0.5, gone=9))
    assert (number(reported, "staff"), number(reported, "hours")) == (3, Decimal("4.5"))
    assert number(reported, "satisfied") == Decimal("0.5")
    (warning,) = [problem for problem in reported.problems if problem.code == "template_old"]
    assert "2024" in warning.found and "2025" in warning.found
    assert "「驻站社工数 （人）」对应「在岗社会工作者人数」" in warning.found
    assert told(reported).count("column_unknown") == 1
    assert sorted(told(reported)) == ["column_missing", "column_unknown", "template_old"]
    assert not reported.questions


def test_titles_that_changed_places_go_by_their_codes() -> None:
    first, second = FIELDS["staff"], FIELDS["hours"]
    old = rubric("staff", "hours")
    new = rubric(fields={
        "staff": {**first, "title": second["title"], "unit": "人", "aliases": []},
        "hours": {**second, "title": first["title"], "unit": "小时"},
    })  # fmt: skip
    reported = read(new, filled(old, staff=3, hours=8))
    assert (number(reported, "staff"), number(reported, "hours")) == (3, 8)
    assert told(reported) == ["template_old"]


def test_a_withdrawn_item_never_takes_the_place_of_another() -> None:
    """Its old title is now that of another item, which has its own column."""
    old = rubric("staff", fields={"other": {"title": "其他人数", "unit": "人"}})
    new = rubric(fields={"other": {"title": "驻站社工数", "unit": "人"}})
    reported = read(new, filled(old, staff=3, other=5))
    assert number(reported, "other") == 5
    assert sorted(told(reported)) == ["column_unknown", "template_old"]


def test_a_role_that_is_called_otherwise_now_is_known_by_its_code() -> None:
    old = rubric("quality", version="2024")
    new = rubric("quality", version="2025", roles=[{"code": "expert", "title": "评审团成员"}])
    reported = read(new, filled(old, quality=7))
    assert told(reported) == ["template_old"]
    assert [(rater.name, rater.role) for rater in reported.raters] == [("甲", "expert")]


def test_the_same_version_with_another_content_is_old_too() -> None:
    old, new = rubric("staff", "hours"), rubric("staff", "hours", notes="改动")
    (warning,) = [one for one in read(new, filled(old, staff=3)).problems if one.code == "template_old"]
    assert "同为 1 版" in warning.found


def test_marks_out_of_other_full_marks_are_asked_about() -> None:
    """An old mark sheet was filled in for 10 points; the new rubric gives 8."""
    old = rubric("quality", version="2024")
    tree = [{"code": "d", "title": "d", "indicators": [leaf("quality", full_marks="8", rule={"mark": {}})]}]
    new = form(fields={"quality": {**FIELDS["quality"], "title": "服务品质"}}, dimensions=tree, version="2025")
    reported = read(new, filled(old, quality=7))
    assert "column_points" in told(reported)


def test_a_template_of_another_rubric_waits_for_the_users_word() -> None:
    theirs, ours = rubric("staff", "hours", code="theirs", title="别的标准"), rubric("staff", "hours")
    data = filled(theirs, staff=3, hours=4)
    asked = read(ours, data)
    assert told(asked) == ["template_other"]
    (question,) = asked.questions
    assert question.key == ("template", asked.uploads[-1].sha256)
    assert {answer for answer, _ in question.options} == {ACCEPTED, NOT_USED}
    assert question.problem in asked.problems
    taken = read(ours, data, Answers({question.key: ACCEPTED}))
    assert told(taken) == [] and number(taken, "staff") == 3
    refused = read(ours, data, Answers({question.key: NOT_USED}))
    assert "template_other" not in told(refused) and number(refused, "staff") is None
    assert any("已确认不采用" in why for _, why in refused.left_out)


def test_codes_of_another_rubric_mean_nothing() -> None:
    """There `staff` is something else; its title decides."""
    theirs = rubric(code="theirs", fields={"staff": {"title": "服务时长", "unit": "小时"}})
    ours = rubric("staff", "hours")
    data = filled(theirs, staff=30)
    key = read(ours, data).questions[0].key
    reported = read(ours, data, Answers({key: ACCEPTED}))
    assert (number(reported, "staff"), number(reported, "hours")) == (None, 30)


def test_rows_and_columns_may_have_been_moved() -> None:
    """People insert a title row and a column of their own, rename the sheet and unhide the codes."""
    of = rubric("staff", "hours")
    book = openpyxl.load_workbook(io.BytesIO(filled(of, staff=3, hours=4)))
    sheet = book["填报数据"]
    sheet.insert_rows(1, 3)
    sheet.title = "报区里的"
    for row in sheet.row_dimensions.values():
        row.hidden = False
    reported = read(of, saved(book))
    assert told(reported) == [] and number(reported, "staff") == 3


def test_without_stamps_it_is_an_ordinary_file() -> None:
    of = rubric("staff", "hours")
    book = openpyxl.load_workbook(io.BytesIO(filled(of, staff=3, hours=4)))
    del book[GUIDE]
    book["填报数据"]["A3"] = None
    reported = read(of, saved(book))
    assert told(reported) == [] and (number(reported, "staff"), number(reported, "hours")) == (3, 4)


def test_one_sheet_saved_as_csv() -> None:
    of = rubric("staff", "hours", version="2024")
    sheet = openpyxl.load_workbook(io.BytesIO(filled(of, staff=3, hours=4)))["填报数据"]
    text = io.StringIO()
    csv.writer(text).writerows(sheet.iter_rows(values_only=True))
    data = text.getvalue().encode("gb18030")
    assert told(read(of, data, name="填好.csv")) == []
    reported = read(rubric("staff", "hours", version="2025"), data, name="填好.csv")
    assert told(reported) == ["template_old"] and number(reported, "hours") == 4


def test_a_rater_copies_the_sheet_for_a_colleague() -> None:
    of = rubric("quality")
    book = openpyxl.load_workbook(io.BytesIO(filled(of, quality=7)))
    copy = book.copy_worksheet(book["专家打分"])
    type_text(copy["B4"], "乙 老师")
    copy["C7"], copy["C8"] = 5, 6
    reported = read(of, saved(book))
    assert told(reported) == []
    assert {name: column.number(0) for name, column in reported.marks["quality"].items()} == {"甲": 7, "乙 老师": 5}


OLD = rubric("staff", "satisfied", "forged", "quality", version="2024")


@pytest.fixture(scope="module")
def saved_anew(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A filled template of 2024 as LibreOffice saves it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("anew")
    source = folder / "填好.xlsx"
    source.write_bytes(filled(OLD, staff=3, satisfied=0.855, forged="否", quality=7.5))

    @cache
    def bytes_as(ending: str) -> bytes:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (folder / f"填好.{ending}").read_bytes()

    return bytes_as


@pytest.mark.parametrize(("name", "ending"), [("填好.ods", "ods"), ("填好.xls", "xls"), ("填好.et", "xls")])
def test_recognised_in_other_formats(name: str, ending: str, saved_anew: Callable[[str], bytes]) -> None:
    """.et of WPS is a .xls inside."""
    data = saved_anew(ending)
    assert told(read(OLD, data, name=name)) == []
    renamed = {**FIELDS["staff"], "title": "在岗社会工作者人数", "aliases": []}
    new = rubric("staff", "satisfied", "forged", "quality", version="2025", fields={"staff": renamed})
    reported = read(new, data, name=name)
    assert told(reported) == ["template_old"]
    assert (number(reported, "staff"), number(reported, "satisfied")) == (3, Decimal("0.855"))
    assert number(reported, "forged") == 0
    assert reported.marks["quality"]["甲"].number(0) == Decimal("7.5")


def test_a_heading_of_the_present_version_speaks_for_itself() -> None:
    """Somebody pasted over the headings, not over the hidden codes: what can be seen counts."""
    of = rubric("staff", "hours")
    book = openpyxl.load_workbook(io.BytesIO(filled(of, staff=3, hours=4)))
    sheet = book["填报数据"]
    sheet["C6"], sheet["D6"] = sheet["D6"].value, sheet["C6"].value
    reported = read(of, saved(book))
    assert told(reported) == [] and (number(reported, "staff"), number(reported, "hours")) == (4, 3)


CELLS = st.one_of(
    st.none(), st.integers(-1, 9), st.sampled_from(["数据项代码", "staff", "hours", "gone", "驻站社工数", "代码", "甲站"]),
    st.sampled_from(["评估人：", "评估主体：专家", Stamp.of(OLD, "打分").line, Stamp.of(OLD, "填报数据").line]),
)  # fmt: skip


@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_left_of_a_template_ends_in_an_answer(rows: list[list[Any]]) -> None:
    of = rubric("staff", "hours", "quality", version="2025")
    book = openpyxl.Workbook()
    for row in [[Stamp.of(OLD, "填报数据").line], *rows]:
        book.active.append(row)
    reported = read(of, saved(book))
    assert reported.problems
