"""What the rubric's own checks find, told by the sheet and cell it stands in and in the workbook's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rating.problems import Place, Problem
from rating.rubric.trail import Finding, Path, part_at
from rating.workshop.sheets import words
from rating.workshop.sheets.content import Content
from rating.workshop.sheets.names import Names
from rating.workshop.sheets.rule_shapes import SETTINGS
from rating.workshop.sheets.tables import (
    BAND_COLUMNS,
    BASIC,
    BASIC_COLUMNS,
    FIELD_COLUMNS,
    GATE_COLUMNS,
    GUIDE,
    LEAF_COLUMNS,
    NODE_COLUMNS,
    NODES,
    RATER_COLUMNS,
    ROLE_COLUMNS,
    SOURCE_COLUMNS,
)

_PHRASES = (
    ("kind: choice 或 several 必须写 choices，其他 kind 不写", "种类为单选或多选的必须写选项，其他种类不写"),
    ("kind: mark 必须写 marked_by，其他 kind 不写", "种类为打分的必须写打分主体，其他种类不写"),
    ("由 formula 算出的数据项不能同时写 marked_by 或 roll_up", "写了算式的数据项不能同时写打分主体或多行汇总"),
    ("effect: cap 必须写 stars，其他 effect 不写", "后果为限星的必须写最高几星，其他后果不写"),
    ("how: count_at_least 必须写 at_least，其他 how 不写", "计达到起点的行数，必须写汇总起点；其他汇总办法不写"),
    ("combine: trimmed_mean 与 trimmed 必须同时写", "去掉最高最低后平均的，必须写明如何去分；其他合成办法不写"),
    ("reference、tolerance、reason 三项要么都写", "对照值、相差超过多少、写理由的数据项三项要么都写"),
    ("由 formula 算出的数据项写了 kind: ", "写了算式的数据项，种类写的是"),
    ("roll_up 不能汇总 kind: ", "不能多行汇总的种类："),
    ("at_least 与 levels", "界线与选项"),
    ("points 应为", "得分应为"),
    ("kind: ", "种类为"),
    ("true 或 false", "是或否"),
    ("number、share 或 yes_no", "数值、百分比或是否"),
    ("number 或 share", "数值或百分比"),
    ("数字或「名称: 内容」的形式", "数字"),
    ("at_least 必须大于去掉的人数", "至少几人才去分，必须多于去掉的人数"),
)
_COLUMNS = (
    *BASIC_COLUMNS, *SOURCE_COLUMNS, *ROLE_COLUMNS, *FIELD_COLUMNS, *RATER_COLUMNS, *GATE_COLUMNS, *NODE_COLUMNS,
    *LEAF_COLUMNS, *BAND_COLUMNS,
)  # fmt: skip
_WORDS = {
    **{column.path[-1]: column.heading for column in _COLUMNS if column.path},
    **{setting.key: setting.part for settings in SETTINGS.values() for setting in settings},
    **{word: shown for options in (words.RULE, words.FIELD_KIND, words.MISSING) for word, shown in options.items()},
    "code": "代码", "title": "名称", "version": "版本", "standing": "性质", "unit": "被评单位", "kinds": "适用类型",
    "kind": "种类", "full_marks": "满分（分值）", "decimals": "小数位数",
    "round": "在哪一处取整", "combine": "合成办法",
    "convert_to": "折算成多少分制", "bonus_buys_stars": "加分计入评星", "if_blank": "空白",
    "if_not_inspected": "未检查",
    "if_undefined": "算式没有结果", "coverage": "最低覆盖", "share": "比例", "count": "项数", "weight": "权重",
    "aliases": "别名", "choices": "选项", "formula": "算式", "marked_by": "打分主体", "roll_up": "多行汇总",
    "raters": "打分合成", "roles": "评估主体", "value": "评分所用数据", "rule": "评分细则", "cap": "得分上限",
    "bonus": "加分项", "clause": "依据", "source": "依据来源", "text": "文字", "when": "条件", "effect": "后果",
    "stars": "星级", "total": "总分", "bands": "星级", "quota": "名额", "requires": "必须满足的条件", "by": "排名依据",
    "ties": "并列", "within": "范围", "better": "比较方向", "at_least": "下限", "at_most": "上限", "above": "高于",
    "below": "低于", "base": "基础分", "beyond": "起加数", "each": "每多少", "points": "得分", "floor": "最低得分",
    "zero": "得 0 分的数值", "full": "得满分的数值", "logarithmic": "按对数折算", "capped": "上下限",
    "target": "目标数",
    "levels": "选项", "rows": "行", "columns": "列", "samples": "样本", "sample": "样本数", "minimum": "最低样本量",
    "if_small": "样本不足时", "then": "样本足够时的细则", "reference": "对照值", "tolerance": "相差超过多少",
    "reason": "写理由的数据项", "yes": "是", "no": "否", "limit": "分差", "trimmed": "去分办法", "drop": "去掉几个",
    "until_adjudicated": "复核之前", "if_missing": "有人未打分时", "fields": "数据项", "dimensions": "一级指标",
    "ranking": "排名", "scale": "总分", "how": "多行汇总", "id": "代码", "key": "排名依据", "indicators": "下级指标",
    "ladder": "升星限制", "standardise": "标准化", "spread": "分差复核", "is_share": "满分的比例",
    "true": "是", "false": "否", "missing": "空白与合理缺项", "section_coverage": "每个一级指标至少评到",
    "identity": "单位识别列", "award": "等级授予", "sources": "来源", "gates": "必备条件",
    "bands_by_kind": "分类型的等级", "rule_by_kind": "分类型的评分细则",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w./-])[A-Za-z][A-Za-z0-9_-]*(?![\w(-])")
_REMEDIES = {
    "rubric_key": "请补写",
    "rubric_value": "请改正这一格",
    "rubric_reference": "请改正名称，或先补上它",
    "rubric_formula": f"写法见“{GUIDE}”表",
    "rubric_missing_policy": f"请在“{NODES}”表写明，或在“{BASIC}”表统一写明",
}
"""For findings that say nothing themselves, since the general words speak of the rubric file."""


def told(finding: Finding, content: Content) -> Problem:
    """The finding as a Problem at its cell."""
    names = content.names
    sheet, cell = content.at(finding.path)
    place = Place(content.file, sheet, cell, _thing(finding.path, content))
    remedy = finding.remedy or _REMEDIES.get(finding.code, "")
    parts = [in_workbook_words(text, names) for text in (finding.found, finding.expected, remedy)]
    return Problem(finding.code, place, *parts)


def in_workbook_words(text: str, names: Names) -> str:
    """Keys and codes of the rubric file as the workbook calls them."""
    for phrase, shown in _PHRASES:
        text = text.replace(phrase, shown)
    lacks = text.startswith("缺少")
    parts = [
        _WORD.sub(lambda found, own=quoted and not lacks: _word(found[0], names, own), part)  # type: ignore[misc]
        for quoted, part in _parts(text)
    ]
    return "".join(parts)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Outside and inside 「」 by turns: inside stands what people wrote, outside what the grammar says."""
    for at, part in enumerate(re.split(r"(「[^「」]*」)", text)):
        yield at % 2 == 1, part


def _word(word: str, names: Names, own: bool) -> str:
    if not own and word in _WORDS:
        return _WORDS[word]
    for called in (names.nodes, names.fields, names.roles, names.sources):
        if word in called.titles:
            return called.titles[word] or word
    return _WORDS.get(word, word)


def _thing(path: Path, content: Content) -> str:
    """「持证率」 for whatever lies under that indicator."""
    if path[:1] == ("fields",) and len(path) > 1:
        return f"数据项「{content.names.fields.titles.get(str(path[1]), path[1])}」"
    if path[:1] == ("dimensions",):
        title = _title_of(content.tree, path)
        return f"指标「{title}」" if title else ""
    return ""


def _title_of(tree: Any, path: Path) -> str:
    """The title of the innermost indicator on the path."""
    title, here = "", tree
    for step in path:
        here = part_at(here, step)
        title = (part_at(here, "title") or title) if isinstance(step, int) and isinstance(here, dict) else title
    return str(title)
