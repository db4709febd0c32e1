"""What was confirmed about headings, names and values while files were read; remembered for the whole district."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, NotAllowed, Thing, demand
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.intake.answers import Answers, Key
from rating.problems import Place, Problem


def answers_of(at: Connection, person: Person, district: int) -> Answers:
    """Everything that was ever answered there. Raises NotAllowed."""
    demand(person, Action.SEE, Thing.DISTRICT, About(district))
    table = schema.answer
    rows = at.execute(select(table.c.key, table.c.said).where(table.c.district_id == district).order_by(table.c.id))
    return Answers({tuple(json.loads(row.key)): row.said for row in rows})


def remember(at: Connection, person: Person, district: int, answers: Mapping[Key, str]) -> None:
    """Keep answers; one that differs from an earlier one replaces it, and the log tells both.

    Raises NotAllowed; also when a rater would change what somebody else has said, which holds for everybody's files.
    """
    demand(person, Action.ADD, Thing.UPLOAD, About(district, owner=person.id))
    table = schema.answer
    asked = select(table).where(table.c.district_id == district)
    known = {row.key: row for row in at.execute(asked)}
    for key, said in answers.items():
        filed = json.dumps(list(key), ensure_ascii=False)
        before = known.get(filed)
        if before is not None and said == before.said:
            continue
        _only_own(person, key, before)
        values = {"said": said, "said_by": person.id, "said_at": moment()}
        if before is None:
            at.execute(insert(table).values(district_id=district, key=filed, **values))
        else:
            at.execute(update(table).where(table.c.id == before.id).values(**values))
        note(
            at, person, "add" if before is None else "change", Thing.UPLOAD,
            district=district, summary=f"确认「{' · '.join(key)}」", old=before.said if before else "", new=said,
        )  # fmt: skip


def forget(at: Connection, person: Person, district: int, keys: Collection[Key]) -> None:
    """Take answers back, so that their questions are asked again; the log keeps what was said. Raises as `remember`."""
    demand(person, Action.ADD, Thing.UPLOAD, About(district, owner=person.id))
    table = schema.answer
    for key in keys:
        filed = json.dumps(list(key), ensure_ascii=False)
        before = at.execute(select(table).where(table.c.district_id == district, table.c.key == filed)).one_or_none()
        if before is None:
            continue
        _only_own(person, key, before)
        at.execute(delete(table).where(table.c.id == before.id))
        note(
            at, person, "remove", Thing.UPLOAD,
            district=district, summary=f"撤回确认「{' · '.join(key)}」", old=before.said,
        )  # fmt: skip


def _only_own(person: Person, key: Key, before: Any) -> None:
    """Answers hold for everybody's files: a rater changes only what they said themselves."""
    if before is not None and person.role is Role.RATER and before.said_by != person.id:
        found = f"「{key[-1]}」已由他人确认，评估人不能改变"
        raise NotAllowed((Problem("not_allowed", Place(object="确认"), found, remedy="如有不符，请联系评估员"),))
