"""One station in two rounds: what its total gained and lost, and how much of that only the rubric changed.

Where the earlier figures can be scored by the later rubric, that score parts the two exactly: what lies before it is
the rubric's doing, what lies after it the station's. Where they cannot, the earlier share of the full marks is
carried over to the new full marks, and the movement says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rating.insight.comparison.rescoring import Rescored
from rating.insight.comparison.sides import Scored, Stood
from rating.insight.policy_words import stars_in_words
from rating.rubric.numbers import plain

NOTHING = Decimal(0)
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What two rounds are compared by: titles of the indicators, those judged otherwise, earlier figures rescored."""

    titles: Mapping[str, str]
    changed: Set[str]
    rescored: Rescored | None
    same_rubric: bool


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """An indicator in two rounds. Points are None where not known or not asked; `how` the parts were told apart:
    same · rescored · scaled (by the earlier share) · new · dropped · unknown (then both parts are None).
    """

    code: str
    title: str
    before: Decimal | None
    full_before: Decimal
    after: Decimal | None
    full_after: Decimal
    by_rubric: Decimal | None
    by_performance: Decimal | None
    how: str

    @property
    def change(self) -> Decimal | None:
        return None if self.by_rubric is None or self.by_performance is None else self.by_rubric + self.by_performance


@dataclass(frozen=True, slots=True)
class Movement:
    """A station in two rounds. change = by_rubric + by_performance, None where a total is not known.

    indicators  only those that moved or cannot be told, the largest movement first
    certain     False where a part of `by_rubric` rests on carried-over shares
    """

    station_code: str
    name: str
    kind: str
    street: str
    total_before: Decimal | None
    total_after: Decimal | None
    full_before: Decimal
    full_after: Decimal
    change: Decimal | None
    by_rubric: Decimal | None
    by_performance: Decimal | None
    certain: bool
    stars_before: int | None
    stars_after: int | None
    rank_before: str
    rank_after: str
    indicators: tuple[IndicatorMove, ...]
    sentence: str

    @property
    def stars_moved(self) -> int:
        """Stars gained (above 0) or lost; 0 where one of the two is not known."""
        if self.stars_before is None or self.stars_after is None:
            return 0
        return self.stars_after - self.stars_before


def movement(before: Stood, after: Stood, by: Setting) -> Movement:
    """Both sides are the same station."""
    between = by.rescored.side.station(before.code) if by.rescored else None
    moves = tuple(_moves(before, after, between, by))
    change = _less(after.total, before.total)
    by_rubric, certain = _by_rubric(before, after, between, moves, by)
    by_performance = _less(change, by_rubric)
    if by_performance is None:
        by_rubric = None
    return Movement(
        after.code,
        after.name,
        after.kind,
        after.street,
        before.total,
        after.total,
        before.full_marks,
        after.full_marks,
        change,
        by_rubric,
        by_performance,
        certain,
        before.stars,
        after.stars,
        before.rank,
        after.rank,
        tuple(sorted((move for move in moves if _moved(move)), key=lambda move: -abs(move.change or NOTHING))),
        _sentence(before, after, (change, by_rubric, by_performance), moves),
    )


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _moved(move: IndicatorMove) -> bool:
    return move.change is None or bool(move.by_rubric) or bool(move.by_performance)


def _by_rubric(
    before: Stood, after: Stood, between: Stood | None, moves: tuple[IndicatorMove, ...], by: Setting
) -> tuple[Decimal | None, bool]:
    """Points of the total that only the rubric moved, and whether that is known and not carried over."""
    if by.same_rubric:
        return NOTHING, True
    if before.kind == after.kind and between is not None and between.total is not None and _all_sound(after, by):
        return _less(between.total, before.total), True
    parts = [move.by_rubric for move in moves]
    if any(part is None for part in parts):
        return None, False
    return sum((part for part in parts if part is not None), NOTHING), False


def _all_sound(after: Stood, by: Setting) -> bool:
    return by.rescored is not None and by.rescored.sound.issuperset(after.indicators)


def _moves(before: Stood, after: Stood, between: Stood | None, by: Setting) -> Iterator[IndicatorMove]:
    for code in dict.fromkeys([*after.indicators, *before.indicators]):
        old, new = before.indicators.get(code), after.indicators.get(code)
        yield _move(code, old, new, between.indicators.get(code) if between else None, by)


def _move(code: str, old: Scored | None, new: Scored | None, between: Scored | None, by: Setting) -> IndicatorMove:
    how, by_rubric, by_performance = _parted(code, old, new, between, by)
    return IndicatorMove(
        code,
        by.titles.get(code, code),
        old.points if old else None,
        old.full_marks if old else NOTHING,
        new.points if new else None,
        new.full_marks if new else NOTHING,
        by_rubric,
        by_performance,
        how,
    )


Parted = tuple[str, Decimal | None, Decimal | None]


def _parted(code: str, old: Scored | None, new: Scored | None, between: Scored | None, by: Setting) -> Parted:
    if old is None:
        return "new", new.points if new else None, NOTHING
    if new is None:
        return "dropped", _less(NOTHING, old.points), NOTHING
    if old.points is None or new.points is None:
        return ("same", NOTHING, NOTHING) if old.points is new.points else ("unknown", None, None)
    if _alike(code, old, new, by):
        return "same", NOTHING, new.points - old.points
    if by.rescored and code in by.rescored.sound and between is not None and between.points is not None:
        return "rescored", between.points - old.points, new.points - between.points
    if old.full_marks <= 0:
        return "unknown", None, None
    carried = _carried(old, new)
    return "scaled", carried - old.points, new.points - carried


def _alike(code: str, old: Scored, new: Scored, by: Setting) -> bool:
    """Judged in the same way. With only a result file before, the same full marks are all that can be seen."""
    return by.same_rubric or (code not in by.changed and old.full_marks == new.full_marks)


def _carried(old: Scored, new: Scored) -> Decimal:
    """The earlier share of the full marks, of the later full marks; half up to the decimals of the points."""
    assert old.points is not None and new.points is not None
    carried = Fraction(old.points) * Fraction(new.full_marks) / Fraction(old.full_marks)
    places = max(_places(old.points), _places(new.points))
    scaled = Decimal(carried.numerator * 10**places) / Decimal(carried.denominator)
    return scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(-places)


def _places(points: Decimal) -> int:
    return max(0, -int(points.as_tuple().exponent))


def _sentence(
    before: Stood,
    after: Stood,
    parts: tuple[Decimal | None, Decimal | None, Decimal | None],
    moves: tuple[IndicatorMove, ...],
) -> str:
    told = (_total_told(before, after, parts), _stars_told(before, after), _named(moves))
    return "；".join(each for each in told if each)


def _total_told(before: Stood, after: Stood, parts: tuple[Decimal | None, Decimal | None, Decimal | None]) -> str:
    change, by_rubric, by_performance = parts
    if before.total is None or after.total is None or change is None:
        return "上一轮总分暂缺，不能比较" if before.total is None else "本轮总分暂缺，不能比较"
    told = f"总分 {before.total} → {after.total}，{_change(change)}"
    if by_rubric is None or by_performance is None:
        return f"{told}（评分标准有调整，分不清各占多少）"
    if not by_rubric:
        return told
    return f"{told}（评分标准调整 {signed(by_rubric)}，工作变化 {signed(by_performance)}）"


def _change(change: Decimal) -> str:
    if not change:
        return "没有变化"
    return f"{'升' if change > 0 else '降'} {plain(abs(change))} 分"


def signed(points: Decimal) -> str:
    """+2.5, −1, 0."""
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{plain(abs(points))}"


def _stars_told(before: Stood, after: Stood) -> str:
    if before.stars is None or after.stars is None or before.stars == after.stars:
        return ""
    verb = "升为" if after.stars > before.stars else "降为"
    return f"{stars_in_words(before.stars)}{verb}{stars_in_words(after.stars)}"


def _named(moves: tuple[IndicatorMove, ...]) -> str:
    own = [move for move in moves if move.by_performance]
    own.sort(key=lambda move: -abs(move.by_performance or NOTHING))
    if not own:
        return ""
    named = "、".join(f"「{move.title}」{signed(move.by_performance or NOTHING)}" for move in own[:MOST_NAMED])
    return f"变化最大：{named}" if len(own) > 1 else f"变化：{named}"
