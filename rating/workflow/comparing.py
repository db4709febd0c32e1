"""Which earlier results a person may hold the present one against, in a district or from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.district.people.person import Person
from rating.district.rounds.evaluations import Saved, saved_of
from rating.district.rounds.parts_seen import parts_seen, sees_results
from rating.district.rounds.round import Part, Round, part_of, rounds_of, stations_of
from rating.district.storage.database import Database
from rating.insight.comparison.compare import Comparison, compare
from rating.insight.earlier_result import read_result
from rating.problems import Place, Problem
from rating.scoring.evaluation import Evaluation

MOST_DIGITS = 12
"""A figure with more before its point is none that a rubric gives."""


@dataclass(frozen=True, slots=True)
class EarlierPart:
    """A part of another round with its result: the announced one, else the newest.

    shared  how many stations of the present part are in it
    """

    round: Round
    part: Part
    saved: Saved
    shared: int


def earlier_parts(database: Database, person: Person, part_id: int) -> tuple[EarlierPart, ...]:
    """What the person may see of earlier rounds with stations of this part: the round before first, then the newest.

    Earlier is a round that was begun before, or that the plan names as the round before.
    Raises NotAllowed where the part's own results are not the person's, Refused (not_found).
    """
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        saved_of(at, person, part.id)  # asks whether they may see it at all
        codes = {station.code for station in stations_of(at, part.id)}
        found = []
        for other in rounds_of(at, person, round_.district):
            if other.id == round_.id or not (other.id < round_.id or other.id == round_.previous_id):
                continue
            for each in parts_seen(at, person, other):
                if not sees_results(at, person, other, each):
                    continue
                shared = len(codes & {station.code for station in stations_of(at, each.id)})
                saved = _standing(saved_of(at, person, each.id), each)
                if shared and saved is not None:
                    found.append(EarlierPart(other, each, saved, shared))
    return tuple(sorted(found, key=lambda one: (one.round.id != round_.previous_id, -one.round.id, -one.shared)))


def _standing(saved: tuple[Saved, ...], part: Part) -> Saved | None:
    """What was announced, else the newest."""
    announced = (each for each in saved if each.id == part.published_id)
    return next(announced, None) or next(iter(saved), None)


def compared_with_file(
    name: str, content: bytes, evaluation: Evaluation
) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """An uploaded RESULT.json of an earlier round against this one, or why it cannot be used."""
    earlier, problems = result_in_file(name, content)
    return (None if earlier is None else compare(earlier, evaluation)), problems


def result_in_file(name: str, content: bytes) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """A RESULT.json that can be compared with, or why it cannot."""
    earlier, problems = read_result((name, content))
    if earlier is None or _sound(earlier):
        return earlier, problems
    return None, (Problem("result_unreadable", Place(file=name), "其中的分数、星级或指标写法不对"),)


def _sound(result: Mapping[str, Any]) -> bool:
    """Whether everything that a comparison reads of it is what `result` writes."""
    rubric = result.get("rubric")
    return (rubric is None or isinstance(rubric, Mapping)) and all(map(_station_is_sound, result["stations"]))


def _station_is_sound(station: Mapping[str, Any]) -> bool:
    leaves = station.get("indicators") or {}
    scored = isinstance(leaves, Mapping) and all(isinstance(leaf, Mapping) for leaf in leaves.values())
    return scored and all(
        _is_figure(each.get(name)) for each in (station, *leaves.values()) for name in ("total", "points", "full_marks")
    )


def _is_figure(text: Any) -> bool:
    """A decimal of ordinary size, or unknown."""
    if text is None:
        return True
    try:
        number = Decimal(str(text))
    except ArithmeticError:
        return False
    exponent = number.as_tuple().exponent
    return (
        number.is_finite() and number.adjusted() < MOST_DIGITS and isinstance(exponent, int) and exponent > -MOST_DIGITS
    )
