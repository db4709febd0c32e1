"""A faulty file goes out as an annotated copy, its red cells are mended, it comes back: clean, with the values meant."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from rating.export.template import template_file
from rating.intake.copies.annotate import annotated_copies
from rating.intake.copies.copy_name import original_name
from rating.intake.copies.problem_sheet import RED
from rating.intake.copies.returned_copy import WHY_LEFT_OUT
from rating.reported import Reported, Roster
from tests.intake.forms import form as turned_form
from tests.intake.forms import score_sheet
from tests.intake.workbooks import book, form, marks, read, saved, small_form, xlsx

CODES = ("staff", "hours", "satisfied", "forged", "files", "founded", "feature")
HEAD = ["编号", "站点名称", "驻站社工数", "服务时长", "满意度", "虚假材料", "档案等次", "成立日期", "特色做法"]
CLEAN = [
    HEAD,
    ["007", "甲站", 3, 100.5, "85%", "否", "优", "2020-03-01", "=1+1 不是公式"],
    ["008", "乙站", 4, 1350, "90.5%", "否", "良", "2019-12-31", "无_x0041_"],
    ["009", "丙站", 5, 88, "100%", "是", "差", "2021-07-15", "+86 电话回访"],
]
FAULTS = {"C2": "三个", "D3": 99999, "E4": "很高", "F2": "可能", "G3": "特优", "H4": "去年春天"}


def faulty() -> list[list[Any]]:
    rows = [list(row) for row in CLEAN]
    for address, typed in FAULTS.items():
        rows[int(address[1:]) - 1][ord(address[0]) - 65] = typed
    return rows


def as_csv(rows: list[list[Any]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue().encode("gb18030")


def as_office(rows: list[list[Any]], ending: str, folder: Path) -> bytes:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = folder / "in.xlsx"
    source.write_bytes(as_xlsx(rows))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / f"in.{ending}").read_bytes()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    def texts(made: Any) -> None:
        for row in made["数据"].iter_rows():
            for cell in row:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type

    return book({"数据": rows}, texts)


def mended(copy: bytes, meant: list[list[Any]], sheet: str = "数据") -> bytes:
    """Only the red cells are written anew; colours, comments and the list stay."""
    made = openpyxl.load_workbook(io.BytesIO(copy))
    red = 0
    for row in made[sheet].iter_rows():
        for cell in row:
            if cell.fill.fill_type and cell.fill.start_color.rgb == RED.start_color.rgb:
                cell.value = meant[cell.row - 1][cell.column - 1]
                red += 1
    assert red == len(FAULTS)
    return saved(made)


def values(reported: Reported) -> dict[str, list[Any]]:
    return {
        code: [reported.columns[code].number(at) for at in range(len(reported.roster))]
        + reported.columns[code].status.tolist()
        for code in CODES
    }


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xls", "ods"])
def test_mended_it_is_as_good_as_never_wrong(ending: str, tmp_path: Path) -> None:
    rubric = small_form(*CODES)
    write = {"xlsx": as_xlsx, "csv": as_csv}.get(ending, lambda rows: as_office(rows, ending, tmp_path))
    original = (f"填报.{ending}", write(faulty()))
    first = read(rubric, original)
    assert {problem.place.cell for problem in first.problems} == set(FAULTS)
    (copy,) = annotated_copies([original], first)
    back = read(rubric, (copy.name, mended(copy.content, CLEAN)))
    expected = read(rubric, (f"填报.{ending}", write(CLEAN)))
    assert not expected.problems and [problem.line for problem in back.problems] == []
    assert values(back) == values(expected)
    assert back.roster == expected.roster
    assert back.columns["feature"].text.tolist() == expected.columns["feature"].text.tolist()
    assert [why for _, why in back.left_out] == [WHY_LEFT_OUT]


def test_not_mended_it_tells_the_same_again_and_can_go_out_again() -> None:
    rubric = small_form(*CODES)
    original = ("填报.xlsx", as_xlsx(faulty()))
    first = read(rubric, original)
    (copy,) = annotated_copies([original], first)
    second = read(rubric, (copy.name, copy.content))
    told = [(problem.code, problem.place.cell, problem.found) for problem in first.problems]
    assert [(problem.code, problem.place.cell, problem.found) for problem in second.problems] == told
    (again,) = annotated_copies([(copy.name, copy.content)], second)
    assert openpyxl.load_workbook(io.BytesIO(again.content)).sheetnames == ["问题清单", "数据"]


def test_the_list_is_known_by_its_headings_not_its_name() -> None:
    """Renamed, or with a line put above; a sheet of theirs of that name is read as any other."""
    rubric = small_form("staff")
    rows = [["站点名称", "驻站社工数"], ["甲站", "三个"]]
    original = ("a.xlsx", xlsx(rows, "数据"))
    (copy,) = annotated_copies([original], read(rubric, original))
    made = openpyxl.load_workbook(io.BytesIO(copy.content))
    made.worksheets[0].title = "Sheet9"
    made.worksheets[0].insert_rows(1)
    made["数据"]["B2"] = 3
    back = read(rubric, ("a.xlsx", saved(made)))
    assert not back.problems and back.left_out == (("a.xlsx → Sheet9", WHY_LEFT_OUT),)
    theirs = read(rubric, ("b.xlsx", book({"问题清单": [["站点名称", "驻站社工数"], ["甲站", 3]]})))
    assert len(theirs.roster) == 1 and not theirs.problems


@pytest.mark.parametrize("name", ["2025年评分表.csv", "专家甲.csv", "张三（专家）.csv", "张三打分（终稿）.csv"])
def test_a_rater_that_only_the_files_name_tells(name: str) -> None:
    file = (name, "站点名称,服务质量,团队管理\n甲站,8,九\n乙站,7,6\n".encode())
    first = read(form(), file)
    (copy,) = annotated_copies([file], first)
    assert read(form(), (copy.name, copy.content)).raters == first.raters


def test_a_raters_file_stays_the_raters_file() -> None:
    """The mark in the file's name is neither part of a name nor a role."""
    rubric = form()
    rows = [["站点名称", "服务质量", "团队管理"], ["甲站", 8, "九"], ["乙站", 7, 6]]
    original = ("专家评分表_王小明.xlsx", xlsx(rows, "打分"))
    first = read(rubric, original)
    (copy,) = annotated_copies([original], first)
    back = read(rubric, (copy.name, copy.content))
    assert copy.name == "专家评分表_王小明（批注版）.xlsx"
    assert back.raters == first.raters and marks(back, "quality") == marks(first, "quality")


def test_a_roster_comes_back_too() -> None:
    rubric = small_form("staff")
    data = ("数据.xlsx", xlsx([["站点名称", "驻站社工数"], ["甲站", 3]], "数据"))
    listed = [["站点代码", "站点名称"], ["01", "甲站"], ["", "乙站"], ["合计", ""]]
    roster = ("名册.xlsx", xlsx(listed, "名册"))
    first = read(rubric, data, roster=roster)
    copies = [copy for copy in annotated_copies([data, roster], first) if copy.source == "名册.xlsx"]
    back = read(rubric, data, roster=(copies[0].name, copies[0].content))
    assert back.roster == first.roster
    assert [problem.code for problem in back.problems] == [problem.code for problem in first.problems]


def test_comments_of_people_do_not_disturb() -> None:
    def touch(sheet: Any) -> None:
        sheet["B2"].comment = Comment("请核", "李")

    rubric = small_form("staff")
    assert not read(rubric, ("a.xlsx", xlsx([["站点名称", "驻站社工数"], ["甲站", 3]], "数据", touch))).problems


def test_a_template_keeps_what_guides_and_guards_it() -> None:
    """Its choices, ranges, reddening and locks are in the copy; mended, it reads back without a question."""
    rubric = small_form("staff", "forged", "files")
    roster = Roster(("01", "02"), ("甲站", "乙站"), ("", ""), ("", ""))
    made = openpyxl.load_workbook(io.BytesIO(template_file(rubric, roster)))
    (sheet,) = (each for each in made if each.title not in ("填表说明", "选项"))
    (staff,) = (cell.column for row in sheet.iter_rows(max_row=9) for cell in row if cell.value == "staff")
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "01")
    for row, typed in ((first, "三个"), (first + 1, 4)):
        sheet.cell(row, staff).value, sheet.cell(row, staff + 1).value = typed, "否"
        sheet.cell(row, staff + 2).value = "优"
    file = ("模板.xlsx", saved(made))
    (copy,) = annotated_copies([file], read(rubric, file))
    back = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert copy.lost == () and copy.marked == 1
    kept = back[sheet.title]
    assert kept.protection.sheet and kept.cell(first, 1).protection.locked
    assert not kept.cell(first, staff).protection.locked
    assert len(kept.data_validations.dataValidation) == len(sheet.data_validations.dataValidation) > 0
    assert len(kept.conditional_formatting) == len(sheet.conditional_formatting) > 0
    kept.cell(first, staff).value = 3
    mended = read(rubric, (copy.name, saved(back)))
    assert not mended.questions and [problem.line for problem in mended.problems] == []


def test_turned_forms_of_one_station_a_sheet() -> None:
    rubric = turned_form()
    wrong = {"甲站": score_sheet("甲站"), "乙站": score_sheet("乙站", expert=("八分多", 6), code="2")}
    right = {"甲站": score_sheet("甲站"), "乙站": score_sheet("乙站", code="2")}
    file = ("评分.xlsx", book(wrong))
    (copy,) = annotated_copies([file], read(rubric, file))
    made = openpyxl.load_workbook(io.BytesIO(copy.content))
    links = {
        row[3].value: row[3].hyperlink.location for row in made.worksheets[0].iter_rows(max_row=9) if row[3].hyperlink
    }
    assert links["G4"] == "'乙站'!G4" and made["乙站"]["G4"].fill.start_color.rgb == RED.start_color.rgb
    made["乙站"]["G4"].value = right["乙站"][3][6]
    back, meant = read(rubric, (copy.name, saved(made))), read(rubric, ("评分.xlsx", book(right)))
    assert back.roster == meant.roster and marks(back, "quality") == marks(meant, "quality")
    assert [problem.code for problem in back.problems] == [problem.code for problem in meant.problems]


@pytest.mark.parametrize("name", ["甲站评分表.xlsx", "2025年甲街道社工站.xlsx"])
def test_a_station_that_only_the_files_name_tells(name: str) -> None:
    """The mark of the copy is no part of the station's name, nor a rater's."""
    rows = score_sheet("甲站", expert=("八分多", 6))
    rows[1] = ["评估主体：专家组"]
    file = (name, xlsx(rows, "Sheet1"))
    first = read(turned_form(), file)
    (copy,) = annotated_copies([file], first)
    back = read(turned_form(), (copy.name, copy.content))
    assert back.roster == first.roster and back.raters == first.raters
    assert [problem.code for problem in back.problems] == [problem.code for problem in first.problems]


def test_of_two_files_of_one_name_the_copy_leads_to_its_own() -> None:
    rubric = small_form("staff")
    files = [
        ("表.csv", "站点名称,驻站社工数\n甲站,3\n".encode()),
        ("表.xlsx", xlsx([["站点名称", "驻站社工数"], ["乙站", "三个"]], "数据")),
    ]
    (copy,) = annotated_copies(files, read(rubric, *files))
    assert (copy.source, original_name(copy.name, [name for name, _ in files])) == ("表.xlsx", "表.xlsx")
