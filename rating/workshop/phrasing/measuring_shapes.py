"""Clauses that measure: 达到80%得5分, 样本不少于50份, 按完成率得分, 满意度低于90%的."""

from __future__ import annotations

import re
from decimal import Decimal

from rating.workshop.phrasing.bounds import MARK, measured
from rating.workshop.phrasing.phrase import Bound, Phrase, Points, Span
from rating.workshop.phrasing.scoring_words import AWARD, ITEM_WORDS, LINK, N, award, quiet
from rating.workshop.phrasing.wording import NUMBER, UNIT, number_of

_REACH = re.compile(
    rf"(?P<subject>[^{MARK}]*?)(?:{MARK}(?:[,但且并又、]*(?={MARK}))?)+(?P<object>[^{MARK}]*?){LINK}(?:得|加)?(?P<points>{AWARD}|不得分)"
)


def reach(clause: str) -> Phrase | None:
    found = measured(clause)
    hit = _REACH.fullmatch(found.text) if found.span is not None else None
    if hit is None or not quiet(re.sub("[得评]分", "", hit["subject"])) or not quiet(hit["object"]):
        return None
    if (
        hit["points"]
        and "得" not in found.text
        and "加" not in found.text
        and not re.search(f"{MARK}[的:,]*{AWARD}$", found.text)
    ):
        return None
    if re.search("且|同时|并(?!列)", hit["subject"] + hit["object"]):
        return None
    if re.search(rf"{NUMBER}{UNIT}[、和及与]", hit["subject"]):
        return None  # 主任1名、副主任2名: two counts at once
    if "每" in re.sub("平均每|^每年度?(?!末)", "", hit["subject"]):
        return None
    subject = hit["subject"].strip("的,为在若如:")
    return Phrase("reach", clause, subject + MARK + hit["object"].strip("的,"), found.span, award(hit["points"]))


def sample(clause: str) -> Phrase | None:
    found = measured(clause)
    if (
        not re.search("样本|问卷|抽样|受访|访谈|回访|回收|调查人数", clause)
        or found.span is None
        or len(found.spans) != 1
    ):
        return None
    span, ends = found.span, clause.endswith("不得分")
    low = span.high if ends else span.low
    if low is None or span.unit not in ("份", "人", "户", "名", "个", "") or not quiet(clause.replace("不得分", "")):
        return None
    if (span.low is not None and span.high is not None) or span.bare or low.included is ends:
        return None
    return Phrase(
        "sample", clause, found.text.split(MARK)[0], span, Points(Decimal(0)) if ends else None, unit=span.unit
    )


_DEFINITION = re.compile("(?:[^/×=\\d]{1,16}=)?[^/×=\\d扣]{2,24}/[^/×=\\d扣]{2,24}(?:×100%)?")


def definition(clause: str) -> Phrase | None:
    """整改率=已整改数/应整改数×100%: what a share is, not how it scores."""
    said = _DEFINITION.fullmatch(clause) and not re.search("得分|分值|满分|计分", clause)
    return Phrase("context", clause, clause) if said else None


_OF_FULL = rf"(?:{ITEM_WORDS}(?:满分|分值|总分|权重|标准分)|(?P<of>{N})分?)"


_RATE_FORMS = (
    re.compile(
        rf"(?:{ITEM_WORDS}(?:得分|分值|计分)=)?(?P<done>实际[^/×=]{{1,14}}|[^/×=]{{2,14}}[数量额])"
        rf"/(?P<due>[^/×=]{{2,14}})(?:×100%)?×{_OF_FULL}"
    ),
    re.compile(
        rf"(?:[^=/×\d]{{0,10}}(?:得分|分值|计分)=)?(?:按)?(?P<subject>[^/×=\d]{{1,14}}?(?:率|比例|占比|度|百分比))"
        rf"(?:×|乘以?){_OF_FULL}(?:计算得分|计算|计分|得分|计)?"
    ),
    re.compile(
        "(?P<before>.{0,16}?)[,的]?(?:均|则)?(?:以(?![上下内外])|按照?)(?:实际)?"
        "(?P<subject>.{0,14}?(?:比例|比率|百分比|率|占比))(?:情况)?(?:折算|换算|核算|计算|赋予|相应)?(?:后)?"
        "(?:相应)?(?:得分|计分|给分|赋分|计算得分|核分|扣分|扣减|打分|计算分值|分值|折算)(?:数)?"
    ),
)


_SCORE_SHARE = re.compile(
    rf"(?:[^=/×\d]{{0,10}}(?:得分|分值|计分)=)?(?:按照?)?(?P<subject>[^=/×\d]{{0,16}}?(?:得分|评分|分数|平均分|均分|成绩|满意度))"
    rf"(?:,百分制,)?(?:×|的)(?P<of>{N})%(?:计入|计分|计算|折算|折合|计)?(?:得分|总分|计分|分值)?"
)
_GOAL_SHARE = re.compile(
    rf"(?:{ITEM_WORDS}(?:得分|分值|计分)=)(?P<subject>[^/×=\d]{{1,14}}?(?:率|比例|占比|度|百分比))/(?P<goal>{N})%×{_OF_FULL}"
)


def rate(clause: str) -> Phrase | None:
    share, goal = _SCORE_SHARE.fullmatch(clause), _GOAL_SHARE.fullmatch(clause)
    if share is not None:
        return Phrase("rate", clause, share["subject"], each=Decimal(number_of(share["of"])))
    if goal is not None:
        whole = Points(Decimal(number_of(goal["of"]))) if goal["of"] else Points(Decimal(1), share=True)
        span = Span(Bound(Decimal(number_of(goal["goal"])), True), None, "%")
        return Phrase("rate", clause, goal["subject"], span, whole)
    for pattern in _RATE_FORMS:
        hit = pattern.fullmatch(clause)
        if hit is not None:
            words = hit.groupdict()
            before = words.get("before") or ""
            if not quiet(before) or re.search("\\d", before):
                return None
            of = Points(Decimal(number_of(words["of"]))) if words.get("of") else None
            if words.get("done"):
                return Phrase("rate", clause, hit["done"], points=of, verb=hit["due"])
            return Phrase("rate", clause, words.get("subject") or "", points=of, verb=MARK + before)
    return None


_BETWEEN = re.compile(
    rf"(?:中间|之间|其间|其余|介于.{{0,6}}之间|两者之间|区间内|{MARK}|其他|中间部分|中间值)?(?:的|者|,|部分|情况)*"
    "(?:按照?|采用|以|用)?"
    "(?:线性(?:插值|内插|递[增减]|插入)?|插值|内插|直线内插|插值法|比例)(?:法)?(?:计算|折算|计|得|给|赋)?(?:得)?(?:分)?(?:值)?"
)


def between(clause: str) -> Phrase | None:
    found = measured(clause)
    text = re.sub(f"^{MARK}(?:之间)?", MARK, found.text)
    if not _BETWEEN.fullmatch(text) or (re.fullmatch("按?照?比例.*", text) and MARK not in text):
        return None
    return Phrase("between", clause, span=found.span)


_CONDITIONAL = re.compile("(?:的|者|(?<![小课学工])时|后|的话|的情况下|之后)$")


def condition(clause: str) -> Phrase | None:
    """满意度低于90%的: for which values the next clause holds."""
    found = measured(clause)
    if not found.spans or not quiet(clause) or not _CONDITIONAL.search(clause):
        return None
    return Phrase("condition", clause, found.text.rstrip("的者时后"), found.span)
