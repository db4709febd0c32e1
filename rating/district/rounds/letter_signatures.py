"""Who signs a district's papers and whom to ask, as revisions: asked for once, used in every letter, notice and report.

It stands beside the template (`letter_templates.py`) and belongs to whoever may replace that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from rating.district.log import note
from rating.district.people.names import optional_name
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import refuse, row_of
from rating.district.storage.columns import moment

CALLED = "落款"
LONGEST = 100
"""Signs: more would not stand in two lines under a letter."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One revision; `number` counts within the district from 1, 0 where nothing was kept yet.

    issuer   who signs, "" where the place is left for a seal · contact: name and telephone, "" where nobody is named
    """

    number: int = 0
    issuer: str = ""
    contact: str = ""
    made_by_name: str = ""
    made_at: datetime | None = None


def signature_of(at: Connection, person: Person, district: int) -> Signature:
    """The newest, which stands under every paper; an empty one before the first."""
    return next(iter(signatures(at, person, district)), Signature())


def signatures(at: Connection, person: Person, district: int) -> tuple[Signature, ...]:
    """All of a district, the newest first."""
    demand(person, Action.SEE, Thing.LETTER_TEMPLATE, About(district))
    table, account = schema.letter_signature, schema.account
    asked = (
        select(table.c.number, table.c.issuer, table.c.contact, account.c.name.label("who"), table.c.made_at)
        .outerjoin_from(table, account, account.c.id == table.c.made_by)
        .where(table.c.district_id == district)
        .order_by(table.c.number.desc())
    )
    return tuple(
        Signature(row.number, row.issuer, row.contact, row.who or "", row.made_at) for row in at.execute(asked)
    )


def sign_with(at: Connection, person: Person, district: int, seen: int, issuer: str, contact: str) -> Signature:
    """Keep these words from now on. `seen`: number of the revision seen, 0 for none.

    Raises NotAllowed, Refused: not_usable (too long, or what stands there already), changed_meanwhile.
    """
    demand(person, Action.ADD, Thing.LETTER_TEMPLATE, About(district))
    row_of(at, schema.district, district, "区", lock=True)  # two at once would give one number twice
    before = signature_of(at, person, district)
    if before.number != seen:
        raise refuse("changed_meanwhile", "落款和联系人刚刚被别人改过", CALLED)
    wanted = optional_name(issuer, "落款单位", LONGEST), optional_name(contact, "联系人", LONGEST)
    if wanted == (before.issuer, before.contact):
        raise refuse("not_usable", "落款单位和联系人没有改动", CALLED)
    values = {"issuer": wanted[0], "contact": wanted[1], "made_by": person.id, "made_at": moment()}
    at.execute(insert(schema.letter_signature).values(district_id=district, number=seen + 1, **values))
    old, new = (f"{one} {other}".strip() for one, other in ((before.issuer, before.contact), wanted))
    told = f"落款单位和联系人（第 {seen + 1} 版）"
    note(at, person, "change", Thing.LETTER_TEMPLATE, None, district=district, summary=told, old=old, new=new)
    return signature_of(at, person, district)
