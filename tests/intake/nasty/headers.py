"""Headings as people write them: words, units, points, several rows, columns twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rating.rubric.nouns import Rubric
from tests.intake.nasty.case import Case, Key, column, hours
from tests.intake.nasty.packing import merged, table
from tests.intake.workbooks import FIELDS, small_form

Rows = Sequence[Sequence[Any]]


def sheet(
    name: str,
    did: str,
    rows: Rows,
    values: Mapping[Key, str],
    *problems: str,
    left_out: int = 0,
    touch: Callable[[Any], None] | None = None,
    file: str = "a.xlsx",
    rubric: Rubric | None = None,
    roster: bytes | None = None,
    copies: Sequence[str] = (),
) -> Case:
    """A workbook with one sheet."""
    listed = ("名册.csv", roster) if roster else None
    made = table(*rows, touch=touch)
    return Case(name, did, [(file, made)], values, problems, left_out, rubric, listed, copies=copies)


def under(*titles: str) -> Rows:
    """Two stations under these headings, 5 and 6 in the second column."""
    rest = [None] * (len(titles) - 2)
    return [[*titles], ["甲站", 5, *rest], ["乙站", 6, *rest]]


FIVE_SIX = hours("5 B2", "6 B3")
STAFF_56 = column("staff", 甲站="5 B2", 乙站="6 B3")
SAID_TWICE = small_form("hours", fields={"hours": {**FIELDS["hours"], "aliases": ["服务小时数", "服务 时数"]}})
EXPERT = "专家甲.xlsx"


def marked(field: str, rater: str, **specs: str) -> dict[Key, str]:
    return {(station, field, rater): spec for station, spec in specs.items()}


WORDS = [
    sheet("列名带单位", "列名后面用括号写了单位", under("站点", "服务时长（小时）"), FIVE_SIX),
    sheet("列名带单位二字", "列名写成「（单位：人）」", under("站点名称", "驻站社工数（单位：人）"), STAFF_56),
    sheet("列名带必填", "列名带星号和必填", under("*站点", "*服务时长(必填)"), FIVE_SIX),
    sheet("列名有空格换行", "列名里有空格、换行、全角空格", under("站 点", "服务\n时长\u3000(小时)"), FIVE_SIX),
    sheet("列名全半角混用", "列名用了全角括号和全角字母", under("ＣＯＤＥ", "ｈｏｕｒｓ"), FIVE_SIX, copies=("xls",)),
    sheet("用数据项代码作列名", "列名直接用了代码", under("name", "hours"), FIVE_SIX),
    sheet("用别名作列名", "列名用评分标准里的别名", under("单位名称", "专职社工数"), STAFF_56),
    sheet("列名带冒号", "列名后面有冒号和序号", under("站点：", "服务时长："), FIVE_SIX),
    sheet("列名里有看不见的字符", "从网页复制的列名带零宽字符", under("\ufeff站点", "服务\u200b时长\xa0"), FIVE_SIX),
    sheet("别的单位", "列名里的单位与评分标准不同", under("站点", "服务时长（分钟）"), {}, "column_similar@B1",
          rubric=small_form("hours")),
    sheet("列名近似", "列名多一个字", under("站点", "服务总时长"), {}, "column_similar@B1", rubric=small_form("hours")),
    sheet("列名不沾边", "有用不上的列", [["站点", "服务时长", "联系电话", "负责人"], ["甲站", 5, "13800000000", "张三"]], hours("5 B2"),
          "column_unknown@C1", "column_unknown@D1"),
    sheet("同一数据项两列", "同一数据项用正名和别名各写一列", [["站点", "驻站社工数", "专职社工数"], ["甲站", 5, 6]],
          column("staff", 甲站="5 B2"), "column_duplicate@C1"),
    sheet("同名两列", "列名完全相同的两列", [["站点", "服务时长", "服务时长"], ["甲站", 5, None]], hours("5 B2"), "column_duplicate@C1"),
    sheet("算得出的列", "表中有由公式得出的列", [["站点", "驻站社工数", "服务时长", "人均时长"], ["甲站", 5, 60, 12]],
          {("甲站", "staff"): "5 B2", ("甲站", "hours"): "60 C2"}, "column_unknown@D1", rubric=small_form("staff", "hours", fields={code: FIELDS[code] for code in ("staff", "hours", "per_head")})),
    sheet("缺一列", "漏了一列", under("站点", "服务时长"), FIVE_SIX, "column_missing", rubric=small_form("hours", "staff")),
    sheet("备注列里有字", "备注列写得很长，不是数据", [["站点", "服务时长", "备注"], ["甲站", 5, "不含 12 月，合计见另表"], ["乙站", 6, "小计"]], FIVE_SIX, "column_unknown@C1"),
    sheet("序号列", "有序号列，序号合并到合计行", [["序号", "站点", "服务时长"], [1, "甲站", 5], [2, "乙站", 6], ["合计", None, 11]],
          hours("5 C2", "6 C3"), "row_left_out@A4", left_out=1),
    sheet("很长的列名", "把填表要求都写进了列名", under("站点", "服务时长" + "（请按台账如实填写）" * 30), {}, "table_missing",
          rubric=small_form("hours")),
    sheet("列名像公式", "列名以等号开头", [["站点", "服务时长", "@SUM"], ["甲站", 5, 1]], hours("5 B2"), "column_unknown@C1"),
]  # fmt: skip

UNITS = [
    sheet("列名单位是天", "评分标准要小时，表里按天填", under("站点", "服务时长（天）"), {}, "column_similar@B1", rubric=small_form("hours")),
    sheet("列名单位是万元", "评分标准要元，表里按万元填", under("站点", "活动经费（万元）"), {}, "column_similar@B1",
          rubric=small_form("hours", fields={"hours": {"title": "活动经费", "unit": "元"}})),
    sheet("列名单位意思相同", "单位写法不同，意思一样", under("站点", "驻站社工数（名）"), STAFF_56),
]  # fmt: skip

POINTS = [
    sheet("列名带分值", "列名写了满分，与评分标准一致", under("站点", "服务质量（10分）"), marked("quality", "专家甲", 甲站="5 B2", 乙站="6 B3"), file=EXPERT),
    sheet("列名分值写法", "列名里满分写成「满分10分」", under("站点", "服务质量[满分10分]"), marked("quality", "专家甲", 甲站="5 B2", 乙站="6 B3"), file=EXPERT),
    sheet("列名分值不符", "列名里的满分是去年的", under("站点", "服务质量(8分)"), marked("quality", "专家甲", 甲站="5 B2", 乙站="6 B3"), "column_points@B1", file=EXPERT),
    sheet("分值另起一行", "分值单独写在列名下面一行", [["站点", "服务质量", "团队管理"], [None, "10分", "10分"], ["甲站", 8, 9]],
          {**marked("quality", "专家甲", 甲站="8 B3"), **marked("team", "专家甲", 甲站="9 C3")}, "row_left_out@B2", left_out=1, file=EXPERT),
    sheet("分值行在首列写满分", "列名下有一行写满分", [["站点", "服务质量"], ["满分", 10], ["甲站", 8]],
          marked("quality", "专家甲", 甲站="8 B3"), "row_left_out@A2", left_out=1, file=EXPERT),
]  # fmt: skip

ROWS = [
    sheet("两层表头", "一级指标在上，二级指标在下，上面是合并单元格",
          [["站点", "基本情况", None], [None, "驻站社工数", "服务时长"], ["甲站", 5, 60], ["乙站", 6, 70]],
          {**column("staff", 甲站="5 B3", 乙站="6 B4"), **column("hours", 甲站="60 C3", 乙站="70 C4")},
          touch=merged("A1:A2", "B1:C1"), copies=("xls", "ods")),
    sheet("三层表头", "级联三层表头",
          [["站点", "社工站情况", None, None], [None, "队伍", None, "服务"], [None, "驻站社工数", "虚假材料", "服务时长"], ["甲站", 5, "否", 60]],
          {("甲站", "staff"): "5 B4", ("甲站", "forged"): "0 C4 否", ("甲站", "hours"): "60 D4"}, touch=merged("A1:A3", "B1:D1", "B2:C2"), copies=("xls", "ods")),
    sheet("合并丢了的表头", "从网页复制，合并单元格散开了",
          [["站点", "基本情况", None], [None, "驻站社工数", "服务时长"], ["甲站", 5, 60]], {("甲站", "staff"): "5 B3", ("甲站", "hours"): "60 C3"}),
    sheet("列名竖着合并", "有的列名占两行，有的只占一行",
          [["序号", "站点", "驻站社工数", "服务情况"], [None, None, None, "服务时长"], [1, "甲站", 5, 60]],
          {("甲站", "staff"): "5 C3", ("甲站", "hours"): "60 D3"}, touch=merged("A1:A2", "B1:B2", "C1:C2")),
    sheet("表头下有单位行", "表头下面一行写单位", [["站点", "驻站社工数", "服务时长"], [None, "人", "小时"], ["甲站", 5, 60]],
          {("甲站", "staff"): "5 B3", ("甲站", "hours"): "60 C3"}, "row_left_out@B2", left_out=1),
    sheet("表头下有计量单位行", "表头下面一行以计量单位开头", [["站点", "驻站社工数"], ["计量单位", "人"], ["甲站", 5]], column("staff", 甲站="5 B3"),
          "row_left_out@A2", left_out=1),
    sheet("表头下有填写示例", "表头下面一行是填写说明", [["站点", "驻站社工数", "满意度"], ["填表说明：按台账填", None, None], ["甲站", 5, "90%"]],
          {("甲站", "staff"): "5 B3", ("甲站", "satisfied"): "0.9 C3 90%"}, "row_left_out@A2", left_out=1),
    sheet("表头重复出现", "打印分页，每页重复表头", [["站点", "服务时长"], ["甲站", 5], ["站点", "服务时长"], ["乙站", 6]], hours("5 B2", "6 B4")),
    sheet("表头里空一列", "中间有空列", [["站点", None, "服务时长"], ["甲站", None, 5]], hours("5 C2")),
]  # fmt: skip

CASES = [*WORDS, *UNITS, *POINTS, *ROWS]
