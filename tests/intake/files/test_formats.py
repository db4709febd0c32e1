"""Content decides, not the extension; what is no spreadsheet is refused by name with what to do."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rating.intake.files.formats import OLE, Refusal, has_macros, recognise
from tests.intake import containers
from tests.intake.containers import old_office
from tests.intake.workbooks import book, codes, one, read, small_form, statuses, values, with_part, xlsx

FILES = Path(__file__).parents[1] / "samples"
HOURS = xlsx([["站点", "服务时长"], ["甲站", 5]])


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def ole(*names: str) -> bytes:
    return old_office(dict.fromkeys(names, b"x"))


REFUSED = {
    "空文件": (b"", "file_empty"),
    "只有空白": (b"\xef\xbb\xbf \r\n\t", "file_empty"),
    "只有零字节": (b"\0" * 5000, "file_empty"),
    "PDF": (b"%PDF-1.7 ...", "file_format"),
    "图片": (b"\x89PNG\r\n\x1a\n....", "file_format"),
    "照片": (b"\xff\xd8\xff\xe0....", "file_format"),
    "RAR": (b"Rar!\x1a\x07", "file_format"),
    "Word": (packed(**{"[Content_Types].xml": b"", "word__document.xml": b""}), "file_format"),
    "演示": (packed(**{"[Content_Types].xml": b"", "ppt__presentation.xml": b""}), "file_format"),
    "图片包": (packed(**{"1.jpg": b"", "2.jpg": b""}), "file_format"),
    "表格包": (packed(**{"1.xlsx": b""}), "file_format"),
    "截断的工作簿": (HOURS[: len(HOURS) // 2], "file_unreadable"),
    "改坏的工作簿": (b"PK\x03\x04" + b"x" * 500, "file_unreadable"),
    "加密的工作簿": (ole("EncryptedPackage", "EncryptionInfo"), "file_encrypted"),
    "旧Word": (ole("WordDocument"), "file_format"),
    "短的旧文件": (OLE + b"\0" * 100, "file_unreadable"),
    "其他旧文件": (ole("Contents"), "file_format"),
    "网页": ("<html><table><tr><td>站点</td></tr></table>".encode(), "file_format"),
    "网页2": (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "file_format"),
    "邮件网页": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file_format"),
    "XML表格": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "file_format"),
    "二进制": (bytes(range(256)) * 8, "file_format"),
    "加密的ods": (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
                       **{"META-INF__manifest.xml": b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'}), "file_encrypted"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_spreadsheet_is_refused_with_what_to_do(name: str) -> None:
    data, code = REFUSED[name]
    refusal = recognise(data)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    reported = read(small_form("hours"), ("表.xlsx", data))
    problem = one(reported, code)
    assert problem.place.file == "表.xlsx"
    assert problem.message.count("；") >= 1


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.pdf", "a", "没有扩展名"])
def test_a_wrong_extension_does_not_matter(name: str) -> None:
    assert values(read(small_form("hours"), (name, HOURS)), "hours") == ["5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = "站点,服务时长\r\n甲站,12\r\n乙站,1.5\r\n".replace(",", delimiter)
    reported = read(small_form("hours"), ("a.csv", text.encode(encoding)))
    assert (reported.roster.name, values(reported, "hours")) == (("甲站", "乙站"), ["12", "1.5"])
    assert str(reported.sheets[0].title) == ""


def test_rare_characters_quotes_and_line_breaks_in_csv() -> None:
    text = '站点,特色做法\n"㙍塘站","第一行\n第二行，""引号"""\n𠮷站,无\n'
    for encoding in ("gb18030", "utf-8"):
        reported = read(small_form("feature"), ("a.csv", text.encode(encoding)))
        assert reported.roster.name == ("㙍塘站", "𠮷站")
        assert reported.columns["feature"].text[0] == '第一行\n第二行，"引号"'


def test_csv_in_no_known_encoding_is_refused() -> None:
    assert "file_unreadable" in codes(read(small_form("hours"), ("a.csv", b"\xff\xff\xfe,1\n\x80\x81\xff")))


@pytest.mark.parametrize("name", ["stations.xls", "stations.ods"])
def test_xls_and_ods_made_by_libreoffice(name: str) -> None:
    rubric = small_form("staff", "satisfied", "founded", "hours")
    reported = read(rubric, (name, (FILES / name).read_bytes()))
    assert reported.roster.code == ("007", "008")
    assert values(reported, "staff") == ["5", "6"]
    assert values(reported, "satisfied") == ["0.85", "0.9"]
    assert list(reported.columns["satisfied"].text) == ["85%", "90%"]
    assert values(reported, "hours") == ["3", None]
    assert one(reported, "value_error_cell").place.cell == "F4"
    assert statuses(reported, "hours") == [0, 4]
    assert one(reported, "sheet_hidden").place.sheet == "草稿"


def test_macros_are_told_and_ignored() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HOURS)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"macro")
    reported = read(small_form("hours"), ("a.xlsm", buffer.getvalue()))
    assert values(reported, "hours") == ["5"]
    assert codes(reported) == ["macro_ignored"]


def test_macros_of_old_and_open_formats_are_told_too() -> None:
    stations = {name: (FILES / name).read_bytes() for name in ("stations.xls", "stations.ods")}
    assert not any(has_macros(name.rpartition(".")[2], data) for name, data in stations.items())
    assert has_macros("xls", old_office({"Workbook": b"x"}, deeper=("_VBA_PROJECT",)))
    assert not has_macros("xls", b"x")
    own = {"Basic/Standard/script-lb.xml": b"x", "Basic/script-lc.xml": b"x", "Basic/": b""}
    assert not has_macros("ods", containers.packed(own))
    assert has_macros("ods", containers.packed({**own, "Basic/Standard/Module1.xml": b"x"}))
    assert has_macros("xlsb", containers.packed({"xl/vbaProject.bin": b"x"}))


def test_an_embedded_word_document_does_not_make_a_workbook_a_document() -> None:
    assert recognise(old_office({"Workbook": b"x"}, deeper=("WordDocument",))) == "xls"


def test_a_locked_old_workbook_is_called_so() -> None:
    stream = containers.record(0x0809, b"\0" * 16) + containers.record(0x002F, b"\0" * 54)
    refusal = recognise(old_office({"Workbook": stream}))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "保护" in refusal.found) == ("file_encrypted", True)


def test_a_password_on_another_part_locks_no_cells() -> None:
    manifest = (
        b'<manifest:file-entry manifest:full-path="Basic/M.xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    assert recognise(containers.packed(parts)) == "ods"


@pytest.mark.parametrize(("name", "file"), [("a.xls", "hidden.xls"), ("a.et", "hidden.xls"), ("a.ods", "hidden.ods")])
def test_hidden_parts_percentages_and_errors_of_old_and_open_formats(name: str, file: str) -> None:
    rubric = small_form("staff", "satisfied", "hours")
    reported = read(rubric, (name, (FILES / file).read_bytes()))
    assert reported.roster.code == ("007", "008", "009")
    assert list(reported.columns["satisfied"].text) == ["85%", "90%", "95%"]
    assert one(reported, "value_error_cell").place.cell == "F3"
    assert "第 4 行" in one(reported, "rows_hidden").found
    assert [problem.place.sheet for problem in reported.problems if problem.code == "sheet_hidden"] == [
        "草稿",
        "很隐藏",
    ]


def test_dates_that_count_from_1904() -> None:
    def touch(found: Any) -> None:
        found.epoch = CALENDAR_MAC_1904

    data = book({"一": [["站点", "成立日期"], ["甲", dt.datetime(2020, 1, 2)]]}, touch)
    assert list(read(small_form("founded"), ("a.xlsx", data)).columns["founded"].text) == ["2020-01-02"]


def test_one_damaged_sheet_is_named() -> None:
    def spoil(sheet: bytes) -> bytes:
        return sheet.replace(b"</v></c>", b"</v></wrong>", 1)

    good = {"甲表": [["站点", "服务时长"], ["甲", 5]], "乙表": [["站点", "服务时长"], ["乙", 6]]}
    data = with_part(book(good), "xl/worksheets/sheet2.xml", spoil)
    problem = one(read(small_form("hours"), ("a.xlsx", data)), "file_unreadable")
    assert "「乙表」" in problem.found
    assert "甲表" not in problem.found
