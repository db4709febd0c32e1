"""Which parts of a round a person may look into."""

from __future__ import annotations

from sqlalchemy import Connection

from rating.district.people.person import Person, Role
from rating.district.people.roles import Action, Thing, may
from rating.district.rounds.duties import assignments_of
from rating.district.rounds.round import Part, Round, about_part, parts_of


def parts_seen(at: Connection, person: Person, round_: Round) -> tuple[Part, ...]:
    """Those whose results the person may see; of a rater those in which they have stations, of a station head all.

    A rater without any station in the round gets all its parts: where nobody is assigned, anybody may mark.
    """
    parts = parts_of(at, person, round_.id)
    if person.role is Role.STATION_HEAD:
        return parts
    if person.role is Role.RATER:
        return tuple(part for part in parts if assignments_of(at, person, part.id)) or parts
    return tuple(part for part in parts if sees_results(at, person, round_, part))


def sees_results(at: Connection, person: Person, round_: Round, part: Part) -> bool:
    return may(person, Action.SEE, Thing.EVALUATION, about_part(at, round_, part))
