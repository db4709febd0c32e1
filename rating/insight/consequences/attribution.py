"""Which change moved whom: each change made alone, and the whole revision with each change left out.

Alone: the past figures are scored by the earlier rubric with only this change made (`halfway`); what a station's
total moves is the change's own effect.  The effects of all changes need not add up to what the whole revision does
(a total that is restated to 100, a cap, points shared out among the rest); the remainder is told apart as
其余为共同作用, so that own effects + remainder = the whole, exactly, in the decimals of the totals.  Left out: a star
moved because of a change when without that change, all others made, the station would keep its earlier stars.  A
change that cannot be made without the others (a condition that reads a new indicator) has no own effect and is part
of the remainder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.insight.consequences.again import scored_again
from rating.insight.consequences.by_codes import by_codes
from rating.insight.consequences.changes import Change
from rating.insight.consequences.halfway import halfway
from rating.problems import Refused
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation

Progress = Callable[[str, float], None]
"""Told what is being done, and the share done, 0…1."""
Scored = Evaluation | None
_FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration)
"""What a rubric that does not fit together may run into; such a halfway rubric has no result."""


@dataclass(frozen=True)
class Tried:
    """The ratings with only one change made (`alone`) and with all but that one (`without`, None where not asked)."""

    change: Change
    alone: Scored
    without: Scored


def tried(
    figures: Reported,
    before: Rubric,
    after: Rubric,
    changes: Sequence[Change],
    leave_out: bool,
    progress: Progress | None = None,
) -> tuple[Evaluation, tuple[Tried, ...]]:
    """The rating by the earlier rubric, and every change tried; `leave_out` asks for the whole less each change too."""
    one, other = by_codes(before), by_codes(after)
    every = frozenset(subject for change in changes for subject in change.subjects)

    def made(subjects: frozenset[str]) -> Scored:
        try:
            return scored_again(figures, before, halfway(one, other, subjects)).evaluation
        except (*_FAULTS, Refused):
            return None

    found = []
    for at, change in enumerate(changes):
        without = made(every - change.subjects) if leave_out else None
        found.append(Tried(change, made(change.subjects), without))
        if progress:
            progress(f"逐处试算修订：{at + 1} / {len(changes)}", (at + 1) / len(changes))
    return scored_again(figures, before, before).evaluation, tuple(found)


def moved_totals(before: Evaluation, after: Scored) -> list[Decimal | None]:
    """What the total of each station moved; None where one of the two is not known."""
    if after is None:
        return [None] * len(before.roster)
    return [_less(after.total(row), before.total(row)) for row in range(len(before.roster))]


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def stars_of(evaluation: Evaluation) -> NDArray[np.int16]:
    """int16: stars given, −1 where not rated."""
    return evaluation.ratings.stars if evaluation.rubric.has_bands else np.full(len(evaluation.roster), -1, np.int16)
