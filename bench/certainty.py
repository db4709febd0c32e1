"""Part certainty: ranks and stars under 1,000 draws of the weights, against a bare numpy loop doing the same.

The loop is what anybody would write: one weighted sum, one argsort and one searchsorted a draw, counted at
the end.  It knows one group, no ties, no conditions, no caps and no reasonable gaps; ours does what the
rubric says of all of them, and also finds out the weights and the held conditions first.  Memory is that of
a process that does ours and nothing else, with the rated round in it.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from bench.synthetic import synthetic_plan, synthetic_reported
from bench.table import Line, memory_line, ratio_line, time_line
from bench.timing import time_in_turn, time_process
from rating.insight.certainty.certainty import how_sure
from rating.insight.certainty.weights import perturbed
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation

OURS = "ours: rank intervals and star stability by the rubric"
BARE = "bare numpy loop: weighted sum, argsort, searchsorted a draw"
WHOLE = "all of 可靠性: the draws, every indicator left out, close calls, raters, samples"
TARGET, MOST_MEGABYTES = 1.5, 1500.0
WOBBLE, SEED, INSIDE = 0.2, 1, (0.05, 0.95)


def measure_certainty(rows: int, columns: int, draws: int, runs: int) -> list[Line]:
    evaluation = _rated(rows, columns)
    points, full, cuts = _plain(evaluation)
    work = {
        OURS: lambda: perturbed(evaluation, draws=draws, seed=SEED, wobble=WOBBLE),
        BARE: lambda: bare(points, full, cuts, draws),
    }
    timings = time_in_turn(work, runs)
    alone = time_process((sys.executable, "-m", "bench.certainty", str(rows), str(columns), str(draws)), 1)
    whole = time_in_turn({WHOLE: lambda: how_sure(evaluation)}, 1)
    return [
        *(time_line(name, timing) for name, timing in timings.items()),
        ratio_line("ours ÷ bare", timings[OURS].median / timings[BARE].median, at_most=TARGET),
        memory_line("peak memory of ours, the rated round in it", alone.peak_megabytes, MOST_MEGABYTES),
        time_line(WHOLE, whole[WHOLE]),
    ]


def bare(
    points: NDArray[np.float64], full: NDArray[np.float64], cuts: NDArray[np.float64], draws: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Points (stations × indicators), full marks, rising cut scores → the ends of the rank interval, and the
    share of draws with the stars of the unperturbed weights.
    """
    generator = np.random.default_rng(SEED)
    given = np.searchsorted(cuts, points.sum(axis=1), side="right")
    same = np.zeros(len(points))
    ranks, places = np.empty((draws, len(points)), np.int32), np.arange(1, len(points) + 1, dtype=np.int32)
    for draw in range(draws):
        factors = generator.uniform(1 - WOBBLE, 1 + WOBBLE, len(full))
        total = points @ (factors * (full.sum() / (full @ factors)))
        ranks[draw, np.argsort(-total)] = places
        same += np.searchsorted(cuts, total, side="right") == given
    low, high = (int(part * (draws - 1)) for part in INSIDE)
    ordered = np.partition(ranks, (low, high), axis=0)
    return ordered[low], ordered[high], same / draws


def _rated(rows: int, columns: int) -> Evaluation:
    rubric = Rubric.model_validate(synthetic_plan(columns))
    return evaluate(rubric, synthetic_reported(rubric, rows))


def _plain(evaluation: Evaluation) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    scores, bands = evaluation.scores, evaluation.rubric.bands
    scale = 10**scores.decimals
    cuts = sorted(float(band.at_least.value) for band in bands if band.at_least is not None)
    return np.ascontiguousarray(scores.points / scale), scores.full_marks[0] / scale, np.array(cuts)


if __name__ == "__main__":
    stations, indicators, times = (int(argument) for argument in sys.argv[1:])
    perturbed(_rated(stations, indicators), draws=times, seed=SEED, wobble=WOBBLE)
