"""Second headings under a mark, and units in headings: which of them change what a column means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rating.intake.cleaning.unit_words import GENERIC_UNITS, same_unit
from rating.intake.layout.headers import Target, Vocabulary
from rating.intake.plain_text import plain_text

_THE_MARK = re.compile(r"(?:得分|评分|打分|实得分?|分数|考核分|考评分|评定分|评估分|评审分)")
_BESIDE_IT = re.compile(
    r"(?:满分|分值|标准分|基准分|权重|总?扣分|加分|加减分|扣\d*分?项?)(?:值|情况|项)?"
    r"|(?:总?扣分|加分|加减分|评分|打分|得分|存在|整改|改进|佐证|评审|评估)?"
    r"(?:原因|情况|说明|依据|理由|评语|备注|意见|材料|问题|建议|标准|细则|办法)"
)
_BRACKET = re.compile(r"[\[(【]([^()\[\]【】]*)[\])】]$")
_NO_MEASURE = frozenset(["年限", "星", "是/否", "百分比", "百分数", "%", "分", "分值"])


def is_the_mark(label: str) -> bool:
    """服务质量 over 得分: the mark itself, nobody's name."""
    return _THE_MARK.fullmatch(plain_text(label)) is not None


def is_beside_the_mark(label: str) -> bool:
    """服务质量 over 满分, 扣分 or 扣分原因: no mark at all."""
    return _BESIDE_IT.fullmatch(plain_text(label)) is not None


def says_something_else(labels: Sequence[str], target: Target, words: Vocabulary) -> bool:
    """服务质量 over 满分 or 扣分原因 is no mark; 经费（万元） is not yet the 经费 in 元."""
    data_field = words.fields[target.code]
    own = [at for at, label in enumerate(labels) if words.find(label) == target]
    if data_field.kind == "mark":
        return bool(own) and any(is_beside_the_mark(label) for label in labels[own[-1] + 1 :])
    return any(other_unit(labels[at], data_field.unit) for at in own)


def other_unit(label: str, unit: str) -> bool:
    """经费（万元） for a data item in 元: the numbers below mean something else."""
    bracket = _BRACKET.search(plain_text(label))
    if not unit or bracket is None:
        return False
    typed = bracket[1].removeprefix("单位").strip(":")
    return typed in GENERIC_UNITS - _NO_MEASURE and unit not in _NO_MEASURE and not same_unit(typed, unit)
