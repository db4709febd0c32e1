"""Files made to kill, hang, starve or confuse a reader: small builders, each with what must be said of it.

A row of HOSTILE is: name → (extension, builder, code of the only refusal or "" when it is read, words of the reason).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable

from tests.intake.containers import SECTOR, old_office, packed, record, unpacked
from tests.intake.workbooks import SHEET, xlsx

STRINGS = "xl/sharedStrings.xml"


def _with_shared_strings() -> bytes:
    """As most programs write them; openpyxl may write texts into the cells instead."""
    parts = unpacked(xlsx([["站点", "服务时长"], ["甲站", 5], ["乙站", 6]]))
    texts = ("站点", "服务时长", "甲站", "乙站")
    for place, text in enumerate(texts):
        written = [f"<is><t>{text}</t></is>".encode(*how) for how in (("utf-8",), ("ascii", "xmlcharrefreplace"))]
        told = next(way for way in written if way in parts[SHEET])  # with lxml installed openpyxl escapes Chinese
        parts[SHEET] = parts[SHEET].replace(told, b"<v>%d</v>" % place, 1)
    parts[SHEET] = parts[SHEET].replace(b't="inlineStr"', b't="s"')
    told = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts[STRINGS] = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{told}</sst>'.encode()
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts[types] = parts[types].replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    )
    leads = b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    parts[relations] = parts[relations].replace(b"</Relationships>", leads + b"</Relationships>")
    return packed(parts)


HOURS = _with_shared_strings()
CSV = "站点,服务时长\n甲站,5\n乙站,6\n"
BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
Row = tuple[str, Callable[[], bytes], str, str]


def changed(changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None) -> bytes:
    """The small workbook with some parts changed and some added."""
    parts = {name: changes.get(name, bytes)(content) for name, content in unpacked(HOURS).items()}
    return packed({**parts, **(added or {})})


def in_sheet(before: bytes, text: bytes) -> bytes:
    """The small workbook with `text` put in front of `before`."""
    return changed({SHEET: lambda sheet: sheet.replace(before, text + before, 1)})


def more_rows(rows: Iterable[bytes]) -> bytes:
    return in_sheet(b"</sheetData>", b"".join(rows))


def cells(text: bytes, columns: str = "C") -> bytes:
    return more_rows(b'<row r="5"><c r="%s5"><v>%s</v></c></row>' % (columns.encode(), text) for _ in range(1))


def entity_bomb() -> bytes:
    entities = b'<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(12)
    )
    return b"<!DOCTYPE x [" + entities + b"]>"


def bombed(part: str) -> bytes:
    def change(content: bytes) -> bytes:
        start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:start] + entity_bomb() + content[start:]

    return changed({part: change})


def lying_sizes() -> bytes:
    """A part of 480 MB that says it has 100 bytes."""
    parts = unpacked(HOURS)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"<row/>" * 200_000
    body = squeeze.compress(parts[SHEET].replace(b"</sheetData>", b""))
    for _ in range(400):
        body += squeeze.compress(block)
    body += squeeze.flush()
    return zip_by_hand(
        [*((name, content, None) for name, content in parts.items() if name != SHEET), (SHEET, b"x" * 100, body)]
    )


def zip_by_hand(parts: list[tuple[str, bytes, bytes | None]]) -> bytes:
    """(name, content as declared, packed bytes as they are)."""
    out, directory = b"", b""
    for name, content, body in parts:
        raw = name.encode()
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = squeeze.compress(content) + squeeze.flush() if body is None else body
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, zlib.crc32(content), len(body), len(content), len(raw), 0)
        directory += b"PK\x01\x02\x14\0" + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + raw
        out += b"PK\x03\x04" + fields + raw + body
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(out), 0)
    return out + directory + b"PK\x05\x06" + end


def overlapping() -> bytes:
    """Many directory entries that all point at the same packed megabytes."""
    data = packed({**unpacked(HOURS), "xl/media/1.bin": b"\0" * 5_000_000})
    end = data.rindex(b"PK\x05\x06")
    count, _, size, at = struct.unpack_from("<HHII", data, end + 8)
    last = data.rindex(b"PK\x01\x02", 0, end)
    entry = data[last:end]
    copies = b"".join(entry.replace(b"1.bin", b"%d.bin" % number) for number in range(2, 10))
    tail = struct.pack("<HHHHIIH", 0, 0, count + 8, count + 8, size + len(copies), at, 0)
    return data[:end] + copies + b"PK\x05\x06" + tail


def same_name_twice() -> bytes:
    parts = [(name, content, None) for name, content in unpacked(HOURS).items()]
    return zip_by_hand([*parts, (SHEET.upper(), b"<worksheet/>", None)])


def many_parts(count: int) -> bytes:
    entry = b"PK\x01\x02" + b"\0" * 42
    return b"PK\x03\x04" + entry * count + b"PK\x05\x06" + b"\0" * 18


def same_string(cell_count: int) -> bytes:
    """One long shared string in very many cells."""
    text = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 32767
        + b"</t></si></sst>"
    )
    row = (
        b'<row r="%d">' + b"".join(b'<c r="%c%%d" t="s"><v>0</v></c>' % letter for letter in b"ABCDEFGHIJ") + b"</row>"
    )
    rows = b"".join(row % ((number,) * 11) for number in range(1, cell_count // 10 + 1))

    def sheet(content: bytes) -> bytes:
        return content[: content.index(b"<sheetData>") + 11] + rows + b"</sheetData></worksheet>"

    return changed({SHEET: sheet, STRINGS: lambda _: text})


def long_cells(count: int) -> bytes:
    """Cells at the limit of their length, each different."""
    return more_rows(
        b'<row r="%d"><c r="D%d" t="inlineStr"><is><t>%s</t></is></c></row>' % (row, row, (b"%08d" % row) * 4095)
        for row in range(4, 4 + count)
    )


def ods(table: str, head: str = "") -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    text = (
        f'<?xml version="1.0"?>{head}<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="一">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = b'<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": text.encode(), "META-INF/manifest.xml": manifest})


def ods_rows(*more: str) -> str:
    def row(*texts: str) -> str:
        told = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
        )
        return f"<table:table-row>{told}</table:table-row>"

    return row("站点", "服务时长") + row("甲站", "5") + row("乙站", "6") + "".join(more)


def _xls(*records: bytes) -> bytes:
    """A workbook stream: globals with one sheet, then the sheet's records."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    title = struct.pack("<BB", 1, 0) + b"A"
    before = start + record(0x0042, struct.pack("<H", 1200))
    place = len(before) + 4 + 6 + len(title) + 4
    named = record(0x0085, struct.pack("<IH", place, 0) + title)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0)) + b"".join(records) + record(0x000A)
    return old_office({"Workbook": before + named + record(0x000A) + sheet})


def circular_table() -> bytes:
    """Every sector is its own successor."""
    data = bytearray(_xls(*(record(0x0203, b"\0" * 14) for _ in range(400))))
    followers = struct.unpack_from("<128I", data, SECTOR)
    data[SECTOR : 2 * SECTOR] = struct.pack(
        "<128I", *(at if follower < 0xFFFFFFF0 else follower for at, follower in enumerate(followers))
    )
    return bytes(data)


def circular_table_of_tables() -> bytes:
    data = bytearray(_xls())
    struct.pack_into("<II", data, 68, 3, 1000)
    data[4 * SECTOR : 5 * SECTOR] = struct.pack("<128I", *[0] * 127, 3)
    return bytes(data)


def string_table_bomb() -> bytes:
    """A table of strings that says it holds four thousand million of them."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    table = record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + struct.pack("<HB", 0xFFFF, 0x0C) + b"\xff" * 90)
    return old_office({"Workbook": start + table + record(0x000A)})


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def many_sheets(count: int) -> bytes:
    parts = unpacked(HOURS)
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (one, one + 1) for one in range(count))
    book = parts[BOOK]
    start, end = book.index(b"<sheets>"), book.index(b"</sheets>")
    found = book[start : book.index(b"/>", start)]
    name = found.split(b" r:id=")[0].split(b" xmlns:r=")[0]
    assert name
    relation = b"r:id" if b"r:id" in found else b"ns0:id"
    linked = found[found.index(b":id=") + 4 :].split(b'"')[1]
    sheets = sheets.replace(
        b'r:id="rId1"',
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="%s"' % linked,
    )
    assert relation
    return packed({**parts, BOOK: book[: start + 8] + sheets + book[end:]})


HOSTILE: dict[str, Row] = {
    # zips
    "套娃压缩包": ("xlsx", lambda: packed({"1.zip": packed({"2.zip": packed({"a.xlsx": HOURS})})}), "file_format", "压缩包"),
    "部分重叠": ("xlsx", overlapping, "file_unreadable", "重叠"),
    "谎报大小": ("xlsx", lying_sizes, "file_unreadable", "已损坏"),
    "部分同名": ("xlsx", same_name_twice, "file_unreadable", "同名"),
    "一百万个部分": ("xlsx", lambda: many_parts(1_000_000), "file_too_large", "个部分"),
    "越界的部分名": ("xlsx", lambda: changed({}, {"../../../etc/cron.d/x": b"x", "/etc/x": b"x", "C:\\x": b"x"}), "", ""),
    "外部引用": ("xlsx", lambda: changed({}, {
        "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships><Relationship Id="rId1" Type="externalLinkPath"'
        b' Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>',
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "", ""),
    # bombs of markup
    "工作表里的实体炸弹": ("xlsx", lambda: bombed(SHEET), "file_unreadable", "DOCTYPE"),
    "共享文字里的实体炸弹": ("xlsx", lambda: bombed(STRINGS), "file_unreadable", "DOCTYPE"),
    "工作簿里的实体炸弹": ("xlsx", lambda: bombed(BOOK), "file_unreadable", "DOCTYPE"),
    "ods 实体炸弹": ("ods", lambda: ods(ods_rows(), entity_bomb().decode()), "file_unreadable", "DOCTYPE"),
    "工作表层层嵌套": ("xlsx", lambda: in_sheet(b"</worksheet>", nested(300_000)), "", ""),
    "工作簿层层嵌套": ("xlsx", lambda: changed({BOOK: lambda book: book.replace(b"</workbook>", nested(100_000) + b"</workbook>")}), "", ""),
    "样式层层嵌套": ("xlsx", lambda: changed({STYLES: lambda text: text.replace(b"</styleSheet>", nested(100_000) + b"</styleSheet>")}), "", ""),
    "很长的属性": ("xlsx", lambda: in_sheet(b"</sheetData>", b'<row r="9" x="' + b"y" * 30_000_000 + b'"/>'), "", ""),
    # sizes
    "远角单元格": ("xlsx", lambda: cells(b"1", "XFD"), "file_too_large", "XFD5"),
    "不存在的列": ("xlsx", lambda: cells(b"1", "XFE"), "file_too_large", "列"),
    "不存在的行": ("xlsx", lambda: more_rows([b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>']), "file_too_large", "内存"),
    "范围谎报到远角": ("xlsx", lambda: changed({SHEET: lambda sheet: sheet.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"')}), "", ""),
    "一百万个带格式的空格": ("xlsx", lambda: more_rows(
        b'<row r="%d">' % row + b"".join(b'<c r="%c%d" s="0"/>' % (letter, row) for letter in b"ABCDEFGHIJ") + b"</row>"
        for row in range(4, 100_004)), "", ""),
    "一万六千列": ("xlsx", lambda: xlsx([["站点", *["服务时长"] * 16_383], ["甲站", *[5] * 16_383]]), "file_too_large", "16384 列"),
    "很多很长的格": ("xlsx", lambda: long_cells(3000), "", ""),
    "同一长文字十万格": ("xlsx", lambda: same_string(100_000), "file_too_large", "内存"),
    "一百万个合并区": ("xlsx", lambda: in_sheet(b"</worksheet>", b"<mergeCells>" + b'<mergeCell ref="D5:E6"/>' * 1_000_000 + b"</mergeCells>"), "file_too_large", "合并"),
    "合并整张表": ("xlsx", lambda: in_sheet(b"</worksheet>", b'<mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>'), "", ""),
    "一百万条条件格式": ("xlsx", lambda: in_sheet(b"</worksheet>", b'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>' * 400_000), "", ""),
    "极大的行高": ("xlsx", lambda: changed({SHEET: lambda sheet: sheet.replace(b'<row r="2"', b'<row r="2" ht="1e308" customHeight="1"')}), "", ""),
    "两千张工作表": ("xlsx", lambda: many_sheets(2000), "file_too_large", "2000 张工作表"),
    # csv
    "一行五千万字": ("csv", lambda: b"a" * 50_000_000, "file_unreadable", "内容过长"),
    "一行两千五百万格": ("csv", lambda: b"a," * 25_000_000, "file_too_large", "列"),
    "一百万列": ("csv", lambda: b"a," * 1_000_000 + b"\n1\n", "file_too_large", "列"),
    "长短不齐": ("csv", lambda: b"a\n" * 1_000_000 + b"," * 3000, "file_too_large", "列"),
    "引号不成对": ("csv", lambda: CSV.replace("甲站", '"甲站').encode(), "file_unreadable", "第 2 行的引号"),
    "没有标记的 UTF-16": ("csv", lambda: CSV.encode("utf-16-le"), "file_unreadable", "UTF-16"),
    "没有标记的 UTF-16 高位在前": ("csv", lambda: CSV.encode("utf-16-be"), "file_unreadable", "UTF-16"),
    "夹着零字节": ("csv", lambda: CSV.replace("5", "\0").encode("utf-16"), "file_unreadable", "零字节"),
    # old Excel
    "扇区绕圈": ("xls", circular_table, "file_unreadable", ""),
    "扇区表绕圈": ("xls", circular_table_of_tables, "file_unreadable", "已损坏"),
    "字符串表炸弹": ("xls", string_table_bomb, "file_unreadable", ""),
    "xls 远角": ("xls", lambda: _xls(record(0x0203, struct.pack("<HHHd", 65535, 255, 0, 1.0)), record(0x0203, struct.pack("<HHHd", 0, 0, 0, 1.0))), "file_too_large", "256 列"),
    "xls 列数谎报": ("xls", lambda: _xls(record(0x00BD, struct.pack("<HH", 0, 65535) + b"\0" * 60)), "file_unreadable", ""),
    # ods
    "ods 重复到远角": ("ods", lambda: ods(ods_rows(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"'
        ' office:value-type="float" office:value="1"/></table:table-row>')), "file_too_large", ""),
    "ods 重复九位数": ("ods", lambda: ods(ods_rows(
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell office:value-type="percentage" office:value="1"/></table:table-row>')),
        "file_too_large", ""),
    "ods 一格十亿空格": ("ods", lambda: ods(ods_rows(
        '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>')),
        "file_too_large", ""),
}  # fmt: skip
