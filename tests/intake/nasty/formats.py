"""Kinds of file, encodings, and workbooks from programs that write them in their own way."""

from __future__ import annotations

from pathlib import Path

from tests.intake.nasty.case import Case, column, hours
from tests.intake.nasty.headers import FIVE_SIX
from tests.intake.nasty.layouts import TWO
from tests.intake.nasty.packing import HEAD, MAIN, STRICT, head, inline, lines, number, package, table, text, zipped
from tests.intake.workbooks import small_form, with_part, xlsx

LINES = ["站点,服务时长", "甲站,5", "乙站,6"]
HOURS = small_form("hours")
ROWS = lines(
    head("站点", "服务时长"), [inline("A2", "甲站"), number("B2", "5")], [inline("A3", "乙站"), number("B3", "6")]
)
WORDS = ["<t>站点</t>", "<t>服务时长</t>", "<t>甲站</t>", "<t>乙站</t>"]


def shared(reference: str, index: int) -> str:
    return f'<c r="{reference}" t="s"><v>{index}</v></c>'


def csv(
    name: str,
    did: str,
    data: bytes,
    values: dict[tuple[str, ...], str] | None = None,
    *problems: str,
    left_out: int = 0,
) -> Case:
    return Case(name, did, [("a.csv", data)], FIVE_SIX if values is None else values, problems, left_out, form=HOURS)


def made(
    name: str,
    did: str,
    data: bytes,
    values: dict[tuple[str, ...], str] | None = None,
    *problems: str,
    as_typed: bool = True,
    copies: tuple[str, ...] = (),
) -> Case:
    return Case(
        name,
        did,
        [("a.xlsx", data)],
        FIVE_SIX if values is None else values,
        problems,
        as_typed=as_typed,
        copies=copies,
        child=True,
    )


def refused(name: str, did: str, file: str, data: bytes, code: str) -> Case:
    return Case(name, did, [(file, data)], {}, [code], form=HOURS, child=True)


TEXTS = [
    csv("csv_utf8", "另存为 CSV UTF-8", text(*LINES)),
    csv("csv_带BOM", "另存为带 BOM 的 CSV", text(*LINES, encoding="utf-8-sig")),
    csv("csv_GBK", "WPS 另存为 CSV", text(*LINES, encoding="gbk")),
    csv("csv_GB18030生僻字", "CSV 用 GB18030，站名有生僻字", text("站点,服务时长", "𠮷站,5", "㙍站,6", encoding="gb18030"), column("hours", 𠮷站="5 B2", 㙍站="6 B3")),
    csv("csv_UTF16", "另存为 Unicode 文本", text(*[line.replace(",", "\t") for line in LINES], encoding="utf-16")),
    csv("csv_UTF16大端", "苹果电脑存的 UTF-16", b"\xfe\xff" + text(*LINES).decode().encode("utf-16-be")),
    csv("csv_分号", "用分号隔开", text(*[line.replace(",", ";") for line in LINES])),
    csv("csv_竖线", "用竖线隔开", text(*[line.replace(",", "|") for line in LINES])),
    csv("csv_旧苹果换行", "只有回车没有换行", text(*LINES, end="\r")),
    csv("csv_引号换行", "格里有换行、逗号、引号", text('"站点","服务\n时长"', '"甲站","1,350"', '"乙""站""","6"'), {("甲站", "hours"): "1350 B2 1,350", ('乙"站"', "hours"): "6 B3"}),
    csv("csv_长短不一", "各行列数不一样", text("站点,服务时长,备注", "甲站,5", "乙站,6,,,,多出来的", "丙站"), hours("5 B2", "6 B3", "blank B4"), "column_unknown@C1", "value_blank@B4"),
    csv("csv_行尾逗号", "每行末尾多一个逗号", text(*[line + ",,," for line in LINES])),
    csv("csv_只有一列", "只有一列站名", text("站点", "甲站", "乙站"), {}, "table_missing"),
    csv("csv_标题和空行", "CSV 里有标题行、空行、合计行", text("各站服务时长", "", *LINES, "", "合计,11"), hours("5 B4", "6 B5"), "row_left_out@A7", left_out=1),
    Case("csv_千位逗号没加引号", "数字里的逗号把一格拆成两格，后面的都错了位", [("a.csv", text("站点,服务时长,驻站社工数", "甲站,1,350,5", "乙站,6,4"))],
         {("甲站", "hours"): "1 B2", ("甲站", "staff"): "350 C2", ("乙站", "hours"): "6 B3", ("乙站", "staff"): "4 C3"}, ["row_split@B2"]),
    csv("csv_数字带空格", "逗号后面有空格", text("站点, 服务时长", "甲站, 5", "乙站,\t6 "), hours("5 B2  5", "6 B3 \t6 ")),
    csv("csv_前导零", "数字前面有零", text("站点,服务时长", "甲站,005", "乙站,6.0"), hours("5 B2 005", "6 B3 6.0")),
    Case("csv_等号引号", "系统导出时用等号和引号保住前导零", [("a.csv", text("代码,站点,服务时长", '="007",甲站,5', '"=""008""",乙站,"=""6"""'))], hours("5 C2", "6 C3"), form=HOURS, as_typed=False, roster=("名册.csv", text("代码,名称", "007,甲站", "008,乙站"))),
    csv("csv_sep行", "首行写了分隔符说明", text("sep=;", "站点;服务时长", "甲站;5", "乙站;6"), hours("5 B3", "6 B4")),
    csv("csv_零字节", "中间夹着零字节", text(*LINES).replace(b"6", b"6\0"), {}, "file_format"),
    csv("csv_半个引号", "引号没有成对", text('站点,服务时长', '甲站,"5', "乙站,6"), {}, "file_unreadable"),
    csv("csv_编码坏了", "编码混在一起", "站点,服务时长\n".encode() + "甲站,5\n".encode("gbk") + b"\xff\xff,6\n", {}, "file_unreadable"),
    csv("只有空白", "文件里只有空格和换行", b"\xef\xbb\xbf  \r\n\t\r\n", {}, "file_empty"),
    Case("tsv改名xls", "制表符文本改名为 .xls", [("报表.xls", text(*[line.replace(",", "\t") for line in LINES], encoding="gbk"))], FIVE_SIX, form=HOURS),
    Case("xlsx改名csv", "工作簿改名为 .csv", [("a.csv", table(*TWO))], FIVE_SIX, form=HOURS),
]  # fmt: skip

PACKAGES = [
    made("共享字符串", "文字放在共享字符串里", package(lines([shared("A1", 0), shared("B1", 1)], [shared("A2", 2), number("B2", "5")], [shared("A3", 3), number("B3", "6")]), WORDS)),
    made("富文本", "一格里字体不同，分成几段", package(lines([shared("A1", 0), shared("B1", 1)], [shared("A2", 2), shared("B2", 3)]), ["<r><t>站</t></r><r><rPr><b/></rPr><t>点</t></r>", "<r><t>服务</t></r><r><t xml:space=\"preserve\">时长 </t></r>", "<r><t>甲</t></r><r><t>站</t></r>", "<r><t>约</t></r><r><rPr><u/></rPr><t>5</t></r>"]),
         hours("5 B2 约5"), "value_approximate@B2", copies=("xls", "ods")),
    made("拼音注音", "文字带拼音注音", package(lines([shared("A1", 0), shared("B1", 1)], [shared("A2", 2), number("B2", "5")]), ['<t>站点</t><rPh sb="0" eb="2"><t>zhàndiǎn</t></rPh><phoneticPr fontId="0"/>', *WORDS[1:]]), hours("5 B2")),
    made("没有格子地址", "格子和行都没有写地址", package("<row><c t=\"inlineStr\"><is><t>站点</t></is></c><c t=\"inlineStr\"><is><t>服务时长</t></is></c></row><row><c t=\"inlineStr\"><is><t>甲站</t></is></c><c><v>5</v></c></row><row><c t=\"inlineStr\"><is><t>乙站</t></is></c><c t=\"e\"><v>#N/A</v></c></row><row><c t=\"inlineStr\"><is><t>丙站</t></is></c><c s=\"1\"><v>0.5</v></c></row>"),
         hours("5 B2", "unreadable B3 #N/A", "unreadable B4 50%"), "value_error_cell@B3", "value_unreadable@B4", as_typed=False),
    made("没有范围说明", "没有写数据范围", package(ROWS)),
    made("范围说明写错", "数据范围写成 A1", package(ROWS, before='<dimension ref="A1"/>')),
    made("范围说明太大", "数据范围写成整张表", package(ROWS, before='<dimension ref="A1:XFD1048576"/>')),
    made("绝对路径部件", "内部路径以斜线开头", package(ROWS, target="/xl/worksheets/sheet1.xml")),
    made("部件换了地方", "工作表不在常见的位置", package(ROWS, sheet_part="xl/sheets/data.xml", target="sheets/data.xml")),
    made("严格格式", "另存为严格的 Open XML", package(ROWS, namespace=STRICT), as_typed=False),
    made("带前缀的标签", "有的软件给每个标签加前缀", package("", sheet=f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>' + ROWS.replace("<", "<x:").replace("<x:/", "</x:") + "</x:sheetData></x:worksheet>")),
    made("前缀标签里有错误值", "带前缀的文件里有错误值、空公式和百分比", package("", sheet=f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>' + lines(head("站点", "满意度"), [inline("A2", "甲站"), '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'], [inline("A3", "乙站"), '<c r="B3"><f>C3</f></c>'], [inline("A4", "丙站"), number("B4", "0.85", 1)], [inline("A5", "丁站"), number("B5", "1", 1)], [inline("A6", "戊站"), '<c r="B6"><v>90</v></c>']).replace("<", "<x:").replace("<x:/", "</x:") + "</x:sheetData></x:worksheet>"),
         column("satisfied", 甲站="unreadable B2 #DIV/0!", 乙站="unreadable B3", 丙站="0.85 B4 85%", 丁站="1 B5 100%", 戊站="0.9 B6 90"), "value_error_cell@B2", "value_no_result@B3"),
    made("属性顺序不同", "属性的先后次序与常见的不同", package(lines(head("站点", "满意度"), [inline("A2", "甲站"), '<c s="1" r="B2"><v>0.85</v></c>'], [inline("A3", "乙站"), "<c s='2' r='B3' ><v>0.9</v></c>"], [inline("A4", "丙站"), '<c t="e" r="B4"><v>#REF!</v></c>'], [inline("A5", "丁站"), "<c t='e' r='B5'><v>#NAME?</v></c>"])),
         column("satisfied", 甲站="0.85 B2 85%", 乙站="0.9 B3 90%", 丙站="unreadable B4 #REF!", 丁站="unreadable B5 #NAME?"), "value_error_cell@B4", "value_error_cell@B5"),
    made("实体和CDATA", "文字里有转义符", package(lines(head("站点", "服务时长"), [inline("A2", "甲&amp;乙&lt;站&gt;"), number("B2", "5")], ['<c r="A3" t="inlineStr"><is><t><![CDATA[丙站]]></t></is></c>', number("B3", "6")])), {("甲&乙<站>", "hours"): "5 B2", ("丙站", "hours"): "6 B3"}),
    made("下划线转义", "文字里有 _x000D_ 一类的转义", package(lines(head("站点", "服务_x000A_时长"), [inline("A2", "甲站_x000D_"), number("B2", "5")])), hours("5 B2"), as_typed=False),
    made("行列倒着写", "行没有按次序写", package('<row r="3">' + inline("A3", "乙站") + number("B3", "6") + "</row>" + '<row r="1">' + "".join(head("站点", "服务时长")) + "</row>" + '<row r="2">' + inline("A2", "甲站") + number("B2", "5") + "</row>")),
    made("没有样式表", "包里没有样式表", package(ROWS, more={"xl/styles.xml": HEAD + f'<styleSheet xmlns="{MAIN}"/>'}), as_typed=False),
    made("字符串编号越界", "共享字符串的编号超出了表", package(lines([shared("A1", 0), shared("B1", 1)], [shared("A2", 2), shared("B2", 99)]), WORDS), {}, "file_unreadable"),
    made("未知的错误值", "新版软件的溢出错误，读取库不认识", package(lines(head("站点", "服务时长"), [inline("A2", "甲站"), number("B2", "5")], [inline("A3", "乙站"), '<c r="B3" t="e"><v>#SPILL!</v></c>'], [inline("A4", "丙站"), '<c r="B4" t="e"><v>#CALC!</v></c>'])),
         hours("5 B2", "unreadable B3 #SPILL!", "unreadable B4 #CALC!"), "value_error_cell@B3", "value_error_cell@B4"),
    made("启用宏的工作簿", "文件带有宏", package(ROWS, more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}), None, "macro_ignored"),
]  # fmt: skip


REFUSALS = [
    refused("空文件", "上传了空文件", "a.xlsx", b"", "file_empty"),
    refused("只有空工作表", "新建后没有填就保存", "a.xlsx", xlsx([]), "file_empty"),
    refused("PDF改名", "PDF 改名为 .xlsx", "a.xlsx", b"%PDF-1.7\n%\xe2\xe3", "file_format"),
    refused("照片", "把纸质表拍照上传", "IMG_0001.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"x" * 300, "file_format"),
    refused("网页冒充", "系统导出的 .xls 其实是网页", "导出.xls", "<html xmlns:o='urn:schemas-microsoft-com:office:office'><table><tr><td>站点</td></tr></table></html>".encode("gbk"), "file_format"),
    refused("XML表格", "存成 XML 表格 2003", "a.xml", b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "file_format"),
    refused("Word文档", "把 Word 表格上传", "评分表.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "file_format"),
    refused("压缩包里有表格", "把几个表打成压缩包", "全部.zip", zipped({"a.xlsx": xlsx(TWO), "b.xlsx": xlsx(TWO)}), "file_format"),
    refused("加密", "文件设了打开密码", "a.xlsx", (Path(__file__).parents[3] / "sample_data/mistakes/设有密码.xlsx").read_bytes(), "file_encrypted"),
    refused("只传了一半", "网络中断，只传了一半", "a.xlsx", xlsx(TWO)[:3000], "file_unreadable"),
    refused("工作表截断", "工作表的 XML 断在中间", "a.xlsx", with_part(xlsx(TWO), "xl/worksheets/sheet1.xml", lambda sheet: sheet[: len(sheet) // 2]), "file_unreadable"),
    refused("没有工作表部件", "包里缺少工作表", "a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": HEAD + f'<workbook xmlns="{MAIN}"><sheets/></workbook>', "xl/_rels/workbook.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'}), "file_unreadable"),
    refused("二进制垃圾", "不知道是什么的文件", "a.et", bytes(range(256)) * 20, "file_format"),
]  # fmt: skip

CASES = [*TEXTS, *PACKAGES, *REFUSALS]
