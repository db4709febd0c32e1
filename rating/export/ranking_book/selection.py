"""What the sheet 分类查看 chooses by, and in which order the chosen stations stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.insight.tables import best_stars, groups
from rating.scoring.evaluation import Evaluation

ALL, NAMELESS = "全部", "未填写"
FIRST_NUMBER = 2
"""Words are numbered as they stand in their drop-down; 1 is 全部."""
APART = 10**12
"""Added to the place of a station that has no rank, so that it stands behind all that have one."""


@dataclass(frozen=True)
class Choice:
    """One drop-down. `numbers`: the word of each station; None for stars, which follow changed marks."""

    code: str
    title: str
    words: tuple[str, ...]
    numbers: tuple[int, ...] | None


def choices(evaluation: Evaluation) -> tuple[Choice, ...]:
    """类型 and 街镇 where anybody has one, 星级 where the rubric gives stars."""
    roster, best = evaluation.roster, best_stars(evaluation)
    kinds = [kind for kind in evaluation.rubric.kinds if kind in set(roster.kind)]
    found = [
        _by_name("chosen kind", "类型", roster.kind, kinds),
        _by_name("chosen street", "街镇", roster.street, ()),
        _by_stars(best) if best else None,
    ]
    return tuple(choice for choice in found if choice is not None)


def _by_name(code: str, title: str, names: Sequence[str], first: Sequence[str]) -> Choice | None:
    order = list(dict.fromkeys([*first, *names]))
    if not any(order):
        return None
    place = {name: number for number, name in enumerate(order, FIRST_NUMBER)}
    words = (f"「{name}」" if name in (ALL, NAMELESS) else name or NAMELESS for name in order)
    return Choice(code, title, (ALL, *words), tuple(place[name] for name in names))


def _by_stars(best: int) -> Choice:
    words = (*(f"{stars} 星" for stars in range(best, 0, -1)), "不定星级", "未评定")
    return Choice("chosen stars", "星级", (ALL, *words), None)


def star_number(best: int, stars: str) -> str:
    """The formula that numbers a cell of stars as the drop-down does."""
    return f"IF(ISNUMBER({stars}),{best + FIRST_NUMBER}-{stars},{best + FIRST_NUMBER + 1})"


def places(evaluation: Evaluation) -> NDArray[np.int64]:
    """Of each station: its group and its row; a rank times `rank_step` goes between them."""
    order = {name: place for place, name in enumerate(groups(evaluation))}
    count = len(evaluation.roster)
    group = np.array([order[str(name)] for name in evaluation.ratings.rank_group], np.int64)
    return group * (count + 1) * rank_step(count) + np.arange(count)


def rank_step(count: int) -> int:
    """Ranks may be shared halves, so a whole step is twice the stations."""
    return 2 * (count + 1)


def first_view(evaluation: Evaluation) -> NDArray[np.int64]:
    """Rows of all stations as they stand: group by group, best first, ties in roster order; the unranked last."""
    rated = np.asarray(evaluation.ratings.rated, np.bool_)
    rank = np.where(rated, np.nan_to_num(evaluation.ratings.rank), 0.0)
    keys = places(evaluation) + np.where(rated, rank * rank_step(len(rated)), APART)
    return np.argsort(keys, kind="stable")
