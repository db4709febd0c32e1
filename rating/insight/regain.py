"""What would earn the lost points: every higher level of each rule, from a table of functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, cast

from rating.insight.arithmetic import axis_band, step_down_reached
from rating.insight.case import Case
from rating.insight.figures import plain_text, then
from rating.insight.gradual import Grid, grid_of, moved
from rating.insight.offers import (
    LEVELS,
    NOTHING,
    PEERS,
    RATERS,
    REPORTING,
    Found,
    Gain,
    Offer,
    gain_of,
    more,
    rest,
    told_in_words,
)
from rating.insight.rule_words import axis_bands, points_in_words
from rating.insight.spread import LEAST
from rating.rubric.numbers import Amount, plain
from rating.rubric.rules import Axis, BestRatio, Deduct, Matrix, Part, PerUnit, Rule, Survey, YesNo

MOST_PARTS = 10
"""Of more unmet parts than this only single ones and all together are offered."""


def regain(case: Case) -> Gain:
    """What would earn the rest of the full marks; nothing to say where none were lost. Worked out once a case."""
    known = case.__dict__.setdefault("_regained", None)
    if known is None:
        known = case.__dict__["_regained"] = _regained(case)
    return cast("Gain", known)


def _regained(case: Case) -> Gain:
    points = case.points
    if points is None or points >= case.most:
        return NOTHING
    if case.value is None and case.node.value:
        how = f"补齐资料后按标准评分，最多可得 {points_in_words(case.most)}"
        return Gain(how, case.most - points, offers=rest(case, "补齐资料"), decided=REPORTING)
    return _REGAIN[case.rule.kind](case.rule.body, case)


def _yes_no(body: YesNo, case: Case) -> Gain:
    wanted = body.yes if body.yes.points(case.full_marks) >= body.no.points(case.full_marks) else body.no
    words = case.setting.formula(case.node.value or "")
    way = f"落实「{words}」" if wanted is body.yes else f"消除「{words}」的情形"
    return gain_of(case, [(wanted.points(case.full_marks), "达到要求", way, Fraction(wanted is body.yes))])


def _parts(body: list[Part], case: Case) -> Gain:
    """Any of the unmet parts, and any of them together."""
    unmet = [part for part in body if not case.holds(part.when) and part.points.points(case.full_marks) > 0]
    if not unmet:
        return NOTHING
    now = case.points or Decimal(0)
    sums: dict[Decimal, list[str]] = {Decimal(0): []}
    for part in unmet:
        before = sums if len(unmet) <= MOST_PARTS else {Decimal(0): []}
        for points, titles in list(before.items()):
            sums.setdefault(points + part.points.points(case.full_marks), [*titles, part.title])
    everything = sum((part.points.points(case.full_marks) for part in unmet), Decimal(0))
    sums.setdefault(everything, [part.title for part in unmet])
    gain = gain_of(case, [(now + points, "", f"做到{_quoted(titles)}", None) for points, titles in sums.items()])
    told = [(part.title, part.points.points(case.full_marks)) for part in unmet]
    how = "；".join(f"做到「{title}」，{more(points)}" for title, points in told)
    return Gain(how, max(points for _, points in told), offers=gain.offers)


def _quoted(titles: Sequence[str]) -> str:
    return "、".join(f"「{title}」" for title in titles)


def _levels(body: dict[str, Amount], case: Case) -> Gain:
    """A level is somebody's judgement of how well it was done (程度分)."""
    title = case.setting.formula(case.node.value or "")
    return _judged(
        gain_of(
            case,
            [
                (amount.points(case.full_marks), f"达到「{level}」", f"{title}达到「{level}」", None)
                for level, amount in body.items()
            ],
        ),
        LEVELS,
    )


def _judged(gain: Gain, decided: str) -> Gain:
    return Gain(gain.how, gain.points, gain.gradual, gain.offers, gain.grid, decided) if gain.offers else gain


def _judgement(body: dict[str, tuple[Decimal, Decimal]], case: Case) -> Gain:
    value, lost = case.value or Fraction(0), case.most - (case.points or Decimal(0))
    higher = sorted((low, level) for level, (low, high) in body.items() if low > value)
    if not higher:
        how = f"由评估人在本档内打分，现得 {points_in_words(case.points or Decimal(0))}，最多{more(lost)}"
        return Gain(how, None, gradual=True, offers=rest(case, "请评估人指出不足并改进"), decided=RATERS)
    low, level = higher[0]
    gain = low - (case.points or Decimal(0))
    how = f"由评估人分档打分，达到「{level}」档（{plain(low)} 分起），至少{more(gain)}"
    return Gain(how, gain, offers=rest(case, f"达到「{level}」档"), decided=RATERS)


def _steps(body: list[tuple[Decimal, Amount]], case: Case) -> Gain:
    value = case.value or Fraction(0)
    found: dict[str, Found] = {}
    for limit, amount in sorted(body, key=lambda step: step[0]):
        if limit > value:  # two limits that the same whole number reaches are told once, as the better
            way = moved(case, Fraction(limit))
            worth = amount.points(case.full_marks)
            found[way.split("（")[0]] = (worth, f"达到 {case.setting.reach(limit)}档", way, Fraction(limit))
    return gain_of(case, found.values())


def _steps_down(body: list[tuple[Decimal, Amount]], case: Case) -> Gain:
    reached = step_down_reached(body, case.value or Fraction(0))
    lower = [step for step in body if reached is None or step[0] < reached[0]]
    return gain_of(
        case,
        [
            (
                amount.points(case.full_marks), f"不超过 {case.setting.reach(limit)}档",
                moved(case, Fraction(limit)), Fraction(limit),
            )
            for limit, amount in lower
        ],
    )  # fmt: skip


def _gradual(body: Any, case: Case) -> Gain:
    """Linear, 完成率, 比率: the whole way is told, any part of it can be had."""
    grid = grid_of(case)
    if grid is None:
        return NOTHING
    offer = _on(grid, grid.size)
    if offer.points <= 0:
        return NOTHING
    full = "，得满分" if offer.points == case.full_marks - (case.points or Decimal(0)) else ""
    how = f"{offer.way}{full}，{more(offer.points)}；只提高一部分的，按比例得分"
    return Gain(how, offer.points, gradual=True, offers=(offer,), grid=grid)


def _counted(body: PerUnit | Deduct, case: Case) -> Gain:
    """Points by number: the nearest unit that pays, and what all of them pay."""
    grid = grid_of(case)
    if grid is None or grid.gain(grid.size) <= 0:
        return NOTHING
    offers = tuple(_on(grid, at) for at in dict.fromkeys((grid.least(Decimal(0)), grid.size)))
    return Gain(told_in_words(offers), offers[0].points, offers=offers, grid=grid)


def _on(grid: Grid, at: int) -> Offer:
    reach = "达到" if grid.step > 0 else "降到"
    return Offer(grid.gain(at), f"{reach} {then(grid.case.shown(grid.value(at)))}", grid.way(at), grid.value(at))


def _all_or_nothing(body: str, case: Case) -> Gain:
    words = case.setting.formula(body)
    return gain_of(case, [(case.full_marks, "", f"全部满足「{words}」", None)])


def _matrix(body: Matrix, case: Case) -> Gain:
    """Better cells: one side moved, or both where that pays more than either; a number is never advised downwards."""
    bands = axis_bands(body.rows), axis_bands(body.columns)
    here = axis_band(case, body.rows), axis_band(case, body.columns)
    if here[0] not in bands[0] or here[1] not in bands[1]:
        return NOTHING
    row, column = bands[0].index(here[0]), bands[1].index(here[1])
    found: list[Found] = []
    paid: dict[tuple[int, int], Decimal] = {}
    cells = product(_reachable(body.rows, row), _reachable(body.columns, column))
    for down, across in sorted(cells, key=lambda cell: (cell[0] != row) + (cell[1] != column)):
        worth = paid[down, across] = body.points[down][across].points(case.full_marks)
        if down != row and across != column and worth <= max(paid[down, column], paid[row, across]):
            continue
        ways = [*_moved_to(case, body.rows, row, down), *_moved_to(case, body.columns, column, across)]
        found.append((worth, "", "，并且".join(ways), None))
    return gain_of(case, found)


def _reachable(axis: Axis, here: int) -> range:
    return range(axis.size) if axis.levels is not None else range(here + 1)


def _moved_to(case: Case, axis: Axis, here: int, there: int) -> list[str]:
    bands, title = axis_bands(axis), case.setting.formula(axis.value)
    return [] if here == there else [f"{title}由「{bands[here]}」变为「{bands[there]}」"]


def _highest(body: dict[str, Amount], case: Case) -> Gain:
    return gain_of(
        case,
        [
            (amount.points(case.full_marks), f"取得「{level}」", f"取得「{level}」", None)
            for level, amount in body.items()
        ],
    )


def _survey(body: Survey, case: Case) -> Gain:
    small = []
    for stratum in body.samples:
        number = case.number(stratum.sample)
        if number is not None and number < stratum.minimum:
            title = case.setting.formula(stratum.sample)
            small.append(f"{title}由 {plain_text(number)} 补足到 {stratum.minimum}")
    if small:
        how = f"{'、'.join(small)}，样本量足够后按结果评分"
        return Gain(how, None, offers=rest(case, "、".join(small)), decided=REPORTING)
    return _of(body.then, case)


def _of(rule: Rule, case: Case) -> Gain:
    return _REGAIN[rule.kind](rule.body, case)


def _mark(body: Any, case: Case) -> Gain:
    points = case.points or Decimal(0)
    most = f"最高 {points_in_words(case.most)}，最多{more(case.most - points)}"
    how = f"由评估人打分，现得 {points_in_words(points)}，{most}"
    return Gain(how, None, gradual=True, offers=rest(case, "对照评分标准改进"), decided=RATERS)


def _nothing(body: Any, case: Case) -> Gain:
    return NOTHING


def _best_ratio(body: BestRatio, case: Case) -> Gain:
    peers, lost = case.peers(body.within), case.most - (case.points or Decimal(0))
    if not len(peers):
        return NOTHING
    way = f"{case.subject}达到同组最优值"
    if len(peers) >= LEAST:  # of fewer, the best would be one known other's figure
        best = Fraction(Decimal(f"{peers.max() if body.better == 'higher' else peers.min():.10g}"))
        way = f"{moved(case, best)}，即达到同组最优值"
    return Gain(f"{way}，得满分，{more(lost)}（随同组数值变动）", None, offers=rest(case, way), decided=PEERS)


def _relative(body: Any, case: Case) -> Gain:
    lost = case.most - (case.points or Decimal(0))
    subject = case.subject
    better = "提高" if getattr(body, "better", "higher") == "higher" else "降低"
    how = f"{better}{then(subject)}、在同组中前移可提高得分，最多{more(lost)}（随同组数值变动）"
    return Gain(how, None, offers=rest(case, f"{better}{subject}"), decided=PEERS)


_REGAIN: dict[str, Callable[[Any, Case], Gain]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _levels, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _gradual, "per_unit": _counted, "deduct": _counted,
    "all_or_nothing": _all_or_nothing, "completion": _gradual, "proportion": _gradual, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _mark, "key_item": _nothing, "best_ratio": _best_ratio,
    "min_max": _best_ratio, "z_score": _relative, "rank_points": _relative,
}  # fmt: skip
