"""Raters who gave marks for the same thing, so that their marks can be held side by side.

All raters of a field whose marks count are one panel; where the rubric keeps roles apart (`role_weighted`,
`role_sum`) each role is its own, for its marks mean something else. Self-assessment of weight 0 is in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.insight.figures import exact
from rating.insight.sources import simple_field
from rating.reported import Column, Rater, Reported, Status
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Raters
from rating.scoring.evaluation import Evaluation
from rating.scoring.raters import roles_owed

BY_ROLE = ("role_weighted", "role_sum")


@dataclass(frozen=True)
class Panel:
    """One field, and the raters (r of them) who marked it for the n stations.

    role     code of the role, "" where all roles are one panel · title: of the field, with the role's
    scaled   int64[n, r], to be divided by 10**decimals; 0 where not given · given: bool[n, r]
    full     what can be given at most: the field's own bound, else the most that an indicator of it earns;
             None where neither is stated
    policy   how the marks become one
    """

    field: str
    role: str
    title: str
    raters: tuple[Rater, ...]
    columns: tuple[Column, ...]
    scaled: NDArray[np.int64]
    decimals: int
    given: NDArray[np.bool_]
    full: Decimal | None
    policy: Raters

    def mark(self, row: int, place: int) -> Decimal:
        return exact(int(self.scaled[row, place]), self.decimals)

    def shares(self) -> NDArray[np.float64]:
        """float64[n, r]: marks as shares of `full` (as points where that is unknown), NaN where not given."""
        whole = float(self.full or 1)
        return np.where(self.given, self.scaled / 10**self.decimals / whole, np.nan)


def panels(evaluation: Evaluation) -> tuple[Panel, ...]:
    """Those with at least one mark, in the order of the rubric's fields and roles."""
    return tuple(panel for panel in _panels(evaluation.rubric, evaluation.reported) if panel.given.any())


def _panels(rubric: Rubric, reported: Reported) -> Iterator[Panel]:
    titles = {role.code: role.title for role in rubric.roles}
    for code, field in rubric.fields.items():
        policy = field.raters or rubric.raters
        if field.kind != "mark" or policy is None:
            continue
        owed = roles_owed(rubric, code)
        apart = [(role, (role,)) for role in owed] if policy.combine in BY_ROLE else [("", owed)]
        for role, roles in apart:
            title = f"{field.title}（{titles.get(role, role)}）" if role and len(apart) > 1 else field.title
            yield _panel(rubric, reported, code, role, title, roles, policy)


def _panel(
    rubric: Rubric, reported: Reported, code: str, role: str, title: str, roles: tuple[str, ...], policy: Raters
) -> Panel:
    marks = reported.marks.get(code, {})
    raters = tuple(rater for rater in reported.raters if rater.role in roles and rater.code in marks)
    columns = tuple(marks[rater.code] for rater in raters)
    decimals = max((column.decimals for column in columns), default=0)
    shape = (len(reported.roster), len(columns))
    scaled, given = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    for place, column in enumerate(columns):
        given[:, place] = column.status == Status.REPORTED
        scaled[:, place] = np.where(given[:, place], column.scaled, 0) * 10 ** (decimals - column.decimals)
    return Panel(code, role, title, raters, columns, scaled, decimals, given, _full(rubric, code), policy)


def _full(rubric: Rubric, code: str) -> Decimal | None:
    field = rubric.fields[code]
    if field.at_most:
        return field.at_most
    earned = [
        node.full_marks_for(kind)
        for node in rubric.indicators
        if simple_field(rubric, node) == code
        for kind in rubric.kinds or [""]
    ]
    return max(earned, default=None) or None
