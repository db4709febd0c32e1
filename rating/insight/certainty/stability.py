"""What the draws of the weights say of one station, and of all of them, in words."""

from __future__ import annotations

import numpy as np

from rating.insight.certainty.units import counted
from rating.insight.certainty.weights import INTERVAL, Perturbed
from rating.scoring.evaluation import Evaluation

STEADY = 0.95
"""From this share of the draws on, stars are called steady (our choice)."""


def setting_in_words(found: Perturbed) -> str:
    """How the weights were varied, so that anybody can do it again."""
    return (
        f"每项指标的分值在上下 {found.wobble:.0%} 之间随机变动后还原到满分，"
        f"重算 {found.draws:,} 次（随机种子 {found.seed}）；各项得分率、加分、限星和评星条件不变。"
    )


def station_in_words(evaluation: Evaluation, found: Perturbed, row: int) -> str:
    """名次有 90% 的次数在第 3—5 位；92.4% 的次数仍为 4 星，其余为 3—5 星。 "" for a station without a rank."""
    if not found.best[row]:
        return ""
    best, worst = int(found.best[row]), int(found.worst[row])
    rank = f"第 {best} 位" if best == worst else f"第 {best}—{worst} 位"
    ranked = f"名次在 {INTERVAL:.0%} 以上的次数里为{rank}"
    if np.isnan(found.same_stars[row]):
        return f"{ranked}。"
    return f"{ranked}；{_stars(evaluation, found, row)}。"


def _stars(evaluation: Evaluation, found: Perturbed, row: int) -> str:
    given = int(evaluation.ratings.stars[row])
    lowest, highest = int(found.lowest_stars[row]), int(found.highest_stars[row])
    if lowest == highest:
        return f"每次都是 {given} 星"
    between = f"{lowest}—{highest} 星之间"
    return f"{_share(float(found.same_stars[row]))}的次数仍为 {given} 星，全部次数在 {between}"


def _share(share: float) -> str:
    """Never 100 % for what was not always so, nor 0 % for what happened."""
    return f"{np.floor(share * 1000) / 10:.1f}%"


def all_in_words(evaluation: Evaluation, found: Perturbed) -> str:
    """How many stations keep their stars; the sentence that stands instead where there are no figures."""
    rubric = evaluation.rubric
    with_stars = ~np.isnan(found.same_stars)
    if not with_stars.any():
        return found.sentence
    steady = int((found.same_stars[with_stars] >= STEADY).sum())
    told = (
        f"{counted(rubric, int(with_stars.sum()))}中，{counted(rubric, steady)}的星级在 {STEADY:.0%} 以上的次数里不变"
    )
    if steady == with_stars.sum():
        return f"{told}。"
    least = int(np.nanargmin(found.same_stars))
    return f"{told}；最不稳定的是{evaluation.roster.name[least]}（{_share(float(found.same_stars[least]))}）。"
