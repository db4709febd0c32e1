"""What stands out in a station's result: strengths and weaknesses beside its kind, by a stated rule.

An indicator stands out when the station's share of full marks lies `APART` or more above, or below, the median of
its kind.  At most `MOST` each way, the farthest first, equal ones in the rubric's order.  Nothing is said of a kind
in which fewer than `spread.LEAST` stations have points: their figures could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rating.insight.among import Among
from rating.insight.explain import Explanation
from rating.insight.figures import plain_text
from rating.rubric.numbers import plain

APART = Decimal("0.1")
MOST = 3


@dataclass(frozen=True, slots=True)
class Standout:
    """share, median: of the full marks, median of the kind; apart: share − median."""

    code: str
    title: str
    dimension: str
    share: Decimal
    median: Decimal
    apart: Decimal
    sentence: str


def standouts(
    among: Among, station: int, lines: Iterable[Explanation], places: Mapping[str, int]
) -> tuple[tuple[Standout, ...], tuple[Standout, ...]]:
    """Strengths and weaknesses; `places`: indicator → its place in the rubric."""
    found = [each for line in lines if (each := _standout(among, station, line, places[line.code])) is not None]
    found.sort(key=lambda each: places[each.code])
    above = sorted((each for each in found if each.apart >= APART), key=lambda each: -each.apart)
    below = sorted((each for each in found if each.apart <= -APART), key=lambda each: each.apart)
    return tuple(above[:MOST]), tuple(below[:MOST])


def _standout(among: Among, station: int, line: Explanation, at: int) -> Standout | None:
    middle = among.median_share(station, at)
    if middle is None or line.points is None or line.full_marks <= 0:
        return None
    share, median = line.points / line.full_marks, Decimal(repr(middle))
    apart = share - median
    points = f"得 {plain_text(line.points)} 分（满分 {plain(line.full_marks)} 分），得分率 {_percent(share)}"
    between = plain(abs(_rounded(share) - _rounded(median)) * 100)
    kind = f"{among.named(station)}中位数 {_percent(median)}，{'高' if apart > 0 else '低'} {between} 个百分点"
    sentence = f"「{line.title}」{points}，{kind}"
    return Standout(line.code, line.title, line.dimension, share, median, apart, sentence)


def _rounded(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.001"))


def _percent(share: Decimal) -> str:
    return f"{plain(_rounded(share) * 100)}%"
