"""Bands (等级) on the grid of totals: gaps, overlaps and stars that no total can reach.

Totals come rounded to `scale.decimals`, so limits are compared as whole numbers of that last
decimal: with one decimal, ≥ 110 and 100–109 leave 109.1 … 109.9 in no band.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import Amount, plain
from rating.rubric.places import kinds_of, placed_bands
from rating.rubric.policies import Band
from rating.rubric.rules import Rule
from rating.rubric.trail import Finding, Path


@dataclass(frozen=True, slots=True)
class Interval:
    """A band's totals in grid steps; None is without limit on that side."""

    band: Band
    path: Path
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Totals of one kind of unit: the decimals printed, the full marks, the largest that can be earned."""

    kind: str
    decimals: int
    full_marks: Fraction
    largest: int | None

    def shown(self, steps: int) -> str:
        return plain(Decimal(steps).scaleb(-self.decimals))


def check_bands(rubric: Rubric) -> Iterator[Finding]:
    """All lists of bands, for every kind they serve."""
    yield from _stated(rubric)
    told: set[tuple[str, Path]] = set()
    for kind in kinds_of(rubric):
        if isinstance(rubric.scale.full_marks, dict) and kind not in rubric.scale.full_marks:
            continue
        for finding in _of_kind(rubric, kind):
            if (finding.code, finding.path) not in told:
                told.add((finding.code, finding.path))
                yield finding


def _stated(rubric: Rubric) -> Iterator[Finding]:
    codes = {node.code for node in rubric.nodes}
    for path, bands in placed_bands(rubric):
        seen: set[int] = set()
        for at, band in enumerate(bands):
            if band.stars in seen:
                yield Finding("rubric_bands", (*path, at, "stars"), f"{band.stars} 星写了两次", "每个星级一次")
            seen.add(band.stars)
            yield from _band(band, codes, (*path, at))
    if rubric.bands_by_kind and not rubric.bands:
        for kind in rubric.kinds:
            if kind not in rubric.bands_by_kind:
                yield Finding(
                    "rubric_bands", ("bands_by_kind",), f"类型「{kind}」没有等级", remedy="请写 bands 或该类型的等级"
                )


def _band(band: Band, codes: set[str], path: Path) -> Iterator[Finding]:
    for code in band.minimum:
        if code not in codes:
            found = f"没有代码为「{code}」的指标"
            yield Finding("rubric_reference", (*path, "minimum", code), found, "一级或下级指标的代码")
    quota = band.quota
    if quota is not None and (quota.value <= 0 or (quota.value > 1 if quota.is_share else quota.value % 1 != 0)):
        yield Finding("rubric_value", (*path, "quota"), f"名额写的是 {quota}", "正整数，或不超过 100% 的比例")


def _of_kind(rubric: Rubric, kind: str) -> Iterator[Finding]:
    grid = grid_of(rubric, kind)
    path: Path = ("bands_by_kind", kind) if kind in rubric.bands_by_kind else ("bands",)
    stated = rubric.bands_by_kind.get(kind, rubric.bands)
    for at, band in enumerate(stated):
        yield from _minimum(rubric, band, kind, (*path, at))
    intervals = [interval(band, (*path, at), grid) for at, band in enumerate(stated)]
    intervals.sort(key=lambda one: one.band.stars, reverse=True)
    for one in intervals:
        yield from _empty_or_unreachable(one, grid)
    limited = [one for one in intervals if one.band.quota is None or one.low is not None or one.high is not None]
    yield from _top(limited, grid)
    for better, worse in itertools.pairwise(limited):
        yield from _between(better, worse, grid)


def _minimum(rubric: Rubric, band: Band, kind: str, path: Path) -> Iterator[Finding]:
    marks = {node.code: node.full_marks_for(kind) for node in rubric.nodes if not node.bonus}
    for code, amount in band.minimum.items():
        if marks.get(code) and amount.points(marks[code]) > marks[code]:
            found = f"「{code}」最低 {amount}，超过它的满分 {plain(marks[code])}"
            yield Finding("rubric_bands", (*path, "minimum", code), found, "不超过满分")


def interval(band: Band, path: Path, grid: Grid) -> Interval:
    """A band's limits as grid steps, both ends inside."""

    def steps(amount: Amount) -> Fraction:
        return amount.exact(grid.full_marks) * Fraction(10**grid.decimals)

    low = high = None
    if band.at_least is not None:
        low = ceil(steps(band.at_least))
    elif band.above is not None:
        low = floor(steps(band.above)) + 1
    if band.at_most is not None:
        high = floor(steps(band.at_most))
    elif band.below is not None:
        high = ceil(steps(band.below)) - 1
    return Interval(band, path, low, high)


def grid_of(rubric: Rubric, kind: str) -> Grid:
    """The totals of one kind: after `convert_to`, with the bonus only where it buys stars."""
    full = Fraction(rubric.full_marks_for(kind))
    converted = Fraction(rubric.scale.convert_to) if rubric.scale.convert_to is not None else full
    largest = largest_total(rubric, kind)
    if largest is not None:
        largest = largest * converted / full
    steps = None if largest is None else floor(largest * 10**rubric.scale.decimals + Fraction(1, 2))
    return Grid(kind, rubric.scale.decimals, converted, steps)


def largest_total(rubric: Rubric, kind: str) -> Fraction | None:
    """An upper bound of the total before conversion; None when some rule has no ceiling."""
    with_bonus = rubric.scale.bonus_buys_stars is not False
    parts = [node for node in rubric.dimensions if node.applies_to(kind)]
    return _largest(parts, Fraction(rubric.full_marks_for(kind)), kind, with_bonus)


def _largest(parts: list[Node], full: Fraction, kind: str, with_bonus: bool) -> Fraction | None:
    """Full marks, stretched by the best ratio any part can reach, plus what bonus parts add."""
    ratio, bonus = Fraction(1), Fraction(0)
    for part in parts:
        most = _largest_of(part, kind, with_bonus)
        if most is None:
            return None
        marks = Fraction(part.full_marks_for(kind))
        if part.bonus:
            bonus += most if with_bonus else 0
        elif marks > 0:
            ratio = max(ratio, most / marks)
    return full * ratio + bonus


def _largest_of(node: Node, kind: str, with_bonus: bool) -> Fraction | None:
    full = Fraction(node.full_marks_for(kind))
    if node.leaf:
        rule = node.rule_for(kind)
        return None if rule is not None and unlimited(rule) else full
    parts = [part for part in node.indicators if part.applies_to(kind)]
    most = _largest(parts, full, kind, with_bonus)
    cap = node.cap if node.cap is not None else (node.full_marks_for(kind) if node.bonus else None)
    return most if cap is None else Fraction(cap) if most is None else min(most, Fraction(cap))


def unlimited(rule: Rule) -> bool:
    """True for rules whose points may exceed the full marks."""
    inner = rule.survey.then if rule.survey is not None else rule
    if inner.linear is not None:
        return inner.linear.capped in ("bottom", "none")
    body = inner.completion or inner.proportion or inner.z_score
    return body is not None and not body.capped


def _empty_or_unreachable(one: Interval, grid: Grid) -> Iterator[Finding]:
    title = f"「{one.band.title}」" if one.band.title else f"{one.band.stars} 星"
    if one.low is not None and one.high is not None and one.low > one.high:
        yield Finding("rubric_bands", one.path, f"{title}的上下限之间没有任何分数", "下限小于上限")
    elif one.low is not None and grid.largest is not None and one.low > grid.largest:
        of_kind = f"类型「{grid.kind}」" if grid.kind else ""
        found = f"{title}从 {grid.shown(one.low)} 分起，{of_kind}最多只能得 {grid.shown(grid.largest)} 分"
        yield Finding("rubric_bands", one.path, found, "能够达到的分数线")


def _top(intervals: list[Interval], grid: Grid) -> Iterator[Finding]:
    """Totals above the best band."""
    if intervals and grid.largest is not None and intervals[0].high is not None:
        yield from _gap(intervals[0].high + 1, grid.largest, intervals[0].path, grid)


def _between(better: Interval, worse: Interval, grid: Grid) -> Iterator[Finding]:
    if better.low is None:
        if better.band.quota is None and not _conditional(better.band):
            yield Finding(
                "rubric_bands", better.path, f"{better.band.stars} 星没有下限，低一级的星级达不到", remedy="请写明下限"
            )
        return
    if worse.low is not None and worse.low > better.low:
        found = f"{worse.band.stars} 星的分数线高于 {better.band.stars} 星"
        yield Finding("rubric_bands", worse.path, found, "星级越高，分数线越高")
    elif worse.low == better.low and not _conditional(better.band):
        found = f"{worse.band.stars} 星与 {better.band.stars} 星分数线相同，低的一级达不到"
        yield Finding("rubric_bands", worse.path, found, "不同的分数线")
    elif worse.high is not None and worse.high >= better.low:
        found = f"{grid.shown(better.low)} 同时在 {better.band.stars} 星和 {worse.band.stars} 星内"
        yield Finding("rubric_bands", worse.path, found, f"上限低于 {grid.shown(better.low)}（可用 below）")
    elif worse.high is not None:
        yield from _gap(worse.high + 1, better.low - 1, worse.path, grid)


def _conditional(band: Band) -> bool:
    return bool(band.quota or band.requires or band.minimum or band.each_dimension is not None)


def _gap(first: int, last: int, path: Path, grid: Grid) -> Iterator[Finding]:
    if first > last:
        return
    example = grid.shown((first + last) // 2)
    span = "" if first == last else f"（{grid.shown(first)} 至 {grid.shown(last)} 之间都是如此）"
    yield Finding(
        "rubric_bands",
        path,
        f"{example} 不在任何等级内{span}",
        remedy="请使相邻等级首尾相接，如 at_least 与 below 用同一个数",
    )
