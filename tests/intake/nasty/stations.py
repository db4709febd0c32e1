"""Names and codes of stations as people write them, beside a roster or without one."""

from __future__ import annotations

from datetime import date

from tests.intake.nasty.case import Case, column, hours
from tests.intake.nasty.headers import FIVE_SIX, sheet
from tests.intake.nasty.layouts import HEAD, TWO
from tests.intake.nasty.packing import head, inline, lines, merged, number, package, sheets, table, text
from tests.intake.workbooks import FIELDS, small_form

ROSTER = text(
    "代码,名称,曾用名",
    "001,定海路街道社工站,",
    "002,平凉路街道社工站,平凉社工点",
    "003,均安镇社工站,",
    "010,五角场街道综合社工站,五角场镇社工站",
)
DINGHAI, PINGLIANG, JUNAN, WUJIAOCHANG = "定海路街道社工站", "平凉路街道社工站", "均安镇社工站", "五角场街道综合社工站"


def listed(
    name: str,
    did: str,
    rows: list[list[object]],
    values: dict[str, str],
    *problems: str,
    left_out: int = 0,
    code: bool = False,
) -> Case:
    """Rows read beside the roster; stations that have no row are told as missing."""
    titles = ["代码", "服务时长"] if code else HEAD
    missing = ["station_missing"] * (4 - len(values))
    return sheet(
        name, did, [titles, *rows], column("hours", **values), *problems, *missing, left_out=left_out, roster=ROSTER
    )


NAMES = [
    listed("名称有空格", "站名里有空格和全角空格", [["定海路 街道社工站", 5], ["平凉路街道　社工站", 6], [" 均安镇社工站\n", 7], ["五角场街道综合社工站\xa0", 8]],
           {DINGHAI: "5 B2", PINGLIANG: "6 B3", JUNAN: "7 B4", WUJIAOCHANG: "8 B5"}),
    listed("名称不写全", "站名省去街道、社工站", [["定海路", 5], ["平凉路街道", 6], ["均安", 7], ["五角场", 8]],
           {DINGHAI: "5 B2", PINGLIANG: "6 B3", JUNAN: "7 B4", WUJIAOCHANG: "8 B5"}),
    listed("名称多写", "站名写成社会工作服务站", [["定海路街道社会工作服务站", 5], ["平凉路街道社工服务站", 6]], {DINGHAI: "5 B2", PINGLIANG: "6 B3"}),
    listed("用了曾用名", "站名还是改名前的", [["平凉社工点", 6], ["五角场镇社工站", 8]], {PINGLIANG: "6 B2", WUJIAOCHANG: "8 B3"}, "station_former@A2"),
    listed("名称错一字", "站名打错一个字", [["定海璐街道社工站", 5], ["平凉路街道社工站", 6]], {PINGLIANG: "6 B3"}, "station_similar@A2"),
    listed("名册外的站", "填了名册里没有的站", [["滨江治理专班", 5], ["平凉路街道社工站", 6]], {PINGLIANG: "6 B3"}, "station_unknown@A2"),
    listed("同一站两行", "同一站点填了两行，写法不同", [["定海路街道社工站", 5], ["定海路", 6]], {DINGHAI: "5 B2"}, "station_duplicate@A3"),
    listed("代码丢了零", "代码 001 变成了 1", [[1, 5], [2, 6], [10, 8]], {DINGHAI: "5 B2", PINGLIANG: "6 B3", WUJIAOCHANG: "8 B4"}, code=True),
    listed("代码全角", "代码用全角数字", [["００１", 5], ["010", 8]], {DINGHAI: "5 B2", WUJIAOCHANG: "8 B3"}, code=True),
    listed("代码成了日期", "代码 3-5 一类被改成日期", [[date(2025, 3, 5), 5], ["002", 6]], {PINGLIANG: "6 B3"}, "station_unknown@A2", code=True),
    listed("代码带小数", "代码变成 2.0", [["001", 5], [2.0, 6]], {DINGHAI: "5 B2", PINGLIANG: "6 B3"}, code=True),
    listed("名册外的合计", "合计行写成各站合计", [["定海路街道社工站", 5], ["各站合计", 5], ["全区平均值", 5]], {DINGHAI: "5 B2"}, "row_left_out@A3", "row_left_out@A4", left_out=2),
    Case("代码名称不一致", "代码是一个站，名称是另一个站", [("a.xlsx", table(["代码", "站点", "服务时长"], ["001", PINGLIANG, 5], ["003", "均安镇", 7]))],
         column("hours", **{JUNAN: "7 C3"}), ["station_conflict@B2", "station_missing", "station_missing", "station_missing"], roster=("名册.csv", ROSTER)),
]  # fmt: skip

LOOK_ALIKE = [
    sheet("站名里有合计二字", "站名本身含有合计、平均、签、注这些字",
          [HEAD, ["合计村社工站", 1], ["均安镇社工站", 2], ["签塘社工站", 3], ["注溪乡社工站", 4], ["平均村社工站", 5], ["说明坪社工站", 6], ["备仓社工站", 7], ["高分子厂社区社工站", 8], ["日期港社工站", 9], ["评事街社工站", 10], ["审坡社工站", 11], ["单位街社工站", 12]],
          column("hours", 合计村社工站="1 B2", 均安镇社工站="2 B3", 签塘社工站="3 B4", 注溪乡社工站="4 B5", 平均村社工站="5 B6", 说明坪社工站="6 B7", 备仓社工站="7 B8", 高分子厂社区社工站="8 B9", 日期港社工站="9 B10", 评事街社工站="10 B11", 审坡社工站="11 B12", 单位街社工站="12 B13")),
    sheet("短站名像合计行", "站名就叫均安、合计、签塘", [HEAD, ["均安", 1], ["合计村", 2], ["签塘", 3], ["注溪", 4], ["小计庄", 5], ["满分社区", 6]],
          column("hours", 均安="1 B2", 合计村="2 B3", 签塘="3 B4", 注溪="4 B5", 小计庄="5 B6", 满分社区="6 B7")),
    sheet("站名带括号数字", "站名带括号、点、编号", [HEAD, ["（1）甲社工站", 1], ["1.乙社工站", 2], ["丙社工站·分站", 3], ["丁社工站（含东区）", 4]],
          {("（1）甲社工站", "hours"): "1 B2", ("1.乙社工站", "hours"): "2 B3", ("丙社工站·分站", "hours"): "3 B4", ("丁社工站（含东区）", "hours"): "4 B5"}),
    sheet("站名带标点", "站名里有逗号、句号", [HEAD, ["甲，乙街道社工站", 1], ["丙街道社工站。", 2]], {("甲，乙街道社工站", "hours"): "1 B2", ("丙街道社工站。", "hours"): "2 B3"}),
    sheet("没填数的站", "有的站只有名字没有数", [[*HEAD, "驻站社工数"], ["甲站", 5, 1], ["长白新村街道社工站", None, None], ["殷行", None, None]],
          {("甲站", "hours"): "5 B2", ("甲站", "staff"): "1 C2", ("长白新村街道社工站", "hours"): "blank B3", ("长白新村街道社工站", "staff"): "blank C3"},
          "value_blank@B3", "value_blank@C3", "row_left_out@A4", left_out=1),
    sheet("生僻字站名", "站名里有生僻字", [HEAD, ["㙍塘社工站", 1], ["𠮷安社工站", 2], ["龘村社工站", 3]], column("hours", 㙍塘社工站="1 B2", 𠮷安社工站="2 B3", 龘村社工站="3 B4"), copies=("xls", "ods")),
    sheet("站名像公式", "站名以等号、加号、@开头", [HEAD, ["+甲站", 1], ["@乙站", 2], ["-丙站", 3]], {("+甲站", "hours"): "1 B2", ("@乙站", "hours"): "2 B3", ("-丙站", "hours"): "3 B4"}),
    sheet("站名是数字", "站点用数字编号", [HEAD, [1, 5], [2, 6]], {("1", "hours"): "5 B2", ("2", "hours"): "6 B3"}),
    sheet("站名有零宽字符", "同一站名一处带零宽字符", [HEAD, ["甲站", 5], ["甲\u200b站", 6]], hours("5 B2"), "station_duplicate@A3"),
    Case("站名各文件不同", "两个文件里站名一个全称一个简称", [("一.xlsx", table(HEAD, ["定海路街道社工站", 5])), ("二.xlsx", table(["站点", "驻站社工数"], ["定海路街道", 3]))],
         {("定海路街道社工站", "hours"): "5 B2", ("定海路街道社工站", "staff"): "3 B2"}),
    Case("代码前导零", "代码存成文本，保住前面的零", [("a.xlsx", package(lines(head("代码", "站点", "服务时长"), [inline("A2", "007"), inline("B2", "甲站"), number("C2", "5")])))], hours("5 C2")),
    Case("编号只是序号", "两张工作表都有编号列，各自从一排起", [("a.xlsx", sheets(时长=[["编号", "站点", "服务时长"], [1, "甲站", 5], [2, "乙站", 6]], 人数=[["编号", "站点", "驻站社工数"], [1, "乙站", 4], [2, "甲站", 3]]))],
         hours("5 时长!C2", "6 时长!C3"), ["station_conflict@人数!B2", "station_conflict@人数!B3"], form=small_form("hours", "staff")),
    sheet("站点表头跨两列", "「站点」两字合并在序号和名称两列上面", [["站点", None, "服务时长"], [1, "甲站", 5], [2, "乙站", 6]], hours("5 C2", "6 C3"), touch=merged("A1:B1")),
    Case("街道类型合并", "同一街道、同一类型的站合并成一格", [("a.xlsx", table(["街道", "类型", "站点", "服务时长"], ["定海街道", "综合", "甲站", 5], [None, None, "乙站", 6], ["平凉街道", "专项", "丙站", 7], [None, None, "丁站", 8], touch=merged("A2:A3", "A4:A5", "B2:B3", "B4:B5")))],
         hours("5 D2", "6 D3", "7 D4", "8 D5"), form=small_form("hours", kinds=["综合", "专项"], scale={"full_marks": "20", "decimals": 1, "round": "indicator"}), copies=("ods",)),
    sheet("示例行没删", "模板里的示例行没有删", [HEAD, ["例：XX街道社工站", 99], ["××镇社工站", 98], ["示例", 97], ["甲站", 5]], hours("5 B5"),
          "row_left_out@A2", "row_left_out@A3", "row_left_out@A4", left_out=3),
    Case("示例表没删", "模板里的填写示例表没有删", [("a.xlsx", sheets(填写示例=[HEAD, ["定海社工站", 99]], 数据=TWO))], hours("5 数据!B2", "6 数据!B3"), ["sheet_skipped"], 1),
    Case("每行各算一个", "同一单位多行，各算一个项目", [("a.xlsx", table(["项目", "服务时长"], ["关爱行动", 5], ["关爱行动", 6]))],
         {("关爱行动", "hours"): "6 B3"}, form=small_form("hours", unit="project", identity={"repeated": "separate"})),
    Case("多行相加", "一个站多行，按评分标准相加", [("a.xlsx", table(HEAD, ["甲站", 5], ["甲站", "约6"], ["乙站", 7]))], hours("11 B2 5、约6", "7 B4"), ["value_approximate@B3"],
         form=small_form("hours", fields={"hours": {**FIELDS["hours"], "roll_up": {"how": "sum"}}})),
]  # fmt: skip

ROSTERS = [
    Case("名册有不参评", "名册里有不参评的站，又有合计行", [("a.xlsx", table(*TWO))], hours("5 B2", "6 B3"), ["row_left_out@A4", "row_left_out@A5"], 2,
         roster=("名册.xlsx", table(["名称", "参评"], ["甲站", "是"], ["乙站", ""], ["丙站", "否"], ["合计", 3]))),
    Case("名册代码重复", "名册里同一代码两行", [("a.xlsx", table(*TWO))], hours("5 B2", "6 B3"), ["station_duplicate@A3"],
         roster=("名册.xlsx", table(["代码", "名称"], ["01", "甲站"], ["01", "丙站"], ["02", "乙站"]))),
    Case("名册缺名称", "名册里有一行没写名称", [("a.xlsx", table(*TWO))], hours("5 B2", "6 B3"), ["roster_key@A3"],
         roster=("名册.xlsx", table(["名称", "街道"], ["甲站", "甲街道"], [None, "丙街道"], ["乙站", "乙街道"]))),
    Case("名册是坏文件", "名册上传成了PDF", [("a.xlsx", table(*TWO))], FIVE_SIX, ["file_format"], roster=("名册.pdf", b"%PDF-1.4 ...")),
    Case("类型写法", "类型写成综合性站、专项（未保）", [("a.xlsx", table(["站点", "类型", "服务时长"], ["甲站", "综合性社工站", 5], ["乙站", " 专项 ", 6], ["丙站", "综合/专项", 7], ["丁站", None, 8]))],
         hours("5 C2", "6 C3", "7 C4", "8 C5"), ["station_kind@B4", "station_kind@B5"], form=small_form("hours", kinds=["综合", "专项"], scale={"full_marks": "20", "decimals": 1, "round": "indicator"})),
]  # fmt: skip

CASES = [*NAMES, *LOOK_ALIKE, *ROSTERS]
