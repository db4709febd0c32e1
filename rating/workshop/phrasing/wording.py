"""A sentence as typed → the same sentence in one spelling: signs, spaces, numbering, the words for points.

What it says is not changed: no number is added, and words that may become a title stay as they are.
`BREAK` stands where a new point begins (a semicolon, a full stop, a line, ①, 1.), `ITEM` where it was numbered.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from rating.shown import visible

LONGEST = 1000
"""Longer texts are chapters, not sentences, and are left to a rater."""
BREAK, ITEM = ";", "¶"
NUMBER = (
    r"(?<![\d.])(?:\d+(?:\.\d+)?(?![\d.]*\d)|[一二两三四五六七八九十百零〇]{1,6}(?![一二两三四五六七八九十百零〇]))"
)
UNITS = (
    "个百分点", "百分点", "平方米", "人次", "小时", "课时", "学时", "分钟", "工作日", "个工作日", "个月", "万元",
    "户次", "%", "‰", "人", "名", "项", "个", "次", "处", "条", "件", "份", "场", "家", "户", "篇", "例", "天", "日",
    "周", "月", "年", "元", "种", "类", "起", "期", "组", "位", "间", "支", "套", "台", "块", "张", "本", "册", "门",
    "宗", "对", "样", "盏", "桌", "℃", "场次", "节", "堂", "档", "分", "星",
    "轮", "批", "面", "幅", "道", "方面", "倍", "岁", "米", "公里",
)  # fmt: skip
UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
"""分 is a unit too (满意度得分90分以上); 分钟, 分类 and the like are told apart where it matters."""
POINTS_WORD = r"分(?![钟之类别工布析享管散支公院层级段解局部组期步开站中会])"
_WIDE: dict[int | str, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGN_FOR: dict[int | str, int | str] = {
    **_WIDE, 0x3000: " ", "㎡": "平方米", "½": "0.5", "¼": "0.25", "¾": "0.75", "‐": "-", "‑": "-", "–": "-", "—": "-",
    "―": "-", "−": "-", "～": "-", "〜": "-", "~": "-", "﹣": "-", "【": "(", "】": ")", "〔": "(", "〕": ")",
    "「": "", "」": "",
    "『": "", "』": "", "“": "", "”": "", "‘": "", "’": "", '"': "", "'": "", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤",
    "＊": "×", "*": "×", "÷": "/", "∶": ":", "﹕": ":", "﹔": ";", "。": ";", "！": ";", "!": ";",
}  # fmt: skip
_SIGNS = str.maketrans(_SIGN_FOR)
_CIRCLED = re.compile("[①-⑳⑴-⑽⒈-⒑❶-❿㈠-㈩]")
_CHINESE_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


@lru_cache(maxsize=4096)
def one_spelling(sentence: str) -> str:
    """The sentence with half-width signs, without spaces, and with one word for each way of giving points."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", visible(sentence))
    text = re.sub("[\r\n\v\f\u2028\u2029]+", "\n", text).replace("m²", "平方米").replace("m2", "平方米")
    text = re.sub("平米", "平方米", re.sub(r"(?<=\d)\s*k?m(?![A-Za-z\d])", _length, text))
    text = _CIRCLED.sub(ITEM, text).translate(_SIGNS).replace(">=", "≥").replace("<=", "≤")
    text = re.sub("-{2,}", "-", text)
    text = _FACTOR.sub(_factored, text) if len(_FACTOR.findall(text)) > 1 else text
    text = _DEFINED.sub(_without_brackets, text)
    text = _unnumbered(text)
    text = re.sub(r"(?<=\d)[ \t]+(?=\d)", "\u2009", text)
    text = re.sub("[ \t]", "", text)
    text = _lines(text)
    text = _numbers(text)
    text = _brackets(text)
    text = re.sub(rf"(\d{UNIT}?[⊃⊅]?)(?:至|到)(?=\d)", r"\1-", text)
    text = re.sub(f"(?<=[一二三四五六七八九十])(?:至|到)(?=[一二三四五六七八九十]{UNIT})", "-", text)
    text = _LETTER_LAST.sub(lambda hit: _TURNED[hit[2]] + hit[1], _LETTER_FIRST.sub("", text))
    for pattern, meant in _SYNONYMS:
        text = pattern.sub(meant, text)
    text = _GIVEN_FIRST.sub(r"\2得\1", text) if len(_GIVEN_FIRST.findall(text)) > 1 else text
    return re.sub(rf"[{BREAK},、]*{ITEM}[{BREAK},、:]*", ITEM, text).strip(";,、:")


def number_of(text: str) -> str:
    """Digits of a number written in digits or Chinese numerals (一百二十 → 120)."""
    if text[0].isdigit():
        return text
    if not re.search("[十百]", text):
        return "".join(str(_CHINESE_DIGITS[sign]) for sign in text)
    total, digit = 0, None
    for sign in text:
        if sign in "十百":
            total += (1 if digit is None else digit) * (10 if sign == "十" else 100)
            digit = None
        else:
            digit = _CHINESE_DIGITS[sign]
    return str(total + (digit or 0))


def _unnumbered(text: str) -> str:
    """Numbering of points becomes `ITEM`: it is no figure of the rule."""
    text = re.sub(r"\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*\)(?!\s*[分项%])", ITEM, text)
    text = re.sub(r"(?:^|(?<=[\n;:])|(?<=[^\d],))\s*(?:\d{1,2}\s*(?:[.、](?!\d)|\)))", ITEM, text)
    text = re.sub(r"(?<=分)\s*\d{1,2}[.、](?=\s*[^\d\s])|(?<=\s)\d{1,2}[.、](?=[^\d\s])", ITEM, text)
    text = re.sub(r"(?:^|(?<=[\n;,:]))\s*[a-zA-Z][.)]\s*(?=[\u4e00-\u9fff])", ITEM, text)
    return re.sub(r"(?:^|(?<=[\n;,:]))\s*(?:[一二三四五六七八九]是|[一二三四五六七八九十]、)", ITEM, text)


def _length(hit: re.Match[str]) -> str:
    return "公里" if "k" in hit[0] else "米"


def _lines(text: str) -> str:
    """A line that ends a thought is a break; a line wrapped by the cell's width is none."""
    text = re.sub(r"(?<=[;,:、])\n|\n(?=[;,:、])", "", text.strip())
    return re.sub(rf"(?<=[分止])\n|\n(?={ITEM})", BREAK, text).replace("\n", "")


def _numbers(text: str) -> str:
    """百分之八十 → 80%; 60至80 → 60-80; 一半 → 50%."""
    text = re.sub(
        r"百分之([零〇一二两三四五六七八九十百]+|\d+(?:\.\d+)?)(?:点([零〇一二三四五六七八九]+))?",
        lambda hit: number_of(hit[1]) + (f".{number_of(hit[2])}" if hit[2] else "") + "%",
        text,
    )
    text = re.sub(r"(\d+)万(?=人次|人|次|户|份|件)", r"\g<1>0000", text)
    text = re.sub(r"(?<=\d)千(?=人次|人|次|户|份|件)", "000", text)
    return re.sub("(?<=得|计|给|扣)(?:一半|半数)(?:的)?(?:分值|分数|分)", "50%的分值", text)


_INCLUDED = re.compile(rf"\((?:包?含|包括)(?:本数|此数|{NUMBER}{UNIT}?)?\)")
_EXCLUDED = re.compile(rf"\(不(?:包?含|包括)(?:本数|此数|{NUMBER}{UNIT}?)?\)")
_LETTER_FIRST = re.compile("(?:^|(?<=[;,:、¶分]))[XxYySN](?=[≥≤<>])")
_LETTER_LAST = re.compile(rf"(?:^|(?<=[;,:、¶分]))({NUMBER}{UNIT}?)([≥≤<>])[XxYySN](?![A-Za-z≥≤<>])")
_TURNED = {"≥": "≤", "≤": "≥", "<": ">", ">": "<"}
_DEFINED = re.compile(r"(?:^|(?<=[;,\n]))[^;,=\n]{2,14}=[^;=\n]{2,60}?/[^;=\n]{2,60}?×100%(?=[;,\n]|$)")
_UNIT_TOLD = re.compile(rf"(?<![\d.得扣加满共计])(\d+(?:\.\d+)?)(?![\d.]|{UNIT})")
_HEADED = re.compile(r"(?:^|(?<=[;¶]))([^;¶,:()\d]{2,20})\((\d+(?:\.\d+)?)分\):(?=[^;¶]*\d分)")
_NUMBERED_HEAD = re.compile(r"(?<=¶)([^;¶,:()\d]{2,20})\((\d+(?:\.\d+)?)分\);(?=[^¶]*\d分)")
_FACTOR = re.compile(
    r"(?:^|(?<=[;¶\n]))([^;¶()\d]{1,8})\((1(?:\.0{1,2})?|0(?:\.\d{1,2})?|\d{1,3}%)\):(?=[^;¶\n]*[^;¶\d\n])"
)
_SCORED_GRADE = re.compile(
    "(?:优秀|优|良好|良|中等|中|合格|及格|基本合格|一般|不合格|差|较差)(?:等次|等级|档)?"
    r"\(((?:\d+分?-)?\d+分(?:[⊃⊅])?(?:及|⊃)?(?:以上|以下|以内)?)\)(?=(?:的|者|,|:)*(?:得|计|不得分))"
)
_AMOUNT_ALONE = re.compile(rf"\((?:得|计)?({NUMBER}(?:分)?-?(?:{NUMBER})?分)\)")


def _brackets(text: str) -> str:
    """(含) becomes a sign of its own; points in brackets belong to the word before; other brackets stand apart."""
    text = _EXCLUDED.sub("⊅", _INCLUDED.sub("⊃", text)).replace("以上⊃", "⊃以上")
    text = re.sub("(?<=[以之]上)(?:至|到|-)(?=[^;]*?(?:以下|不足|未满))", "、", text)
    text = _SCORED_GRADE.sub(r"\1", _NUMBERED_HEAD.sub(_headed, _HEADED.sub(_headed, text)))
    text = re.sub(r"[\[(](\d+(?:\.\d+)?%?),(\d+(?:\.\d+)?%?)\)", r"\1⊃-\2⊅", text)
    text = re.sub(r"\[(\d+(?:\.\d+)?%?),(\d+(?:\.\d+)?%?)\]", r"\1⊃-\2⊃", text)
    if re.search(rf"{NUMBER}分?\([^()\d]+\)\+", text):
        text = re.sub(rf"({NUMBER})分?\(([^()\d]+)\)(?=\+)|(?<=\+)({NUMBER})分?\(([^()\d]+)\)", _named_amount, text)
    text = _AMOUNT_ALONE.sub(r"\1,", text)
    if "(%)" in text:
        text = _UNIT_TOLD.sub(r"\1%", text.replace("(%)", ""))
    text = re.sub(r"\(([\u4e00-\u9fff]{1,4})\)(?=[\u4e00-\u9fff])", r"（\1）", text)
    return re.sub("[()\\[\\]]", ",", text)


def _without_brackets(hit: re.Match[str]) -> str:
    """满意度=(满意+基本满意)人数/受访人数×100%: what a share is, without brackets and sums in it."""
    return re.sub("[()]", "", hit[0]).replace("+", "、").replace("×100%", "")


def _factored(hit: re.Match[str]) -> str:
    """A（0.8）：记录较完整: a grade earns that part of the points."""
    share = Decimal(hit[2][:-1]) if "%" in hit[2] else Decimal(hit[2]) * 100
    return f"{hit[1]}得{share.normalize():f}%的分值," if share else f"{hit[1]}不得分,"


def _headed(hit: re.Match[str]) -> str:
    """典型案例（10分）：国家级10分…: the points before a colon are those of the whole point, not of a case."""
    return f"{hit[1]},满分{hit[2]}分,"


def _named_amount(hit: re.Match[str]) -> str:
    """0.5(设备齐全)+ says the same as 设备齐全0.5分+."""
    return f"{hit[2] or hit[4]}{hit[1] or hit[3]}分"


_GIVEN_FIRST = re.compile(
    r"(?:^|(?<=[;¶]))(\d+(?:\.\d+)?分|不得分):([^;¶:,\d]{2,40})(?=[;¶]|$|,(?:查|看|详?见|现场|电话|以)[^;¶]*(?:[;¶]|$))"
)
"""5分：材料完整；3分：材料基本完整; the points stand before what earns them."""
_ANY_ITEM = "(?:本|该|此|这)(?:项|小项|条|指标|分项)"
_SYNONYMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("(?:得|计|记|给|打|评|赋|为)(?:零|0)分", "不得分"),
        ("(?:不予|不能|不可|均不|一律不|(?<!否)则不|即不|都不|不|无)(?:得|给|计|记|赋|评|予计|予)分", "不得分"),
        (f"(?:(?<!否)则|即|均|都|一律|视为)?{_ANY_ITEM}?(?:目)?(?:(?<!否)则|即|均|直接)?不得分", "不得分"),
        (f"{_ANY_ITEM}(?:为|得)?(?:零|0)分", "不得分"),
        (
            "(?:得|计|记|给|打|评|赋|为|获)(?:到|予|该项|本项|全部)?(?:满分|全分|全额分值|全部分值|全部分数|所有分值|分值满分)",
            "得满分",
        ),
        (
            f"(?:可以|可)?(?<![测考总合小共累统])(?:得分|计分|记分|得分为|得分值|分值为|获得|可得|获|计|记|给|评|赋|打)(?:为|:|=)?(?={NUMBER}{POINTS_WORD})",
            "得",
        ),
        (f"(?:可以|可)得(?={NUMBER}{POINTS_WORD})", "得"),
        (f"(?:扣除|扣减|减去|减|扣分|扣掉|减扣|酌扣)(?={NUMBER}{POINTS_WORD})", "扣"),
        (f"(?:加分|增加|奖励|另加|再加|加计|累加)(?={NUMBER}{POINTS_WORD})", "加"),
        ("(?<=分)/(?=每)", ""),
        ("(小时|课时|学时|次|场|户|个|篇)/(?:年|月|季度|季|周)", r"\1"),
        ("个百分点", "百分点"),
        (",+", ","),
        (",*;[;,]*", ";"),
    )
)
