"""The stations of one kind as the page 对比 lists them, and those of them that a reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rating.insight.comparison.compare import Comparison
from rating.insight.comparison.movement import Movement
from rating.screens.comparison_sections.comparison_tables import in_order, names_of

ALL_STREETS, ALL_MOVES = "全部街镇", "全部变化"


def _starred(each: Movement) -> bool:
    return each.stars_before is not None and each.stars_after is not None


def _by_total(sign: int) -> Callable[[Movement], bool]:
    return lambda each: each.change is not None and each.change * sign > 0


MOVES: Mapping[str, Callable[[Movement], bool]] = {
    "升星": lambda each: _starred(each) and each.stars_moved > 0,
    "降星": lambda each: _starred(each) and each.stars_moved < 0,
    "总分升": _by_total(1),
    "总分降": _by_total(-1),
    "总分暂缺": lambda each: each.change is None,
}
"""What may be asked for → whether a station did so."""


@dataclass(frozen=True)
class KindView:
    """`moves` in the order of the later ranks; names by code; choices are empty where they would not part anything."""

    kind: str
    moves: tuple[Movement, ...]
    names: Mapping[str, str]
    streets: tuple[str, ...]
    ways: tuple[str, ...]


def kind_view(found: Comparison, kind: str) -> KindView:
    moves = tuple(in_order([each for each in found.stations if each.kind == kind]))
    streets = tuple(dict.fromkeys(each.street for each in moves if each.street))
    ways = tuple(way for way, did in MOVES.items() if 0 < sum(map(did, moves)) < len(moves))
    return KindView(kind, moves, names_of(moves, kind), streets if 1 < len(streets) < len(moves) else (), ways)


def asked_for(view: KindView, street: str = ALL_STREETS, way: str = ALL_MOVES, words: str = "") -> Sequence[Movement]:
    """`view.moves` itself where nothing is asked for; `words` stand in the name, or begin the code."""
    if street == ALL_STREETS and way == ALL_MOVES and not words:
        return view.moves
    did = MOVES.get(way)
    return [
        each
        for each in view.moves
        if street in (ALL_STREETS, each.street)
        and (did is None or did(each))
        and (not words or words in each.name or each.station_code.startswith(words))
    ]
