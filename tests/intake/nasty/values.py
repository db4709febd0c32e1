"""Cells as people type them: each file is one column in which somebody had a habit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from rating.intake.files.cells import number_text
from rating.rubric.nouns import Rubric
from tests.intake.nasty.case import Case, column
from tests.intake.nasty.packing import formatted, head, inline, lines, number, package, table
from tests.intake.workbooks import FIELDS, form, leaf, small_form

NAMES = [f"{letter}站" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"]
BLANK = "blank"
BAD = "unreadable"
Row = tuple[Any, ...]
"""(what is in the cell, value or state, code of the problem or "", text as shown when it is another)"""


def habit(
    name: str,
    did: str,
    field: str,
    *rows: Row,
    problems: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
    rubric: Rubric | None = None,
    copies: Sequence[str] = (),
) -> Case:
    """A column of one field, one row a station; whatever else is told stands in `problems`."""
    values = {}
    told = list(problems)
    for at, row in enumerate(rows):
        typed, value, *rest = row
        shown = rest[1] if len(rest) > 1 else text_of(typed)
        text = f" {shown}" if shown not in ("", value) else ""
        values[NAMES[at]] = f"{value} B{at + 2}{text}"
        told += [f"{rest[0]}@B{at + 2}"] if rest and rest[0] else []
    used = rubric or small_form(field)
    data = [[NAMES[at], row[0]] for at, row in enumerate(rows)]
    data = [[*row, "x"] for row in data]  # a column beside it keeps the last row although its cell is blank
    titles = ["站点", used.fields[field].title, "序号"]
    file = "专家甲.xlsx" if field in ("quality", "team") else "a.xlsx"
    made = table(titles, *data, touch=formatted(formats) if formats else None)
    found: dict[tuple[str, ...], str] = dict(column(field, **values))
    if field in ("quality", "team"):
        found = {(*key, "专家甲"): spec for key, spec in found.items()}
    return Case(name, did, [(file, made)], found, told, form=used, copies=copies)


def text_of(typed: Any) -> str:
    """A cell as a person reads it."""
    if typed is None:
        return ""
    if isinstance(typed, bool):
        return str(typed).upper()
    if isinstance(typed, float):
        return number_text(typed)
    if isinstance(typed, datetime):
        return typed.strftime("%Y-%m-%d %H:%M") if typed.time() != time() else typed.strftime("%Y-%m-%d")
    return str(typed)


def bounded(**changes: Any) -> Rubric:
    """服务时长 with other words or bounds."""
    return small_form("hours", fields={"hours": {**FIELDS["hours"], **changes}})


TICKS = small_form("forged")
INEXACT, LOWER, SPAN, NOT_A_NUMBER = "value_approximate", "value_inequality", "value_range", "value_unreadable"
CHOICE, LIMIT = "value_choice", "value_out_of_range"

NUMBERS = [
    habit("全角数字", "用全角输入法填数字", "hours", ("８５", "85"), ("９５．５", "95.5"), ("１，３５０", "1350"), ("＋５", "5"),
          ("－５", BAD, LIMIT), ("８５．", "85"), ("０", "0"), copies=("xls", "ods")),
    habit("千位分隔符", "数字里写了千位逗号，有的写错了位", "hours", ("1,350", "1350"), ("1，350", "1350"), ("1,350.5小时", "1350.5"),
          ("13,50", BAD, NOT_A_NUMBER), ("1,3500", BAD, NOT_A_NUMBER), ("1、350", BAD, NOT_A_NUMBER), ("1 350", BAD, NOT_A_NUMBER)),
    habit("数字带单位", "数字后面写了单位，有的单位不对", "hours", ("95小时", "95"), ("95 h", "95"), ("95学时", "95"), ("95个小时", BAD, NOT_A_NUMBER),
          ("95分钟", BAD, NOT_A_NUMBER), ("3天", BAD, NOT_A_NUMBER), ("0.5万小时", BAD, NOT_A_NUMBER), ("共95小时", BAD, NOT_A_NUMBER)),
    habit("人数带量词", "人数写成几名、几位、几个", "staff", ("5人", "5"), ("5名", "5"), ("5位", "5"), ("5个", "5"), ("5人。", "5"),
          ("5家", BAD, NOT_A_NUMBER), ("5人（含站长）", BAD, NOT_A_NUMBER), ("专职5人", BAD, NOT_A_NUMBER), ("5.0", "5"), ("5.5人", BAD, "value_not_whole")),
    habit("约数", "写了约、左右、近", "hours", ("约85", "85", INEXACT), ("大约８５小时", "85", INEXACT), ("85左右", "85", INEXACT),
          ("近1,000", "1000", INEXACT), ("≈85", "85", INEXACT), ("约", BAD, NOT_A_NUMBER), ("约八十", BAD, NOT_A_NUMBER), ("85（估）", BAD, NOT_A_NUMBER)),
    habit("下限", "只写了不少于多少", "hours", ("≥90", "90", LOWER), ("90以上", "90", LOWER), ("90小时以上", "90", LOWER), ("＞90", "90", LOWER),
          ("不少于90", "90", LOWER), ("90+", "90", LOWER), ("1,000余小时", "1000", LOWER), ("90多", "90", LOWER), ("超90", "90", LOWER),
          ("约90以上", "90", LOWER), ("≥9000小时以上", BAD, NOT_A_NUMBER), ("九十以上", BAD, NOT_A_NUMBER), ("≥10001", BAD, LIMIT), problems=["value_inequality@B14"]),
    habit("上限和区间", "写了不超过多少、从多少到多少", "hours", ("≤5", BAD, SPAN), ("5以下", BAD, SPAN), ("不超过5小时", BAD, SPAN), ("3-5", BAD, SPAN),
          ("3至5小时", BAD, SPAN), ("3～5", BAD, SPAN), ("3小时—5小时", BAD, SPAN), ("5-3", BAD, NOT_A_NUMBER), ("3-5-7", BAD, NOT_A_NUMBER),
          ("三至五", BAD, NOT_A_NUMBER), ("3、5", BAD, NOT_A_NUMBER)),
    habit("中文数字", "数字写成汉字或大写", "staff", ("五", BAD, NOT_A_NUMBER), ("伍", BAD, NOT_A_NUMBER), ("十余", BAD, NOT_A_NUMBER),
          ("两", BAD, NOT_A_NUMBER), ("Ⅴ", BAD, NOT_A_NUMBER), ("⑤", BAD, NOT_A_NUMBER), ("五5", BAD, NOT_A_NUMBER), copies=("xls",)),
    habit("不是数的数", "写成分数、几段小数、上标", "hours", ("1/2", BAD, NOT_A_NUMBER), ("½", BAD, NOT_A_NUMBER), ("3.5.1", BAD, NOT_A_NUMBER),
          ("95¹", BAD, NOT_A_NUMBER), ("10²", BAD, NOT_A_NUMBER), ("0x10", BAD, NOT_A_NUMBER), ("1e3", "1000"), ("1.5E+2", "150"),
          (".5", BAD, NOT_A_NUMBER), ("5.", "5"), ("--5", BAD, NOT_A_NUMBER), ("(5)", BAD, NOT_A_NUMBER), ("5-", BAD, NOT_A_NUMBER)),
    habit("文本型数字太大", "写了计算器也放不下的数", "hours", ("1e309", BAD, LIMIT), ("1e999", BAD, LIMIT), ("1e9999", BAD, NOT_A_NUMBER),
          ("NaN", BAD, NOT_A_NUMBER), ("inf", BAD, NOT_A_NUMBER), ("∞", BAD, NOT_A_NUMBER), ("1" * 30, BAD, LIMIT), ("1e-300", "0." + "0" * 299 + "1")),
    habit("一格两个数", "一格里填了两次的数，用空格或换行隔开", "hours", ("85 90", BAD, NOT_A_NUMBER), ("85\n90", BAD, NOT_A_NUMBER),
          ("85　90", BAD, NOT_A_NUMBER), ("85/90", BAD, NOT_A_NUMBER), ("85；90", BAD, NOT_A_NUMBER), ("85\n", "85"), ("85 小时", "85")),
    habit("看不见的字符", "从微信和网页里复制，带出看不见的字符", "hours", ("\u200b85", "85"), ("85\ufeff", "85"), ("\xa085\xa0", "85"),
          ("８５\u3000", "85"), ("\u202d85\u202c", "85"), ("8\u20605", "85"), ("\u200b", BLANK, "value_blank"), ("\xa0", BLANK, "value_blank", "")),
    habit("负数和负零", "填了负数，有的用别的横线", "hours", (-5, BAD, LIMIT), ("-5", BAD, LIMIT), ("−5", BAD, LIMIT), ("–5", BAD, NOT_A_NUMBER),
          ("负5", BAD, NOT_A_NUMBER), ("-0", "0", ""), (-0.0, "0", "", ""), ("△5", BAD, NOT_A_NUMBER)),
    habit("允许负数的项", "扣分项按负数填", "hours", (-5, "-5"), ("－5", "-5"), ("−5", "-5"), ("-5~-3", BAD, NOT_A_NUMBER), ("≥-5", "-5", LOWER),
          rubric=bounded(at_least=None)),
    habit("数字栏里的日期", "3-5 被软件改成了日期", "hours", (date(2025, 3, 5), BAD, NOT_A_NUMBER), (datetime(2025, 3, 5, 8, 30), BAD, NOT_A_NUMBER),
          (time(8, 30), BAD, NOT_A_NUMBER, "08:30:00"), ("2025-03-05", BAD, NOT_A_NUMBER), ("3月5日", BAD, NOT_A_NUMBER), (45721, BAD, LIMIT)),
    habit("数字栏里的是非", "数字栏里打勾或写有无", "hours", (True, BAD, NOT_A_NUMBER), ("√", BAD, NOT_A_NUMBER), ("有", BAD, NOT_A_NUMBER),
          ("无", BAD, NOT_A_NUMBER), ("没有", BAD, NOT_A_NUMBER), ("见附件", BAD, NOT_A_NUMBER), ("同上", BAD, NOT_A_NUMBER), ("〃", BAD, NOT_A_NUMBER)),
    habit("小数位很长", "复制公式结果带出一长串小数", "hours", (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333333333"), (99.995, "99.995"),
          ("85.123456789012345678", "85.1234567890123", "", "85.123456789012345678"), (1e-7, "0.0000001", "", "0.0000001")),
    habit("人数有小数", "人数填成平均数", "staff", (3.5, BAD, "value_not_whole"), ("3.50", BAD, "value_not_whole"), ("3.0", "3"), (3.0000000001, BAD, "value_not_whole"),
          ("约3.5", BAD, "value_not_whole"), problems=["value_approximate@B6"]),
    habit("带货币符号", "金额前写了人民币符号", "hours", ("¥500", BAD, NOT_A_NUMBER), ("500元", BAD, NOT_A_NUMBER), ("￥500.00", BAD, NOT_A_NUMBER), ("500", "500")),
]  # fmt: skip

NOTHINGS = [
    habit("四种没有", "空白、未检查、合理缺项、横线混在一列", "hours", (None, BLANK, "value_blank"), ("", BLANK, "value_blank"), ("未检查", "not_inspected"),
          ("合理缺项", "not_applicable"), ("不适用", "not_applicable"), ("－", BLANK, "value_blank"), ("／", BLANK, "value_blank"), ("—", BLANK, "value_blank"),
          ("暂无", BLANK, "value_blank"), ("待补", BLANK, "value_blank"), (0, "0"), copies=("xls", "ods")),
    habit("没有的写法带空格", "写没有的时候夹了空格和全角", "hours", (" 合理 缺项 ", "not_applicable"), ("不 适 用", "not_applicable"), ("未\n检查", "not_inspected"),
          ("\u3000", BLANK, "value_blank", ""), (" / ", BLANK, "value_blank"), ("\u2014\u2014", BLANK, "value_blank"), ("不适用（新站）", BAD, NOT_A_NUMBER)),
    habit("用99表示不适用", "评分标准规定99表示不适用", "hours", (99, "not_applicable"), ("99", "not_applicable"), ("９９", "not_applicable"), (98, "98"),
          ("99小时", "99"), (99.5, "99.5"), (-1, "not_inspected"), rubric=bounded(not_applicable_words=["99"], not_inspected_words=["-1"])),
    habit("评分标准自己的词", "评分标准规定横线表示合理缺项", "hours", ("－", "not_applicable"), ("-", "not_applicable"), ("/", BLANK, "value_blank"),
          ("N/A", "not_applicable"), ("合理缺项", BAD, NOT_A_NUMBER), ("免检", "not_inspected"),
          rubric=bounded(not_applicable_words=["－", "N/A"], not_inspected_words=["免检"])),
    habit("没有用99", "评分标准没有规定99，照数采用", "hours", (99, "99"), ("99", "99"), ("n/a", BAD, NOT_A_NUMBER), ("NULL", BAD, NOT_A_NUMBER)),
]  # fmt: skip

SHARES = [
    habit("百分数各种写法", "每个人写百分数的办法不同", "satisfied", ("85%", "0.85"), ("８５％", "0.85"), ("85 %", "0.85"), ("85.5%", "0.855"), (0.85, "0.85", "", "85%"),
          (1, "1", "", "100%"), (90, "0.9"), ("90", "0.9"), ("100%", "1"), ("0%", "0"), (0, "0"), formats={"B6": "0%", "B7": "0.00%"}, copies=("xls", "ods")),
    habit("小数和百分数混用", "一部分写0.85，一部分写85", "satisfied", (0.85, "0.85", "column_mixed_share"), (85, "0.85"), ("85%", "0.85"), (0.9, "0.9")),
    habit("只有一个1", "一列百分数里有一个1", "satisfied", (95, "0.95"), (1, "1", "column_mixed_share"), (88, "0.88")),
    habit("全是小数", "一列都写小数", "satisfied", (0.95, "0.95"), ("０．８８", "0.88"), (1, "1"), (0, "0"), ("1.0", "1")),
    habit("百分数不确切", "百分数写成以上、约、区间", "satisfied", ("≥90%", "0.9", LOWER), ("90%以上", "0.9", LOWER), ("约90%", "0.9", INEXACT),
          ("80-90%", BAD, SPAN), ("80%～90%", BAD, SPAN), ("不到90%", BAD, SPAN), ("九成", BAD, NOT_A_NUMBER), ("90％以上。", "0.9", LOWER)),
    habit("百分数超界", "百分数超过100或为负", "satisfied", ("101%", BAD, LIMIT), (850, BAD, LIMIT), ("-5%", BAD, LIMIT), ("100.01%", BAD, LIMIT), ("100%", "1"), ("99.995%", "0.99995")),
    habit("别的百分写法", "写千分号、分数、个百分点", "satisfied", ("850‰", BAD, NOT_A_NUMBER), ("17/20", BAD, NOT_A_NUMBER), ("85个百分点", BAD, NOT_A_NUMBER),
          ("85%分", BAD, NOT_A_NUMBER), ("85percent", "0.85"), ("%85", BAD, NOT_A_NUMBER), ("85%%", BAD, NOT_A_NUMBER)),
    habit("自定义百分格式", "单元格用了红色负数一类的百分格式", "satisfied", (0.853, "0.853", "", "85.3%"), (0.9, "0.9", "", "90%"), (85, "0.85"),
          formats={"B2": '0.0%;[Red]\\-0.0%', "B3": '0.00%_);(0.00%)', "B4": '0"%"'}),
    habit("数字栏用了百分格式", "把人数格子设成百分比格式", "hours", (0.85, BAD, NOT_A_NUMBER, "85%"), (85, "85"), formats={"B2": "0%"}),
    habit("单位是百分号的数字栏", "单位为%的数字项，三种写法", "hours", ("85%", "85"), (0.855, "85.5", "", "85.5%"), (90, "90"), ("90％", "90"),
          formats={"B3": "0.0%"}, rubric=bounded(unit="%", at_most="100")),
]  # fmt: skip

ANSWERS = [
    habit("是否的写法", "是否、有无、对错、勾叉混用", "forged", ("是", "1"), ("有", "1"), ("√", "1"), ("✔", "1"), ("✔️", "1"), ("☑", "1"), ("对", "1"), ("Y", "1"), ("Ｙ", "1"),
          (1, "1"), (True, "1"), ("否", "0"), ("无", "0"), ("×", "0"), ("✗", "0"), ("错", "0"), ("N", "0"), (0, "0"), (False, "0"), ("X", "0"), copies=("xls",)),
    habit("方框里打勾", "照表格里印的方框打勾", "forged", ("☑是□否", "1"), ("□是 ☑否", "0"), ("是☑ 否□", "1"), ("■有 □无", "1"), ("□是□否", BAD, CHOICE),
          ("☑是☑否", BAD, CHOICE), ("□", BAD, CHOICE)),
    habit("说不清的是否", "是否栏里写了别的话", "forged", ("是/否", BAD, CHOICE), ("基本", BAD, CHOICE), ("2", BAD, CHOICE), ("有，见附件", BAD, CHOICE), ("？", BAD, CHOICE),
          ("√×", BAD, CHOICE), ("—", BLANK, "value_blank"), ("不适用", "not_applicable"), ("#N/A", BAD, "value_error_cell")),
    habit("等次的写法", "等次写成全角、带空格、别的词", "files", ("优", "0"), (" 优 ", "0"), ("优\n", "0"), ("优秀", BAD, CHOICE), ("优/良", BAD, CHOICE), ("A", BAD, CHOICE), ("良", "1"),
          ("优（90分）", BAD, CHOICE)),
    habit("字母等次", "字母等次大小写、全半角混用", "files", ("A", "0"), ("a", "0"), (" Ａ", "0"), ("ａ", "0"), ("B", "1"), ("A+", BAD, CHOICE), ("C#", "2"), ("Ｃ＃", "2"), ("А", BAD, CHOICE),
          rubric=small_form("files", fields={"files": {"title": "档案等次", "kind": "choice", "choices": ["A", "B", "C#"]}})),
    habit("多选的写法", "多选项用各种标点隔开", "honours", ("国家级、区级", "5"), ("国家级,区级", "5"), ("国家级；市级;区级", "7"), ("国家级\n区级", "5"), ("区级 国家级", "5"), ("无", "0"),
          ("国家级和区级", BAD, CHOICE), ("省级", BAD, CHOICE), ("国家级、国家级", "1"), ("国家级、", "1")),
    habit("日期的写法", "日期用点、斜线、年月日", "founded", (date(2025, 3, 5), "739315"), ("2025-3-5", "739315"), ("2025.3.5", "739315"), ("2025/03/05", "739315"),
          ("2025年3月5日", "739315"), ("２０２５年３月５日", "739315"), ("20250305", "739315"), (20250305, "739315"), ("2025 年 3 月 5 日", "739315"),
          (datetime(2025, 3, 5, 8, 30), "739315"), ("2025-03-05 08:30:00", "739315"), ("2025年3月5", "739315")),
    habit("不完整的日期", "日期缺日、缺年、写错", "founded", ("2025年3月", BAD, NOT_A_NUMBER), ("2025.3", BAD, NOT_A_NUMBER), ("3月5日", BAD, NOT_A_NUMBER),
          ("2025-02-30", BAD, NOT_A_NUMBER), ("25.3.5", BAD, NOT_A_NUMBER), ("2025-13-01", BAD, NOT_A_NUMBER), (45721, BAD, NOT_A_NUMBER), (2025, BAD, NOT_A_NUMBER),
          ("3/5/2025", BAD, NOT_A_NUMBER), (time(8, 30), BAD, NOT_A_NUMBER, "08:30:00"), ("去年", BAD, NOT_A_NUMBER), ("长期", BAD, NOT_A_NUMBER)),
    habit("文字项什么都收", "文字项里写数字、公式样的字、很多行", "feature", ("＝1+1", "0", "", "＝1+1"), (85, "0", "", "85"), ("007", "0", "", "007"), ("第一行\n第二行", "0", "", "第一行\n第二行"),
          ("≥90", "0", "", "≥90"), ("－", "0", "", "－"), (None, BLANK, "value_blank"), ("不适用", "not_applicable"), (True, "0", "", "TRUE")),
]  # fmt: skip

MARKS = [
    habit("打分写法", "打分带分字、全角、小数", "quality", ("9分", "9"), ("９．５", "9.5"), ("9.5 分", "9.5"), (10, "10"), (0, "0"), ("10分", "10"), ("9.0", "9")),
    habit("打分出格", "打分超过满分、为负、写等次", "quality", (10.5, BAD, "value_over_full_marks"), ("11分", BAD, "value_over_full_marks"), (-1, BAD, LIMIT), ("优", BAD, NOT_A_NUMBER),
          ("9/10", BAD, NOT_A_NUMBER), ("90%", BAD, NOT_A_NUMBER), ("8-9", BAD, SPAN), ("≥9", "9", LOWER), ("弃权", BAD, NOT_A_NUMBER), (95, BAD, "value_over_full_marks")),
    habit("打分留空", "有的站没打分", "quality", (9, "9"), (None, BLANK, "value_blank"), ("－", BLANK, "value_blank"), ("未检查", "not_inspected"), ("合理缺项", "not_applicable")),
]  # fmt: skip


def faulty_cells(*cells: str, titles: Sequence[str] = ("站点", "服务时长")) -> bytes:
    """甲站, 乙站 … with these cells as column B, straight into the XML."""
    rows = [head(*titles)]
    rows += [[inline(f"A{at}", NAMES[at - 2]), cell.replace("B#", f"B{at}")] for at, cell in enumerate(cells, 2)]
    return package(lines(*rows))


FORMULAS = [
    Case(
        "错误值", "公式坏了，格子里是各种错误值",
        [("a.xlsx", faulty_cells(*(f'<c r="B#" t="e"><f>1/0</f><v>{error}</v></c>' for error in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!")), number("B#", "5")))],
        column("hours", **{NAMES[at]: f"unreadable B{at + 2} {error}" for at, error in enumerate(("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"))}, 壬站="5 B10"),
        [f"value_error_cell@B{row}" for row in range(2, 10)],
    ),
    habit("把错误值当文字输入", "手工输入了错误值的样子", "hours", ("#N/A", BAD, "value_error_cell"), ("#DIV/0!", BAD, "value_error_cell"), ("Err:502", BAD, "value_error_cell"),
          ("#####", BAD, NOT_A_NUMBER), ("＃N/A", BAD, NOT_A_NUMBER), ("#号", BAD, NOT_A_NUMBER)),
    Case(
        "公式没有结果", "由别的程序写出的公式，没有保存结果",
        [("a.xlsx", faulty_cells('<c r="B#"><f>SUM(C2:D2)</f></c>', '<c r="B#"><f>C3+1</f><v></v></c>', '<c r="B#"><f t="shared" si="0" ref="B4:B5">C4</f><v/></c>', '<c r="B#"><f t="shared" si="0"/></c>', '<c r="B#"><f>1+2</f><v>3</v></c>', '<c r="B#" t="str"><f>""</f><v></v></c>', '<c r="B#" t="str"><f>"无"</f><v>约5</v></c>'))],
        column("hours", 甲站="unreadable B2", 乙站="unreadable B3", 丙站="unreadable B4", 丁站="unreadable B5", 戊站="3 B6", 己站="blank B7", 庚站="5 B8 约5"),
        [*(f"value_no_result@B{row}" for row in range(2, 6)), "value_blank@B7", "value_approximate@B8"],
        as_typed=False,
    ),
    Case(
        "存成怪样的数", "别的软件写出的数字，格式少见",
        [("a.xlsx", faulty_cells(number("B#", "NaN"), number("B#", "1e309"), number("B#", "INF"), number("B#", "1E+2"), number("B#", "5.0000"), number("B#", " 5 "), '<c r="B#" t="n"><v>007</v></c>', '<c r="B#" t="str"><v>５</v></c>', '<c r="B#" t="b"><v>1</v></c>', '<c r="B#" t="d"><v>2025-03-05T00:00:00</v></c>'))],
        column("hours", 甲站="unreadable B2 nan", 乙站="unreadable B3 inf", 丙站="unreadable B4 inf", 丁站="100 B5", 戊站="5 B6", 己站="5 B7  5 ", 庚站="7 B8", 辛站="5 B9 ５", 壬站="unreadable B10 TRUE", 癸站="unreadable B11 2025-03-05"),
        ["value_unreadable@B2", "value_unreadable@B3", "value_unreadable@B4", "value_unreadable@B10", "value_unreadable@B11"],
        as_typed=False,
    ),
    Case(
        "数字存成文本", "整列数字左上角有绿三角",
        [("a.xlsx", package(lines(head("站点", "服务时长", "驻站社工数"), [inline("A2", "甲站"), inline("B2", "85.50"), inline("C2", "5")], [inline("A3", "乙站"), inline("B3", "'90"), inline("C3", " 6")])))],
        {**column("hours", 甲站="85.5 B2 85.50", 乙站="unreadable B3 '90"), **column("staff", 甲站="5 C2", 乙站="6 C3  6")},
        ["value_unreadable@B3"],
    ),
    Case(
        "日期从1904年算起", "苹果电脑旧版存的文件，日期从1904年算起",
        [("a.xlsx", package(lines(head("站点", "成立日期"), [inline("A2", "甲站"), number("B2", "44259", 3)], [inline("A3", "乙站"), inline("B3", "2025-03-05")]), book_inside='<workbookPr date1904="1"/>'))],
        column("founded", 甲站="739315 B2 2025-03-05", 乙站="739315 B3 2025-03-05"),
    ),
    Case(
        "公式引用别的文件", "公式引用了自己电脑上的另一个文件，结果已保存",
        [("a.xlsx", faulty_cells("<c r=\"B#\"><f>'C:\\统计\\[上月.xlsx]Sheet1'!B2</f><v>85</v></c>", '<c r="B#"><f>[1]Sheet1!B3*1.1</f><v>93.5</v></c>', '<c r="B#" t="e"><f>[1]Sheet1!B4</f><v>#REF!</v></c>'))],
        column("hours", 甲站="85 B2", 乙站="93.5 B3", 丙站="unreadable B4 #REF!"),
        ["value_error_cell@B4"],
    ),
    Case(
        "单位列里是错误值", "站点名称用查找公式，没查到",
        [("a.xlsx", package(lines(head("站点", "服务时长"), [inline("A2", "甲站"), number("B2", "5")], ['<c r="A3" t="e"><f>VLOOKUP(1,C:D,2,0)</f><v>#N/A</v></c>', number("B3", "6")], ['<c r="A4"><f>C4</f></c>', number("B4", "7")])))],
        column("hours", 甲站="5 B2"),
        ["value_error_cell@A3", "value_no_result@A4"],
    ),
]  # fmt: skip

MIXED = [
    Case(
        "一行里样样都有", "一个站点的各项都写得不规范",
        [("a.xlsx", table(["站点", "驻站社工数", "服务时长", "满意度", "虚假材料", "档案等次", "成立日期", "所获荣誉"], ["甲站", "５名", "约1,200小时", "９２％", "无", " 良", "2019.9.1", "市级/区级"]))],
        {("甲站", "staff"): "5 B2 ５名", ("甲站", "hours"): "1200 C2 约1,200小时", ("甲站", "satisfied"): "0.92 D2 ９２％", ("甲站", "forged"): "0 E2 无", ("甲站", "files"): "1 F2  良", ("甲站", "founded"): "737303 G2 2019.9.1", ("甲站", "honours"): "6 H2 市级/区级"},
        ["value_approximate@C2"],
    ),
    Case(
        "整列没填", "一列从头空到尾",
        [("a.xlsx", table(["站点", "服务时长", "驻站社工数"], *[[name, None, 3] for name in NAMES[:5]]))],
        {(name, code): f"{value} {letter}{row}" for row, name in enumerate(NAMES[:5], 2) for code, value, letter in (("hours", "blank", "B"), ("staff", "3", "C"))},
        ["value_blank"],
    ),
    Case(
        "满分依类型不同", "专项站的满分比综合站低，按综合站打了分",
        [("专家甲.xlsx", table(["站点", "类型", "服务质量"], ["甲站", "综合", 8], ["乙站", "专项", 8], ["丙站", "综合性", "5"]))],
        {("甲站", "quality", "专家甲"): "8 C2", ("乙站", "quality", "专家甲"): "unreadable C3 8", ("丙站", "quality", "专家甲"): "5 C4"},
        ["value_over_full_marks@C3"],
        form=form(
            fields={"quality": FIELDS["quality"]}, kinds=["综合", "专项"],
            dimensions=[{"code": "d", "title": "d", "indicators": [leaf("quality", full_marks={"综合": "10", "专项": "5"})]}],
            scale={"full_marks": {"综合": "10", "专项": "5"}, "decimals": 1, "round": "indicator"},
        ),
    ),
]  # fmt: skip

CASES = [*NUMBERS, *NOTHINGS, *SHARES, *ANSWERS, *MARKS, *FORMULAS, *MIXED]
