"""Looking into the log: by time, person, action, thing, round and words, a page at a time; the newest line first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from rating.district.log import ACTIONS
from rating.district.people.person import Person
from rating.district.people.roles import TITLES, About, Action, Thing, demand
from rating.district.storage import schema

PAGE = 50
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line as it was written; `at` is aware, `district` and `assessment_round` are ids."""

    id: int
    at: datetime
    who: str
    action: str
    thing: str
    thing_id: int | None
    district: int | None
    assessment_round: int | None
    summary: str
    old: str
    new: str
    why: str
    address: str

    @property
    def action_title(self) -> str:
        return ACTIONS.get(self.action, self.action)

    @property
    def thing_title(self) -> str:
        return TITLES[Thing(self.thing)] if self.thing in set(Thing) else self.thing


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines; what is empty does not narrow. `since` is included, `until` is not; both are aware.

    account   id of the account that did it
    words     all of these, separated by spaces, each in any of a line's texts
    """

    since: datetime | None = None
    until: datetime | None = None
    account: int | None = None
    actions: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    district: int | None = None
    assessment_round: int | None = None
    words: str = ""


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class LogPage:
    """`total` lines are wanted, these are those of page `number`, counted from 1."""

    lines: tuple[LogLine, ...]
    total: int
    number: int
    pages: int


def log_page(at: Connection, person: Person, wanted: Wanted = EVERYTHING, number: int = 1, size: int = PAGE) -> LogPage:
    """A page beyond the last shows the last. Raises NotAllowed."""
    condition = _condition(person, wanted)
    total = at.execute(select(func.count()).select_from(schema.log).where(condition)).scalar_one()
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    rows = at.execute(_asked(condition).limit(size).offset((number - 1) * size))
    return LogPage(tuple(map(_line, rows)), total, number, pages)


def log_lines(at: Connection, person: Person, wanted: Wanted = EVERYTHING) -> Iterator[LogLine]:
    """All lines that are wanted, fetched as they are taken. Raises NotAllowed at the first."""
    asked = _asked(_condition(person, wanted)).execution_options(stream_results=True, yield_per=AT_ONCE)
    return map(_line, at.execute(asked))


def people_in_log(at: Connection, person: Person) -> dict[int, str]:
    """Account → its latest name, of everybody with a line that the person may see."""
    log = schema.log
    seen = and_(_condition(person, EVERYTHING), log.c.account_id.is_not(None))
    last = select(func.max(log.c.id)).where(seen).group_by(log.c.account_id)
    rows = at.execute(select(log.c.account_id, log.c.who).where(log.c.id.in_(last)).order_by(log.c.who))
    return {row.account_id: row.who for row in rows}


def _asked(condition: ColumnElement[bool]) -> Any:
    return select(schema.log).where(condition).order_by(schema.log.c.id.desc())


def _condition(person: Person, wanted: Wanted) -> ColumnElement[bool]:
    """Somebody confined to a district gets its lines only, whatever they ask for."""
    district = person.district if wanted.district is None else wanted.district
    demand(person, Action.SEE, Thing.LOG, About(district))
    log = schema.log.c
    narrowed = [
        (wanted.since, log.at.__ge__),
        (wanted.until, log.at.__lt__),
        (wanted.account, log.account_id.__eq__),
        (wanted.actions, log.action.in_),
        (wanted.things, log.thing.in_),
        (district, log.district_id.__eq__),
        (wanted.assessment_round, log.round_id.__eq__),
    ]
    conditions = [narrow(asked) for asked, narrow in narrowed if asked not in (None, ())]
    return and_(True, *conditions, *map(_holds, wanted.words.split()))


def _holds(word: str) -> ColumnElement[bool]:
    log = schema.log.c
    return or_(*(text.icontains(word, autoescape=True) for text in (log.who, log.summary, log.old, log.new, log.why)))


def _line(row: Any) -> LogLine:
    return LogLine(
        row.id,
        row.at,
        row.who,
        row.action,
        row.thing,
        row.thing_id,
        row.district_id,
        row.round_id,
        row.summary,
        row.old,
        row.new,
        row.why,
        row.address,
    )
