"""One clause → the phrase it is: a table of shapes tried in order, each of which must match the whole clause.

A clause that speaks of points and fits no shape is not understood; one that does not speak of points is context.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from rating.workshop.phrasing.bounds import MARK, measured
from rating.workshop.phrasing.counting_shapes import gain, loss, rank
from rating.workshop.phrasing.measuring_shapes import between, condition, definition, rate, reach, sample
from rating.workshop.phrasing.phrase import Phrase, Points
from rating.workshop.phrasing.scoring_words import AWARD, ITEM_WORDS, LINK, N, amount_in, award, quiet
from rating.workshop.phrasing.wording import NUMBER, UNIT, number_of

Shape = Callable[[str], Phrase | None]


LONGEST_CLAUSE = 200
"""Nothing that one shape says is longer."""


def recognised(clause: str, item: int = 0, point: int = 0) -> Phrase | None:
    """The phrase a clause is, None when it is not understood."""
    if len(clause) > LONGEST_CLAUSE:
        return None
    for shape in _SHAPES:
        phrase = shape(clause)
        if phrase is not None:
            return replace(phrase, item=item, point=point)
    return None


def _plain(kind: str, pattern: str, points: bool = False) -> Shape:
    """A shape without a subject; with `points` the pattern has a group of that name."""
    compiled = re.compile(pattern)

    def shape(clause: str) -> Phrase | None:
        hit = compiled.fullmatch(clause)
        if hit is None:
            return None
        return Phrase(kind, clause, points=award(hit["points"]) if points else None)

    return shape


_TOP = (
    "(?:封顶|最高|最多|至多|累计|合计|总计|总分|得分|加分|分数|分值|满分|上限|限|可|得|加|计|为"
    "|不得超过|不超过|不得高于|不高于|总|不|但|:)"
)
_MOST = (
    rf"{ITEM_WORDS}(?:{_TOP})*(?P<points>满分|{N}分|分值|{ITEM_WORDS}分值|{ITEM_WORDS}满分)(?:封顶|为止|为限|为上限)?"
)
_MOST_CUE = re.compile("最高|最多|至多|不超过|不得超过|不高于|封顶|上限|为止|为限")
_LOST = rf"{ITEM_WORDS}(?:{_TOP})*扣(?:分|完|至|除)?(?:{_TOP})*(?P<points>{N})分(?:为止|封顶|为限)?"


_UP_TO_FULL = re.compile(
    "(?:超过|超出)(?:满分|100%|目标值?|计划数?|部分)?(?:的|者|部分)?,?(?:均|仍|只)?(?:按|以)?(?:100%|满分)(?:计分|计算|计)|"
    "(?:直至|直到|至)?(?:得|加|计)(?:至)?满(?:分)?(?:为止|即止)|(?:直至|直到)满分(?:为止)?|满分为止"
)


def _most(clause: str) -> Phrase | None:
    if _UP_TO_FULL.fullmatch(clause):
        return Phrase("most", clause, points=award("满分"))
    hit = re.fullmatch(_MOST, clause)
    if hit is None or not _MOST_CUE.search(clause):
        return None
    text = hit["points"]
    return Phrase("most", clause, points=award(text if re.match(N, text) else "满分"))


def _most_lost(clause: str) -> Phrase | None:
    hit = re.fullmatch(_LOST, clause)
    if hit is None or not (_MOST_CUE.search(clause) or "扣完" in clause):
        return None
    return Phrase("most_lost", clause, points=Points(amount_in(hit, "points")))


_REST = (
    "(?:否则|反之|其余|其他|其它|以下|之下|除此之外|除此以外|未达到|没有达到|达不到|未达|不达标|未达标|没达标|未完成|没有完成|不足|不符合|不满足|未满足"
    "|其[他它余]或?(?:无|没有|未).{0,6}|低于|不合要求|再低|更低|不到|未达到的|无|没有|未落实|不达)(?:此|该|上述|以上|最低)?(?:要求|标准|目标|条件|比例|任务|情况|情形|指标|目标值)?"
)


_JUDGED = re.compile(
    "酌情|视情|视.{1,12}情况|专家(?:组|们)?(?:评|打|综合|现场|根据)|评委|评审(?:组|小组|专家)|由.{1,14}(?:打分|评分|评定|评判|赋分|评议)"
    "|(?:综合|现场|集体)(?:评定|评判|评价|打分|评分|评议|赋分)|(?:根据|结合|依据|按照?).{1,24}(?:情况|程度|质量|效果|表现|水平|成效)(?:综合|分别|适当)?(?:得|给|打|评|计|赋|确定)"
)
_RANGE = re.compile(rf"(?:得|给|扣|打)?(?P<low>{N})分?-(?P<high>{N})分")


def _judged(clause: str) -> Phrase | None:
    if not _JUDGED.search(clause) or "比例" in clause or "率计" in clause or re.search("每[^个]", clause):
        return None
    hit = _RANGE.search(clause)
    low, high = (Points(amount_in(hit, "low")), amount_in(hit, "high")) if hit else (None, None)
    return Phrase("judged", clause, points=low, most=high)


_GRANT = re.compile(rf"(?P<subject>.+?){LINK}(?:得|加|占)?(?P<points>{AWARD})")
_GRANT_RANGE = re.compile(rf"(?P<subject>.+?){LINK}(?:得|打)?(?P<points>{N})分?-(?P<most>{N})分")
_REFUSAL = re.compile(rf"(?P<subject>.+?){LINK}(?:不得分)")
_PENALTY = re.compile(rf"(?P<subject>.+?){LINK}扣(?P<points>{N}分|完|满分|全分)")
_EACH_PART = re.compile(
    rf"(?P<subject>.*?){LINK}(?:各|每项|每个|每部分|每条|每点|每小项)(?:各)?(?:占|得|计)?(?P<points>{N})分"
)


def _with_subject(kind: str, pattern: re.Pattern[str]) -> Shape:
    def shape(clause: str) -> Phrase | None:
        hit = pattern.fullmatch(clause)
        if hit is None or not quiet(hit["subject"].removesuffix("得分")):
            return None
        if "每" in hit["subject"] and kind != "grant":
            return None
        if (
            kind == "grant"
            and re.search(r"\d[^,]*(?:以上|以下|以内|之间|区间)$", hit["subject"])
            and not measured(hit["subject"]).spans
        ):
            return None
        if (kind == "penalty" and re.search(NUMBER + UNIT, hit["subject"])) or re.fullmatch("每.{1,4}", hit["subject"]):
            return None
        if kind != "each_part" and not re.search(
            "[\u4e00-\u9fffA-Za-z]", re.sub("[得加计奖]|奖励", "", hit["subject"])
        ):
            return None
        words = hit.groupdict()
        given = award(words["points"]) if words.get("points") and "扣" not in clause else None
        if kind == "penalty":
            given = (
                award("满分")
                if not re.search(N + "分$", clause)
                else Points(Decimal(number_of(re.findall(NUMBER, hit["points"])[0])))
            )
        if kind == "range":
            given = Points(amount_in(hit, "points"))
        most = amount_in(hit, "most") if kind == "range" else None
        return Phrase(kind, clause, hit["subject"].strip("的,:"), points=given, most=most)

    return shape


def _whether(clause: str) -> Phrase | None:
    return (
        Phrase("whether", clause, clause.removeprefix("是否")) if clause.startswith("是否") and quiet(clause) else None
    )


_NOTE = re.compile(
    "(?:请|需|须|应|并)?(?:查阅|查看|查验|查[^漏缺]|核查|核对|核实|抽查|现场|实地|电话|访谈|询问|以.{1,16}为准|注:|说明:|详见|参见).{0,40}"
    "|.{0,6}提供.{0,20}(?:材料|证明|佐证|资料|照片|记录|复印件).{0,6}"
)


def _note(clause: str) -> Phrase | None:
    """How it is checked and what is to be shown decide no points."""
    return Phrase("note", clause) if quiet(clause) and _NOTE.fullmatch(clause) else None


def _context(clause: str) -> Phrase | None:
    """A description; a bare limit or a bare step is none, for it must belong to points."""
    bare = len(re.sub(f"[^\u4e00-\u9fffA-Za-z]|{MARK}", "", measured(clause).text)) < 2
    bare = bare and not re.match("不少于|不低于|至少|不超过|不高于|不得", clause)
    if not quiet(clause) or (bare and re.search("\\d", clause)) or re.match("每[低降升高超多少增减提下上]", clause):
        return None
    return Phrase("context", clause, clause)


_FULL = (
    rf"(?:{ITEM_WORDS}(?:满分|共计|共|总分|分值|合计|小计|总计|标准分|权重|计)(?:为|:|计)?|(?:本|该|此)项(?:为|:)?)?"
    rf"(?P<points>{N}分)"
)
_FLOOR = (
    f"(?:直至|直到|至|以)?{ITEM_WORDS}(?:分值|分数|得分|分)?(?:扣完|扣光|扣至(?:0|零)分)"
    f"(?:{ITEM_WORDS}(?:所占)?(?:满分|分值|分数|总分|分|得分)?)?(?:为止|即止|为限|止)?"
    f"|{ITEM_WORDS}?(?:不得?|不计|不出现|不得出现|不扣至)(?:为)?负分|{ITEM_WORDS}最低(?:得)?(?:0|零)分|最低不得分"
    f"|{ITEM_WORDS}?扣分(?:以|不超过){ITEM_WORDS}(?:满分|分值|总分)(?:为限)?|不(?:计|得|扣|出)?负分"
)
_NO_FLOOR = (
    "(?:本项|该项)?(?:可以?|允许)(?:扣至|倒扣至|扣为|扣成|为|得|出现|计|倒扣为|扣到)?(?:负分|负数|负值)"
    "|不设下限|扣分不(?:封顶|设上限|设下限)|可倒扣(?:分|至负分)?"
)
_NOT_AGAIN = "不(?:重复|累计|累加|叠加|重复累计)(?:计|得|加|记|给)?(?:分|算|入)?"
_ONCE = f"(?:同一|同类|同个|相同|重复)[^分]{{0,14}}?(?:{_NOT_AGAIN}|(?:只|仅)(?:计|算|取)(?:1|一)次(?:分)?)"
_HIGHEST = (
    ".{0,14}?(?:按|取|计|以|就|算)(?:其中|其)?最高(?:的)?"
    "(?:一?项|1项|级别|等次|档次|档|得分|分值|分|一级|奖项|者|级|荣誉|等级)?(?:计|得|给|加|记|取)?(?:算|分)?"
    f"|就高不就低|.{{0,16}}?{_NOT_AGAIN}"
)
_SHAPES: tuple[Shape, ...] = (
    _plain("full", _FULL, points=True),
    _plain("floor", _FLOOR),
    _plain("no_floor", _NO_FLOOR),
    _most_lost,
    _most,
    _plain("least", rf"(?:{ITEM_WORDS}?最低|保底|最少)(?:得分|得|不低于|为|不少于)*(?P<points>{N}分)", points=True),
    _plain("base", rf"(?:基础分|基本分|起评分|基准分|底分)(?:值)?(?:为|:|得|计)?(?P<points>{N}分)", points=True),
    sample,
    _plain("once", _ONCE),
    _plain("highest", _HIGHEST),
    _plain("added", "(?:各项|上述|以上)?(?:可以?|分数|得分)?(?:累计|累加|叠加|相加)(?:计|得|加)?(?:分|算)?"),
    rank,
    between,
    rate,
    loss,
    _with_subject("each_part", _EACH_PART),
    gain,
    reach,
    _judged,
    _plain("rest", rf"{_REST}{LINK}(?:一律|均|都)?(?P<points>不得分|得?{N}分)", points=True),
    _with_subject("refusal", _REFUSAL),
    _with_subject("range", _GRANT_RANGE),
    _with_subject("grant", _GRANT),
    _with_subject("penalty", _PENALTY),
    _whether,
    _note,
    definition,
    condition,
    _context,
)  # fmt: skip
