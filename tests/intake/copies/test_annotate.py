from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from rating.intake.copies import annotate, package, rebuilt
from rating.intake.copies.annotate import CELLS_ONLY, AnnotatedCopy, annotated_copies
from rating.intake.copies.earlier_marks import AUTHOR
from rating.intake.copies.lost_parts import FORMULAS, MACROS
from rating.problems import Place, Problem
from rating.reported import Reported, Roster, Upload
from tests.intake.workbooks import SHEET, book, read, saved, small_form, with_part, xlsx

HEAD = ["街道", "站点名称", "驻站社工数", "服务时长"]
ROWS = [HEAD, ["甲街", "甲站", 3, 100], ["乙街", "乙站", "三个", 99999], ["合计", "", 6, 300]]
RED, AMBER, GREY = "00FFC7CE", "00FFE699", "00EDEDED"


def annotated(*files: tuple[str, bytes]) -> tuple[AnnotatedCopy, ...]:
    return annotated_copies(files, read(small_form("staff", "hours"), *files))


def opened(copy: AnnotatedCopy) -> Any:
    return openpyxl.load_workbook(io.BytesIO(copy.content), rich_text=True)


def fill(cell: Any) -> str:
    return str(cell.fill.start_color.rgb) if cell.fill.fill_type else ""


def listed(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if isinstance(row[0].value, int)]


def by_hand(name: str, data: bytes, *problems: Problem) -> Reported:
    """What intake would answer, with these problems."""
    upload = Upload(name, hashlib.sha256(data).hexdigest(), len(data), when=datetime(2024, 3, 5, tzinfo=UTC))
    return Reported(Roster((), (), (), ()), {}, uploads=(upload,), problems=problems)


def test_the_problem_cells_are_marked_where_they_stand() -> None:
    data = xlsx(ROWS, "数据")
    (copy,) = annotated(("填报.xlsx", data))
    sheet = opened(copy)["数据"]
    assert copy.source == "填报.xlsx" and copy.name == "填报（批注版）.xlsx"
    assert fill(sheet["C3"]) == fill(sheet["D3"]) == RED
    assert fill(sheet["C2"]) == "" and copy.marked == 2
    assert "【不能受理】" in sheet["C3"].comment.text and "三个" in sheet["C3"].comment.text
    assert sheet["C3"].comment.author == AUTHOR
    assert sheet["C3"].value == "三个" and sheet["D3"].value == 99999


def test_a_row_left_out_is_grey_and_without_comment() -> None:
    (copy,) = annotated(("填报.xlsx", xlsx(ROWS, "数据")))
    sheet = opened(copy)["数据"]
    assert [fill(cell) for cell in sheet[4]] == [GREY] * 4
    assert all(cell.comment is None for cell in sheet[4])


def test_the_list_stands_first_with_a_link_to_each_cell() -> None:
    (copy,) = annotated(("填报.xlsx", xlsx(ROWS, "数据")))
    found = opened(copy)
    sheet = found.worksheets[0]
    assert found.active is sheet and sheet.title == "问题清单" and sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["序号", "级别", "工作表", "单元格", "情况", "应为", "怎么办"]
    rows = listed(sheet)
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {("不能受理", "数据", "C3"), ("不能受理", "数据", "D3"), ("说明", "数据", "A4")} <= {
        tuple(row[1:4]) for row in rows
    }
    at = next(row for row in sheet.iter_rows(min_row=2) if row[3].value == "C3")
    assert at[3].hyperlink.location == "'数据'!C3" and all(at[column].value for column in (4, 6))
    assert sheet.page_setup.paperSize == 9 and sheet.print_title_rows == "$1:$1"


def test_only_the_list_is_selected() -> None:
    data = book({"数据": ROWS, "另一张": [["备注"]]}, lambda made: setattr(made, "active", 1))
    (copy,) = annotated(("填报.xlsx", data))
    assert [sheet.sheet_view.tabSelected for sheet in opened(copy).worksheets] == [True, False, False]


def test_the_original_stays_and_the_copy_is_the_same_each_time(tmp_path: Path) -> None:
    data = xlsx(ROWS, "数据")
    path = tmp_path / "填报.xlsx"
    path.write_bytes(data)
    reported = read(small_form("staff", "hours"), ("填报.xlsx", data))
    once = annotated_copies([path], reported)
    assert path.read_bytes() == data
    assert once == annotated_copies([("填报.xlsx", data)], reported)


def test_a_file_without_problems_gets_no_copy() -> None:
    good = xlsx([HEAD, ["甲街", "甲站", 3, 100]], "数据")
    assert annotated(("好.xlsx", good)) == ()


def test_only_the_files_with_problems_get_their_own() -> None:
    good = xlsx([HEAD, ["甲街", "丙站", 3, 100]], "数据")
    copies = annotated(("好.xlsx", good), ("填报.xlsx", xlsx(ROWS, "数据")))
    assert [copy.source for copy in copies] == ["填报.xlsx"]
    assert all("丙站" not in str(row) for row in listed(opened(copies[0]).worksheets[0]))


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1short"])
def test_a_refused_file_is_never_opened(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("坏.xlsx", data)]
    reported = read(small_form("staff", "hours"), *files)
    assert any(problem.place.file == "坏.xlsx" for problem in reported.problems)
    monkeypatch.setattr(annotate, "_copy", lambda *_: pytest.fail("opened"))
    assert annotated_copies(files, reported) == ()


def test_a_file_that_was_never_read_gets_no_copy() -> None:
    reported = read(small_form("staff", "hours"), ("填报.xlsx", xlsx(ROWS, "数据")))
    assert annotated_copies([("填报.xlsx", xlsx(ROWS[:2], "数据"))], reported) == ()


def test_several_problems_of_a_cell_share_one_comment_and_the_worst_colour() -> None:
    data = xlsx(ROWS, "数据")
    place = Place("a.xlsx", "数据", "C2", "驻站社工数")
    problems = (
        Problem("value_approximate", place, "填写的是「约3」"),
        Problem("value_out_of_range", place, "「900」超出范围", "0 至 50"),
    )
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, *problems))
    cell = opened(copy)["数据"]["C2"]
    assert fill(cell) == RED and copy.marked == 1
    assert "约3" in cell.comment.text and "应为0 至 50" in cell.comment.text
    assert cell.comment.text.index("提醒") < cell.comment.text.index("不能受理")


def test_a_warning_is_amber_and_a_notice_is_only_listed() -> None:
    data = xlsx(ROWS, "数据")
    problems = (
        Problem("value_approximate", Place("a.xlsx", "数据", "C2"), "约数"),
        Problem("column_unknown", Place("a.xlsx", "数据", "A1"), "「街道」未采用"),
        Problem("rows_hidden", Place("a.xlsx", "数据"), "有隐藏的行"),
        Problem("station_missing", Place(object="甲站"), "没有数据"),
    )
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, *problems))
    sheet = opened(copy)["数据"]
    assert fill(sheet["C2"]) == AMBER and fill(sheet["A1"]) == "" and sheet["A1"].comment is None
    rows = listed(opened(copy).worksheets[0])
    assert [row[1] for row in rows] == ["提醒", "说明", "说明"]
    assert rows[2][3] is None


def test_a_comment_that_stood_there_is_kept() -> None:
    def touch(sheet: Any) -> None:
        sheet["C3"].comment = Comment("请小王核实", "李站长")

    (copy,) = annotated(("a.xlsx", xlsx(ROWS, "数据", touch)))
    assert "原有批注（李站长）：请小王核实" in opened(copy)["数据"]["C3"].comment.text
    assert "原有批注只保留文字，大小和字体恢复为默认" in copy.lost


def test_a_merged_cell_is_marked_at_its_first_cell() -> None:
    data = xlsx(ROWS, "数据", lambda sheet: sheet.merge_cells("A2:B3"))
    problem = Problem("value_unreadable", Place("a.xlsx", "数据", "B3"), "无法识别")
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, problem))
    sheet = opened(copy)["数据"]
    assert fill(sheet["A2"]) == RED and "无法识别" in sheet["A2"].comment.text and copy.marked == 1
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:B3"]


def test_a_left_out_row_with_merged_cells() -> None:
    (copy,) = annotated(("a.xlsx", xlsx(ROWS, "数据", lambda sheet: sheet.merge_cells("A4:B4"))))
    assert fill(opened(copy)["数据"]["A4"]) == GREY


def test_a_sheet_of_the_user_called_the_same_is_not_overwritten() -> None:
    data = book({"问题清单": [["我的清单"]], "数据": ROWS})
    (copy,) = annotated(("a.xlsx", data))
    found = opened(copy)
    assert found.sheetnames == ["问题清单2", "问题清单", "数据"]
    assert found["问题清单"]["A1"].value == "我的清单"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    bad = '=HYPERLINK("http://a.example","点我")'
    data = "\n".join(
        ["站点名称,驻站社工数,服务时长", "甲站,+1+cmd,@SUM(1)", f'乙站,"{bad.replace(chr(34), chr(34) * 2)}",-2+3']
    )
    (copy,) = annotated(("a.csv", data.encode()))
    found = opened(copy)
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert found["数据"]["B3"].value == bad and found["数据"]["B2"].value == "+1+cmd"
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert found["数据"]["B3"].quotePrefix


def test_formats_formulas_and_rich_text_of_the_workbook_are_kept() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def touch(sheet: Any) -> None:
        sheet["F1"], sheet["G1"] = "=1+1", CellRichText("一", TextBlock(InlineFont(b=True), "二"))
        sheet.column_dimensions["B"].width = 33
        sheet["A2"].font = openpyxl.styles.Font(bold=True)

    (copy,) = annotated(("a.xlsx", xlsx(ROWS, "数据", touch)))
    sheet = opened(copy)["数据"]
    assert sheet["F1"].value == "=1+1" and sheet["A2"].font.b and sheet.column_dimensions["B"].width == 33
    assert isinstance(sheet["G1"].value, CellRichText) and str(sheet["G1"].value) == "一二"
    assert FORMULAS in copy.lost
    assert FORMULAS in [row[4].value for row in opened(copy).worksheets[0].iter_rows()]


def test_pictures_charts_and_chart_sheets_do_not_stop_the_copy() -> None:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = made.add_worksheet("数据")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    for place in (sheet, made.add_chartsheet("图")):
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=数据!$D$2:$D$3"})
        place.insert_chart("H1", chart) if place is sheet else place.set_chart(chart)
    sheet.insert_textbox("H20", "说明")
    made.close()
    (copy,) = annotated(("a.xlsx", buffer.getvalue()))
    assert opened(copy).sheetnames == ["问题清单", "数据", "图"]
    assert fill(opened(copy)["数据"]["C3"]) == RED
    assert any("文本框" in sentence for sentence in copy.lost) and any("图表" in sentence for sentence in copy.lost)
    assert CELLS_ONLY not in "".join(copy.lost)


def test_macros_are_dropped_and_said_so() -> None:
    buffer = io.BytesIO(xlsx(ROWS, "数据"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    (copy,) = annotated(("a.xlsm", buffer.getvalue()))
    assert MACROS in copy.lost and copy.name == "a（批注版）.xlsx"
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(io.BytesIO(copy.content)).namelist()


def test_a_csv_becomes_a_workbook_with_the_same_cells() -> None:
    data = "站点名称,驻站社工数,服务时长\n007,三个,100\n乙站,2,0.5\n".encode("gb18030")
    (copy,) = annotated(("问卷.csv", data))
    sheet = opened(copy)["数据"]
    assert copy.name == "问卷（批注版）.xlsx" and "原文件不是 .xlsx 格式" in copy.lost[0]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["站点名称", "驻站社工数", "服务时长"],
        ["007", "三个", 100],
        ["乙站", 2, 0.5],
    ]
    assert fill(sheet["B2"]) == RED and "三个" in sheet["B2"].comment.text and sheet["B3"].comment is None
    link = next(row[3] for row in opened(copy).worksheets[0].iter_rows() if row[3].value == "B2")
    assert link.hyperlink.location == "'数据'!B2"


def test_a_blank_problem_cell_outside_the_cells_is_marked_too() -> None:
    data = b"a,b\n1,2\n"
    problem = Problem("value_blank", Place("a.csv", "", "D5"), "空白")
    (copy,) = annotated_copies([("a.csv", data)], by_hand("a.csv", data, problem))
    assert fill(opened(copy)["数据"]["D5"]) == AMBER


def test_a_heavy_workbook_is_built_from_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_CELLS", 10)
    data = book({"数据": ROWS, "另": [["x"]]})
    (copy,) = annotated(("a.xlsx", data))
    found = opened(copy)
    assert "20 万" in copy.lost[0] and found.sheetnames == ["问题清单", "数据", "另"]
    assert fill(found["数据"]["C3"]) == RED and fill(found["数据"]["B4"]) == GREY


def test_a_text_file_longer_than_a_sheet_is_cut_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "MOST_ROWS", 3)
    monkeypatch.setattr(rebuilt, "MOST_ROWS", 3)
    data = b"a,b\n1,2\n3,4\n5,6\n"
    problems = [Problem("value_blank", Place("a.csv", "", cell), "空白") for cell in ("A2", "A4", "ZZZ9")]
    (copy,) = annotated_copies([("a.csv", data)], by_hand("a.csv", data, *problems))
    assert opened(copy)["数据"].max_row == 3 and copy.marked == 1 and annotate.TOO_LONG in copy.lost
    assert len(listed(opened(copy).worksheets[0])) == 3


def test_percentages_stay_percentages_when_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def touch(sheet: Any) -> None:
        sheet["E2"], sheet["E3"] = 0.85, 0.855
        sheet["E2"].number_format = sheet["E3"].number_format = "0.0%"

    monkeypatch.setattr(package, "MOST_CELLS", 10)
    (copy,) = annotated(("a.xlsx", xlsx(ROWS, "数据", touch)))
    sheet = opened(copy)["数据"]
    assert [(sheet[at].value, sheet[at].number_format) for at in ("E2", "E3")] == [(0.85, "0%"), (0.855, "0.00%")]


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'),
        (
            SHEET,
            b"</sheetData>",
            b'</sheetData><hyperlinks><hyperlink ref="A9:XFD1048576" location="A1"/></hyperlinks>',
        ),
        (
            SHEET,
            b"</sheetData>",
            b'</sheetData><conditionalFormatting sqref="?"><cfRule type="odd"/></conditionalFormatting>',
        ),
        ("docProps/core.xml", b"<", b'<!DOCTYPE a [<!ENTITY b "c">]><'),
        ("docProps/core.xml", b"<", b"<<"),
        ("xl/styles.xml", b'fontId="0"', b'fontId="x"'),
    ],
)
def test_hostile_and_broken_parts_fall_back_to_the_cells(part: str, before: bytes, after: bytes) -> None:
    data = with_part(xlsx(ROWS, "数据"), part, lambda content: content.replace(before, after, 1))
    problem = Problem("value_unreadable", Place("a.xlsx", "数据", "C3"), "无法识别")
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, problem))
    assert fill(opened(copy)["数据"]["C3"]) == RED and copy.marked == 1
    assert CELLS_ONLY in copy.lost[0]


def test_cells_that_cannot_be_read_again_leave_the_list() -> None:
    data = with_part(xlsx(ROWS, "数据"), "xl/styles.xml", lambda content: content.replace(b"</cellXfs>", b""))
    problem = Problem("value_unreadable", Place("a.xlsx", "数据", "C3"), "无法识别")
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, problem))
    assert opened(copy).sheetnames == ["问题清单"] and copy.marked == 0
    assert copy.lost == (annotate.NOTHING_BUILT,) and len(listed(opened(copy).worksheets[0])) == 1


def test_odd_characters_never_stop_the_copy() -> None:
    data = xlsx(ROWS, "数据")
    text = "坏\x00\x0b字符\ud800" + "长" * 40_000
    problem = Problem("value_unreadable", Place("a.xlsx", "数据", "C3"), text, text, text)
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, problem))
    assert opened(copy)["数据"]["C3"].comment.text.startswith("【不能受理】坏字符")
    assert len(opened(copy)["数据"]["C3"].comment.text) < 2000


def test_a_sheet_with_an_apostrophe_and_an_unknown_sheet() -> None:
    data = xlsx(ROWS, "李's 表")
    problems = (
        Problem("value_unreadable", Place("a.xlsx", "李's 表", "C3"), "无法识别"),
        Problem("value_unreadable", Place("a.xlsx", "不存在", "C3"), "无法识别"),
        Problem("value_unreadable", Place("a.xlsx", "李's 表", "不是地址"), "无法识别"),
    )
    (copy,) = annotated_copies([("a.xlsx", data)], by_hand("a.xlsx", data, *problems))
    links = [row[3].hyperlink for row in opened(copy).worksheets[0].iter_rows(min_row=2, max_row=4)]
    assert links[0].location == "'李''s 表'!C3" and links[1] is None
    assert copy.marked == 1


def test_two_files_of_one_stem_get_two_names() -> None:
    rows = "站点名称,驻站社工数,服务时长\n丙站,三个,1\n".encode()
    copies = annotated(("a.xlsx", xlsx(ROWS, "数据")), ("a.csv", rows))
    assert [copy.name for copy in copies] == ["a（批注版）.xlsx", "a（批注版2）.xlsx"]


def test_the_same_name_twice_keeps_the_problems_apart() -> None:
    other = xlsx([HEAD, ["丙街", "丙站", "五个", 1]], "数据")
    copies = annotated(("a.xlsx", xlsx(ROWS, "数据")), ("a.xlsx", other))
    assert [copy.source for copy in copies] == ["a.xlsx", "a（2）.xlsx"]
    assert "五个" in opened(copies[1])["数据"]["C2"].comment.text


def test_no_copy_of_the_hidden_sheets_is_lost_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_CELLS", 10)
    data = book({"数据": ROWS, "旧": [["x"]]}, lambda made: setattr(made["旧"], "sheet_state", "hidden"))
    (copy,) = annotated(("a.xlsx", data))
    assert annotate.HIDDEN in copy.lost and opened(copy).sheetnames == ["问题清单", "数据"]


def test_a_workbook_without_a_table_still_gets_its_list() -> None:
    (copy,) = annotated(("a.xlsx", saved(openpyxl.load_workbook(io.BytesIO(xlsx([["无关", "内容"]], "数据"))))))
    assert copy.marked == 0 and "不能受理" in [row[1] for row in listed(opened(copy).worksheets[0])]


def test_a_protected_sheet_with_choices_keeps_them() -> None:
    """Locked cells, drop-downs, ranges and reddening cells of a template live on in its copy."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, options = made.add_worksheet("数据"), made.add_worksheet("选项")
    options.write_column(0, 0, [1, 2, 3])
    options.hide()
    for number, row in enumerate(ROWS[:3]):
        sheet.write_row(number, 0, row, made.add_format({"locked": number == 0}))
    sheet.protect("口令", {"format_columns": True, "select_locked_cells": False})
    sheet.data_validation("C2:C9", {"validate": "list", "source": "=选项!$A$1:$A$3", "error_message": "请选"})
    sheet.data_validation("D2:D9", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 9})
    red = made.add_format({"bg_color": "#FF0000"})
    sheet.conditional_format("D2:D9", {"type": "cell", "criteria": ">", "value": 9, "format": red})
    made.close()
    data = buffer.getvalue()
    problem = Problem("value_unreadable", Place("模板.xlsx", "数据", "C3"), "无法识别")
    (copy,) = annotated_copies([("模板.xlsx", data)], by_hand("模板.xlsx", data, problem))
    before, after = openpyxl.load_workbook(io.BytesIO(data))["数据"], opened(copy)["数据"]
    assert after.protection.sheet and after.protection.password == before.protection.password
    assert (after.protection.formatColumns, after.protection.selectLockedCells) == (False, True)
    assert [cell.protection.locked for cell in (after["A1"], after["C2"], after["C3"])] == [True, False, False]
    told = [
        (rule.type, str(rule.sqref), rule.formula1, rule.formula2) for rule in after.data_validations.dataValidation
    ]
    assert told == [
        (rule.type, str(rule.sqref), rule.formula1, rule.formula2) for rule in before.data_validations.dataValidation
    ]
    assert len(told) == 2 and len(after.conditional_formatting) == 1
    assert opened(copy)["选项"].sheet_state == "hidden" and copy.lost == ()
    assert fill(after["C3"]) == RED


def test_what_holds_no_cell_is_listed_all_the_same() -> None:
    data = book({"数据": ROWS, "旧": [["x"]]}, lambda made: setattr(made["旧"], "sheet_state", "hidden"))
    reported = read(small_form("staff", "hours"), ("a.xlsx", data))
    (copy,) = annotated_copies([("a.xlsx", data)], reported)
    told = {(row[2], row[3]) for row in listed(opened(copy).worksheets[0])}
    assert {("旧", None), ("数据", "C3")} <= told
    assert opened(copy)["旧"].sheet_state == "hidden"
