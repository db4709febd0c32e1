"""What is counted or measured, as a data item (数据项) with a title, a unit and a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import Matter, short
from rating.workshop.phrasing.wording import UNITS

PERCENT = frozenset(("%", "百分点"))
_COUNTED_AS = {
    "人": "人数", "名": "人数", "位": "人数", "项": "项数", "个": "个数", "次": "次数", "处": "处数", "条": "条数",
    "件": "件数", "份": "份数", "场": "场数", "场次": "场次", "家": "家数", "户": "户数", "户次": "户次", "篇": "篇数",
    "例": "例数", "天": "天数", "日": "天数", "工作日": "工作日数", "个工作日": "工作日数", "小时": "小时数",
    "课时": "课时数", "学时": "学时数", "分钟": "分钟数", "人次": "人次", "月": "月数", "个月": "月数", "年": "年数",
    "百分点": "百分点", "%": "百分点", "种": "种数", "类": "类数", "期": "期数", "起": "起数", "支": "支数",
    "间": "间数", "组": "组数", "门": "门数",
}  # fmt: skip


_PARTS_OF_ONE = frozenset(
    ("小时", "平方米", "万元", "元", "米", "公里", "℃", "百分点", "%", "‰", "分", "", "月", "个月", "年", "倍")
)


COUNTED_TITLES = frozenset(f"缺少{counted}" for counted in _COUNTED_AS.values()) | frozenset(_COUNTED_AS.values())
"""Titles that only say how something is counted, not what."""


def counted_as(unit: str) -> str:
    """What a number of such units is called: 项 → 项数."""
    return _COUNTED_AS.get(unit) or (f"{unit}数" if len(unit) == 1 and unit in UNITS and is_whole(unit) else "数量")


def is_whole(unit: str) -> bool:
    """True for what is counted one by one."""
    return unit not in _PARTS_OF_ONE


def subject_of(reach: Phrase) -> str:
    """What a tier measures, without the words around it."""
    before, _, after = reach.subject.partition(MARK)
    before = re.sub("^(?:其中,?|每年度?)(?=.)", "", before)
    return before.removeprefix("有").removesuffix("达").removesuffix("为") + after


def below(low: Phrase, included: bool = True) -> tuple[str, tuple[str, ...]]:
    """The sign of 低于60% or 60%以下, which includes its number unless another phrase has it; and what to confirm."""
    end = low.span.high if low.span is not None else None
    if end is None or not end.included or not (included or end.certain):
        return "<", ()
    doubt = f"「{low.text}」按“以下”包括本数理解（民法典第一千二百五十九条）"
    return "<=", () if end.certain else (doubt,)


_RATES = ("率", "比例", "比率", "占比", "度", "比", "比重", "百分比", "比值")


SHARE_TOLD = "填算好的百分比（如 80%），分子、分母怎样统计请在此写明"
_LONGEST_NAME, _SHORT_NAME = 24, 10


def _named(subject: str) -> str:
    """What is measured; of a list (财务、档案、人事制度) all, not only its last word."""
    name = re.sub("[≥≤<>]", "占", subject.split(",")[-1])
    return name if len(name) <= _LONGEST_NAME else name.split("、")[-1]


def measured_field(code: str, matter: Matter, unit: str) -> ProposedField:
    """The number that tiers are cut on: 持证率 in %, 配备社工人数 in 人."""
    subjects = [subject_of(phrase) for phrase in matter.of("reach", "condition", "rate", "between") if phrase.subject]
    name = next((_named(subject) for subject in subjects if subject), "")
    context = matter.contexts[-1].partition("=")[0] if matter.contexts else ""
    about = "；".join(dict.fromkeys((*matter.contexts, *subjects[:1])))
    if unit == "%":
        named = name or (
            matter.title if matter.title.endswith(_RATES) else context if context.endswith(_RATES) else matter.title
        )
        title = named if named.endswith(_RATES) else f"{named}比例"
        told = "；".join(part for part in (about, SHARE_TOLD) if part)
        return ProposedField(code, short(title), "share", at_least="0%", definition=told)
    name = name or matter.title
    title = (
        name
        if name.endswith(
            (counted_as(unit), "数", "数量", "次数", "人数", "面积", "时间", "时长", "得分", "分", "分数", "额", "经费")
        )
        else name + (counted_as(unit) if unit and is_whole(unit) else "数值" if not name else "")
    )
    return ProposedField(code, short(title or "数值"), "number", unit, is_whole(unit), at_least="0", definition=about)


_FALLS = ("低", "降", "下降", "少", "减", "差", "不足")
_RISES = ("高", "超", "多", "增", "提高", "上升")
_VERBS = {
    "缺": "缺少",
    "少": "缺少",
    "差": "缺少",
    "缺失": "缺少",
    "有": "",
    "出现": "",
    "发生": "",
    "存在": "",
    "多": "多出",
    "超": "超过",
}


def contexts_of(phrase: Phrase, matter: Matter) -> tuple[str, ...]:
    """The descriptions that a phrase that counts belongs to: with several of them, those nearest before it."""
    if len(matter.of("loss", "gain", "penalty")) < 2:
        return matter.contexts
    nearest: list[str] = []
    closed = False
    for one in matter.phrases:
        if one is phrase:
            break
        if one.kind == "context":
            nearest = [] if closed else nearest
            nearest.append(one.subject)
        closed = one.kind in ("loss", "gain", "penalty", "grant", "reach")
    return tuple(nearest)


def told_apart(fields: Sequence[ProposedField], phrases: Sequence[Phrase], matter: Matter) -> list[ProposedField]:
    """Fields of one title named after what each belongs to (三会一课：缺少次数)."""
    titles = [field.title for field in fields]
    found = []
    for field, phrase in zip(fields, phrases, strict=True):
        near = contexts_of(phrase, matter)[-1:]
        same = titles.count(field.title) > 1 and near
        found.append(replace(field, title=f"{short(near[0])}：{field.title}") if same else field)
    return found


def counted_field(code: str, phrase: Phrase, matter: Matter) -> ProposedField:
    """The number that a 每… phrase counts: 每缺一项 → 缺少项数."""
    verb, _, thing = phrase.verb.partition(MARK)
    verb = verb.removeprefix("有")
    name = _VERBS.get(verb, verb) + thing.removesuffix("的")
    if phrase.unit in PERCENT:
        away = "低于目标" if verb.startswith(_FALLS) else "高于目标" if verb.startswith(_RISES) else name or "相差"
        title = f"{away}的百分点数"
    elif name:
        title = name + ("" if name.endswith(("数", "次")) else counted_as(phrase.unit))
    else:
        fault = next((context[:-1] for context in matter.contexts[-1:] if context.endswith("的")), "")
        about = re.split("包括|包含|:|,", matter.contexts[-1])[0] if matter.contexts else ""
        title = phrase.subject.split(",")[-1] or verb or fault or (about if len(about) <= _SHORT_NAME else "")
        title += "" if title.endswith(counted_as(phrase.unit)) else counted_as(phrase.unit)
    unit = "个百分点" if phrase.unit in PERCENT else phrase.unit
    notes = [once.text for once in matter.of("once")]
    about = "；".join(dict.fromkeys(part for part in (*contexts_of(phrase, matter), phrase.subject, *notes) if part))
    definition = f"{about}：{phrase.text}" if about and about not in phrase.text else phrase.text
    return ProposedField(code, short(title), "number", unit, is_whole(phrase.unit), at_least="0", definition=definition)
