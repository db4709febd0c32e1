"""Passwords: what may be one, and how it is kept (argon2id).

Length counts and being guessable counts; capitals, digits and signs are nobody's business. A check takes
some 50 ms of one processor and 46 MiB on purpose, so whoever calls bounds how many run at once (`server/turnstile.py`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

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
ROWS = ("01234567890" * 4, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2, "1qaz2wsx3edc4rfv5tgb6yhn")
"""Runs of a keyboard, forwards and backwards; any piece of one is the first thing that is tried."""
COMMON = frozenset(
    """
    password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 password12345 admin12345 admin123456 admin1234567
    administrator administrator1 root123456 test123456 user123456 abc1234567 abc12345678 abc123456789 abcd123456
    abcd1234567 abcd12345678 a123456789 a1234567890 aa12345678 aa123456789 qq123456789 qq1234567890 asd123456789
    asdf123456 asdf1234567 qwe1234567 qwe12345678 qwe123456789 qwer123456 qwer12345678 qwerty1234 qwerty12345
    qwerty123456 qwerty123456789 zxc123456789 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 woaini1314 woaini520 woaini1314520
    woaini5201314 woaini123456 5201314520 5201314521 1314520520 wo5201314520 iloveyou1314 iloveyou520 iloveyou123
    woshishui123 123456789a 123456789q 1234567890a 1234567890q 12345678910 123456789abc 1234567891 123123123123
    147258369147 1472583690 147852369147 7894561230 789456123789 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5
    q1w2e3r4t5y6 zaq12wsxcde3 zaq1zaq1zaq1 asdfghjkl123 asdfghjkl1 dearbook123 wang123456 zhang123456 li123456789
    shegong123 shegong1234 shegong12345 shegong123456 shegongzhan shegongzhan1 shegongzhan123 社工站社工站社工
    minzheng123 minzheng1234 minzheng123456 mima123456 mima1234567 mima123456789 wodemima123 huanying123 changeme123
    welcome123 welcome1234 welcome12345 letmein1234 letmein12345 monkey123456 dragon123456 sunshine123 princess123
    football123 baseball123 superman123 michael123 1111111111a
    """.split()
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What logging in needs of an account; `hash` None: no password has been set."""

    account: int
    hash: str | None
    active: bool


def check_password(typed: str, *own: str) -> str:
    """The password as it is kept. `own`: login and name, which it may not be. Raises Refused (not_usable)."""
    password = unicodedata.normalize("NFC", typed)
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


def _is_run(plain: str) -> bool:
    return any(plain in row or plain in row[::-1] for row in ROWS)


def hashed(password: str) -> str:
    """As `check_password` gave it."""
    return HASHER.hash(password)


def is_right(kept: str | None, typed: str) -> bool:
    """Takes as long for an account without a password, or for none, as for any other."""
    password = unicodedata.normalize("NFC", typed[: LONGEST * 4])
    try:
        return HASHER.verify(kept or _nobodys(), password) and kept is not None
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
