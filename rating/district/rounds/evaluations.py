"""Evaluations of a part of a round: each kept whole, numbered, never changed and never removed singly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.round import Part, Round, about_part, part_of
from rating.district.storage import schema
from rating.district.storage.archive import fingerprint, packed, unpacked
from rating.district.storage.changes import added, refuse, row_of
from rating.district.storage.columns import moment
from rating.scoring.evaluation import Evaluation
from rating.shown import visible

OCCASIONS = {"rating": "评定", "adjudication": "复核", "objection": "异议", "recheck": "整改复评"}
"""What an evaluation was made for → its Chinese word."""
CALLED = "评估结果"


@dataclass(frozen=True, slots=True)
class Saved:
    """What is known of a kept evaluation without unpacking it; `made_by_name` "" once the account is gone."""

    id: int
    part_id: int
    number: int
    occasion: str
    fingerprint: str
    stations: int
    made_by_name: str
    made_at: datetime
    why: str
    entry_revision: int

    @property
    def title(self) -> str:
        return f"第 {self.number} 次{OCCASIONS[self.occasion]}"


def save_evaluation(
    at: Connection,
    person: Person,
    round_: Round,
    part: Part,
    evaluation: Evaluation,
    occasion: str,
    why: str,
    entry_revision: int = 0,
    archive: bytes | None = None,
) -> Saved:
    """Keep an evaluation as the part's newest. `archive`, where the caller has packed it before the transaction.

    Raises NotAllowed.
    """
    demand(person, Action.ADD, Thing.EVALUATION, about_part(at, round_, part))
    row_of(at, schema.round_part, part.id, "评估分组", lock=True)  # one number each
    table = schema.evaluation
    archive = packed(evaluation) if archive is None else archive
    highest = at.execute(select(func.max(table.c.number)).where(table.c.part_id == part.id)).scalar()
    number, made_at, stations = (highest or 0) + 1, moment(), len(evaluation.roster)
    kept = added(
        at,
        table,
        part_id=part.id,
        number=number,
        occasion=occasion,
        fingerprint=fingerprint(archive),
        archive=archive,
        stations=stations,
        entry_revision=entry_revision,
        made_by=person.id,
        made_at=made_at,
        why=visible(why),
    )
    saved = Saved(
        kept, part.id, number, occasion, fingerprint(archive), stations,
        person.name if person.id is not None else "", made_at, why, entry_revision,
    )  # fmt: skip
    summary = f"{part.title or round_.title}{saved.title}，{stations} 个单位，指纹 {saved.fingerprint[:12]}"
    note(
        at, person, "rate", Thing.EVALUATION, saved.id,
        district=round_.district, assessment_round=round_.id, summary=summary, why=why,
    )  # fmt: skip
    return saved


def load_evaluation(at: Connection, person: Person, evaluation_id: int) -> Evaluation:
    """Equal to the one that was saved. Raises NotAllowed, Refused: not_found, storage_damaged."""
    may_see_evaluation(at, person, evaluation_id)
    row = row_of(at, schema.evaluation, evaluation_id, CALLED)
    if fingerprint(row.archive) != row.fingerprint:
        raise refuse("storage_damaged", "保存的评估结果与其指纹不符", CALLED)
    return unpacked(row.archive)


def may_see_evaluation(at: Connection, person: Person, evaluation_id: int) -> Saved:
    """What is known of it, for a screen that holds the evaluation itself already. Raises as `load_evaluation`."""
    found = at.execute(_asked().where(schema.evaluation.c.id == evaluation_id)).one_or_none()
    if found is None:
        raise refuse("not_found", f"没有找到这一{CALLED}", CALLED)
    round_, part = part_of(at, person, found.part_id)
    demand(person, Action.SEE, Thing.EVALUATION, about_part(at, round_, part))
    return _saved(found)


def saved_of(at: Connection, person: Person, part_id: int) -> tuple[Saved, ...]:
    """All evaluations of a part, the newest first."""
    demand(person, Action.SEE, Thing.EVALUATION, _about(at, person, part_id))
    table = schema.evaluation
    return tuple(map(_saved, at.execute(_asked().where(table.c.part_id == part_id).order_by(table.c.number.desc()))))


def latest(at: Connection, person: Person, part_id: int) -> Saved | None:
    """The newest evaluation of a part; None before the first."""
    return next(iter(saved_of(at, person, part_id)), None)


def _about(at: Connection, person: Person, part_id: int) -> About:
    round_, part = part_of(at, person, part_id)
    return about_part(at, round_, part)


def _asked() -> Select[Any]:
    """Everything but the archive, which may be large."""
    table, account = schema.evaluation, schema.account
    told = [column for column in table.c if column.name != "archive"]
    return select(*told, account.c.name).outerjoin(account, account.c.id == table.c.made_by)


def _saved(row: Any) -> Saved:
    return Saved(
        row.id, row.part_id, row.number, row.occasion, row.fingerprint, row.stations, row.name or "", row.made_at,
        row.why, row.entry_revision,
    )  # fmt: skip
