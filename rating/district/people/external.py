"""Single sign-on: whose account a name at the provider is, and the key that signs what a browser carries there."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, insert, select

from rating.district.storage import schema
from rating.shown import one_line

KEY = "sign_on_key"


def of_external(at: Connection, external_id: str) -> int | None:
    """The account in use that has exactly this name at the provider; None without one: none is ever made."""
    table = schema.account
    if not external_id or one_line(external_id) != external_id:
        return None  # no account can have it, and a database might not even take the question
    asked = select(table.c.id).where(table.c.external_id == external_id, table.c.active)
    return at.execute(asked).scalar_one_or_none()


def kept_key(at: Connection) -> str:
    """The key, "" when none has been made yet. All copies of the program share it."""
    asked = select(schema.setting.c.value).where(schema.setting.c.name == KEY)
    return at.execute(asked).scalar() or ""


def make_key(at: Connection) -> str:
    """The same, made now. Raises Refused (storage_taken) when another copy was faster."""
    made = kept_key(at)
    if not made:
        made = secrets.token_hex(32)
        at.execute(insert(schema.setting).values(name=KEY, value=made))
    return made
