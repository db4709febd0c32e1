"""How severe each rater marks, and how widely, beside others who marked the same stations and fields.

Severity is the mean, over a rater's marks that at least one other of the panel also gave, of the mark less
the mean of the others for that very station and field, as a share of the full marks.  A rater who was sent
to the strong stations only is therefore not lenient.  Spread is the standard deviation of a rater's marks
about their mean in each field, pooled over the fields, as a share of full marks likewise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.panels import Panel, panels
from rating.scoring.evaluation import Evaluation

FEW = 5
"""Below so many comparable marks a difference is told as a rough one only (our choice)."""
EVEN = 0.0005
"""A difference that reads 0.0 % is none."""


@dataclass(frozen=True, slots=True)
class RaterLine:
    """One rater.

    marks     how many were given · compared: of them, how many others of the panel also gave
    severity  negative: stricter than the others; None where nothing can be compared
    spread    None for fewer than two marks in every field
    others    the same spread of the other raters' marks of the same stations and fields
    """

    code: str
    name: str
    role: str
    marks: int
    severity: float | None
    spread: float | None
    sentence: str
    compared: int = 0
    others: float | None = None


@dataclass(slots=True)
class _Sums:
    """What is added up for one rater over the panels."""

    marks: int = 0
    compared: int = 0
    difference: float = 0.0
    own: float = 0.0
    own_free: int = 0
    others: float = 0.0
    others_free: int = 0

    def add(self, own: NDArray[np.float64], others: NDArray[np.float64]) -> None:
        """Marks that were given, and for each the mean of the others (NaN where there is none)."""
        both = ~np.isnan(others)
        self.marks += len(own)
        self.compared += int(both.sum())
        self.difference += float((own[both] - others[both]).sum())
        self.own += _squares(own)
        self.own_free += max(len(own) - 1, 0)
        self.others += _squares(others[both])
        self.others_free += max(int(both.sum()) - 1, 0)


def rater_lines(evaluation: Evaluation) -> tuple[RaterLine, ...]:
    """Everybody whose marks count, in the order of the files."""
    titles = {role.code: role.title for role in evaluation.rubric.roles}
    sums = _summed(panels(evaluation))
    return tuple(
        _line(rater.code, rater.name or rater.code, titles.get(rater.role, rater.role), sums[rater.code])
        for rater in evaluation.reported.raters
        if rater.code in sums
    )


def _summed(found: Iterable[Panel]) -> dict[str, _Sums]:
    sums: dict[str, _Sums] = {}
    for panel in found:
        shares = panel.shares()
        total, count = np.nansum(shares, axis=1), panel.given.sum(axis=1)
        for place, rater in enumerate(panel.raters):
            rows = np.flatnonzero(panel.given[:, place])
            if len(rows):
                own, left = shares[rows, place], count[rows] - 1
                others = np.where(left > 0, (total[rows] - own) / np.maximum(left, 1), np.nan)
                sums.setdefault(rater.code, _Sums()).add(own, others)
    return sums


def _squares(numbers: NDArray[np.float64]) -> float:
    return float(((numbers - numbers.mean()) ** 2).sum()) if len(numbers) else 0.0


def _line(code: str, name: str, role: str, sums: _Sums) -> RaterLine:
    severity = sums.difference / sums.compared if sums.compared else None
    spread = sqrt(sums.own / sums.own_free) if sums.own_free else None
    others = sqrt(sums.others / sums.others_free) if sums.others_free else None
    sentence = _sentence(name, sums, severity, spread, others)
    return RaterLine(code, name, role, sums.marks, severity, spread, sentence, sums.compared, others)


def _sentence(name: str, sums: _Sums, severity: float | None, spread: float | None, others: float | None) -> str:
    if severity is None:
        return f"{name}共打 {sums.marks} 个分，没有其他评估人给同一站点同一项目打分，无法比较宽严。"
    if abs(severity) < EVEN:
        level = "与其他评估人的平均分持平"
    else:
        level = f"比其他评估人的平均分{'高' if severity > 0 else '低'}满分的 {abs(severity):.1%}"
    caution = f"（可比的只有 {sums.compared} 个，仅供参考）" if sums.compared < FEW else ""
    apart = f"；高低相差的程度（标准差）为满分的 {spread:.1%}" if spread is not None else ""
    beside = f"，其他评估人平均分为 {others:.1%}" if apart and others is not None else ""
    return f"{name}共打 {sums.marks} 个分，同站同项相比，{level}{caution}{apart}{beside}。"
