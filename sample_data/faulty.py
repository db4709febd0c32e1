"""One small workbook per kind of mistake, each with the problem code it must call forth (示例数据).

Most start from the same clean sheet of four stations, whose headers are those of the sample
district's rubric; one thing is then spoilt.  `read_workbooks` is given the file with the roster.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from sample_data.sheets import CREATED, EXAMPLE

HEADER = ["站点代码", "站点名称", "驻站社工数（人）", "持证社工数（人）", "场所面积（平方米）", "接待区", "居民满意度"]
STAFF, LICENSED, AREA, RECEPTION, SATISFACTION = range(2, 7)
ROWS = [
    ["0101", "定海路街道社工站", 5, 5, 96, "是", "95.2%"],
    ["0102", "平凉路街道社工站", 5, 4, 82, "是", "93.1%"],
    ["0103", "江浦路街道社工站", 4, 4, 75.5, "是", "90.6%"],
    ["0104", "四平路街道社工站", 6, 6, 112, "是", "95.5%"],
]
MARK_HEADER = ["站点代码", "站点名称", "项目策划评分（6分）", "组织实施评分（6分）", "成效提升评分（5分）"]
MARK_ROWS = [[row[0], row[1], 5.5, 5, 4.5] for row in ROWS]
MARK_LINES = ["评估人：专家甲", "评估主体：专家"]
Grid = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A file name, the code it must bring, what is wrong in words, and how to write its bytes."""

    file: str
    code: str
    what: str
    make: Callable[[], bytes]


def _book(
    header: list[Any],
    rows: Grid,
    lines: list[str] | None = None,
    formulas: dict[tuple[int, int], tuple[str, Any]] | None = None,
) -> bytes:
    """A workbook with a title row; `formulas` puts (formula, cached value) at (data row, column)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"comments": EXAMPLE, "created": CREATED})
        sheet = book.add_worksheet("数据")
        above = [f"社工站数据填报表（{EXAMPLE}）", *(lines or ["填报日期：2025年12月8日"])]
        for at, line in enumerate(above):
            sheet.write_string(at, 0, line)
        for at, row in enumerate([header, *rows], start=len(above)):
            for column, value in enumerate(row):
                sheet.write(at, column, value)
        for (row_at, column), (formula, value) in (formulas or {}).items():
            sheet.write_formula(len(above) + 1 + row_at, column, formula, None, value)
    return out.getvalue()


def _with(column: int, value: Any, row: int = 1) -> Callable[[], bytes]:
    """The clean sheet with one cell changed."""
    return lambda: _book(
        HEADER, [[*one[:column], value, *one[column + 1 :]] if at == row else one for at, one in enumerate(ROWS)]
    )


def _with_mark(value: Any) -> Callable[[], bytes]:
    """The clean score sheet with one mark changed."""
    return lambda: _book(MARK_HEADER, [MARK_ROWS[0], [*MARK_ROWS[1][:2], value, 5, 4.5], *MARK_ROWS[2:]], MARK_LINES)


def _other_header(at: int, title: str) -> Callable[[], bytes]:
    """The clean sheet with one header changed."""
    return lambda: _book([*HEADER[:at], title, *HEADER[at + 1 :]], ROWS)


def _other_full_marks() -> bytes:
    return _book([*MARK_HEADER[:2], "项目策划评分（10分）", *MARK_HEADER[3:]], MARK_ROWS, MARK_LINES)


def _other_role() -> bytes:
    return _book(MARK_HEADER, MARK_ROWS, ["评估人：张三", "评估主体：街镇"])


def _repeated_station() -> bytes:
    return _book(HEADER, [*ROWS, [*ROWS[0][:STAFF], 6, 6, 90, "是", "91%"]])


def _error_cell() -> bytes:
    return _book(HEADER, ROWS, formulas={(1, STAFF): ("=VLOOKUP(1,C90:D99,2,0)", "#N/A")})


def _division_error() -> bytes:
    return _book(HEADER, ROWS, formulas={(1, SATISFACTION): ("=1/0", "#DIV/0!")})


def _without_value() -> bytes:
    """A formula cell whose stored value is taken out, as some programs write it."""
    book = _book(HEADER, ROWS, formulas={(1, STAFF): ("=2+3", 5)})
    return _changed_part(book, "xl/worksheets/sheet1.xml", b"<f>2+3</f><v>5</v>", b"<f>2+3</f>")


def _changed_part(book: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                if old not in content:
                    raise LookupError(part)
                content = content.replace(old, new)
            after.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _mixed_share() -> bytes:
    shares = [0.952, 93.1, 0.906, 95.5]
    return _book(HEADER, [[*row[:SATISFACTION], share] for row, share in zip(ROWS, shares, strict=True)])


def _duplicate_column() -> bytes:
    return _book([*HEADER, "社工人数"], [[*row, 4] for row in ROWS])


def _hidden_sheet() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"comments": EXAMPLE, "created": CREATED})
        for name in ("数据", "旧数据"):
            sheet = book.add_worksheet(name)
            for at, row in enumerate([HEADER, *ROWS]):
                sheet.write_row(at, 0, row)
        book.worksheets()[1].hide()
    return out.getvalue()


def _far_corner() -> bytes:
    """A small legal file that asks a careless reader for half a terabyte of memory."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"comments": EXAMPLE, "created": CREATED})
        sheet = book.add_worksheet("数据")
        for at, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(at, 0, row)
        sheet.write_number(1_048_575, 16_383, 1)
    return out.getvalue()


def _encrypted() -> bytes:
    """The outside of a password-protected workbook: an OLE file with an EncryptedPackage stream."""
    sector = 512
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16)
    header += (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + b"\xfe\xff" + (9).to_bytes(2, "little")
    header += (6).to_bytes(2, "little") + b"\x00" * 10 + (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header += b"\x00" * 4 + (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + b"\x00" * 4
    header += b"\xfe\xff\xff\xff" + b"\x00" * 4 + b"\x00" * 4 + b"\xff" * 432
    table = bytearray(b"\xff" * sector)
    table[0:8] = b"\xfd\xff\xff\xff\xfe\xff\xff\xff"
    names = (("Root Entry", 5, 1), ("EncryptedPackage", 2, -1), ("EncryptionInfo", 2, -1))
    directory = b"".join(_directory_entry(name, kind, child) for name, kind, child in names)
    return bytes(header) + bytes(table) + directory.ljust(sector, b"\x00")


def _directory_entry(name: str, kind: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    right = b"\x02\x00\x00\x00" if name == "EncryptedPackage" else b"\xff" * 4
    entry = text.ljust(64, b"\x00") + (len(text) + 2).to_bytes(2, "little") + bytes([kind, 1]) + b"\xff" * 4 + right
    return (entry + child.to_bytes(4, "little", signed=True) + b"\x00" * 36 + b"\xfe\xff\xff\xff").ljust(128, b"\x00")


def _web_page() -> bytes:
    cells = "".join(f"<td>{value}</td>" for value in ROWS[0])
    return f"<html><meta charset='utf-8'><body>{EXAMPLE}<table><tr>{cells}</tr></table></body></html>".encode()


def _word_document() -> bytes:
    out = io.BytesIO()
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<?xml version='1.0'?><document>{EXAMPLE}</document>",
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _no_table() -> bytes:
    return _book(["会议时间", "会议内容"], [["3月5日", "研究全年工作"], ["6月8日", "半年小结"]])


def _table(*mistakes: tuple[str, str, str, Callable[[], bytes]]) -> tuple[Mistake, ...]:
    return tuple(Mistake(*one) for one in mistakes)


MISTAKES = _table(
    ("错误值_NA.xlsx", "value_error_cell", "单元格是 #N/A", _error_cell),
    ("错误值_除以零.xlsx", "value_error_cell", "单元格是 #DIV/0!", _division_error),
    ("公式没有结果.xlsx", "value_no_result", "公式单元格没有保存计算结果", _without_value),
    ("百分数混用.xlsx", "column_mixed_share", "满意度一列有的写 0.952，有的写 93.1", _mixed_share),
    ("名称近似.xlsx", "station_similar", "站名错一个字，没有写代码", lambda: _named("平凉街道社工站")),
    ("名册外单位.xlsx", "station_unknown", "名册中没有的站点", lambda: _named("浦江镇第九社工站")),
    ("单位重复.xlsx", "station_duplicate", "同一站点两行", _repeated_station),
    ("打分超过满分.xlsx", "value_over_full_marks", "满分 6 分，打了 6.5 分", _with_mark(6.5)),
    ("打分为负.xlsx", "value_out_of_range", "打分是负数", _with_mark(-1)),
    ("数值为负.xlsx", "value_out_of_range", "持证社工数是负数", _with(LICENSED, -1)),
    ("比率超过100.xlsx", "value_out_of_range", "满意度写成 935%", _with(SATISFACTION, "935%")),
    ("不是整数.xlsx", "value_not_whole", "驻站社工数写成 4.5", _with(STAFF, 4.5)),
    ("数字处写文字.xlsx", "value_unreadable", "驻站社工数写成“若干”", _with(STAFF, "若干")),
    ("范围代替数值.xlsx", "value_range", "满意度写成 90%-95%", _with(SATISFACTION, "90%-95%")),
    ("下限代替数值.xlsx", "value_inequality", "满意度写成 ≥90%", _with(SATISFACTION, "≥90%")),
    ("约数.xlsx", "value_approximate", "场所面积写成“约85”", _with(AREA, "约85")),
    ("不在选项中.xlsx", "value_choice", "接待区写成“待建”", _with(RECEPTION, "待建")),
    ("数据项两列.xlsx", "column_duplicate", "驻站社工数和别名“社工人数”各一列", _duplicate_column),
    ("列名近似.xlsx", "column_similar", "列名写成“持证社工数量”", _other_header(LICENSED, "持证社工数量")),
    ("表头分值不符.xlsx", "column_points", "表头写 10 分，评分标准是 6 分", _other_full_marks),
    ("评估主体不符.xlsx", "rater_unknown", "评估主体写成街镇，而这些项目只由专家打分", _other_role),
    ("没有数据表.xlsx", "table_missing", "工作簿中没有站点数据", _no_table),
    ("隐藏工作表.xlsx", "sheet_hidden", "有一张隐藏的工作表", _hidden_sheet),
    ("设有密码.xlsx", "file_encrypted", "文件设有打开密码", _encrypted),
    ("网页冒充表格.xls", "file_format", "网页改名为 .xls", _web_page),
    ("文档冒充表格.xlsx", "file_format", "Word 文档改名为 .xlsx", _word_document),
    ("空文件.xlsx", "file_empty", "零字节", lambda: b""),
    ("内容异常庞大.xlsx", "file_too_large", "最后一行最后一列还有一个数字", _far_corner),
    ("损坏的文件.xlsx", "file_unreadable", "只传了一半", lambda: _book(HEADER, ROWS)[:3000]),
)  # fmt: skip


def _named(name: str) -> bytes:
    """The clean sheet without the code column, one station under another name."""
    return _book(HEADER[1:], [row[1:] if at != 1 else [name, *row[2:]] for at, row in enumerate(ROWS)])


def write_mistakes(folder: Path) -> None:
    """The workbooks and the table of what each must bring."""
    folder.mkdir(parents=True, exist_ok=True)
    for mistake in MISTAKES:
        (folder / mistake.file).write_bytes(mistake.make())
    rows = "\n".join(f"| {one.file} | {one.what} | `{one.code}` |" for one in MISTAKES)
    text = f"""# 错误样例（{EXAMPLE}）

每个文件只有一处错误，配合 `站点名册.xlsx` 和 `rubrics/yichang-five-star.yaml` 读取时，应报出表中的问题代码。
由 `sample_data/make_sample.py` 生成，全部内容为虚构。

| 文件 | 错在哪里 | 应报问题 |
|---|---|---|
{rows}
"""
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
