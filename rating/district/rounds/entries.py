"""The values a part holds, in revisions: each accepted reading is kept whole, and every value that a later
one changed is kept as it was, with the reason.

Up to `MOST_LISTED` values all of them stand as rows in `entry`; beyond that only those that ever changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.entry_changes import (
    NOTHING,
    EntryChanges,
    Row,
    count_of_values,
    entry_changes,
)
from rating.district.rounds.round import Part, Round, about_part, about_station, part_of
from rating.district.storage import schema
from rating.district.storage.archive import packed_reading, unpacked_reading
from rating.district.storage.changes import refuse, row_of
from rating.district.storage.columns import moment
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.shown import visible

MOST_LISTED = 100_000
"""A district of 215 stations with 60 values and marks of five raters has 64,500."""
AT_ONCE = 2_000
CALLED = "填报数据"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as a revision holds it; `rater` "" where nobody gives marks. `value` is exact, "" unless reported."""

    station_code: str
    field: str
    rater: str
    revision: int
    status: str
    value: str
    typed: str
    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One value that a revision changed, or that stands in another cell now; `old` None where there was none before."""

    revision: int
    why: str
    made_by_name: str
    made_at: datetime
    old: Entry | None
    new: Entry

    @property
    def says_otherwise(self) -> bool:
        """Not only the cell is another."""
        old, new = self.old, self.new
        return old is None or (old.status, old.value, old.typed) != (new.status, new.value, new.typed)


@dataclass(frozen=True)
class PreparedRevision:
    """All that the next revision of a part writes, worked out before the transaction. `number` is its own."""

    number: int
    reading: bytes
    changes: EntryChanges = field(repr=False)
    listed: bool

    @property
    def overwrites(self) -> int:
        """How many values that were given before are no longer the same."""
        return self.changes.overwritten


def revision_number(at: Connection, part_id: int) -> int:
    """The newest revision's number, 0 before the first. Asks no permission: it tells a number."""
    row = _newest(at, part_id)
    return row.number if row else 0


def reading_of(at: Connection, person: Person, part_id: int) -> tuple[int, Reported] | None:
    """Number and reading of the newest revision: what the files said, without any decision. Raises NotAllowed."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.SEE, Thing.ENTRY, about_part(at, round_, part))
    row = _newest(at, part_id)
    if row is None:
        return None
    return row.number, _reading(at, row.id)


def prepared(rubric: Rubric, before: tuple[int, Reported] | None, now: Reported) -> PreparedRevision:
    """What a new revision would write; slow for very many values, so not in a transaction."""
    number, old = before or (0, NOTHING)
    listed = number == 0 and count_of_values(now) <= MOST_LISTED
    many = number == 0 and not listed
    changes = EntryChanges() if many else entry_changes(rubric, old, now)
    return PreparedRevision(number + 1, packed_reading(now), changes, listed)


def add_revision(
    at: Connection, person: Person, round_: Round, part: Part, prepared_: PreparedRevision, why: str
) -> int:
    """Keep a revision; its number.

    Raises NotAllowed, Refused: changed_meanwhile when another came in between, not_filled when values change
    from 评分 on without a reason.
    """
    demand(person, Action.CHANGE, Thing.ENTRY, about_part(at, round_, part))
    row_of(at, schema.round_part, part.id, "评估分组", lock=True)
    newest = _newest(at, part.id)
    if (newest.number if newest else 0) + 1 != prepared_.number:
        raise refuse("changed_meanwhile", "填报数据刚刚由别人更新", CALLED)
    if prepared_.overwrites and round_.state.frozen and not visible(why).strip():
        found = f"有 {prepared_.overwrites} 处已有数据改变，没有写明理由"
        raise refuse("not_filled", found, CALLED, "请写明为什么改变，再采用")
    number, listed = prepared_.number, newest.listed if newest else prepared_.listed
    at.execute(
        insert(schema.entry_revision).values(
            part_id=part.id,
            number=number,
            why=visible(why).strip(),
            made_by=person.id,
            made_at=moment(),
            reading=prepared_.reading,
            listed=listed,
        )
    )
    _write(at, part.id, prepared_, listed)
    changed = f"，其中改变已有数据 {prepared_.overwrites} 处" if prepared_.overwrites else ""
    note(
        at, person, "change", Thing.ENTRY, part.id,
        district=round_.district, assessment_round=round_.id,
        summary=f"填报数据第 {number} 版{changed}", why=visible(why).strip(),
    )  # fmt: skip
    return number


def entries_of(at: Connection, person: Person, part_id: int, station_code: str) -> tuple[Entry, ...]:
    """The current values of one station that stand as rows. Raises NotAllowed."""
    _seen(at, person, part_id, station_code)
    table = schema.entry
    asked = select(table).where(
        table.c.part_id == part_id, table.c.station_code == station_code, table.c.ended_by.is_(None)
    )
    return tuple(_entry(row) for row in at.execute(asked.order_by(table.c.field, table.c.rater)))


def entry_history(
    at: Connection, person: Person, part_id: int, station_code: str | None = None
) -> tuple[EntryChange, ...]:
    """What changed after the first revision, the newest first; of one station, or of the whole part."""
    _seen(at, person, part_id, station_code)
    table = schema.entry
    asked = select(table).where(table.c.part_id == part_id, (table.c.revision > 1) | table.c.ended_by.is_not(None))
    if station_code is not None:
        asked = asked.where(table.c.station_code == station_code)
    rows = at.execute(asked.order_by(table.c.id)).all()
    revisions = _revisions(at, part_id)
    old = {(row.ended_by, row.station_code, row.field, row.rater): _entry(row) for row in rows if row.ended_by}
    new = {(row.revision, row.station_code, row.field, row.rater): _entry(row) for row in rows if row.revision > 1}
    return tuple(EntryChange(*revisions[place[0]], old.get(place), new[place]) for place in sorted(new, reverse=True))


def raters_named(at: Connection, part_id: int, station_code: str) -> frozenset[str]:
    """Under which names marks were ever given to a station. Asks no permission: the caller has."""
    table, newest = schema.entry, _newest(at, part_id)
    asked = select(table.c.rater).where(table.c.part_id == part_id, table.c.station_code == station_code)
    named = set(at.execute(asked.where(table.c.rater != "").distinct()).scalars())
    if newest is not None and not newest.listed:
        reading = _reading(at, newest.id)
        for rater in reading.raters if station_code in reading.roster.code else ():
            row = reading.roster.code.index(station_code)
            columns = (by[rater.code] for by in reading.marks.values() if rater.code in by)
            named |= {name for column in columns if column.source[row] >= 0 for name in (rater.code, rater.name)}
    return frozenset(named)


def _reading(at: Connection, revision_id: int) -> Reported:
    table = schema.entry_revision
    return unpacked_reading(at.execute(select(table.c.reading).where(table.c.id == revision_id)).scalar_one())


def _seen(at: Connection, person: Person, part_id: int, station_code: str | None) -> None:
    round_, part = part_of(at, person, part_id)
    whole = station_code is None
    about = about_part(at, round_, part) if whole else about_station(at, round_, part, station_code or "")
    demand(person, Action.SEE, Thing.ENTRY, about)


def _write(at: Connection, part_id: int, prepared_: PreparedRevision, listed: bool) -> None:
    """End the rows that no longer hold and add the new ones; where not all are listed, first those that were not."""
    old, table = prepared_.changes.old, schema.entry
    if not listed:
        known = _listed(at, part_id)
        _put(at, part_id, [row for row in old if _key(row) not in known], 1)
    end = (
        update(table)
        .where(
            table.c.part_id == part_id,
            table.c.station_code == bindparam("code"),
            table.c.field == bindparam("of"),
            table.c.rater == bindparam("by"),
            table.c.ended_by.is_(None),
        )
        .values(ended_by=prepared_.number)
    )
    for some in _batches(old):
        keys = [dict(zip(("code", "of", "by"), _key(row), strict=True)) for row in some]
        at.execute(end, keys)
    _put(at, part_id, prepared_.changes.new, prepared_.number)


def _key(row: Row) -> tuple[str, str, str]:
    return row["station_code"], row["field"], row["rater"]


def _listed(at: Connection, part_id: int) -> frozenset[tuple[str, str, str]]:
    table = schema.entry
    asked = select(table.c.station_code, table.c.field, table.c.rater)
    rows = at.execute(asked.where(table.c.part_id == part_id, table.c.ended_by.is_(None)))
    return frozenset((row.station_code, row.field, row.rater) for row in rows)


def _put(at: Connection, part_id: int, rows: Sequence[Row], number: int) -> None:
    for some in _batches(rows):
        at.execute(insert(schema.entry), [{**row, "part_id": part_id, "revision": number} for row in some])


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    yield from (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _newest(at: Connection, part_id: int) -> Any:
    """The newest revision without its reading."""
    table: Table = schema.entry_revision
    asked = select(table.c.id, table.c.number, table.c.listed).where(table.c.part_id == part_id)
    return at.execute(asked.order_by(table.c.number.desc()).limit(1)).first()


def _revisions(at: Connection, part_id: int) -> dict[int, tuple[int, str, str, datetime]]:
    table, account = schema.entry_revision, schema.account
    asked = select(table.c.number, table.c.why, account.c.name, table.c.made_at)
    rows = at.execute(asked.outerjoin(account, account.c.id == table.c.made_by).where(table.c.part_id == part_id))
    return {row.number: (row.number, row.why, row.name or "", row.made_at) for row in rows}


_PARTS = tuple(each.name for each in fields(Entry))


def _entry(row: Any) -> Entry:
    return Entry(*(getattr(row, name) for name in _PARTS))
