"""Ranks and ranking keys, in the slow reference (docs/method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rating.rubric.policies import RankKey
from tests.scoring.reference_numbers import Num, num
from tests.scoring.reference_station import Station
from tests.scoring.reference_values import Values


def groups(values: Values, within: str) -> list[str]:
    roster = values.reported.roster
    nowhere = ("",) * len(roster)
    by = {"kind": roster.kind, "street": roster.street, "district": roster.district or nowhere, "all": nowhere}
    return list(by[within])


Merit = tuple[tuple[int, Fraction], ...]


def merit_of(values: Values, station: Station, at: int, keys: Sequence[RankKey]) -> Merit:
    """Smaller is better; what is not known comes after all that is."""
    merit = []
    for key in keys:
        number = _key_number(values, station, at, key.key)
        sign = -1 if key.better == "higher" else 1
        merit.append((1, Fraction(0)) if number is None else (0, sign * number.value))
    return tuple(merit)


def _key_number(values: Values, station: Station, at: int, key: str) -> Num | None:
    if key == "stars":
        return num(station.stars)
    if key == "total":
        return station.total
    if key in station.outcomes:
        return station.outcomes[key].points if station.outcomes[key].counted else None
    if key in {node.code for node in values.rubric.nodes}:
        return None
    return values.field(key, at).number


def ranked(values: Values, stations: list[Station]) -> None:
    ranking = values.rubric.ranking
    group_of = groups(values, ranking.within)
    for group in set(group_of):
        members = [at for at, station in enumerate(stations) if station.rated and group_of[at] == group]
        merit = {at: merit_of(values, stations[at], at, ranking.by) for at in members}
        for at in members:
            better = [merit[other] for other in members if merit[other] < merit[at]]
            same = sum(merit[other] == merit[at] for other in members)
            places = {"standard": len(better) + 1, "dense": len(set(better)) + 1}
            shared = Fraction(2 * len(better) + same + 1, 2)
            stations[at].rank = Fraction(places[ranking.ties]) if ranking.ties in places else shared
            stations[at].tied = same > 1
