"""优良中差, 有得分无不得分, 组合分, 奖项: points by grade, by condition and by part."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import (
    Matter,
    Outcome,
    Reading,
    Unsure,
    of_marks,
    short,
)

GRADE = re.compile(
    "(?:评估|综合|年度|为|是|达到|评为|评定为|被评为|获评|获|考核|评价|结果|等次|等级|质量|情况|效果)*(?P<name>(?:非常|十分|很|比较|较|基本|部分|完全|不太|不够|不|未)?"
    "(?:优秀|优良|优|良好|良|好|中等|中|一般|差|合格|及格|达标|满意|齐全|健全|完善|规范|完整|清晰|明确|到位|符合|相符|落实|达到|显著|明显|突出|高|低|强|弱|熟练|掌握|了解)"
    "|[A-Ea-e][+\\-#]?|[甲乙丙丁]|[一二三四五]等|第?[一二三四五]档|[一二三四五]级|[一二三四五]星级?)(?:级|档|等|等次|等级|类|档次)?"
)
AWARD = re.compile(
    "国家级?|全国|[部省市区县镇乡](?:（[\u4e00-\u9fff]+）)?级|街[道镇]级|[省市区县](?:内|政府|民政局|委)|[一二三特]等奖|金奖|银奖|铜奖|优秀奖|优胜奖|提名奖|入围"
)


def grade_name(subject: str) -> str:
    """优 of 评为优等次; "" for what is no grade."""
    hit = GRADE.fullmatch(subject.split(",")[-1])
    return hit["name"] if hit is not None else ""


def read_judgement(matter: Matter) -> Outcome:
    """Each grade a range of points within which the raters choose."""
    ranges = matter.of("range")
    if not ranges or not matter.only("range", "grant", "refusal", "rest", "judged"):
        return None
    named: dict[str, tuple[Decimal, Decimal]] = {}
    for phrase in matter.of("range", "grant", "refusal"):
        low = matter.points(phrase.points) if phrase.kind != "refusal" else Decimal(0)
        name = grade_name(phrase.subject) or phrase.subject.split(",")[-1]
        if low is None or name in named:
            return Unsure((f"「{phrase.text}」的分值不能确定",))
        named[name] = tuple(sorted((low, phrase.most if phrase.most is not None else low)))  # type: ignore[assignment]
    for rest in matter.of("rest"):
        if rest.points is None or not rest.points.number:
            named.setdefault(
                re.sub("(?:的|则|,|均|都)*(?:不得分|0分)$", "", rest.text) or "其余", (Decimal(0), Decimal(0))
            )
    ordered = sorted(named.items(), key=lambda entry: entry[1])
    if len(named) < 2 and not matter.of("judged"):
        return None
    for (lower, (_, high)), (upper, (low, _)) in itertools.pairwise(ordered):
        if high >= low:
            return Unsure((f"「{lower}」与「{upper}」的分值区间在 {of_marks(low)}处重叠",))
    top = ordered[-1][1][1]
    if matter.full_marks is not None and top != matter.full_marks:
        return Unsure((f"最高一档 {of_marks(top)}，与满分 {of_marks(matter.full_marks)}不符",))
    field = ProposedField("f1", short(f"{matter.title}评分"), "mark", "分", at_least="0", at_most=plain(top))
    body = {name: [plain(low), plain(high)] for name, (low, high) in named.items()}
    partial = sorted(named.values())[-2 if len(named) > 1 else -1][1]
    return Reading({"judgement": body}, "f1", (field,), {"f1": plain(partial)}, (), "", top)


def levels(matter: Matter, grants: list[Phrase], names: list[str], points: list[Decimal]) -> Outcome:
    if matter.full_marks is not None and max(points) != matter.full_marks:
        return Unsure((f"最高一档 {of_marks(max(points))}，与满分 {of_marks(matter.full_marks)}不符",))
    if len(set(names)) < len(names):
        return Unsure(("有两档的名称相同",))
    levels = {name: plain(amount) for name, amount in zip(names, points, strict=True)}
    for phrase in matter.of("refusal", "rest"):
        if phrase.points is not None and phrase.points.number:
            return Unsure((f"「{phrase.text}」不能确定是哪一档",))
        name = (
            grade_name(phrase.subject) or short(phrase.subject.split(",")[-1]) if phrase.kind == "refusal" else "其余"
        )
        levels.setdefault(name or "其余", "0")
    graded = all(grade_name(grant.subject) for grant in grants)
    title = short(matter.title or "等次")
    field = ProposedField("f1", title, "choice", choices=tuple(levels), definition="；".join(matter.contexts))
    doubts = () if graded else ("各档按只取其一理解（最高一档等于满分）",)
    if "0" not in levels.values() and graded is False:
        levels |= {"其余": "0"}
        field = ProposedField("f1", title, "choice", choices=tuple(levels), definition="；".join(matter.contexts))
        doubts = (*doubts, "都不符合的原文没有写，按不得分理解")
    partial = next((name for name, amount in levels.items() if 0 < Decimal(amount) < max(points)), names[0])
    formula = "0"
    for name, amount in reversed(levels.items()):
        formula = f"where(f1 = {name}, {amount}, {formula})" if re.fullmatch(r"\w+", name) else ""
    return Reading({"levels": levels}, "f1", (field,), {"f1": partial}, doubts, formula, max(points))


def awards(matter: Matter, grants: list[Phrase], points: list[Decimal]) -> Outcome:
    if matter.full_marks is not None and max(points) != matter.full_marks:
        return Unsure((f"最高一项 {of_marks(max(points))}，与满分 {of_marks(matter.full_marks)}不符",))
    names = [short(re.sub("^(?:获得?|荣获|取得|受到)+", "", grant.subject.split(",")[-1])) for grant in grants]
    if len(set(names)) < len(names):
        return Unsure(("有两个奖项的名称相同",))
    field = ProposedField(
        "f1", short(matter.title or "所获奖项"), "several", choices=tuple(names), definition="；".join(matter.contexts)
    )
    doubts = () if matter.of("highest", "once") else ("原文没有写能否累计，按只计最高一项理解（最高一项等于满分）",)
    body = {name: plain(amount) for name, amount in zip(names, points, strict=True)}
    partial = min(body, key=lambda name: Decimal(body[name]))
    return Reading({"highest": body}, "f1", (field,), {"f1": partial}, doubts, "", max(points))
