"""Ranks and stars when the weights are not quite what the committee wrote: many draws, one seed.

In each draw the full marks of every indicator are multiplied by a factor of its own, between 1 − wobble and
1 + wobble, each ten-thousandth as likely as any other, the same for all stations; then the weights of a
station are restated so that they add up to its full marks again.  What a station earned of each indicator
(得分率) stays as it was.  So its total becomes

    total + full marks × (Σ points × factor ÷ Σ weights × factor − Σ points ÷ Σ weights),

rounded half up like the total, with points and weights as in `effective_weights`: roundings on the way stay
where they were, and factors of 1 give back the very total.  Bonus points, gates, caps, conditions of bands,
the ladder, and ranking keys other than total and stars are held as they were found; quotas are filled anew.

The sums are made of whole numbers that a float64 holds exactly, so that any machine, any number of threads
and any size of block give the same bits (docs/method.md, 权重扰动).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import floor, frexp

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.effective_weights import Weighing, weighing, without_meaning
from rating.insight.certainty.held_conditions import has_quota, open_bands
from rating.insight.certainty.places import ranking_of
from rating.insight.certainty.quota_stars import QuotaStars
from rating.insight.certainty.star_tally import CutStars, StarTally
from rating.insight.certainty.star_totals import bonus_is_apart, star_totals
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import SNAP

Progress = Callable[[str, float], None]
Floats = NDArray[np.float64]
STEPS = 10_000
"""Factors are whole multiples of 1 ÷ STEPS."""
INTERVAL = 0.9
"""The share of the draws that the rank interval holds at least."""
CELLS = 1_000_000
"""Stations × draws worked on at a time."""
CHUNK = 2_000
NO_BANDS = "评分标准没有设等级，只模拟名次。"


@dataclass(frozen=True)
class Perturbed:
    """Over n stations; what it means is in the module's docstring.

    best, worst     int64: the rank interval within the station's group, 0 where not ranked: the ranks of all
                    draws in rising order less a twentieth at either end (1,000 draws: the 51st and the 950th),
                    halves of shared ranks widened to whole ones
    median          float64: the middle rank, NaN where not ranked
    same_stars      float64: share of the draws with the very stars given, NaN where not rated or no stars
    lowest_stars, highest_stars   int16 over all draws, −1 where not rated or no stars
    sentence        why there are no figures, or none for stars; "" where all are there
    """

    draws: int
    seed: int
    wobble: float
    best: NDArray[np.int64]
    worst: NDArray[np.int64]
    median: Floats
    same_stars: Floats
    lowest_stars: NDArray[np.int16]
    highest_stars: NDArray[np.int16]
    sentence: str = ""


def perturbed(
    evaluation: Evaluation,
    *,
    draws: int = 1000,
    seed: int = 1,
    wobble: float = 0.2,
    progress: Progress | None = None,
) -> Perturbed:
    """Raises ValueError for less than one draw, or a wobble outside 0 ≤ wobble < 1."""
    if draws < 1 or not 0 <= wobble < 1:
        raise ValueError("draws must be at least 1 and wobble at least 0 and below 1")
    rubric, rows = evaluation.rubric, len(evaluation.roster)
    nothing = Perturbed(
        draws, seed, wobble, np.zeros(rows, np.int64), np.zeros(rows, np.int64), np.full(rows, np.nan),
        np.full(rows, np.nan), np.full(rows, -1, np.int16), np.full(rows, -1, np.int16),
    )  # fmt: skip
    sentence = without_meaning(rubric)
    if not evaluation.ratings.rated.any():
        sentence = sentence or "没有已评定的站点。"
    if sentence:
        return replace(nothing, sentence=sentence)
    return _drawn(evaluation, nothing, progress or silent)


def factors(draws: int, indicators: int, seed: int, wobble: float) -> NDArray[np.int64]:
    """int64[draws, indicators] in units of 1 ÷ STEPS; a draw is the same however many draws there are."""
    reach = round(wobble * STEPS)
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.integers(STEPS - reach, STEPS + reach, size=(draws, indicators), endpoint=True)


@dataclass(frozen=True)
class _Setting:
    """Some rated stations, k of them, in p patterns of weights.

    points, weights  float64[m, k] and [m, p]: whole numbers · pattern int64[k]
    full             float64[p]: scaled full marks of the total
    rest             float64[k]: the scaled total less what points and weights make of it
    bonus            float64[k]: of the total, what buys no stars; None where everything does
    """

    points: Floats
    weights: Floats
    pattern: NDArray[np.int64]
    full: Floats
    rest: Floats
    bonus: Floats | None

    def drawn(self, factors: Floats) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Scaled totals, and those that buy stars, of one draw after another; factors float64[draws, m]."""
        points, worth = factors @ self.points, _ratio(self.full, factors @ self.weights)
        for earned, each in zip(points, worth, strict=True):
            earned *= each if len(each) == 1 else each.take(self.pattern)
            earned += self.rest
            totals = _rounded(earned)
            yield totals, totals if self.bonus is None else _rounded(earned - self.bonus)


def _drawn(evaluation: Evaluation, nothing: Perturbed, progress: Progress) -> Perturbed:
    ranking = ranking_of(evaluation)
    rows = ranking.rows
    setting = _setting(evaluation, rows)
    give, tally = _giving(evaluation, rows), StarTally.of(evaluation.ratings.stars[rows])
    ranks = np.empty((nothing.draws, len(rows)), np.int32)
    drawn = factors(nothing.draws, len(setting.points), nothing.seed, nothing.wobble).astype(np.float64)
    size = max(1, CELLS // len(rows))
    for start in range(0, nothing.draws, size):
        for at, (totals, buying) in enumerate(setting.drawn(drawn[start : start + size]), start):
            stars = give(totals, buying)
            tally.count(stars)
            ranks[at] = ranking.places(totals, stars)
        done = min(start + size, nothing.draws)
        progress(f"权重扰动：已重算 {done} / {nothing.draws} 次", 0.95 * done / nothing.draws)
    found = _with_ranks(nothing, rows, ranks, ranking.halves)
    progress("权重扰动：名次区间已算出", 1.0)
    return _with_stars(found, rows, tally) if evaluation.rubric.has_bands else replace(found, sentence=NO_BANDS)


def _giving(evaluation: Evaluation, rows: NDArray[np.int64]) -> CutStars | QuotaStars:
    """How the stars of a draw are given."""
    bands = open_bands(evaluation)
    return QuotaStars.of(evaluation, bands, rows) if has_quota(evaluation.rubric) else CutStars.of(bands, rows)


def _with_ranks(nothing: Perturbed, rows: NDArray[np.int64], ranks: NDArray[np.int32], halves: int) -> Perturbed:
    """`ranks` int32[draws, k] count in `halves`; looked at some stations at a time, so that little is copied."""
    best, worst, median = nothing.best.copy(), nothing.worst.copy(), nothing.median.copy()
    outside = floor((1 - INTERVAL) / 2 * nothing.draws + SNAP)
    low, high = outside, nothing.draws - 1 - outside
    middle = (nothing.draws - 1) // 2, nothing.draws // 2
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        ordered = np.ascontiguousarray(ranks[:, start : start + CHUNK].T)
        ordered.partition(sorted({low, high, *middle}), axis=1)
        best[chunk], worst[chunk] = ordered[:, low] // halves, -(-ordered[:, high] // halves)
        median[chunk] = ordered[:, middle].sum(axis=1) / (2 * halves)
    return replace(nothing, best=best, worst=worst, median=median)


def _with_stars(found: Perturbed, rows: NDArray[np.int64], tally: StarTally) -> Perturbed:
    same, lowest, highest = found.same_stars.copy(), found.lowest_stars.copy(), found.highest_stars.copy()
    same[rows], lowest[rows], highest[rows] = tally.same / found.draws, tally.lowest, tally.highest
    return replace(found, same_stars=same, lowest_stars=lowest, highest_stars=highest)


def _ratio(full: Floats, weights: Floats) -> Floats:
    """Full marks ÷ weights; 0 for a station without any weight, whose total no factor can move."""
    return np.divide(full, weights, out=np.zeros_like(weights), where=weights > 0)


def _rounded(scaled: Floats) -> NDArray[np.int64]:
    """Half up, snapped as in docs/method.md §1."""
    return np.floor(scaled + (0.5 + SNAP)).astype(np.int64)


def _setting(evaluation: Evaluation, rows: NDArray[np.int64]) -> _Setting:
    ratings = evaluation.ratings
    weighed = weighing(evaluation)
    points, weights, pattern, full = _whole(weighed, rows)
    full *= 10**ratings.decimals
    total = ratings.total[rows].astype(np.float64)
    rest = total - points.sum(axis=0) * _ratio(full, weights.sum(axis=0))[pattern]
    bonus = total - star_totals(evaluation)[rows] if bonus_is_apart(evaluation.rubric) else None
    return _Setting(points, weights, pattern, full, rest, bonus)


def _whole(weighed: Weighing, rows: NDArray[np.int64]) -> tuple[Floats, Floats, NDArray[np.int64], Floats]:
    """Points and weights as whole multiples of a power of two, so fine that sums still fit 53 bits exactly.

    Stations with the same weights share one column of them; which one, and the full marks of each.
    """
    points, weights = np.ascontiguousarray(weighed.points[rows].T), weighed.weights[rows]
    largest = max(np.abs(points).sum(axis=0).max(), weights.sum(axis=1).max(), 1.0)
    grid = 2.0 ** (52 - frexp(float(largest) * 2 * STEPS)[1])
    first, pattern = _patterns(weights)
    shared = np.ascontiguousarray(weights[first].T)
    full = np.zeros(len(first))
    for each in shared:  # one after another, for the order of a sum is the library's own affair
        full += each
    return np.rint(points * grid), np.rint(shared * grid), pattern, full


def _patterns(weights: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the distinct patterns of weights, and each row's pattern."""
    as_bytes = np.ascontiguousarray(weights).view(np.dtype((np.void, weights.dtype.itemsize * weights.shape[1])))
    _, first, pattern = np.unique(as_bytes.ravel(), return_index=True, return_inverse=True)
    return first, pattern.ravel()


def silent(words: str, share: float) -> None:
    """Nobody is waiting."""
