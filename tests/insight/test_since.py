"""What changed since the last round, the rubric's part told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rating.insight.since import SinceIndicator, since_of


@dataclass(frozen=True)
class Move:
    total_before: Decimal | None = Decimal("87.1")
    total_after: Decimal | None = Decimal("89.9")
    change: Decimal | None = Decimal("2.8")
    by_rubric: Decimal | None = Decimal("0.5")
    by_performance: Decimal | None = Decimal("2.3")
    stars_before: int | None = 4
    stars_after: int | None = 4
    indicators: tuple[SinceIndicator, ...] = (
        SinceIndicator("a", "持证率", Decimal(6), Decimal(8), Decimal(0), Decimal(2)),
        SinceIndicator("b", "场所面积", Decimal(4), Decimal(3), Decimal(0), Decimal(-1)),
    )


def test_the_parts_are_told_apart_and_the_indicators_named() -> None:
    since = since_of("2025 年度", Move())
    assert since.sentence == (
        "与「2025 年度」相比，总分由 87.1 分变为 89.9 分，＋2.8 分：自身表现＋2.3 分，评分标准调整＋0.5 分；"
        "自身表现变化最大的是「持证率」＋2 分、「场所面积」－1 分"
    )
    assert since.indicators == Move().indicators


def test_one_rubric_means_all_is_performance() -> None:
    same = replace(Move(), by_rubric=Decimal(0), by_performance=Decimal("2.8"), stars_after=5, indicators=())
    assert since_of("上轮", same).sentence == (
        "与「上轮」相比，总分由 87.1 分变为 89.9 分，＋2.8 分，全部来自自身表现；由四星变为五星"
    )


def test_what_cannot_be_told_apart_is_said() -> None:
    mixed = replace(Move(), by_rubric=None, by_performance=None, indicators=())
    assert "无法分清" in since_of("上轮", mixed).sentence


def test_without_a_total_nothing_is_compared() -> None:
    assert since_of("上轮", replace(Move(), total_before=None, change=None)).sentence.endswith("不作比较")


def test_nothing_is_no_number() -> None:
    moved = replace(Move(), change=Decimal("0.5"), by_performance=Decimal(0), indicators=())
    assert "：自身表现没有变化，评分标准调整＋0.5 分" in since_of("上轮", moved).sentence
    still = replace(moved, total_after=Decimal("87.1"), change=Decimal(0), by_rubric=Decimal(0))
    assert since_of("上轮", still).sentence == "与「上轮」相比，总分由 87.1 分变为 87.1 分，没有变化"
