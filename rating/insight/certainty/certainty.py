"""How sure we are: everything in this folder about one Evaluation, with the steps told while it is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from rating.insight.certainty.agreement import Agreement, agreements
from rating.insight.certainty.close_calls import CloseCall, close_calls
from rating.insight.certainty.leave_out import LeftOut, without_each_indicator, without_each_rater
from rating.insight.certainty.outliers import OutlyingMark, outlying_marks
from rating.insight.certainty.raters import RaterLine, rater_lines
from rating.insight.certainty.samples import SmallSample, small_samples
from rating.insight.certainty.weights import Perturbed, Progress, perturbed, silent
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class Certainty:
    """The parts, each as its module says."""

    weights: Perturbed
    indicators: tuple[LeftOut, ...]
    left_out_raters: tuple[LeftOut, ...]
    close_calls: tuple[CloseCall, ...]
    raters: tuple[RaterLine, ...]
    agreements: tuple[Agreement, ...]
    outlying_marks: tuple[OutlyingMark, ...]
    small_samples: tuple[SmallSample, ...]


def how_sure(evaluation: Evaluation, progress: Progress | None = None) -> Certainty:
    """Everything, with the draws and the seed that `perturbed` has by default.

    progress(words, 0…1) is called after every block of draws and every rating without something.
    """
    told = progress or silent
    weights = perturbed(evaluation, progress=_part(told, 0.0, 0.5))
    indicators = without_each_indicator(evaluation, _part(told, 0.5, 0.8))
    left_out = without_each_rater(evaluation, _part(told, 0.8, 0.9))
    told("查找临界站点", 0.9)
    calls = close_calls(evaluation)
    told("比较评估人的打分", 0.95)
    found = Certainty(
        weights,
        indicators,
        left_out,
        calls,
        rater_lines(evaluation),
        agreements(evaluation),
        outlying_marks(evaluation),
        small_samples(evaluation),
    )
    told("可靠性已算完", 1.0)
    return found


def _part(told: Progress, start: float, end: float) -> Progress:
    return lambda words, share: told(words, start + (end - start) * share)
