"""The words by which a clause gives or takes points, and the amounts it names."""

from __future__ import annotations

import re
from decimal import Decimal

from rating.workshop.phrasing.phrase import Points
from rating.workshop.phrasing.wording import NUMBER, POINTS_WORD, number_of

N = rf"(?:{NUMBER})"


LINK = "(?:[的者则,、:=即为可在]|(?<![及按准临实暂同定随])时)*"


AWARD = rf"(?:满分的{N}%|分值的{N}%|{N}%的?(?:满分|分值|分数|分)|满分|{N}{POINTS_WORD})"


SCORING = re.compile(
    rf"{NUMBER}{POINTS_WORD}|得分|扣|加分|减分|计分|给分|打分|评分|赋分|记分|满分|分值|倒扣|封顶|上限|累计|累加|叠加|折算|系数|权重|减半|酌情|视情"
    r"|一票否决|取消|名次|排名|位次|×|\+|/|按比例|插值|线性|翻倍|加倍|递减|递增|降档|降一|除外|超额|另行|从其规定|参照|视同|视为|不计|减免|不评|免评|免检|缓评|只评|仅限|按\d+%|加权|平均[值分]|取[高低]|取最|择优|择高"
    r"|其[他它余]由|^(?:其[他它余]|否则|反之)|由[^,]{0,10}(?:认定|确定|决定|评定|裁定)|不予|顺延|适用"
)
"""Words by which a clause may decide points; a clause without any is a description."""


def award(text: str) -> Points:
    """What 满分, 5分, 80%的分值 or 不得分 give."""
    if "不得分" in text:
        return Points(Decimal(0))
    hit = re.search(NUMBER, text)
    if hit is None:
        return Points(Decimal(1), share=True)
    number = Decimal(number_of(hit[0]))
    return Points(number / 100, share=True) if "%" in text else Points(number)


def quiet(text: str) -> bool:
    """True for words that say nothing of points themselves."""
    return not SCORING.search(text)


def amount_in(hit: re.Match[str], name: str, otherwise: str = "1") -> Decimal:
    return Decimal(number_of(hit.groupdict().get(name) or otherwise))


ITEM_WORDS = "(?:本|该|此|每)?(?:项|小项|指标|分项|项目|条)?(?:目)?"
