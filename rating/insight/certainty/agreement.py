"""Whether raters of the same field agree: Krippendorff's α on intervals, and Kendall's W on ranks.

α (Krippendorff, Content Analysis, 4th ed. 2018, ch. 12) takes every mark of stations that two or more raters
marked: 1 is full agreement, 0 what chance would give. His own advice is the reading here: 0.8 and above is
reliable, from 0.667 only tentative conclusions, below that none. W (Kendall & Babington Smith 1939, with the
correction for ties of Kendall 1962) takes the stations that all the raters marked, and looks at their order
only: a rater who is stricter throughout still agrees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.panels import Panel, panels
from rating.insight.certainty.units import counted
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation

LEAST_STATIONS = 3
RELIABLE, TENTATIVE = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class Agreement:
    """One panel of raters.

    field     the field's code · role: where the roles are kept apart, "" elsewhere
    stations  those that two or more marked, of which `by_all` were marked by all
    alpha, kendalls_w   None where they do not exist: too few raters or stations, or no difference at all
    """

    field: str
    role: str
    title: str
    raters: int
    stations: int
    by_all: int
    alpha: float | None
    kendalls_w: float | None
    sentence: str


def agreements(evaluation: Evaluation) -> tuple[Agreement, ...]:
    """One a panel, in the order of the rubric's fields."""
    return tuple(_agreement(panel, evaluation.rubric) for panel in panels(evaluation))


def _agreement(panel: Panel, rubric: Rubric) -> Agreement:
    marked = panel.given.any(axis=0)
    scaled, given = panel.scaled[:, marked], panel.given[:, marked]
    shared, whole = given.sum(axis=1) >= 2, given.all(axis=1)
    raters, stations, by_all = int(marked.sum()), int(shared.sum()), int(whole.sum())
    enough = raters >= 2
    alpha = interval_alpha(scaled[shared], given[shared]) if enough and stations >= LEAST_STATIONS else None
    concordance = kendalls_w(scaled[whole]) if enough and by_all >= LEAST_STATIONS else None
    head = f"「{panel.title}」{raters} 名评估人、{counted(rubric, stations)}"
    sentence = _sentence(head, raters, stations, alpha, concordance)
    return Agreement(panel.field, panel.role, panel.title, raters, stations, by_all, alpha, concordance, sentence)


def interval_alpha(scaled: NDArray[np.int64], given: NDArray[np.bool_]) -> float | None:
    """Marks int64[n, r] of stations with two or more; None where all marks are the same.

    Squared differences of all pairs are variances, within the stations and over all: no pair is laid out.
    """
    if len(np.unique(scaled[given])) < 2:
        return None
    marks = np.where(given, scaled - scaled[given].mean(), 0.0)
    count = given.sum(axis=1)
    within = (marks**2).sum(axis=1) - marks.sum(axis=1) ** 2 / count
    observed = 2 * float((within * count / (count - 1)).sum())
    everything, number = marks[given], int(count.sum())
    expected = 2 * float((everything**2).sum() * number - everything.sum() ** 2) / (number - 1)
    return 1 - observed / expected


def kendalls_w(scaled: NDArray[np.int64]) -> float | None:
    """Marks int64[n, r], all given; ties take the mean of their ranks. None where every rater ties everybody."""
    stations, raters = scaled.shape
    ranks, ties = np.empty((stations, raters)), 0
    for place in range(raters):
        _, which, counts = np.unique(scaled[:, place], return_inverse=True, return_counts=True)
        ranks[:, place] = (np.cumsum(counts) - (counts - 1) / 2)[which.ravel()]
        ties += int((counts**3 - counts).sum())
    sums = ranks.sum(axis=1)
    most = raters**2 * (stations**3 - stations) - raters * ties
    return float(12 * ((sums - sums.mean()) ** 2).sum() / most) if most else None


def _sentence(head: str, raters: int, stations: int, alpha: float | None, concordance: float | None) -> str:
    if raters < 2:
        return f"{head}：只有 1 名评估人打分，无法看一致程度。"
    if stations < LEAST_STATIONS:
        return f"{head}有两人以上打分，不足 {LEAST_STATIONS} 个，无法看一致程度。"
    if alpha is None:
        return f"{head}：所有打分都相同，没有差异可供比较。"
    order = f"排序一致性 W = {_cut(concordance)}" if concordance is not None else "排序一致性无法计算"
    return f"{head}：一致性 α = {_cut(alpha)}，{order}；{_reading(alpha)}。"


def _reading(alpha: float) -> str:
    if alpha >= RELIABLE:
        return f"达到通常要求的 {RELIABLE}，打分尺度一致"
    if alpha >= TENTATIVE:
        return f"在 {TENTATIVE} 与 {RELIABLE} 之间，只宜作初步判断"
    return f"低于 {TENTATIVE}，建议先统一打分尺度或复核分差大的站点"


def _cut(number: float) -> str:
    """Two decimals, cut towards minus infinity so that nothing reads as a threshold that it missed."""
    return f"{np.floor(number * 100 + 1e-9) / 100:.2f}"
