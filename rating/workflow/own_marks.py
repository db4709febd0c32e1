"""A rater's own work in a part of a round: the stations they mark and those they must not, the workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.duties import Assignment, assignments_of, marking_roles
from rating.district.rounds.round import Part, Round, RoundStation, part_of, roster_from, stations_of
from rating.district.rounds.uploads import about_part_upload
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.export.template import template_for
from rating.problems import Refused
from rating.rubric.nouns import Rubric

CALLED = "填报模板"


@dataclass(frozen=True)
class OwnStation:
    """A station of the part that is the rater's to mark, or from which they are recused (`assignment.reason`)."""

    station: RoundStation
    assignment: Assignment


@dataclass(frozen=True)
class OwnWork:
    """What one rater has to do in a part, in the order of the roster. `roles` code → title."""

    round: Round
    part: Part
    rubric: Rubric
    roles: dict[str, str]
    stations: tuple[OwnStation, ...]

    @property
    def to_mark(self) -> tuple[OwnStation, ...]:
        return tuple(each for each in self.stations if not each.assignment.recused)

    @property
    def recused(self) -> tuple[OwnStation, ...]:
        return tuple(each for each in self.stations if each.assignment.recused)


def own_work(database: Database, person: Person, part_id: int) -> OwnWork:
    """The person's own assignments there. Raises NotAllowed, Refused (not_found)."""
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        rubric = rubric_of(at, person, part.rubric_id)
        mine = {each.station_code: each for each in assignments_of(at, person, part_id) if each.rater_id == person.id}
        stations = tuple(OwnStation(each, mine[each.code]) for each in stations_of(at, part.id) if each.code in mine)
        return OwnWork(round_, part, rubric, marking_roles(rubric), stations)


def own_template(database: Database, person: Person, part_id: int, role: str) -> bytes:
    """The mark sheet of one role with the rater's name and only their stations.

    Raises Refused: not_now without a station to mark in that role, rater_unknown for a role that gives no marks.
    """
    work = own_work(database, person, part_id)
    mine = [each.station for each in work.to_mark if each.assignment.role == role]
    if not mine:
        raise refuse("not_now", "没有分配给您打分的站点", CALLED, "请联系评估员安排分工")
    return _made(work.rubric, mine, role, person.name)


def template_of_part(database: Database, person: Person, part_id: int, role: str = "", rater: str = "") -> bytes:
    """The whole template for the part's stations, or one role's mark sheet.

    Raises NotAllowed, Refused: rater_unknown for a role that gives no marks.
    """
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        demand(person, Action.ADD, Thing.UPLOAD, about_part_upload(at, round_, part, person))
        rubric, stations = rubric_of(at, person, part.rubric_id), stations_of(at, part.id)
    return _made(rubric, stations, role, rater)


def _made(rubric: Rubric, stations: Iterable[RoundStation], role: str, rater: str) -> bytes:
    content, problems = template_for(rubric, roster_from(tuple(stations)), rater, role)
    if content is None:
        raise Refused(problems)
    return content
