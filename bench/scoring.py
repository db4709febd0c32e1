"""Part (a): score, star and rank by mixed rules, against a plain weighted sum of two libraries.

All sides begin with the same numbers in numpy arrays and end with ranks.  What each makes of the
arrays on the way is its own affair and is counted: ours the reported table, scikit-criteria its
DecisionMatrix, pymcdm nothing.  The same with table and DecisionMatrix made beforehand stands
below.  Both rivals only weigh and rank; neither reads rules, rounds, checks
gates, nor gives stars.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench.synthetic import plain_matrix, synthetic_plan, synthetic_reported
from bench.table import Line, ratio_line, time_line
from bench.timing import Timing, time_in_turn
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation

OURS = "ours: scored by 12 kinds of rule, starred, ranked"
AT_HAND = "ours, the reported table made beforehand"
WITH_TABLE = "ours, and every station's points for every indicator and dimension laid out"
READY = "scikit-criteria: its DecisionMatrix made beforehand"
TARGET = 4.0


def measure_scoring(rows: int, columns: int, runs: int) -> list[Line]:
    rubric = Rubric.model_validate(synthetic_plan(columns))
    reported = synthetic_reported(rubric, rows)
    work = {
        OURS: lambda: evaluate(rubric, _made_anew(reported)),
        AT_HAND: lambda: evaluate(rubric, reported),
        WITH_TABLE: lambda: _laid_out(evaluate(rubric, reported)),
        **_rivals(plain_matrix(reported)),
    }
    timings = time_in_turn(work, runs)
    ours, at_hand, ready = timings.pop(OURS), timings.pop(AT_HAND), timings.pop(READY)
    lines = [time_line(OURS, ours)]
    for name, timing in timings.items():
        lines.append(time_line(name, timing))
        if name != WITH_TABLE:
            lines.append(ratio_line(f"{name.partition(':')[0]} ÷ ours", timing.median / ours.median, at_least=TARGET))
    lines += [time_line(AT_HAND, at_hand), time_line(READY, ready)]
    return [
        *lines,
        ratio_line("the two made beforehand: scikit-criteria ÷ ours", ready.median / at_hand.median, at_least=TARGET),
    ]


def _made_anew(reported: Reported) -> Reported:
    """The reported table from its arrays, knowing nothing of them yet."""
    return replace(reported, columns={code: replace(column) for code, column in reported.columns.items()})


def _laid_out(evaluation: Evaluation) -> object:
    """The station × indicator tables, which an Evaluation makes when they are first read."""
    return evaluation.scores.points, evaluation.subtotals.points


def measure_ours(rows: int, columns: int, runs: int) -> Timing:
    """Our side alone, for a machine without the rivals."""
    rubric = Rubric.model_validate(synthetic_plan(columns))
    reported = synthetic_reported(rubric, rows)
    return time_in_turn({OURS: lambda: evaluate(rubric, reported)}, runs)[OURS]


def _rivals(matrix: np.ndarray) -> dict[str, Callable[[], object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymcdm.methods import WSM
        from skcriteria import mkdm
        from skcriteria.agg.simple import WeightedSumModel
    columns = matrix.shape[1]
    weights = np.full(columns, 1 / columns)
    ready = mkdm(matrix, [max] * columns, weights=weights)

    def from_matrix() -> object:
        return WeightedSumModel().evaluate(mkdm(matrix, [max] * columns, weights=weights)).rank_

    benefits = np.ones(columns)
    plain_sum = WSM()
    return {
        "scikit-criteria: plain weighted sum, ranked": from_matrix,
        READY: lambda: WeightedSumModel().evaluate(ready).rank_,
        "pymcdm: plain weighted sum, ranked": lambda: plain_sum.rank(plain_sum(matrix, weights, benefits)),
    }
