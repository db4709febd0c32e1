"""Objections from both sides: a station head writes, sends and withdraws; another person than the scorer answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, may
from rating.district.rounds import objecting
from rating.district.rounds import objections as kept
from rating.district.rounds.answering import Answerers, answerers, demand_another
from rating.district.rounds.attachments import Attachment, attachments_of
from rating.district.rounds.evaluations import Saved
from rating.district.rounds.objections import REJECTED, UPHELD, Objection
from rating.district.rounds.round import Part, about_station
from rating.district.rounds.settled import Outcome, outcome
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, Transaction
from rating.insight.case import Reader
from rating.insight.contested import Contested, contested
from rating.insight.effect import points_of
from rating.insight.explain import Explanation, explain_all
from rating.scoring.evaluation import Evaluation
from rating.workflow.correcting import Correction, corrected, fields_at_issue, keep


@dataclass(frozen=True)
class Told:
    """One objection as it is listed: its files, and what it did where it was upheld."""

    objection: Objection
    files: tuple[Attachment, ...]
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Case:
    """One objection before whoever answers it.

    line      the indicator as it is published now, None for a gate · about  its title and fields
    barred    why this person may not answer, "" when they may · may_answer  who else may
    """

    told: Told
    station_name: str
    station_kind: str
    about: Contested
    line: Explanation | None
    answerers: Answerers
    can_answer: bool
    barred: str


# ---- the station head


def own(database: Database, person: Person, part_id: int, station_code: str) -> tuple[Told, ...]:
    """The station's objections in one part, the newest first."""
    with database.reading() as at:
        return tuple(_told(at, each) for each in kept.own_objections(at, person, part_id, station_code))


def draft(
    database: Database, person: Person, part_id: int, station_code: str, indicator: str, reason: str, seen: int = 0
) -> Objection:
    """Keep what was typed; `seen` is the version of the draft, 0 for a new one."""
    with database.writing() as at:
        return objecting.draft(at, person, part_id, station_code, indicator, reason, seen)


def send(database: Database, person: Person, objection_id: int, seen: int, reason: str) -> Objection:
    with database.writing() as at:
        return objecting.send(at, person, objection_id, seen, reason)


def withdraw(database: Database, person: Person, objection_id: int, seen: int) -> None:
    with database.writing() as at:
        objecting.withdraw_objection(at, person, objection_id, seen)


def attach(
    database: Database, person: Person, objection_id: int, files: Sequence[tuple[str, bytes]]
) -> tuple[int, ...]:
    """Add files to a draft, all or none; the ids of the uploads."""
    with database.writing() as at:
        return tuple(objecting.add_file(at, person, objection_id, name, content) for name, content in files)


def detach(database: Database, person: Person, objection_id: int, upload_id: int) -> None:
    with database.writing() as at:
        objecting.drop_file(at, person, objection_id, upload_id)


# ---- whoever answers


def cases(database: Database, person: Person, part_id: int, published: Evaluation) -> tuple[Case, ...]:
    """What stations of a part have sent, the oldest first, beside what the published result holds."""
    reader = Reader(published)
    with database.reading() as at:
        found = kept.queue(at, person, part_id)
        return tuple(_case(at, person, each, reader) for each in found if each.station_code in published.roster.code)


def _case(at: Transaction, person: Person, found: Objection, reader: Reader) -> Case:
    evaluation = reader.evaluation
    row = evaluation.roster.code.index(found.station_code)
    kind = evaluation.roster.kind[row]
    about = contested(evaluation.rubric, found.indicator, kind)
    lines = explain_all(evaluation, row, reader) if found.state == kept.OPEN and about.node else ()
    told, can = _who(at, person, found, about) if found.state == kept.OPEN else (Answerers({}, ()), False)
    barred = told.barred.get(person.id or 0, "")
    return Case(
        _told(at, found),
        evaluation.roster.name[row],
        kind,
        about,
        next((line for line in lines if line.code == found.indicator), None),
        told,
        can and not barred,
        barred if can else "",
    )


def _who(at: Transaction, person: Person, found: Objection, about: Contested) -> tuple[Answerers, bool]:
    """Who may answer, and whether the person's role may."""
    round_, part, _ = kept.objection_of(at, person, found.id)
    role = may(person, Action.ANSWER, Thing.OBJECTION, about_station(at, round_, part, found.station_code))
    return answerers(at, person, found.id, about.fields), role


def _told(at: Transaction, found: Objection) -> Told:
    done = outcome(at, found.part_id, found.station_code, found.settled_id)
    return Told(found, attachments_of(at, found.files), done)


def reject(database: Database, person: Person, objection_id: int, seen: int, reply: str) -> Objection:
    """The mark stays. Raises NotAllowed for the scorer, changed_meanwhile when somebody was faster."""
    with database.reading() as at:
        _, part, found = kept.objection_of(at, person, objection_id)
        fields = _fields(at, person, part, found)
    with database.writing() as at:
        kept.locked(at, person, objection_id)
        demand_another(at, person, objection_id, fields)
        return kept.settle(at, person, objection_id, seen, reply, state=REJECTED)


def correction(database: Database, person: Person, objection_id: int, typed: Mapping[str, str]) -> Correction:
    """What upholding it with these values would do; nothing is kept."""
    with database.reading() as at:
        _, part, found = kept.objection_of(at, person, objection_id)
        fields = _fields(at, person, part, found)
        demand_another(at, person, objection_id, fields)
        kept.only_open(found)
    return corrected(database, person, part.id, found.station_code, typed, fields)


def uphold(
    database: Database, person: Person, objection_id: int, seen: int, reply: str, shown: Correction
) -> Objection:
    """Make the correction that was shown count, whole: decisions, evaluation, publication, reply, log.

    Raises NotAllowed for the scorer, Refused (changed_meanwhile) when anything is no longer as it was shown.
    """
    with database.reading() as at:
        _, part, found = kept.objection_of(at, person, objection_id)
        fields = _fields(at, person, part, found)
    _same(found, shown, fields)
    why = f"采纳异议：{reply.strip()}"
    after = _points(shown, found.indicator)

    def permit(at: Transaction) -> None:
        demand_another(at, person, objection_id, fields)

    def close(at: Transaction, saved: Saved) -> None:
        kept.settle(at, person, objection_id, seen, reply, state=UPHELD, points_after=after, settled_id=saved.id)

    whose = {field: {"objection_id": objection_id} for field in shown.typed}
    keep(database, person, shown, "objection", why, whose, permit, close)
    with database.reading() as at:
        return kept.objection_of(at, person, objection_id)[2]


def _same(found: Objection, shown: Correction, fields: tuple[str, ...]) -> None:
    """What was shown must be of this objection."""
    mine = (found.part_id, found.station_code) == (shown.part_id, shown.station_code)
    if not mine or not shown.typed.keys() <= {*fields}:
        raise refuse("not_usable", "所查看的影响不属于这条异议", "答复异议", "请重新查看影响")


def _fields(at: Transaction, person: Person, part: Part, found: Objection) -> tuple[str, ...]:
    return fields_at_issue(at, person, part, found.station_code, found.indicator)


def _points(shown: Correction, indicator: str) -> str | None:
    codes = [node.code for node in shown.after.rubric.indicators]
    return points_of(shown.after, shown.row, codes.index(indicator)) if indicator in codes else None
