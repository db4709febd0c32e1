"""What one announcement tells of all its stations alike, remembered: none of it changes once it is made.

Whether an announcement is in force is asked of the database each time, and whether the person may see it by whoever
asks for it here; what is remembered answers neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, bindparam, select

from rating.district.storage import schema
from rating.insight.published import Facts, facts_from
from rating.insight.shared_words import WORDS, Words

MOST = 32
"""Announcements remembered of one database: a few rounds with a few parts are looked at at a time."""
Key = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Announcement:
    """number, rated_at: of the evaluation that it shows; words: what its feedback records leave out."""

    facts: Facts
    words: Words
    number: int
    rated_at: datetime
    announced_at: datetime


_known: WeakKeyDictionary[Engine, dict[Key, Announcement]] = WeakKeyDictionary()
_one_at_a_time = Lock()


def announcement(at: Connection, publication_id: int, made_at: datetime) -> Announcement:
    """With its moment, because the id alone is given again when the transaction that made it is undone."""
    key = publication_id, made_at
    with _one_at_a_time:
        found = _known.setdefault(at.engine, {}).get(key)
    return found or _remembered(at, key)


def _remembered(at: Connection, key: Key) -> Announcement:
    row = at.execute(_asked(), {"publication": key[0]}).one()
    found = Announcement(facts_from(row.facts), row.facts.get(WORDS, {}), row.number, row.rated_at, key[1])
    with _one_at_a_time:
        known = _known.setdefault(at.engine, {})
        if len(known) >= MOST:
            known.pop(next(iter(known)))
        known[key] = found
    return found


@cache
def _asked() -> Select[Any]:
    publication, evaluation = schema.publication, schema.evaluation
    return (
        select(publication.c.facts, evaluation.c.number, evaluation.c.made_at.label("rated_at"))
        .join_from(publication, evaluation, evaluation.c.id == publication.c.evaluation_id)
        .where(publication.c.id == bindparam("publication"))
    )
