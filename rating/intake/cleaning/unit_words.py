"""Units as people write them behind a number or in a header, and which of them mean the same."""

from __future__ import annotations

_SAME = (
    frozenset(["人", "名", "位", "个", "口", "人次"]),
    frozenset(["个", "项", "次", "件", "场", "期", "家", "户", "所", "处", "例", "份", "支", "批", "篇", "条", "间"]),
    frozenset(["㎡", "m2", "m²", "平方米", "平米", "平方"]),
    frozenset(["元", "块", "圆"]),
    frozenset(["万元", "万"]),
    frozenset(["万人", "万"]),
    frozenset(["分", "分值"]),
    frozenset(["小时", "时", "h", "课时", "学时"]),
    frozenset(["年", "周年"]),
    frozenset(["天", "日"]),
)
GENERIC_UNITS = frozenset().union(*_SAME, {"%", "百分比", "百分数", "元/月", "人/站", "平方", "年限", "星", "是/否"})
_SCALED = ("万", "千", "百", "亿", "%", "‰")


def same_unit(typed: str, unit: str) -> bool:
    """True when a unit typed behind a number may stand for the field's unit.

    Scales never mix: 万 is not 人, 元 is not 万元.
    """
    typed, unit = typed.casefold(), unit.casefold()
    if typed == unit or any(typed in group and unit in group for group in _SAME):
        return True
    return unit in ("", "分") and typed in GENERIC_UNITS and not typed.startswith(_SCALED)
