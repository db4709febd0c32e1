"""The tables of the page 对比, as they are shown and as they are taken along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from rating.export.listing import Listing
from rating.insight.comparison.compare import Comparison, Summary
from rating.insight.comparison.movement import IndicatorMove, Movement, signed
from rating.insight.policy_words import stars_in_words
from rating.rubric.numbers import plain
from rating.screens.comparison_sections.comparison_words import HOW
from rating.screens.parts.tables import short_names

MOST_NAMED = 2
HEADS = ("站点", "上一轮", "本轮", "变化", "其中标准调整", "其中工作变化", "星级", "主要指标")
PARTS = HEADS[4:6]
FIGURES = frozenset(HEADS[1:6])


def names_of(moves: Sequence[Movement], kind: str) -> dict[str, str]:
    """Code → what the station is called in table and chart; the same name twice has its code beside it."""
    short = short_names([each.name for each in moves], kind)
    twice = {name for name, times in Counter(short).items() if times > 1}
    pairs = zip(moves, short, strict=True)
    return {each.station_code: f"{name}（{each.station_code}）" if name in twice else name for each, name in pairs}


def in_order(moves: Sequence[Movement]) -> list[Movement]:
    """As ranked in the later round, the unranked after them; the order of the roster where ranks are shared."""
    return sorted(moves, key=lambda each: Decimal(each.rank_after) if each.rank_after else Decimal("Infinity"))


def movement_table(moves: Sequence[Movement], names: Mapping[str, str], *, parted: bool = True) -> Listing:
    """`parted`: with what the rubric moved and what the work moved; under one rubric it is all the work."""
    kept = [head for head in HEADS if parted or head not in PARTS]
    lines = (_line(each, names[each.station_code]) for each in moves)
    rows = tuple(tuple(cell for head, cell in zip(HEADS, line, strict=True) if head in kept) for line in lines)
    return Listing(tuple(kept), rows, FIGURES & set(kept))


def _line(each: Movement, name: str) -> tuple[str, ...]:
    return (
        name,
        _total(each.total_before),
        _total(each.total_after),
        *_changes(each),
        stars_text(each),
        _most(each.indicators),
    )


def whole_table(found: Comparison) -> Listing:
    """All stations with code, kind and street, for the file."""
    rows = []
    for each in found.stations:
        line = _line(each, each.name)
        ranks = (each.rank_before, each.rank_after)
        rows.append((line[0], each.station_code, each.kind, each.street, *line[1:6], *ranks, *line[6:]))
    heads = (HEADS[0], "代码", "类型", "街镇", *HEADS[1:6], "上一轮名次", "本轮名次", *HEADS[6:])
    return Listing(heads, tuple(rows), FIGURES | {"上一轮名次", "本轮名次"})


def _changes(each: Movement) -> tuple[str, str, str]:
    """With as many decimals as the totals have."""
    totals = [total for total in (each.total_before, each.total_after) if total is not None]
    places = max((_places(total) for total in totals), default=0)
    change, by_rubric, by_performance = (
        _fixed(part, places) for part in (each.change, each.by_rubric, each.by_performance)
    )
    return change, by_rubric, by_performance


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _fixed(points: Decimal | None, places: int) -> str:
    """+27.0: a finer number keeps its own decimals."""
    if points is None:
        return ""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{abs(points):.{max(places, _places(points))}f}"


def _total(total: Decimal | None) -> str:
    return "暂缺" if total is None else str(total)


def _signed(points: Decimal | None) -> str:
    return "" if points is None else signed(points)


def stars_text(each: Movement) -> str:
    """三星 → 五星 ↑; the sign tells what the colour tells."""
    before, after = (_stars(stars) for stars in (each.stars_before, each.stars_after))
    if each.stars_before is None and each.stars_after is None:
        return ""
    sign = "↑" if each.stars_moved > 0 else "↓" if each.stars_moved < 0 else ""
    return before if before == after else f"{before} → {after} {sign}".strip()


def _stars(stars: int | None) -> str:
    return "未评定" if stars is None else stars_in_words(stars)


def _most(moves: Sequence[IndicatorMove]) -> str:
    """资源链接 +3、效果评价 +2: the largest two."""
    known = [move for move in moves if move.change][:MOST_NAMED]
    return "、".join(f"{move.title} {_signed(move.change)}" for move in known)


def indicator_table(each: Movement) -> Listing:
    heads: tuple[str, ...] = ("指标", "上一轮", "本轮", "变化", "其中标准调整", "其中工作变化", "怎样分开")
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            move.title, _points(move.before, move.full_before), _points(move.after, move.full_after),
            _signed(move.change), _signed(move.by_rubric), _signed(move.by_performance), HOW[move.how],
        )
        for move in each.indicators
    )  # fmt: skip
    if all(move.how == "same" for move in each.indicators):
        heads, rows = heads[:4], tuple(row[:4] for row in rows)
    return Listing(heads, rows, frozenset(heads[1:6]))


def indicator_moves(found: Comparison) -> Listing:
    """Every move of every station, for the file."""
    heads = (
        "站点",
        "代码",
        "指标",
        "上一轮",
        "上一轮满分",
        "本轮",
        "本轮满分",
        "变化",
        "其中标准调整",
        "其中工作变化",
        "怎样分开",
    )
    rows = tuple(
        (
            each.name, each.station_code, move.title, _plain(move.before), plain(move.full_before),
            _plain(move.after), plain(move.full_after), _signed(move.change), _signed(move.by_rubric),
            _signed(move.by_performance), HOW[move.how],
        )
        for each in found.stations
        for move in each.indicators
    )  # fmt: skip
    return Listing(heads, rows, frozenset(heads[3:10]))


def _plain(points: Decimal | None) -> str:
    return "" if points is None else plain(points)


def _points(points: Decimal | None, full: Decimal) -> str:
    """3 / 5; where the indicator was not asked there are no full marks."""
    if not full and points is None:
        return ""
    return f"{'暂缺' if points is None else plain(points)} / {plain(full)}"


def summary_table(summaries: Sequence[Summary], first: str) -> Listing:
    """单位 = 升星 + 不变 + 降星 + 未比星级, the last only where there are any; rubrics without stars have none."""
    heads = (first, "单位", "升星", "不变", "降星", "未比星级", "总分变化中位数")
    places = max((_places(each.middle) for each in summaries if each.middle is not None), default=0)
    lines = [_summary(each, places) for each in summaries]
    apart = any(each.stations - each.up - each.same - each.down for each in summaries)
    starred = any(each.up + each.same + each.down for each in summaries)
    kept = [0, 1, *((2, 3, 4) if starred else ()), *((5,) if starred and apart else ()), 6]
    rows = tuple(tuple(line[at] for at in kept) for line in lines)
    return Listing(tuple(heads[at] for at in kept), rows, frozenset(heads[1:]))


def _summary(each: Summary, places: int) -> tuple[str, ...]:
    apart = each.stations - each.up - each.same - each.down
    counts = (each.stations, each.up, each.same, each.down, apart)
    return (each.title or "（未写明）", *(f"{count:,}" for count in counts), _fixed(each.middle, places))
