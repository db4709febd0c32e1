"""Rules that compare stations, in numbers. Of fewer than `LEAST` stations no other's figure is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from rating.insight.case import Case
from rating.insight.figures import half_up, percent_text, plain_text
from rating.insight.rule_words import WITHIN, points_in_words
from rating.insight.spread import LEAST
from rating.rubric.rules import BestRatio, MinMax, RankPoints, ZScore


def best_ratio(body: BestRatio, case: Case) -> str:
    """÷ 同类型 12 个站点中的最高值 10 场 = 50%，× 满分 10 分，得 5 分."""
    best, count = _extreme(case, body.within, highest=body.better == "higher"), len(case.peers(body.within))
    if best is None or case.value is None:
        return _untold(case, body.within)
    word = "最高值" if body.better == "higher" else "最低值"
    over, under = (case.value, best) if body.better == "higher" else (best, case.value)
    among = f"{WITHIN[body.within]} {count} 个单位中的{word} {case.shown(best)}"
    sides = f"÷ {among}" if body.better == "higher" else f"{among} ÷ 本单位 {case.shown(case.value)}"
    share = f" = {percent_text(over / under)}" if under else ""
    return f"{sides}{share}，× 满分 {points_in_words(case.full_marks)}，{case.earned}"


def min_max(body: MinMax, case: Case) -> str:
    """同类型 12 个单位最低 0 场、最高 10 场：（5－0）÷（10－0） = 50%，× 满分 10 分，得 5 分."""
    low, high = (_extreme(case, body.within, highest=highest) for highest in (False, True))
    if low is None or high is None or case.value is None:
        return _untold(case, body.within)
    among = f"{WITHIN[body.within]} {len(case.peers(body.within))} 个单位"
    if low == high:
        return f"{among}的数值相同，{case.earned}"
    worst, best = (low, high) if body.better == "higher" else (high, low)
    value, first, last = (plain_text(number) for number in (case.value, worst, best))
    share = percent_text((case.value - worst) / (best - worst))
    return (
        f"{among}最低 {case.shown(low)}、最高 {case.shown(high)}：（{value}－{first}）÷（{last}－{first}） = {share}，"
        f"× 满分 {points_in_words(case.full_marks)}，{case.earned}"
    )


def z_score(body: ZScore, case: Case) -> str:
    """同类型 12 个单位平均约 7.5 场、标准差约 2.5 场，标准分约 -1（平均值得 5 分，每个标准差 1 分），得 4 分."""
    peers = case.peers(body.within)
    if len(peers) < LEAST or case.value is None:
        return _untold(case, body.within)
    mean, deviation = (_as_fraction(number) for number in (peers.mean(), peers.std()))
    if not deviation:
        return f"{WITHIN[body.within]} {len(peers)} 个单位的数值相同，{case.earned}"
    score = (case.value - mean) / deviation * (1 if body.better == "higher" else -1)
    spread = f"平均约 {case.shown(_short(mean))}、标准差约 {case.shown(_short(deviation))}"
    middle, each = (points_in_words(share * case.full_marks) for share in (body.at_mean, body.per_deviation))
    told = f"标准分约 {plain_text(_short(score))}（平均值得 {middle}，每个标准差 {each}）"
    return f"{WITHIN[body.within]} {len(peers)} 个单位{spread}，{told}，{case.earned}"


def rank_points(body: RankPoints, case: Case) -> str:
    """在同类型 12 个单位中由高到低排第 2 名，得 8 分."""
    peers, higher = case.peers(body.within), body.better == "higher"
    own = case.evaluation.scores.value[case.station, case.at]
    place = 1 + int(((peers > own) if higher else (peers < own)).sum())
    order = "由高到低" if higher else "由低到高"
    return f"在{WITHIN[body.within]} {len(peers)} 个单位中{order}排第 {place} 名，{case.earned}"


def _extreme(case: Case, within: str, *, highest: bool) -> Fraction | None:
    """None where fewer than `LEAST` stations are compared: the figure would be one known other's."""
    peers = case.peers(within)
    if len(peers) < LEAST:
        return None
    return _as_fraction(peers.max() if highest else peers.min())


def _untold(case: Case, within: str) -> str:
    return f"与{WITHIN[within]}单位比较计分，{case.earned}（比较的单位不足 {LEAST} 个，不列其他单位的数值）"


def _short(number: Fraction) -> Fraction:
    """Three decimals: a statistic is told here, not computed with."""
    return Fraction(half_up(number, 3))


def _as_fraction(number: Any) -> Fraction:
    """A float of the statistics as it is shown: six significant digits at most where it does not end."""
    return Fraction(f"{float(np.float64(number)):.10g}")
