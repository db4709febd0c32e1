"""Announcing: what station heads see of a part is written here, and taken away here; nothing else shows it to them.

What takes long (feedback of every station) is built before, without a transaction, and comes packed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.published_changes import Before, changes_of
from rating.district.rounds.round import Part, Round, about_part
from rating.district.rounds.standing import Standing, newest, overtaken, standing_of
from rating.district.storage import schema
from rating.district.storage.changes import refuse, row_of
from rating.district.storage.columns import moment
from rating.scoring.evaluation import Evaluation

CHUNK = 500
"""Rows that one statement writes."""


@dataclass(frozen=True, slots=True)
class Told:
    """One station: its part of RESULT.json and its feedback, both as `columns.packed` makes them."""

    code: str
    result: bytes
    feedback: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rating made ready to be announced; `fields` gives the titles that decisions are told with."""

    facts: Mapping[str, Any]
    listing: bytes
    stations: Sequence[Told]
    fields: Mapping[str, str]


def ready_to_announce(
    at: Connection, person: Person, round_: Round, part: Part, evaluation: Evaluation | None
) -> Standing:
    """How the part stands; `evaluation` is its newest. Refused (not_now) unless it is made from what is current."""
    demand(person, Action.MOVE, Thing.ROUND, about_part(at, round_, part))
    standing = standing_of(at, person, part, evaluation)
    if standing.evaluation_id is None:
        raise refuse("not_now", "还没有评定结果", part.title, "请先评定，再公示")
    _demand_current(part, standing.stale)
    return standing


def still_ready(at: Connection, part: Part, standing: Standing) -> None:
    """Asked again in the transaction that announces. Refused: changed_meanwhile, or not_now as above."""
    row_of(at, schema.round_part, part.id, part.title, lock=True)  # whoever saves an evaluation waits for us
    row = newest(at, part.id)
    if row is None or row.id != standing.evaluation_id:
        raise refuse("changed_meanwhile", f"「{part.title}」刚刚有了新的评定结果", part.title)
    _demand_current(part, overtaken(at, part.id, standing.files))


def _demand_current(part: Part, stale: str) -> None:
    if stale:
        raise refuse("not_now", stale, part.title, "请重新评定，再公示")


def publish_part(
    at: Connection,
    person: Person,
    round_: Round,
    part: Part,
    evaluation_id: int,
    prepared: Prepared,
    occasion: str,
    why: str = "",
) -> None:
    """Station heads of the part see this evaluation from now on, and what it changed against what they saw before.

    `occasion` as in the table of evaluations. Writes no log: the caller tells of the whole intention, and sees to
    it that the evaluation is the part's and that the round is announced in the same transaction.
    """
    demand(person, Action.ADD, Thing.EVALUATION, about_part(at, round_, part))
    before = _last(at, part.id)
    _end(at, [part.id])
    table = schema.publication
    at.execute(
        insert(table).values(
            part_id=part.id,
            evaluation_id=evaluation_id,
            facts=dict(prepared.facts),
            listing=prepared.listing,
            made_by=person.id,
            made_at=moment(),
            why=why,
        )
    )
    _write_rows(at, evaluation_id, prepared, Before.of(at, before, part.id, prepared.fields, occasion))
    _show(at, part.id, evaluation_id)


def _write_rows(at: Connection, evaluation_id: int, prepared: Prepared, before: Before | None) -> None:
    """Rows of an evaluation that was announced before are written anew: same figures, words of this program."""
    table = schema.station_result
    told = iter(prepared.stations)
    while chunk := tuple(islice(told, CHUNK)):
        changes = changes_of(at, before, [(each.code, each.result) for each in chunk]) if before else {}
        codes = [each.code for each in chunk]
        at.execute(delete(table).where(table.c.evaluation_id == evaluation_id, table.c.station_code.in_(codes)))
        at.execute(insert(table), list(_rows(evaluation_id, chunk, changes)))


def _rows(evaluation_id: int, chunk: Sequence[Told], changes: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for each in chunk:
        yield {
            "evaluation_id": evaluation_id,
            "station_code": each.code,
            "result": each.result,
            "feedback": each.feedback,
            "changes": changes.get(each.code, []),
        }


def hide_parts(at: Connection, parts: Sequence[Part]) -> None:
    """Station heads see nothing of them any more; the rows stay. Permission is the caller's to ask."""
    ids = [part.id for part in parts]
    _end(at, ids)
    table = schema.round_part
    at.execute(update(table).where(table.c.id.in_(ids)).values(published_id=None, version=table.c.version + 1))


def tell(at: Connection, person: Person, action: str, round_: Round, summary: str, why: str) -> None:
    """The line of the log about a whole announcement."""
    district, number = round_.district, round_.id
    note(at, person, action, Thing.ROUND, number, district=district, assessment_round=number, summary=summary, why=why)


def _last(at: Connection, part_id: int) -> Any:
    table = schema.publication
    return at.execute(select(table).where(table.c.part_id == part_id).order_by(table.c.id.desc()).limit(1)).first()


def _end(at: Connection, part_ids: Sequence[int]) -> None:
    table = schema.publication
    shown = table.c.part_id.in_([*part_ids]) & table.c.ended_at.is_(None)
    at.execute(update(table).where(shown).values(ended_at=moment()))


def _show(at: Connection, part_id: int, evaluation_id: int) -> None:
    table = schema.round_part
    shown = {"published_id": evaluation_id, "version": table.c.version + 1}
    at.execute(update(table).where(table.c.id == part_id).values(shown))
