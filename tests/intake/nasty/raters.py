"""Who gave the marks: sheets, columns, rows and files of raters, as panels really hand them in."""

from __future__ import annotations

from tests.intake.nasty.case import Case, Key
from tests.intake.nasty.headers import marked, sheet
from tests.intake.nasty.layouts import state
from tests.intake.nasty.packing import merged, sheets, table
from tests.intake.workbooks import small_form

MARKS = [["站点", "服务质量"], ["甲站", 8], ["乙站", 9]]
OTHER = [["站点", "服务质量"], ["甲站", 7], ["乙站", "6.5"]]
QUALITY = small_form("quality")


def quality(**raters: list[str]) -> dict[Key, str]:
    """rater → marks of 甲站 and 乙站."""
    return {
        (station, "quality", rater): spec
        for rater, specs in raters.items()
        for station, spec in zip(("甲站", "乙站"), specs, strict=False)
    }


CASES = [
    Case("一人一个文件", "两位专家各交一个文件", [("专家张三.xlsx", table(*MARKS)), ("专家李四.xlsx", table(*OTHER))],
         quality(专家张三=["8 专家张三.xlsx → Sheet1!B2", "9 B3"], 专家李四=["7 专家李四.xlsx → Sheet1!B2", "6.5 B3"])),
    Case("一人一张工作表", "三位专家各一张工作表，一张没打完", [("评分.xlsx", sheets(专家张三=MARKS, 专家李四=OTHER, 专家王五=[*MARKS[:2], ["乙站", None]]))],
         quality(专家张三=["8 专家张三!B2", "9 专家张三!B3"], 专家李四=["7 专家李四!B2", "6.5 专家李四!B3"], 专家王五=["8 专家王五!B2", "blank 专家王五!B3"]), ["value_blank@专家王五!B3"], copies=("xls", "ods")),
    sheet("一人一栏", "一张表里每位专家一栏，表头合并", [["站点", "服务质量", None, None], [None, "专家甲", "专家乙", "专家丙"], ["甲站", 8, 7, "９"], ["乙站", 9, 6.5, None]],
          quality(专家甲=["8 B3", "9 B4"], 专家乙=["7 C3", "6.5 C4"], 专家丙=["9 D3 ９", "blank D4"]), "value_blank@D4", touch=merged("A1:A2", "B1:D1"), file="评分.xlsx", copies=("xls", "ods")),
    sheet("专家在上指标在下", "专家姓名在上层表头，指标在下层", [["站点", "专家甲", None, "专家乙", None], [None, "服务质量", "团队管理", "服务质量", "团队管理"], ["甲站", 8, 7, 6, 5]],
          {**marked("quality", "专家甲", 甲站="8 B3"), **marked("team", "专家甲", 甲站="7 C3"), **marked("quality", "专家乙", 甲站="6 D3"), **marked("team", "专家乙", 甲站="5 E3")}, touch=merged("A1:A2", "B1:C1", "D1:E1"), file="评分.xlsx"),
    sheet("列名里写专家", "列名写成「专家甲：服务质量」", [["站点", "专家甲：服务质量", "服务质量（专家乙）", "专家丙-服务质量"], ["甲站", 8, 7, 6]],
          quality(专家甲=["8 B2"], 专家乙=["7 C2"], 专家丙=["6 D2"]), file="评分.xlsx"),
    sheet("一行一人", "每站每位专家一行，站名合并", [["站点", "评估人", "服务质量"], ["甲站", "张三", 8], [None, "李四", 7], ["乙站", "张三", 9], [None, "李四", "6.5"]],
          quality(张三=["8 C2", "9 C4"], 李四=["7 C3", "6.5 C5"]), touch=merged("A2:A3", "A4:A5"), file="评分.xlsx"),
    sheet("评估人空着", "有一行没写评估人", [["站点", "评估人", "服务质量"], ["甲站", "张三", 8], ["乙站", None, 9]],
          quality(张三=["8 C2"]), "rater_unknown@B3", left_out=1, file="评分.xlsx", rubric=QUALITY),
    sheet("同一人打两次", "同一位专家给同一站点打了两行", [["站点", "评估人", "服务质量"], ["甲站", "张三", 8], ["甲站", "张 三", 7]],
          quality(张三=["8 C2"]), "value_conflict@C3", file="评分.xlsx"),
    sheet("表头上面写评估人", "姓名写在表头上面一行", [["评估人：张三", "评估主体：专家"], *MARKS], quality(张三=["8 B3", "9 B4"]), file="评分表.xlsx"),
    sheet("评估主体写错", "评估主体写成评分标准里没有的街镇", [["评估人：张三", "评估主体：街镇"], *MARKS], {}, "rater_unknown@B1", left_out=1, file="评分表.xlsx", rubric=QUALITY),
    sheet("自评不作专家分", "站点自评表里的分", MARKS, {}, "rater_unknown@B1", left_out=1, file="站点自评.xlsx", rubric=QUALITY),
    sheet("复核分有理由", "有复核分和复核理由", [["站点", "专家甲：服务质量", "专家乙：服务质量", "服务质量（复核）", "复核理由"], ["甲站", 9, 3, 6, "分差过大，合议"], ["乙站", 8, 8, None, None]],
          quality(专家甲=["9 B2", "8 B3"], 专家乙=["3 C2", "8 C3"]), file="评分.xlsx", rubric=QUALITY),
    sheet("复核分没有理由", "有复核分，没写理由", [["站点", "专家甲：服务质量", "专家乙：服务质量", "服务质量（复核）"], ["甲站", 9, 3, 6]],
          quality(专家甲=["9 B2"], 专家乙=["3 C2"]), "mark_reason_missing@D2", file="评分.xlsx", rubric=QUALITY),
    Case("文件名有日期后缀", "文件名带日期、终稿、副本", [("2025年度专家甲评分表（终稿）20251208 - 副本.xlsx", table(*MARKS)), ("~$专家乙.xlsx", table(*OTHER))],
         quality(专家甲=["8 2025年度专家甲评分表（终稿）20251208 - 副本.xlsx → Sheet1!B2", "9 B3"], **{"~$专家乙": ["7 ~$专家乙.xlsx → Sheet1!B2", "6.5 B3"]}), form=QUALITY),
    Case("漏评几个站", "一位专家只打了一半", [("专家甲.xlsx", table(*MARKS)), ("专家乙.xlsx", table(*OTHER[:2]))], quality(专家甲=["8 B2", "9 B3"], 专家乙=["7 B2"]), ["rater_missing"]),
    Case("隐藏的评分表", "汇总表隐藏，评分表可见", [("评分.xlsx", sheets(state("汇总", "hidden"), 专家甲=MARKS, 汇总=OTHER))], quality(专家甲=["8 专家甲!B2", "9 专家甲!B3"]), ["sheet_hidden"]),
    sheet("平均分列", "专家栏后面有平均分列", [["站点", "服务质量", None, None], [None, "专家甲", "专家乙", "平均分"], ["甲站", 8, 6, 7]],
          quality(专家甲=["8 B3"], 专家乙=["6 C3"]), "marks_computed@D2", left_out=1, touch=merged("A1:A2", "B1:D1"), file="评分.xlsx"),
    sheet("得分列是平均", "专家栏后面的得分列其实是平均", [["站点", "服务质量", None, None], [None, "专家甲", "专家乙", "得分"], ["甲站", 8, 6, 7]],
          quality(专家甲=["8 B3"], 专家乙=["6 C3"]), "marks_computed@D2", left_out=1, touch=merged("A1:A2", "B1:D1"), file="评分.xlsx"),
    Case("另交汇总文件", "两位专家各交一份，又交一份平均分汇总", [("专家甲.xlsx", table(*MARKS)), ("专家乙.xlsx", table(*OTHER)), ("专家评分汇总.xlsx", table(MARKS[0], ["甲站", 7.5], ["乙站", 7.75]))],
         quality(专家甲=["8 专家甲.xlsx → Sheet1!B2", "9 B3"], 专家乙=["7 专家乙.xlsx → Sheet1!B2", "6.5 B3"]), ["marks_computed"], 1),
    sheet("满分得分并列", "每项下面分满分、得分、扣分原因三栏", [["站点", "服务质量", None, None], [None, "满分", "得分", "扣分原因"], ["甲站", 10, 8, "缺台账"], ["乙站", 10, 9, None]],
          quality(专家甲=["8 C3", "9 C4"]), "column_unknown@B2", "column_unknown@D2", touch=merged("A1:A2", "B1:D1"), file="专家甲.xlsx"),
    sheet("指标大类在上", "一级指标写在打分项上面", [["站点", "工作情况", "内部管理说明"], [None, "服务质量", "团队管理"], ["甲站", 8, 7]],
          {**marked("quality", "专家甲", 甲站="8 B3"), **marked("team", "专家甲", 甲站="7 C3")}, file="专家甲.xlsx"),
    Case("有汇总表", "一人一张工作表，后面还有平均分汇总表", [("评分.xlsx", sheets(专家张三=MARKS, 专家李四=OTHER, 汇总=[["站点", "服务质量"], ["甲站", 7.5], ["乙站", 7.75]]))],
         quality(专家张三=["8 专家张三!B2", "9 专家张三!B3"], 专家李四=["7 专家李四!B2", "6.5 专家李四!B3"]), ["marks_computed@汇总!B1"], 1),
    sheet("评估人列里有平均", "每站最后一行是平均", [["站点", "评估人", "评估主体", "服务质量", "团队管理"], ["甲站", "张三", "专家", 8, 7], ["甲站", "李四", "专家组", 6, 7], ["甲站", "平均", None, 7, 7]],
          {**marked("quality", "张三", 甲站="8 D2"), **marked("quality", "李四", 甲站="6 D3"), **marked("team", "张三", 甲站="7 E2"), **marked("team", "李四", 甲站="7 E3")}, "marks_computed@B4", left_out=1, file="评分.xlsx"),
    sheet("只交了平均分", "专家组只交了一份平均分", [["站点", "服务质量（平均分）"], ["甲站", 8], ["乙站", 9]], marked("quality", "平均分", 甲站="8 B2", 乙站="9 B3"), file="评分.xlsx"),
    sheet("文件就叫汇总", "专家组商定后交一份汇总表", MARKS, marked("quality", "专家组", 甲站="8 B2", 乙站="9 B3"), file="专家组评分汇总表.xlsx"),
]  # fmt: skip
