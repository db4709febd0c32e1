"""Standards as they circulate on paper, to try the workshop's import: one Word, two Excel (示例, all invented).

The Word standard and the 考核细则 each have a few faults on purpose: a sum that does not add up, a number
that is missing, an indicator without points.  The standard for 未成年人保护 stations is clean.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from sample_data.sheets import CREATED, EXAMPLE, FORMATS

WORD, CHECKED, CLEAN = "社工站星级评定标准（示例）.docx", "社工站考核细则（示例）.xlsx", "未保站评定标准（示例）.xlsx"
Row = tuple[str, ...]
STARS = "评定结果：总分90分以上为五星级，80—89分为四星级，70—79分为三星级，70分以下不定星级。"
WORD_HEADER: Row = ("序号", "一级指标", "二级指标", "三级指标", "分值", "评分标准", "评定方法", "需提供材料", "备注")
WORD_ROWS: tuple[Row, ...] = (
    (
        "一、组织建设（20分）",
        "（一）站点设置（10分）",
        "1.固定场所",
        "5",
        "有固定服务场所且面积达到60平方米得5分，达到40平方米得3分，以下不得分。",
        "现场查看",
        "场所使用证明",
    ),
    ("", "", "2.功能分区", "5", "设有接待区得2分，设有个案室得3分。", "现场查看", "场所平面图"),
    (
        "",
        "（二）制度建设（10分）",
        "3.制度健全",
        "5",
        "服务、人事、财务、档案、督导五项制度，每缺一项扣1分，扣完为止。",
        "查阅资料",
        "1.制度汇编；2.上墙照片不作要求",
    ),
    (
        "",
        "",
        "4.制度执行",
        "5",
        "执行情况分优、良、中、差四档，优得5分，良得4分，中得2分，差不得分。",
        "访谈、查阅资料",
        "会议记录、财务凭证",
    ),
    (
        "二、队伍建设（25分）",
        "（一）人员配备（15分）",
        "5.专职社工",
        "8",
        "驻站专职社工不少于3人，每缺1人扣4分，扣完为止。",
        "查阅资料",
        "花名册；劳动合同",
    ),
    (
        "",
        "",
        "6.持证比例",
        "7",
        "持证社工占比达到100%得7分，80%得5分，60%得3分，低于60%不得分。",
        "查验证书",
        "职业资格证书",
    ),
    (
        "",
        "（二）专业成长（10分）",
        "7.专业督导",
        "5",
        "有固定督导者并按计划开展督导，得5分；未开展不得分。",
        "查阅资料",
        "督导记录",
    ),
    (
        "",
        "",
        "8.继续教育",
        "4",
        "人均每年接受专业培训达到24学时得4分，12学时得2分，以下不得分。",
        "查阅资料",
        "培训证明",
    ),
    (
        "三、服务开展（35分）",
        "（一）需求与计划（10分）",
        "9.需求评估",
        "5",
        "需求评估覆盖本辖区主要服务人群，按评估质量酌情给分，最高5分。",
        "查阅资料",
        "需求评估报告",
    ),
    (
        "",
        "",
        "10.年度计划",
        "5",
        "有年度服务计划得2分，目标可衡量得2分，经街道（乡镇）确认得1分。",
        "查阅资料",
        "年度计划",
    ),
    (
        "",
        "（三）专业服务（25分）",
        "11.个案服务",
        "10",
        "每完成1个规范结案的个案得1分，最高10分。",
        "抽查档案",
        "个案档案",
    ),
    ("", "", "12.小组服务", "8", "每完成1个小组得2分，最高8分。", "抽查档案", "小组档案"),
    (
        "",
        "",
        "13.服务覆盖",
        "7",
        "设服务点的社区占辖区社区总数的比例乘以本项分值计分。",
        "查阅资料、现场查看",
        "服务点清单",
    ),
    (
        "四、服务成效（20分）",
        "（一）目标达成（8分）",
        "14.目标完成率",
        "8",
        "按年度服务目标完成率计分，完成率100%得满分，未完成的按比例计分。",
        "查阅资料",
        "年度总结",
    ),
    (
        "",
        "（二）居民评价（12分）",
        "15.居民满意度",
        "8",
        "居民满意度达到95%得8分，90%得6分，80%得3分，80%以下不得分，有效样本不少于50份。",
        "问卷调查",
        "无",
    ),
    ("", "", "16.意见回应", "4", "居民意见未在10个工作日内回应的，每件扣1分，扣完为止。", "查阅资料", "意见登记表"),
    (
        "加分项（最高5分）",
        "创新服务",
        "17.创新做法",
        "3",
        "有持续半年以上的创新做法，每项加1分，最高3分。",
        "专家认定",
        "项目材料",
    ),
    ("", "", "18.资源链接", "2", "链接社会资源用于服务，酌情加分，最高2分。", "查阅资料", "资源清单"),
)
WORD_AFTER = (
    STARS,
    "有下列情形之一的，一票否决：",
    "1.发生重大安全责任事故的；",
    "2.提供虚假材料的。",
    "本标准为示例，全部内容均为虚构，仅供试用本工具。",
)
EXCEL_HEADER: Row = (
    "序号",
    "考核项目",
    "考核内容",
    "分值",
    "评分细则",
    "考核办法",
    "佐证材料",
    "自评分",
    "考核分",
    "备注",
)
EXCEL_SECTIONS: tuple[tuple[str, str, tuple[tuple[Any, ...], ...]], ...] = (
    (
        "一、基础保障（30分）",
        "30",
        (
            (1, "场地设施", "办公场地独立，标识清楚", 6, "有独立场地得4分，标识清楚得2分", "现场查看", "场地证明"),
            (2, "", "无障碍设施完好", 4, "发现一处损坏扣1分，扣完为止", "现场查看", ""),
            (
                3,
                "人员队伍",
                "专职人员到位",
                10,
                "专职人员达到5人得10分，4人得8分，3人得5分，3人以下不得分",
                "查阅资料",
                "花名册、合同",
            ),
            (4, "", "人员持证", 10, "持证率×10分", "查验证书", "证书"),
        ),
    ),
    (
        "二、服务过程（45分）",
        "40",
        (
            (5, "需求调研", "每年开展需求调研", "5分", "有调研报告得5分，无报告不得分", "查阅资料", "调研报告"),
            (
                6,
                "服务实施",
                "个案管理",
                12,
                "抽查5份个案档案，每发现一处不规范扣0.5分，扣完为止",
                "抽查档案",
                "个案档案",
            ),
            (7, "", "小组工作", 10, "每完成一个小组得2.5分，最高10分", "抽查档案", "小组档案"),
            (
                8,
                "",
                "探访关爱",
                8,
                "重点对象探访率达到100%得8分，90%得6分，80%得4分，低于80%不得分",
                "电话核实",
                "探访记录",
            ),
            (10, "专业支持", "督导与培训", 10, "优：9-10分；良：7-8分；中：5-6分；差：0-4分", "访谈", "督导记录"),
        ),
    ),
    (
        "三、服务成效（25分）",
        "25",
        (
            (
                11,
                "社会评价",
                "服务对象满意度",
                10,
                "满意度达到90%得10分，每降低1个百分点扣1分，扣完为止",
                "问卷调查",
                "",
            ),
            (12, "", "合作单位评价", "", "由合作单位评价，酌情给分", "访谈", ""),
            (
                13,
                "目标达成",
                "合同指标完成",
                12,
                "完成率达到100%得12分，未达到的按完成率计分",
                "查阅资料",
                "合同、台账",
            ),
        ),
    ),
    (
        "加分项（10分）",
        "10",
        (
            (
                14,
                "特色品牌",
                "获得市级以上表彰的服务项目",
                "+5",
                "国家级5分，省级3分，市级2分，同一项目只计最高一项",
                "查阅文件",
                "表彰文件",
            ),
            (15, "志愿服务", "培育志愿服务队伍", "+5", "每培育一支加1分，最高5分", "查阅资料", "队伍名册"),
        ),
    ),
    (
        "扣分项",
        "",
        (
            (16, "投诉", "有责投诉", "-5", "经查实的有责投诉每件扣1分，最多扣5分", "查阅资料", ""),
            (17, "档案", "档案遗失", "-3", "每遗失一份扣1分", "抽查档案", ""),
        ),
    ),
)
CLEAN_ROWS: tuple[tuple[Any, ...], ...] = (
    ("阵地建设（20分）", "场所面积", 8, "面积达到30平方米得8分，达到20平方米得4分，以下不得分", "现场查看", "场所证明"),
    ("", "接待与会谈", 6, "有接待区得3分，有独立会谈室得3分", "现场查看", ""),
    ("", "开放时间", 6, "有固定开放时间并公开得6分，否则不得分", "现场查看", ""),
    ("队伍建设（25分）", "工作人员", 10, "工作人员不少于5人，每少1人扣2分，扣完为止", "查阅资料", "花名册"),
    ("", "专职站长", 5, "有专职站长得5分，无得0分", "查阅资料", "任职文件"),
    ("", "法治副站长", 5, "有得5分，无得0分", "查阅资料", "聘书"),
    ("", "专业资质", 5, "有心理健康或社会工作资质人员得5分，无得0分", "查验证书", "资格证书"),
    (
        "个案服务（35分）",
        "首次接触",
        10,
        "接到线索后24小时内首次接触的比例达到100%得10分，90%得6分，以下不得分",
        "抽查档案",
        "个案记录",
    ),
    ("", "评估与计划", 10, "个案评估和服务计划，优10分，良8分，中5分，差0分", "抽查档案", "个案档案"),
    ("", "转介", 5, "应转介未转介的，每例扣2.5分，扣完为止", "抽查档案", "转介单"),
    (
        "",
        "持续跟进",
        10,
        "结案后跟进满3个月的个案占比达到100%得10分，80%得6分，60%得3分，以下不得分",
        "抽查档案",
        "跟进记录",
    ),
    ("服务成效（20分）", "特殊儿童建档", 10, "按建档率计分，建档率100%得满分", "查阅资料", "档案清单"),
    ("", "家长和学校评价", 10, "由家长和学校代表评价，酌情给分", "访谈", ""),
)


def write_papers(folder: Path) -> None:
    """The three standards, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WORD).write_bytes(_word())
    _checked(folder / CHECKED)
    _clean(folder / CLEAN)


def _word() -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(9)
    document.add_heading("社工站星级评定标准（示例）", 1)
    document.add_paragraph("本标准满分100分，另设加分项。")
    table = document.add_table(len(WORD_ROWS) + 1, len(WORD_HEADER), style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for column, text in enumerate(WORD_HEADER):
        cells[0][column].text = text
    for column in (1, 2):
        for first, last in _spans([row[column - 1] for row in WORD_ROWS]):
            cells[first + 1][column].merge(cells[last + 1][column])
    for at, row in enumerate(WORD_ROWS, 1):
        cells[at][0].text = str(at)
        for column, text in enumerate(row, 1):
            if text:
                cells[at][column].text = text
    for line in WORD_AFTER:
        document.add_paragraph(line)
    return _without_time(document)


def _spans(texts: Sequence[str]) -> list[tuple[int, int]]:
    """(first, last) of each text with the blanks below it."""
    starts = [at for at, text in enumerate(texts) if text]
    return list(zip(starts, [*(at - 1 for at in starts[1:]), len(texts) - 1], strict=True))


def _without_time(document: Any) -> bytes:
    """The same bytes every time: entries of a .docx bear the moment of writing."""
    out, fixed = io.BytesIO(), io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(
                zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), before.read(entry), zipfile.ZIP_DEFLATED
            )
    return fixed.getvalue()


def _book(path: Path, title: str) -> tuple[Any, Any, dict[str, Any]]:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "comments": EXAMPLE, "created": CREATED})
    text = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体"}
    formats = {"title": FORMATS["title"], "head": FORMATS["head"], "text": text, "line": FORMATS["line"]}
    return book, book.add_worksheet("评分标准"), {name: book.add_format(one) for name, one in formats.items()}


def _checked(path: Path) -> None:
    """Two heading rows, sections over the whole width, a 小计 after each; 二、 says 45 and its 小计 40."""
    book, sheet, looks = _book(path, "社工站考核细则（示例）")
    last = len(EXCEL_HEADER) - 1
    sheet.merge_range(0, 0, 0, last, "社工站考核细则（示例，满分100分）", looks["title"])
    for column, text in enumerate(EXCEL_HEADER):
        if text in ("自评分", "考核分"):
            sheet.write(2, column, text, looks["head"])
        else:
            sheet.merge_range(1, column, 2, column, text, looks["head"])
    sheet.merge_range(1, 7, 1, 8, "得分", looks["head"])
    row = 3
    for title, total, items in EXCEL_SECTIONS:
        sheet.merge_range(row, 0, row, last, title, looks["text"])
        row += 1
        _merged_column(sheet, row, 1, [str(item[1]) for item in items], looks["text"])
        for item in items:
            for column, cell in enumerate(item):
                if column != 1 and cell != "":
                    sheet.write(row, column, cell, looks["text"])
            row += 1
        if total:
            sheet.merge_range(row, 0, row, 2, "小计", looks["text"])
            sheet.write(row, 3, int(total), looks["text"])
            row += 1
    for line in (
        "注：1.本细则为示例，全部内容均为虚构。2.总分90分以上为优秀。",
        "考核人签字：              年    月    日",
    ):
        sheet.merge_range(row, 0, row, last, line, looks["line"])
        row += 1
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, last, 18)
    book.close()


def _merged_column(sheet: Any, top: int, column: int, texts: Sequence[str], look: Any) -> None:
    for first, last in _spans(texts):
        if last > first:
            sheet.merge_range(top + first, column, top + last, column, texts[first], look)
        else:
            sheet.write(top + first, column, texts[first], look)


def _clean(path: Path) -> None:
    """Two levels, nothing wrong."""
    header = ("序号", "一级指标", "二级指标", "分值", "评分标准", "评定方法", "需提供材料")
    book, sheet, looks = _book(path, "未保站评定标准（示例）")
    sheet.merge_range(0, 0, 0, len(header) - 1, "未成年人保护工作站评定标准（示例）（满分100分）", looks["title"])
    for column, text in enumerate(header):
        sheet.write(1, column, text, looks["head"])
    _merged_column(sheet, 2, 1, [str(row[0]) for row in CLEAN_ROWS], looks["text"])
    for at, row in enumerate(CLEAN_ROWS):
        sheet.write(at + 2, 0, at + 1, looks["text"])
        for column, cell in enumerate(row[1:], 2):
            if cell != "":
                sheet.write(at + 2, column, cell, looks["text"])
    at = len(CLEAN_ROWS) + 2
    sheet.merge_range(at, 0, at, 2, "合计", looks["text"])
    sheet.write(at, 3, 100, looks["text"])
    sheet.merge_range(at + 1, 0, at + 1, len(header) - 1, f"说明：{STARS}全部内容均为虚构。", looks["line"])
    sheet.set_column(1, len(header) - 1, 20)
    book.close()
