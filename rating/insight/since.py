"""What changed for one station since the last round, the rubric's part told apart from the station's own.

The figures are those of `insight.comparison`; here they become what a station head is told: no rank, no other station.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from rating.insight.figures import plain_text
from rating.insight.policy_words import stars_in_words

MOST = 3
"""Indicators named in the sentence."""


class MovedIndicator(Protocol):
    """One indicator of a station in two rounds, as a comparison tells it."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def before(self) -> Decimal | None: ...
    @property
    def after(self) -> Decimal | None: ...
    @property
    def by_rubric(self) -> Decimal | None: ...
    @property
    def by_performance(self) -> Decimal | None: ...


class Moved(Protocol):
    """One station in two rounds, as a comparison tells it."""

    @property
    def total_before(self) -> Decimal | None: ...
    @property
    def total_after(self) -> Decimal | None: ...
    @property
    def change(self) -> Decimal | None: ...
    @property
    def by_rubric(self) -> Decimal | None: ...
    @property
    def by_performance(self) -> Decimal | None: ...
    @property
    def stars_before(self) -> int | None: ...
    @property
    def stars_after(self) -> int | None: ...
    @property
    def indicators(self) -> Sequence[MovedIndicator]: ...


@dataclass(frozen=True, slots=True)
class SinceIndicator:
    """Points in both rounds; None where not known, or where the parts cannot be told apart."""

    code: str
    title: str
    before: Decimal | None
    after: Decimal | None
    by_rubric: Decimal | None
    by_performance: Decimal | None


@dataclass(frozen=True, slots=True)
class Since:
    """change = by_rubric + by_performance, in points of the total; None where a total is not known."""

    before_round: str
    total_before: Decimal | None
    total_after: Decimal | None
    change: Decimal | None
    by_rubric: Decimal | None
    by_performance: Decimal | None
    stars_before: int | None
    stars_after: int | None
    indicators: tuple[SinceIndicator, ...]
    sentence: str


def since_of(before_round: str, moved: Moved) -> Since:
    """What one movement means for the station itself."""
    return Since(
        before_round,
        moved.total_before,
        moved.total_after,
        moved.change,
        moved.by_rubric,
        moved.by_performance,
        moved.stars_before,
        moved.stars_after,
        tuple(
            SinceIndicator(each.code, each.title, each.before, each.after, each.by_rubric, each.by_performance)
            for each in moved.indicators
        ),
        _sentence(before_round, moved),
    )


def _sentence(before_round: str, moved: Moved) -> str:
    """与「2025 年度」相比，总分由 87.1 分变为 89.9 分，＋2.8 分：自身表现＋2.3 分，评分标准调整＋0.5 分；…"""
    if moved.total_before is None or moved.total_after is None or moved.change is None:
        return f"与「{before_round}」相比：两轮中有一轮没有总分，不作比较"
    totals = f"由 {moved.total_before} 分变为 {moved.total_after} 分，{_signed(moved.change)}"
    parts = [f"与「{before_round}」相比，总分{totals}{_apart(moved)}"]
    if moved.stars_before is not None and moved.stars_after is not None and moved.stars_before != moved.stars_after:
        parts.append(f"由{stars_in_words(moved.stars_before)}变为{stars_in_words(moved.stars_after)}")
    named = [each for each in moved.indicators if each.by_performance]
    if named:
        told = "、".join(f"「{each.title}」{_signed(each.by_performance or Decimal(0))}" for each in named[:MOST])
        parts.append(f"自身表现变化最大的是{told}")
    return "；".join(parts)


def _apart(moved: Moved) -> str:
    if moved.by_rubric is None or moved.by_performance is None:
        return "（评分标准有变化，无法分清其中多少来自自身表现）"
    if not moved.by_rubric:
        return "，全部来自自身表现" if moved.change else ""
    return f"：自身表现{_signed(moved.by_performance)}，评分标准调整{_signed(moved.by_rubric)}"


def _signed(points: Decimal) -> str:
    """＋2.8 分, －1 分, 没有变化."""
    return f"{'＋' if points > 0 else '－'}{plain_text(abs(points))} 分" if points else "没有变化"
