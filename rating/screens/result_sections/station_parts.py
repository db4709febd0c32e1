"""The head of one station's result: its stars, and the few figures that say how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rating.insight.feedback import Feedback
from rating.screens.parts.markup import Markup, tag


class HasBands(Protocol):
    """A rubric, or what an announcement keeps of one."""

    @property
    def has_bands(self) -> bool: ...


Fact = tuple[str, str, str]
"""Name, figure, note."""


def stars(told: Feedback, best: int) -> Markup | None:
    """★★★★☆ in gold and grey; nothing where there is no rating."""
    if told.stars is None or not best:
        return None
    full, rest = "★" * told.stars, "★" * max(best - told.stars, 0)
    return tag(
        "span", full, tag("span", rest, cls="rest"), cls="stars", title=told.band, role="img", aria_label=told.band
    )


def kind_mark(told: Feedback) -> Markup | None:
    """综合 · 定海路街道, as far as known; stands between name and stars."""
    known = " · ".join(part for part in (told.kind, told.street) if part)
    return tag("span", known, cls="quiet") if known else None


def facts_part(told: Feedback, rubric: HasBands, more: Sequence[Fact] = ()) -> Markup:
    """总分, 等级 where the rubric has bands, 名次 where it may be told; `more` after them."""
    facts = [
        ("总分", told.total or "暂缺", f"满分 {told.full_marks}"),
        *([("等级", told.band or "未评定", "")] if rubric.has_bands else []),
        *([("名次", *_rank(told.rank))] if told.rank else []),
        *more,
    ]
    tiles = (
        tag(
            "div",
            tag("div", name, cls="name"),
            tag("div", amount, cls="amount"),
            tag("div", note, cls="note"),
            cls="tile",
        )
        for name, amount, note in facts
    )
    return tag("div", *tiles, cls="tiles")


def _rank(words: str) -> tuple[str, str]:
    """第 3 名（综合，共 12 个），并列 in two parts."""
    rank, _, among = words.partition("（")
    return rank, among.replace("）", "")
