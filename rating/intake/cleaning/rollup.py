"""Several rows of one unit (one per institution) → one value of the unit (`roll_up`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.intake.cleaning.scaling import scale_decimals
from rating.intake.cleaning.values import CleanColumn
from rating.reported import Status
from rating.rubric.nouns import RollUp

_HOW: dict[str, Callable[[Sequence[Decimal], Decimal], Decimal]] = {
    "sum": lambda values, _: sum(values, Decimal(0)),
    "min": lambda values, _: min(values),
    "max": lambda values, _: max(values),
    "count": lambda values, _: Decimal(len(values)),
    "count_at_least": lambda values, at_least: Decimal(sum(value >= at_least for value in values)),
}
SHOWN_TEXTS = 6


def roll_up(clean: CleanColumn, stations: NDArray[np.int32], how: RollUp) -> tuple[CleanColumn, NDArray[np.int32]]:
    """One row per station, in order of first appearance; its cell is the first one of the station.

    A sum, minimum, maximum or count of those that reach a threshold is unknown when a part is
    unknown, and the worst status of the parts is kept; a plain count takes the known parts.  Not
    applicable parts take no part.
    """
    places: dict[int, list[int]] = {}
    for at, station in enumerate(stations.tolist()):
        places.setdefault(station, []).append(at)
    numbers: list[Decimal] = []
    statuses: list[int] = []
    texts: list[str | None] = []
    for parts in places.values():
        number, status = _one(clean, parts, how)
        numbers.append(number)
        statuses.append(status)
        texts.append(_text(clean, parts))
    scaled, decimals = scale_decimals(numbers)
    text = np.empty(len(texts), object)
    text[:] = texts
    first = np.array([parts[0] for parts in places.values()], np.int64)
    rolled = replace(
        clean, rows=clean.rows[first], scaled=scaled, decimals=decimals, status=np.array(statuses, np.uint8), text=text
    )
    return rolled, np.array(list(places), np.int32)


def _one(clean: CleanColumn, parts: Sequence[int], how: RollUp) -> tuple[Decimal, int]:
    counted = [at for at in parts if clean.status[at] != Status.NOT_APPLICABLE]
    known = [number for at in counted if (number := clean.number(at)) is not None]
    worst = max((int(clean.status[at]) for at in counted), default=int(Status.NOT_APPLICABLE))
    if how.how == "count" and worst != Status.UNREADABLE:
        worst = int(Status.REPORTED)
    if worst != Status.REPORTED or (not known and how.how != "count"):
        return Decimal(0), worst
    return _HOW[how.how](known, how.at_least or Decimal(0)), worst


def _text(clean: CleanColumn, parts: Sequence[int]) -> str | None:
    typed = [str(clean.text[at]) for at in parts if clean.text[at] is not None]
    more = f"……共 {len(typed)} 项" if len(typed) > SHOWN_TEXTS else ""
    return "、".join(typed[:SHOWN_TEXTS]) + more if typed else None
