"""What stands out beside the kind, and what moved since the round before."""

from __future__ import annotations

from decimal import Decimal

from rating.export.listing import Listing
from rating.insight.feedback import Feedback
from rating.insight.figures import plain_text
from rating.insight.since import Since, SinceIndicator
from rating.insight.standouts import APART, Standout
from rating.rubric.numbers import plain
from rating.screens.parts.markup import Markup, tag
from rating.screens.parts.written_table import folded, written_table

MOST_MOVED = 8
"""Indicators that stand open; the others are folded away."""
UNKNOWN = "分不清"


def standouts_part(told: Feedback) -> Markup | None:
    """长处 and 短处 side by side; None where the kind is too small, or the round does not show how others fared."""
    if not any(line.among for line in (*told.lost, *told.good, *told.others)):
        return None
    return tag(
        "div",
        _side("长处", told.strengths, "高于"),
        _side("短处", told.weaknesses, "低于"),
        cls="two-sides",
    )


def _side(title: str, found: tuple[Standout, ...], where: str) -> Markup:
    nothing = f"没有得分率{where}同类中位数 {plain(APART * 100)} 个百分点以上的指标。"
    lines = tag("ul", *(tag("li", each.sentence, "。") for each in found)) if found else tag("p", nothing, cls="quiet")
    return tag("div", tag("h3", title), lines)


def since_part(since: Since | None) -> Markup | None:
    """The sentence, then the indicators that moved; the rubric's part in a column of its own where it has one."""
    if since is None:
        return None
    apart = any(each.by_rubric for each in since.indicators)
    first, rest = since.indicators[:MOST_MOVED], since.indicators[MOST_MOVED:]
    return tag(
        "div",
        tag("p", since.sentence, "。"),
        _table(first, apart) if first else None,
        folded(f"其余 {len(rest)} 项变化", _table(rest, apart)) if rest else None,
    )


def _table(indicators: tuple[SinceIndicator, ...], apart: bool) -> Markup:
    return written_table(_moved(indicators, apart), cls="stack brief moved")


def _moved(indicators: tuple[SinceIndicator, ...], apart: bool) -> Listing:
    """`apart`: the rubric changed something, so that both parts are told."""
    heads = ("指标", "上一轮得分", "本轮得分", "自身表现", "评分标准调整")
    shown = heads if apart else (*heads[:3], "变化")
    rows = tuple(
        (
            each.title,
            _points(each.before),
            _points(each.after),
            _part(each, each.by_performance),
            *([_part(each, each.by_rubric)] if apart else []),
        )
        for each in indicators
    )
    return Listing(shown, rows, frozenset(shown[1:]))


def _points(points: Decimal | None) -> str:
    return "—" if points is None else plain_text(points)


def _part(each: SinceIndicator, points: Decimal | None) -> str:
    """＋2, －1, 0; what cannot be told apart is said so, what was not known in one of the rounds is no change."""
    if points is None:
        return "—" if each.before is None or each.after is None else UNKNOWN
    return f"{'＋' if points > 0 else '－' if points < 0 else ''}{plain_text(abs(points))}"
