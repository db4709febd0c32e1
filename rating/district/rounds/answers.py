"""What was confirmed about headings, names and values while files were read; remembered for the whole district."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.intake.answers import Answers, Key


def answers_of(at: Connection, person: Person, district: int) -> Answers:
    """Everything that was ever answered there. Raises NotAllowed."""
    demand(person, Action.SEE, Thing.DISTRICT, About(district))
    table = schema.answer
    rows = at.execute(select(table.c.key, table.c.said).where(table.c.district_id == district).order_by(table.c.id))
    return Answers({tuple(json.loads(row.key)): row.said for row in rows})


def remember(at: Connection, person: Person, district: int, answers: Mapping[Key, str]) -> None:
    """Keep answers; one that differs from an earlier one replaces it, and the log tells both. Raises NotAllowed."""
    demand(person, Action.ADD, Thing.UPLOAD, About(district, owner=person.id))
    known, table = answers_of(at, person, district).by_key, schema.answer
    for key, said in answers.items():
        before = known.get(key)
        if said == before:
            continue
        values = {"said": said, "said_by": person.id, "said_at": moment()}
        filed = json.dumps(list(key), ensure_ascii=False)
        if before is None:
            at.execute(insert(table).values(district_id=district, key=filed, **values))
        else:
            at.execute(update(table).where(table.c.district_id == district, table.c.key == filed).values(**values))
        note(
            at, person, "add" if before is None else "change", Thing.UPLOAD,
            district=district, summary=f"确认「{' · '.join(key)}」", old=before or "", new=said,
        )  # fmt: skip


def forget(at: Connection, person: Person, district: int, keys: Collection[Key]) -> None:
    """Take answers back, so that their questions are asked again; the log tells what was said. Raises NotAllowed."""
    demand(person, Action.ADD, Thing.UPLOAD, About(district, owner=person.id))
    known, table = answers_of(at, person, district).by_key, schema.answer
    for key in keys:
        if key in known:
            filed = json.dumps(list(key), ensure_ascii=False)
            at.execute(delete(table).where(table.c.district_id == district, table.c.key == filed))
            note(
                at, person, "remove", Thing.UPLOAD,
                district=district, summary=f"撤回确认「{' · '.join(key)}」", old=known[key],
            )  # fmt: skip
