"""Words that tell what a row or a title is: a sum, a note, a signature, a section of bonus or veto items."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from rating.workshop.paper.parts import BONUS, CONDITION, DEDUCTION, SCORED, VETO

LONGEST_SECTION = 48
_SUM = re.compile(
    r"(?:本[项页级类表]|以上|各项|分值|得分|最终|全部|一级指标|二级指标|基础分|基本分|加分|得分)?(?:小计|合计|总计|总分|共计|累计|总分值|总得分|合计分|满分合计|合计得分|分数合计)"
    r"(?:分|分值|得分|分数)?(?:\([^()]*\)|:.*|\d+(?:\.\d+)?分?)?"
)
_SUM_SUBSECTION = re.compile(r"小计|本[项页级类]")
_NOTE = re.compile(
    r"^(?:[(\[【]?(?:备注|附注|说明|填表说明|填报说明|评分说明|计分说明|考核说明|使用说明|评定说明|注意事项|注)\d*(?:[)\]】]|:|$|[.、,]|\s)|※|\*|★|●)"
)
_NOTE_LABEL = re.compile(
    r"^(?:备注|附注|说明|填表说明|评分说明|评估意见|考核意见|评语|整改意见|总体评价|综合评价|问题与建议|存在问题|评定等级|评定结果|评估结论|考核结果|考核等次)$"
)
_SIGNATURE = re.compile(
    r"(?:签名|签字|签章|盖章|公章|盖公章)[)）]?\s*(?::|_|$|年)|年\s*月\s*日|^(?:评估|考核|检查|填表|填报|制表|审核|被考评|被评估|被考核|考评|评审|受评|单位|机构|社工站|站点)"
    r"(?:人|组|员|单位|机构|时间|日期|名称|负责人|组长|专家|小组|小组成员)[^,。;]{0,8}(?::|_)"
)
_SENTENCE = re.compile(
    r"[。；;]|[,，].*[,，]|\d+分?(?:\(含\))?(?:及|\(含\))?以上|满分.{0,6}\d|[1-5一二三四五]星级?(?:[:：为]|$)"
)
_IGNORED = re.compile(r"^(?:以下空白|此页无正文|续表|[(（]?续[)）]?|接上页|转下页|承前页|过次页|第\d+页.*)$")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (VETO, re.compile(r"一票否决|否决(?:项|指标|事项|条件|情形)|否决$|红线(?:指标|项)|禁止性")),
    (CONDITION, re.compile(r"(?:必备|前置|准入|申报|参评|门槛)(?:条件|项|指标|要求)")),
    (
        DEDUCTION,
        re.compile(r"(?:扣分|减分|倒扣分?)(?:项|指标|事项|内容|部分|情形)|^(?:扣分|减分|倒扣|负面清单)$|负面清单"),
    ),
    (
        BONUS,
        re.compile(
            r"(?:加分|附加分?|奖励分?|奖励加分|创新加分|特色加分)(?:项|指标|事项|内容|部分|题)|^(?:附加分|加分|奖励分)$|加分$|附加分$|奖励加分"
        ),
    ),
)
_CAP = re.compile(r"(?:最高|上限|不超过|封顶|至多|累计不超过|限)[^\d]{0,6}(\d{1,5}(?:\.\d+)?)\s*分")
_NOT_FULL = r"(?!以[上下内]|及|[(]含|-|~|—|–|至|到|起|者|的|\d|为)"
_FULL = (
    re.compile(r"(?:满分|总分|总分值|总计|合计|共计)(?:值)?[^\d。;,≥≤<>]{0,6}?(\d{2,5}(?:\.\d+)?)\s*分" + _NOT_FULL),
    re.compile(r"(\d{2,5})\s*分(?:制|满分)"),
    re.compile(r"(?:标准|细则|指标|评分表|考核表|评估表|办法|体系|表)[^()]{0,6}\((?:满分|总分|共)?\s*(\d{2,5})\s*分\)"),
)
_BASE = re.compile(r"(?:基础|基本|基准)(?:分|指标|项)[^\d。;]{0,6}(\d{2,5})\s*分")


def plain(text: str) -> str:
    """One line, no spaces, one width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def is_sum(text: str) -> bool:
    """小计、合 计、总分（100分） …: a label of sums and nothing else."""
    return len(text) <= LONGEST_SECTION and _SUM.fullmatch(plain(text)) is not None


def is_subsection_sum(text: str) -> bool:
    """小计: the sum of the section only."""
    return _SUM_SUBSECTION.search(plain(text)) is not None


def is_note(text: str) -> bool:
    return _NOTE.search(plain(text[:LONGEST_SECTION])) is not None


def is_note_label(text: str) -> bool:
    """A cell that only announces a note or a judgement beside it."""
    return len(text) < LONGEST_SECTION and _NOTE_LABEL.search(plain(text)) is not None


def is_signature(text: str) -> bool:
    return _SIGNATURE.search(plain(text)) is not None


def is_sentence(text: str) -> bool:
    """A statement about the whole, standing alone in its row, and no title: 得分90分以上的为五星级。"""
    return _SENTENCE.search(plain(text)) is not None


def is_filler(text: str) -> bool:
    """以下空白、续表 …: what only belongs to the page."""
    return _IGNORED.search(plain(text)) is not None


def kind_of(title: str, above: str = SCORED) -> str:
    """The kind that a title gives to what stands under it; `above` where it says nothing."""
    text = re.sub(r"[(]\d{1,4}(?:\.\d+)?分?[)]$", "", plain(title))
    if len(text) > LONGEST_SECTION:
        return above
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), above)


def cap_of(text: str) -> Decimal | None:
    """加分项（最高10分） → 10."""
    match = _CAP.search(plain(text))
    return Decimal(match[1]) if match else None


def full_marks_of(text: str) -> Decimal | None:
    """The full marks that a title or a standing sentence states: 满分100分, 百分制, （100分）."""
    flat = plain(text)
    base = _BASE.search(flat)
    if base:
        return Decimal(base[1])
    if "百分制" in flat:
        return Decimal(100)
    return next((Decimal(match[1]) for pattern in _FULL for match in [pattern.search(flat)] if match), None)
