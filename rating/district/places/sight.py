"""Which districts a person may look into."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, may
from rating.district.storage import schema


@dataclass(frozen=True, slots=True)
class DistrictSeen:
    """A district by name; `practice` ones hold the sample and may be thrown away."""

    id: int
    name: str
    practice: bool

    @property
    def title(self) -> str:
        return f"{self.name}（练习）" if self.practice else self.name


def districts_seen(at: Connection, person: Person) -> tuple[DistrictSeen, ...]:
    """Those that the person may see, real ones first, in the order in which they were made."""
    table = schema.district
    rows = at.execute(select(table.c.id, table.c.name, table.c.practice).order_by(table.c.practice, table.c.id))
    found = (DistrictSeen(row.id, row.name, row.practice) for row in rows)
    return tuple(each for each in found if may(person, Action.SEE, Thing.DISTRICT, About(each.id)))
