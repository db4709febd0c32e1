"""One difference, and the few ways in which a change is put: old → new, 由“…”改为“…”, 增加「…」."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORT = 12
"""Texts up to this length stand on either side of an arrow; longer ones are quoted."""
NOTHING = "（无）"
_PAUSES = "，。；：、“”（）\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of two rubrics.

    code      of the indicator, data field, gate …; "" for what has none
    title     what it is called · part: the heading it stands under (指标, 数据项, 必备条件, 星级, …)
    sentence  whole: 「持证率」满分 8 → 10 · clause: without the name in front: 满分 8 → 10
    decides   it can move a point, a star or a rank of figures that have been read already
    subject   what belongs together when a change is tried alone, such as one indicator
    """

    code: str
    title: str
    part: str
    sentence: str
    clause: str = ""
    decides: bool = False
    subject: str = ""


def quoted(text: str) -> str:
    """“…”; （无） for nothing."""
    return f"“{text}”" if text else NOTHING


def changed(label: str, old: str, new: str, *, arrow: bool = True) -> str:
    """满分 8 → 10; 评定方法由“…”改为“…”; equal words mean that only the writing differs."""
    if old == new:
        return f"{label}的写法有调整，含义不变"
    if arrow and max(len(old), len(new)) <= SHORT and not any(pause in old + new for pause in _PAUSES):
        return f"{label} {old or NOTHING} → {new or NOTHING}"
    return f"{label}由{quoted(old)}改为{quoted(new)}"


def listed(names: Sequence[str]) -> str:
    """「甲」、「乙」."""
    return "、".join(f"「{name}」" for name in names)


def list_changed(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What was added, what was taken away, and whether the rest stands in another order."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if come:
        yield f"增加{label}{listed([*come.elements()])}"
    if gone:
        yield f"去掉{label}{listed([*gone.elements()])}"
    if _kept(old, gone) != _kept(new, come):
        yield f"{label}的次序改为{'、'.join(new)}"


def _kept(names: Sequence[str], without: Counter[str]) -> list[str]:
    left, kept = Counter(without), []
    for name in names:
        if left[name]:
            left[name] -= 1
        else:
            kept.append(name)
    return kept
