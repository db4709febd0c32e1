"""The figures of charts that have no table of their own on the page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor

import pandas as pd

from rating.export.chart_style import star_name
from rating.export.listing import Listing
from rating.export.rule_curves import curve_points
from rating.insight import tables
from rating.insight.feedback import Profile
from rating.rubric.numbers import plain
from rating.rubric.rules import Rule
from rating.scoring.evaluation import Evaluation


def stars_figures(evaluation: Evaluation) -> Listing:
    """Kinds × bands: how many stations, the best band first; a band that a kind does not have is left empty."""
    found = tables.stars_by_kind(evaluation)
    bands = sorted(set(zip(found["星级"], found["等级"], strict=True)), key=lambda band: -int(band[0]))
    names = [star_name(int(stars), str(band)) for stars, band in bands]
    counts = {
        (kind, stars, band): number
        for kind, stars, band, number in found[["类型", "星级", "等级", "站点数"]].itertuples(index=False, name=None)
    }
    rows = tuple(
        (str(kind) or "全部", *(f"{counts.get((kind, *band), '')}" for band in bands))
        for kind in dict.fromkeys(found["类型"])
    )
    return Listing(("类型", *names), rows, frozenset(names))


def profile_figures(profiles: Sequence[Profile]) -> Listing:
    """With the medians of the kind where any is known."""
    medians = any(each.median is not None for each in profiles)
    heads = ("一级指标", "得分", "满分", "得分率", *(("同类中位得分", "同类中位得分率") if medians else ()))
    rows = tuple(_profile(each)[: len(heads)] for each in profiles)
    return Listing(heads, rows, frozenset(heads[1:]))


def _profile(each: Profile) -> tuple[str, ...]:
    return (
        each.title,
        "暂缺" if each.points is None else plain(each.points),
        plain(each.full_marks),
        _share(each.share),
        "" if each.median is None else f"{each.median:g}",
        _share(each.median_share),
    )


def _share(share: float | None) -> str:
    """Cut to a tenth of a per cent, so that nothing reads as whole that is not."""
    return "" if share is None else f"{floor(share * 1000 + 1e-9) / 10:g}%"


def curve_figures(rule: Rule | None, full_marks: Decimal, title: str, unit: str) -> Listing:
    """The points of the curve: what each value earns, as it is drawn."""
    curve = curve_points(rule, full_marks) if rule is not None else None
    if curve is None:
        return Listing((title, "得分"), ())
    factor, sign = (100, "%") if curve.as_share else (1, unit)
    rows = tuple((f"{value * factor:.6g}{sign}", f"{points:.6g}") for value, points in curve.places)
    heads = (f"{title}{'（从此值起）' if curve.stepped else ''}", "得分")
    return Listing(heads, rows, frozenset(heads))


def ranked_figures(ranked: pd.DataFrame, decimals: int) -> Listing:
    """名次 站点 总分 and stars where there are any, of the rows that are drawn."""
    heads = [name for name in ("站点", "名次", "总分", "星级") if name in ranked]
    rows = tuple(
        tuple(_shown(name, cell, decimals) for name, cell in zip(heads, row, strict=True))
        for row in ranked[heads].itertuples(index=False, name=None)
    )
    return Listing(tuple(heads), rows, frozenset({"名次", "总分"}))


def _shown(name: str, cell: object, decimals: int) -> str:
    return f"{cell:.{decimals}f}" if name == "总分" else f"{cell:g}" if name == "名次" else str(cell)
