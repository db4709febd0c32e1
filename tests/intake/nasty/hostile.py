"""Files that somebody made to do harm, or that do harm by accident: small here, huge once opened."""

from __future__ import annotations

import zlib

from tests.intake.nasty.case import Case, hours
from tests.intake.nasty.formats import HOURS, ROWS, inline
from tests.intake.nasty.headers import FIVE_SIX
from tests.intake.nasty.packing import HEAD, MAIN, head, lines, number, package, table, text, zipped
from tests.intake.workbooks import SHEET, small_form, xlsx

TWO = [["站点", "服务时长"], ["甲站", 5], ["乙站", 6]]
RELATION = '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/>'
BILLION = (
    '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


def hostile(
    name: str,
    did: str,
    data: bytes,
    *problems: str,
    values: dict[tuple[str, ...], str] | None = None,
    file: str = "a.xlsx",
    as_typed: bool = False,
) -> Case:
    return Case(name, did, [(file, data)], values or {}, problems, form=HOURS, child=True, as_typed=as_typed)


def relations(part: str, kind: str, target: str) -> dict[str, str]:
    """An external reference in the relations of the sheet or of the book."""
    return {
        part: f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{RELATION.format(kind, target)}</Relationships>'
    }


def with_cell(cell: str, row: int = 4, more: str = "") -> bytes:
    return package(ROWS + f'<row r="{row}">{cell}</row>' + more)


def bomb() -> bytes:
    """A part of 60 MB that is nothing but blanks."""
    return zipped({**_parts(), "xl/media/image1.bin": b"\0" * 60_000_000})


def _parts() -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package(ROWS))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying() -> bytes:
    """A zip whose directory says that a part is small, while it is not."""
    data = bytearray(zipped({**_parts(), SHEET: _parts()[SHEET] + b" " * 3_000_000}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    data[at + 24 : at + 28] = (999).to_bytes(4, "little")
    return bytes(data)


def many_sheets() -> bytes:
    """Six hundred sheets, of which one holds something."""
    parts = _parts()
    book, relation = parts["xl/workbook.xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for at in range(10, 610):
        book = book.replace("</sheets>", f'<sheet name="空{at}" sheetId="{at}" r:id="rId{at}"/></sheets>')
        relation = relation.replace(
            "</Relationships>",
            f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/blank.xml"/></Relationships>',
        )
    blank = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    return zipped(
        {**parts, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relation, "xl/worksheets/blank.xml": blank}
    )


CASES = [
    Case("穿越路径的文件名", "文件名写成上级目录", [("../../etc/passwd\0.xlsx", table(*TWO)), ("C:\\Windows\\system32\\a.xlsx", table(["站点", "驻站社工数"], ["甲站", 1]))],
         {**hours("5 passwd.xlsx → Sheet1!B2", "6 passwd.xlsx → Sheet1!B3"), ("甲站", "staff"): "1 a.xlsx → Sheet1!B2"}, ["value_blank"], form=small_form("hours", "staff"), as_typed=False),
    Case("反向显示的文件名", "文件名用反向字符冒充", [("报表\u202excslx.exe", table(*TWO))], FIVE_SIX, form=HOURS, as_typed=False),
    hostile("包里有穿越路径", "压缩包部件名写成上级目录", zipped({**_parts(), "../../../evil.txt": b"x", "/etc/cron.d/evil": b"x"}), values=FIVE_SIX),
    hostile("引用外部文件", "工作表链接到外网和本机文件", package(ROWS, more={**relations("xl/worksheets/_rels/sheet1.xml.rels", "hyperlink", "file:///etc/passwd"), **relations("xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath", "http://169.254.169.254/")}), values=FIVE_SIX, as_typed=True),
    hostile("工作表在外部", "工作表部件指向外部网址", package(ROWS, target="http://127.0.0.1:9/sheet1.xml"), "file_unreadable"),
    hostile("十亿个笑", "用实体层层放大", package(lines(head("站点", "服务时长"), ['<c r="A2" t="s"><v>0</v></c>', number("B2", "5")]), more={"xl/sharedStrings.xml": f'{HEAD}{BILLION}<sst xmlns="{MAIN}"><si><t>&j;</t></si></sst>'}), "file_unreadable"),
    hostile("外部实体", "用实体读服务器上的文件", package("", sheet=f'{HEAD}{OUTSIDE}<worksheet xmlns="{MAIN}"><sheetData>' + lines(head("站点", "服务时长"), [inline("A2", "&secret;"), number("B2", "5")]) + "</sheetData></worksheet>"), "file_unreadable"),
    hostile("压缩炸弹", "一百 KB 展开成几十 MB", bomb(), "file_too_large"),
    hostile("目录说谎", "压缩包目录里的大小是假的", lying(), "file_unreadable"),
    hostile("最远的角", "最后一行最后一列有一个字", with_cell(inline("XFD1048576", "x"), 1048576), "file_too_large"),
    hostile("行号是假的", "行号超过了表的最大行", with_cell(number("A99999999", "1"), 99999999), "file_too_large"),
    hostile("列号是假的", "列名超过了最大列", with_cell(number("ZZZZZ4", "1")), "file_too_large"),
    hostile("一万六千列", "第一行写满 16384 列", package("<row r=\"1\">" + "".join(f'<c><v>{n}</v></c>' for n in range(16384)) + "</row>"), "file_too_large"),
    hostile("三万字的格", "一格里有 32767 个字", xlsx([["站点", "服务时长", "特色做法"], ["甲站", 5, "字" * 32767], ["乙站", "九" * 32767, None]]), "value_unreadable@B3", "column_unknown@C1", values=hours("5 B2", "unreadable B3 " + "九" * 32767)),
    hostile("三万字的站名", "站名有 32767 个字", xlsx([["站点", "服务时长"], ["站" * 32767, 5]]), values={("站" * 32767, "hours"): "5 B2"}),
    hostile("一百万个空格子", "设了格式的空行一直到最后", package(ROWS + "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, 200_000))), values=FIVE_SIX),
    hostile("合并整张表", "把整列合并", package(ROWS, after='<mergeCells count="2"><mergeCell ref="A4:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'), values=FIVE_SIX),
    hostile("上万个合并", "几万个合并单元格", package(ROWS, after='<mergeCells>' + "".join(f'<mergeCell ref="D{n}:E{n}"/>' for n in range(1, 30_000)) + "</mergeCells>"), values=FIVE_SIX),
    hostile("六百张工作表", "六百张空工作表，第一张有数据", many_sheets(), values=FIVE_SIX),
    hostile("公式套公式", "公式执行命令", package(lines(head("站点", "服务时长"), [inline("A2", "甲站"), "<c r=\"B2\" t=\"str\"><f>cmd|'/c calc'!A0</f><v>5</v></c>"], [inline("A3", "=HYPERLINK(&quot;http://x&quot;)"), number("B3", "6")])), values={("甲站", "hours"): "5 B2", ('=HYPERLINK("http://x")', "hours"): "6 B3"}),
    hostile("站名是脚本", "站名里写网页脚本", xlsx([["站点", "服务时长"], ["<script>alert(1)</script>", 5], ["乙站\u202e\u0007", 6]][:2]), values={("<script>alert(1)</script>", "hours"): "5 B2"}, as_typed=True),
    hostile("很长的一行", "没有换行的两兆文本", b"a" * 2_000_000, "file_unreadable", file="a.csv"),
    hostile("逗号海", "一行二十万个逗号", b"," * 200_000 + b"\n" + text("站点,服务时长", "甲站,5"), "file_too_large", file="a.csv"),
    hostile("数字串", "十万位的数字", text("站点,服务时长", "甲站," + "9" * 100_000), "value_out_of_range@B2", values=hours("unreadable B2 " + "9" * 100_000), file="a.csv"),
    hostile("只有头的压缩包", "压缩包只有文件头", b"PK\x03\x04" + zlib.compress(b"x" * 99), "file_unreadable"),
]  # fmt: skip
