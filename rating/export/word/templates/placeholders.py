"""What a template of the letter may name: single texts, lists with their columns, and whole parts.

The names are listed for administrators in docs/how-to/replace-the-letter-template.md; a test compares.
"""

from __future__ import annotations

from rating.export.word.brackets import flat
from rating.export.word.facts import RoundFacts, in_words
from rating.export.word.letter_parts import UNKNOWN, labelled, percent
from rating.insight.explain import Explanation
from rating.insight.feedback import Feedback
from rating.insight.figures import plain_text, stars_text
from rating.rubric.numbers import plain
from rating.shown import visible

TEXTS = {
    "站点名称": "站点的名称",
    "站点代码": "站点的代码",
    "类型": "站点类型",
    "街镇": "所在街镇",
    "评估轮次": "评估轮次的名称",
    "备案文号": "计划或备案文号",
    "区": "区的名称",
    "总评": "一句话的评定结果",
    "总分": "总分，资料不全时为「—」",
    "满分": "总分的满分",
    "星级": "★ 的个数，未评定时为空",
    "等级": "评分标准中等级的名称",
    "名次": "名次；轮次不公开名次时为空",
    "下一等级": "下一个更高的等级",
    "升星说明": "升到下一等级的一句话说明",
    "异议截止": "提出异议的最后一天",
    "异议办法": "到哪里、怎样提出异议",
    "落款单位": "署名的单位",
    "成文日期": "成文日期，未定时留空待填",
    "联系人": "联系人和电话",
    "评分标准": "评分标准的名称",
    "版本": "评分标准的版本",
    "标准状态": "示例，未经确认；或已确认",
}
LISTS = {
    "一级指标": ("名称", "得分", "满分", "得分率", "同类中位数"),
    "失分指标": (
        "序号", "指标", "一级指标", "得分", "满分", "失分",
        "评什么", "看到什么", "为什么", "怎样补回", "同类情况", "佐证材料", "依据条款",
    ),
    "满分指标": ("序号", "指标", "一级指标", "得分", "满分"),
}  # fmt: skip
PARTS = {
    "得分表": "各一级指标得分的表",
    "得分图": "各一级指标得分率的图；不附图时为空",
    "评星条件": "没有满足的必备条件和评星条件；没有时为空",
    "做得好的": "得满分的指标",
    "较上轮变化": "与上一轮相比；没有上一轮时为空",
    "失分表": "失分指标的简表",
    "失分明细": "失分指标的逐项说明",
    "未计分明细": "没有计分的指标；没有时为空",
    "升星路径": "到下一等级的条件和步骤",
    "异议说明": "怎样提出异议、到哪一天",
    "依据明细": "评分标准、指纹、来源文件、方法日期",
    "落款": "联系人、署名和日期",
}


def texts(told: Feedback, facts: RoundFacts) -> dict[str, str]:
    """The value of every single text, only what is seen of it."""
    way = told.next_star
    values = {
        "站点名称": told.name,
        "站点代码": told.code,
        "类型": told.kind,
        "街镇": told.street,
        "评估轮次": facts.assessment_round,
        "备案文号": facts.filing_number,
        "区": facts.district,
        "总评": told.headline,
        "总分": told.total or UNKNOWN,
        "满分": told.full_marks,
        "星级": stars_text(told.stars or 0),
        "等级": told.band,
        "名次": told.rank,
        "下一等级": way.title if way else "",
        "升星说明": way.sentence if way else "",
        "异议截止": in_words(facts.object_until) if facts.object_until else "",
        "异议办法": facts.object_how,
        "落款单位": facts.issuer,
        "成文日期": facts.date_text,
        "联系人": facts.contact,
        "评分标准": facts.rubric_title.strip("《》"),
        "版本": facts.rubric_version,
        "标准状态": flat(facts.standing_title),
    }
    return {name: visible(value) for name, value in values.items()}


def lists(told: Feedback) -> dict[str, list[dict[str, str]]]:
    """The lines of every list, each a dict of texts."""
    dimensions = [
        {
            "名称": each.title,
            "得分": UNKNOWN if each.points is None else plain_text(each.points),
            "满分": plain(each.full_marks),
            "得分率": percent(each.points, each.full_marks),
            "同类中位数": UNKNOWN if each.median is None else f"{each.median:g}",
        }
        for each in told.dimensions
    ]
    lost = [_indicator(number, line) | dict(labelled(line)) for number, line in enumerate(told.lost, 1)]
    good = [_indicator(number, line) for number, line in enumerate(told.good, 1)]
    found = {"一级指标": dimensions, "失分指标": lost, "满分指标": good}
    return {
        name: [{key: visible(line.get(key, "")) for key in LISTS[name]} for line in lines]
        for name, lines in found.items()
    }


def _indicator(number: int, line: Explanation) -> dict[str, str]:
    return {
        "序号": str(number),
        "指标": line.title,
        "一级指标": line.dimension,
        "得分": UNKNOWN if line.points is None else plain_text(line.points),
        "满分": plain(line.full_marks),
        "失分": plain_text(line.lost) if line.lost else "",
    }
