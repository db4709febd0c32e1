"""Where the table stands, what stands around it, and rows that are no station's."""

from __future__ import annotations

from typing import Any

from tests.intake.nasty.case import Case, column, hours
from tests.intake.nasty.headers import FIVE_SIX, sheet
from tests.intake.nasty.packing import merged, sheets, table
from tests.intake.workbooks import small_form

HEAD = ["站点", "服务时长"]
TWO = [HEAD, ["甲站", 5], ["乙站", 6]]
SHEET2 = hours("5 B2", "6 B3")


def hidden(**what: Any) -> Any:
    """Rows and columns hidden as by hand."""

    def touch(sheet: Any) -> None:
        for row in what.get("rows", ()):
            sheet.row_dimensions[row].hidden = True
        for letter in what.get("columns", ()):
            sheet.column_dimensions[letter].hidden = True

    return touch


def state(title: str, value: str) -> Any:
    def touch(book: Any) -> None:
        book[title].sheet_state = value

    return touch


def filtered(sheet: Any) -> None:
    """A filter that leaves one row to be seen."""
    sheet.auto_filter.ref = "A1:B3"
    sheet.row_dimensions[3].hidden = True


def far_styles(sheet: Any) -> None:
    """Borders drawn down to row 300 and out to column Z."""
    from openpyxl.styles import Border, Side

    for row in (50, 150, 300):
        for at in range(1, 27):
            sheet.cell(row, at).border = Border(top=Side("thin"))


def commented(sheet: Any) -> None:
    from openpyxl.comments import Comment

    sheet["B3"].comment = Comment("应为 6", "站长")


AROUND = [
    sheet("标题和日期行", "表头上方有标题、单位和日期", [["2025年社工站考核数据汇总表"], ["填报单位：杨浦区", None], ["日期： 2025年12月8日"], [], *TWO], hours("5 B6", "6 B7"), copies=("xls", "ods")),
    sheet("表格不从A1开始", "表格从第四列第六行开始", [[]] * 5 + [[None, None, None, *row] for row in TWO], hours("5 E7", "6 E8"), copies=("xls", "ods")),
    sheet("中间有空行", "行与行之间空了几行", [HEAD, [], ["甲站", 5], [], [], ["乙站", 6]], hours("5 B3", "6 B6")),
    sheet("标题里有列名的字", "标题里也有站点、服务时长这些字", [["各站点服务时长统计表（站点共2个）"], *TWO], hours("5 B3", "6 B4")),
    sheet("标题行写被考评单位", "表头上面写着被考评单位和年月日", [["被考评单位：      年   月   日"], *TWO], hours("5 B3", "6 B4")),
    sheet("小计合计平均", "表里有小计、合计、平均行", [HEAD, ["甲站", 5], ["小计", 5], ["乙站", 6], ["小 计", 6], ["合计：", 11], ["平均", 5.5], ["总  计", 11], ["最高分", 6]],
          hours("5 B2", "6 B4"), *(f"row_left_out@A{row}" for row in (3, 5, 6, 7, 8, 9)), left_out=6, copies=("xls", "ods")),
    sheet("签名盖章备注", "表后有签名、公章、注和说明", [*TWO, [], ["填表人：张三", "审核人：李四"], ["（公章）"], ["负责人签字："], ["注：以上数据截至 12 月。"], ["备注"], ["1. 服务时长按台账。"], ["联系电话：021-12345678"]],
          FIVE_SIX, *(f"row_left_out@A{row}" for row in (5, 6, 7, 8, 9, 10, 11)), left_out=7),
    sheet("年月日落款", "最后落款单位和日期", [*TWO, [], [None, "杨浦区指导中心"], [None, "2025年12月8日"]], FIVE_SIX, "row_left_out@B5", "row_left_out@B6", left_out=2),
    sheet("合计行只在别的列", "合计写在序号列，名称列写共几个站", [["序号", *HEAD], [1, "甲站", 5], [2, "乙站", 6], ["合计", "2个站", 11]], hours("5 C2", "6 C3"), "row_left_out@A4", left_out=1),
    sheet("合计行没有字", "最后一行只有数，没有写合计", [*TWO, [None, 11]], FIVE_SIX, "roster_key@A4"),
    sheet("隐藏行列", "隐藏了一行和一列", [["站点", "服务时长", "驻站社工数"], ["甲站", 5, 3], ["乙站", 6, 4]],
          {**FIVE_SIX, **column("staff", 甲站="3 C2", 乙站="4 C3")}, "rows_hidden", touch=hidden(rows=[3], columns=["C"])),
    sheet("筛选后上传", "筛选后只看得见一行", TWO, FIVE_SIX, "rows_hidden", touch=filtered),
    sheet("隐藏的空行", "隐藏的行里没有数据", [*TWO, [], []], FIVE_SIX, touch=hidden(rows=[5, 6], columns=["H"])),
    sheet("边框画到很远", "表格线画到第三百行", TWO, FIVE_SIX, touch=far_styles, copies=("xls", "ods")),
    sheet("表后零碎的字", "表后有脚注、共几个、以下空白、横线", [["站点", "服务时长", "驻站社工数"], ["甲站", 5, 3], ["*甲站为新建站"], ["共1个站点"], ["以下空白"], ["——"], ["2025.12.8"]], {**hours("5 B2"), **column("staff", 甲站="3 C2")},
          *(f"row_left_out@A{row}" for row in (3, 4, 5, 6, 7)), left_out=5),
    sheet("站名写横线", "站名是一道横线，后面有数", [HEAD, ["甲站", 5], ["——", 6], ["乙站", 7]], hours("5 B2", "7 B4"), "roster_key@A3"),
    sheet("只有批注", "格子是空的，数写在批注里", [HEAD, ["甲站", 5], ["乙站", None]], hours("5 B2", "blank B3"), "value_blank@B3", touch=commented),
    sheet("一个数据行也没有", "只有表头", [HEAD], {}, rubric=small_form("hours")),
    sheet("表头写在一半", "前面三百行是别的内容", [*[[f"说明第{at}条"] for at in range(300)], *TWO], hours("5 B302", "6 B303")),
    sheet("两个表左右并排", "两张表并排放在一张工作表里", [["站点", "服务时长", None, "站点", "服务时长"], ["甲站", 5, None, "乙站", 6]], hours("5 B2", "6 E2")),
]  # fmt: skip

SEVERAL = [
    Case("上下两张表", "一张工作表里上下两张表，各是一项",
         [("a.xlsx", table(["一、时长"], HEAD, ["甲站", 5], ["乙站", 6], ["小计", 11], [], ["二、人数"], ["站点", "驻站社工数"], ["甲站", 3], ["乙站", 4]))],
         {**hours("5 B3", "6 B4"), **column("staff", 甲站="3 B9", 乙站="4 B10")}, ["row_left_out@A5", "row_left_out@A7"], 2),
    Case("两张工作表", "数据分在两张工作表", [("a.xlsx", sheets(时长=TWO, 人数=[["站点", "驻站社工数"], ["乙站", 4], ["甲站", 3]]))],
         {**hours("5 时长!B2", "6 时长!B3"), **column("staff", 甲站="3 人数!B3", 乙站="4 人数!B2")}, copies=("xls", "ods")),
    Case("有一张说明表", "前面有一张填表说明", [("a.xlsx", sheets(填表说明=[["填表说明"], ["一、请按台账填写"]], 数据=TWO))], FIVE_SIX, ["sheet_skipped"], 1),
    Case("隐藏的工作表", "旧数据放在隐藏的工作表里", [("a.xlsx", sheets(state("旧", "hidden"), 数据=TWO, 旧=[HEAD, ["甲站", 99]]))], FIVE_SIX, ["sheet_hidden"], copies=("xls", "ods")),
    Case("深度隐藏的工作表", "用宏把工作表藏得更深", [("a.xlsx", sheets(state("底稿", "veryHidden"), 数据=TWO, 底稿=[HEAD, ["甲站", 99]]))], FIVE_SIX, ["sheet_hidden"]),
    Case("空白工作表", "后面留着没用的空工作表", [("a.xlsx", sheets(Sheet1=TWO, Sheet2=[], Sheet3=[]))], FIVE_SIX, copies=("xls", "ods")),
    Case("工作表名有怪字符", "工作表名里有空格、引号和书名号", [("a.xlsx", sheets(**{"《2025年》 'A' & <B>": TWO}))], hours("5 《2025年》 'A' & <B>!B2", "6 《2025年》 'A' & <B>!B3")),
    Case("同一项两处不一样", "两张工作表里同一站点的数不同", [("a.xlsx", sheets(初稿=TWO, 终稿=[HEAD, ["甲站", 5], ["乙站", 7]]))], FIVE_SIX, ["value_conflict@终稿!B3"]),
    Case("只有图片的工作表", "把表格截成图片贴进来", [("a.xlsx", sheets(Sheet1=[]))], {}, ["file_empty"], form=small_form("hours")),
    Case("没有数据表", "上传了通知文稿", [("a.xlsx", sheets(通知=[["关于开展社工站评估的通知"], ["各街道："], ["现将有关事项通知如下。"]]))], {}, ["table_missing"], form=small_form("hours")),
    Case("表下有通讯录", "数据表下面接着一张联系电话表", [("a.xlsx", table(*TWO, [], ["站点", "联系人"], ["甲站", "张三"], ["乙站", "李四"]))], FIVE_SIX, ["row_left_out@A5"], 1),
    Case("两份文件各一半", "两个人各填一半站点", [("一.xlsx", table(HEAD, ["甲站", 5])), ("二.xlsx", table(HEAD, ["乙站", 6]))], hours("5 一.xlsx → Sheet1!B2", "6 二.xlsx → Sheet1!B2")),
    Case("同一文件传两次", "改了文件名又传一次", [("a.xlsx", table(*TWO)), ("a（1）.xlsx", table(*TWO))], FIVE_SIX, ["file_duplicate"]),
    Case("同名不同内容", "两个文件同名，内容不同", [("a.xlsx", table(HEAD, ["甲站", 5])), ("a.xlsx", table(HEAD, ["乙站", 6]))], hours("5 a.xlsx → Sheet1!B2", "6 a（2）.xlsx → Sheet1!B2")),
    Case("一份好一份坏", "一份文件损坏，另一份照读", [("a.xlsx", table(*TWO)), ("b.xlsx", b"PK\x03\x04 half")], FIVE_SIX, ["file_unreadable"]),
    sheet("合并的站点格", "一个站点占两行，合并了名称格", [["站点", "服务时长"], ["甲站", 5], [None, 7], ["乙站", 6]], hours("5 B2", "6 B4"), "station_duplicate@A3", touch=merged("A2:A3"), copies=("xls", "ods")),
    sheet("数值格合并", "两个站点共用一个合并的数", [["站点", "服务时长", "序号"], ["甲站", 5, 1], ["乙站", None, 2]], hours("5 B2", "blank B3"), "value_blank@B3", touch=merged("B2:B3")),
    sheet("行业分组行", "中间夹着分组标题行", [HEAD, ["一、综合站"], ["甲站", 5], ["二、专项站"], ["乙站", 6]], hours("5 B3", "6 B5"), "row_left_out@A2", "row_left_out@A4", left_out=2),
    sheet("整行合并的分组行", "分组标题横跨整行", [[*HEAD, "驻站社工数"], ["第一组（街道）", None, None], ["甲站", 5, 1], ["第二组（镇）"], ["乙站", 6, 2]],
          {**hours("5 B3", "6 B5"), **column("staff", 甲站="1 C3", 乙站="2 C5")}, "row_left_out@A2", "row_left_out@A4", left_out=2, touch=merged("A2:C2", "A4:C4")),
]  # fmt: skip

CASES = [*AROUND, *SEVERAL]
