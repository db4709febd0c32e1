"""Every file that is no spreadsheet this tool reads is called by its name, with what to do."""

from __future__ import annotations

import gzip
import struct

import pytest

from rating.intake.files.formats import Refusal, recognise
from rating.intake.files.other_formats import by_start
from tests.intake.containers import old_office, packed

MSO = "urn:schemas-microsoft-com:office:spreadsheet"
ODF = "application/vnd.oasis.opendocument"
DBASE = b"\x03\x7e\x05\x11" + struct.pack("<IHH", 2, 65, 20) + b"\0" * 20 + b"NAME".ljust(32, b"\0") + b"\r" + b" " * 41
TEXT = "站点,服务时长\n甲站,5\n"

NAMED: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-1.7 x", "PDF"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 " + b"x" * 30, "图片"),
    "wav": (b"RIFF\0\0\0\0WAVEfmt " + b"x" * 30, "音频"),
    "bmp": (b"BM" + struct.pack("<I", 64) + b"\1" * 58, "图片"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\1" * 40, "图片"),
    "mp4": (b"\0\0\0\x18ftypisom" + b"\1" * 40, "视频"),
    "tiff": (b"MM\0*\0\0\0\x08", "图片"),
    "gz": (gzip.compress(TEXT.encode()), "压缩文件"),
    "tar": ((b"a.xlsx".ljust(257, b"\0") + b"ustar").ljust(1024, b"\0"), "压缩包"),
    "gnumeric": (gzip.compress(b'<?xml version="1.0"?><gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd">'), "Gnumeric"),
    "rtf": (b"{\\rtf1\\ansi", "RTF"),
    "slk": (b"ID;PWXL;N;E\r\nC;Y1;X1;K\"x\"\r\n", "SYLK"),
    "dif": (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n", "DIF"),
    "dbf": (DBASE, "dBase"),
    "excel 2": (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 2"),
    "excel 3": (b"\x09\x02\x06\x00\x00\x00\x10\x00", "Excel 3"),
    "excel 4": (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4"),
    "excel 5 without a container": (b"\x09\x08\x08\x00\x00\x05\x05\x00" + b"\1" * 40, "旧 Excel"),
    "lotus": (b"\x00\x00\x02\x00\x06\x04" + b"\1" * 40, "Lotus"),
    "works": (b"\xff\x00\x02\x00\x04\x04" + b"\1" * 40, "Works"),
    "mdb": (b"\x00\x01\x00\x00Standard Jet DB\x00", "Access"),
    "exe": (b"MZ\x90\x00" + b"\1" * 40, "程序"),
    "xml 2003": (f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{MSO}">'.encode(), "Excel 2003"),
    "xml 2003 in utf-16": (f'<?xml version="1.0"?><Workbook xmlns="{MSO}">'.encode("utf-16"), "Excel 2003"),
    "fods": (f'<?xml version="1.0"?><office:document office:mimetype="{ODF}.spreadsheet">'.encode(), ".fods"),
    "uof": (b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof">', "UOF"),
    "html": (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', "网页"),
    "html in utf-16": ("<html><table><tr><td>站点</td></tr></table>".encode("utf-16"), "网页"),
    "a table alone": (b"\r\n <TABLE border=1><TR><TD>x", "网页"),
    "html after a remark": (b"<!-- made by OA --><div><table><tr><td>", "网页"),
    "mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页存档"),
    "mht from a mail": (b"From: <x>\r\nSubject: x\r\nContent-Type: multipart/related; boundary=x", "网页存档"),
    "other xml": (b'<?xml version="1.0"?><data/>', "XML 文件"),
    "odt": (packed({"mimetype": f"{ODF}.text".encode(), "content.xml": b"x"}), "文字文档"),
    "odp": (packed({"mimetype": f"{ODF}.presentation".encode()}), "演示文稿"),
    "sxc": (packed({"mimetype": b"application/vnd.sun.xml.calc", "content.xml": b"x"}), "OpenOffice 1"),
    "numbers": (packed({"Index/Document.iwa": b"x", "Index/Tables/DataList.iwa": b"x"}), "Numbers"),
    "docx with a workbook in it": (
        packed({"[Content_Types].xml": b"wordprocessingml.document.main spreadsheetml.sheet", "word/document.xml": b"x", "word/embeddings/1.xlsx": b"x"}),
        "Word",
    ),
    "msg": (old_office({"__properties_version1.0": b"x"}), "Outlook"),
    "sdc": (old_office({"StarCalcDocument": b"x"}), "StarOffice"),
    "vsd": (old_office({"VisioDocument": b"x"}), "Visio"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_called_by_name_with_what_to_do(name: str) -> None:
    data, word = NAMED[name]
    refusal = recognise(data)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, word in refusal.found) == ("file_format", True), refusal
    assert refusal.remedy.startswith("请")


@pytest.mark.parametrize(
    "start", ["PK站,1", "BM,站点", "MZ", "ID,站点", "TABLE,站点", "RIFF,a", "GIF,a", "<5分,站点", "{a},b"]
)
def test_a_text_table_may_begin_with_such_letters(start: str) -> None:
    data = f"{start}\n{TEXT}".encode()
    assert recognise(data) == "text"


def test_short_beginnings_are_nothing_yet() -> None:
    assert by_start(b"BM") is None
    assert by_start(b"\x03" * 40) is None
