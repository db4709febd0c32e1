"""Passwords: what may be one, and how it is kept (argon2id).

Length counts and being guessable counts; capitals, digits and signs are nobody's business. A check takes
some 50 ms of one processor and 46 MiB on purpose, so whoever calls bounds how many run at once (`server/turnstile.py`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select, update

from rating.district.people.names import folded
from rating.district.storage import schema
from rating.district.storage.changes import refuse

HASHER = PasswordHasher(time_cost=2, memory_cost=47104, parallelism=1)
"""Above OWASP's least (46 MiB once, or 19 MiB twice); one lane, so that one check is one processor's work."""
SHORTEST, LONGEST = 10, 200
FEWEST_DIFFERENT = 5
CALLED = "密码"
ROWS = (
    "0123456789" * 4,
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "qwertyuiopasdfghjklzxcvbnm" * 2,
    "1qaz2wsx3edc4rfv5tgb6yhn",
)
"""Runs of a keyboard, forwards and backwards; any piece of one is the first thing that is tried."""
COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split())
"""Long enough, and still among the first that are tried; folded like a login name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What logging in needs of an account; `hash` None: no password has been set."""

    account: int
    hash: str | None
    active: bool


def check_password(typed: str, *own: str) -> str:
    """The password as it is kept. `own`: login and name, which it may not be. Raises Refused (not_usable)."""
    password = normal(typed)
    plain = folded(password)
    found = ""
    if len(password) < SHORTEST:
        found = f"密码有 {len(password)} 个字符，至少要 {SHORTEST} 个"
    elif len(password) > LONGEST:
        found = f"密码有 {len(password)} 个字符，最多 {LONGEST} 个"
    elif any(word and len(plain.replace(word, "")) < FEWEST_DIFFERENT for word in map(folded, own)):
        found = "密码就是登录名或姓名，或只多了几个字符"
    elif plain in COMMON or len(set(plain)) < FEWEST_DIFFERENT or _is_run(plain):
        found = "这个密码太常见，容易被猜到"
    if found:
        raise refuse("not_usable", found, CALLED, "请换一个密码，例如由四五个互不相干的词组成的一句话")
    return password


def normal(typed: str) -> str:
    """One sign typed in two ways is one sign; half a sign, which no keyboard types, is none."""
    return unicodedata.normalize("NFC", typed).encode("utf-8", "replace").decode()


def _is_run(plain: str) -> bool:
    return any(plain in row or plain in row[::-1] for row in ROWS)


def hashed(password: str) -> str:
    """As `check_password` gave it."""
    return HASHER.hash(password)


def is_right(kept: str | None, typed: str) -> bool:
    """Takes as long for an account without a password, or for none, as for any other."""
    password = normal(typed[: LONGEST * 4])
    try:
        return HASHER.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody's password, checked so that nobody can tell")


def is_outdated(kept: str) -> bool:
    """Kept with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def of_login(at: Connection, login: str) -> Kept | None:
    """The account of a login name, however it is typed."""
    table = schema.account
    asked = select(table.c.id, table.c.password_hash, table.c.active).where(table.c.login == _storable(login))
    row = at.execute(asked).one_or_none()
    return Kept(row.id, row.password_hash, row.active) if row else None


def _storable(login: str) -> str:
    """Signs that no login name has, and that PostgreSQL refuses to be asked for."""
    return folded(login)[:LONGEST].replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def set_hash(at: Connection, account: int, old: str | None, new: str) -> bool:
    """Keep another hash; False when `old` is no longer the one that is kept."""
    table = schema.account
    unchanged = table.c.password_hash == old
    done = at.execute(update(table).where(table.c.id == account, unchanged).values(password_hash=new))
    return bool(done.rowcount)
