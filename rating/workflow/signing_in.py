"""Logging in and out, and what goes with it: sessions, passwords, the first administrator.

Whatever checks or makes a password takes long on purpose: the server calls it in a thread, a few at once.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from rating.district.people import activation, attempts, entering, external, passwords, sessions, setup
from rating.district.people.accounts import person_of
from rating.district.people.names import login_name, name
from rating.district.people.person import Person
from rating.district.people.sessions import OwnSession
from rating.district.storage.database import Database
from rating.problems import Refused

FIRST_LOG_IN, FIRST_START = "激活后登录", "建立系统后登录"


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody asks."""

    address: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of an attempt: the token of a new session, or none.

    wait  seconds until the next attempt is looked at, 0 for none
    seen  this one was looked at, and wrong where there is no token
    """

    token: str = ""
    wait: int = 0
    seen: bool = True


# ---- sessions


def person_by(database: Database, token: str) -> Person | None:
    """Whose session the token is, as their account is now; None when there is none. Raises Refused (storage_…)."""
    with database.reading() as at:
        person = sessions.person_by(at, token)
        due = person is not None and sessions.is_due(at, person)
    if person is not None and person.session is not None and due:
        with suppress(Refused), database.writing() as at:  # a full disk or a long backup logs nobody out
            sessions.see(at, person.session)
    return person


def is_good(database: Database, token: str) -> bool:
    """Whether the token opens the door."""
    with database.reading() as at:
        return sessions.is_good(at, token)


def own_sessions(database: Database, person: Person) -> tuple[OwnSession, ...]:
    """Where the person is logged in."""
    with database.reading() as at:
        return sessions.own_sessions(at, person)


def end_session(database: Database, person: Person, session_id: int) -> bool:
    """End one of the person's own sessions; whether there was one."""
    with database.writing() as at:
        return entering.end_one(at, person, session_id)


def log_out(database: Database, token: str, *, everywhere: bool = False) -> None:
    """End this session, or all of its account."""
    with database.writing() as at:
        entering.leave(at, token, everywhere=everywhere)


# ---- with a password


def log_in(database: Database, login: str, password: str, visit: Visit, before: str = "") -> Entry:
    """A new session for who knows the password. `before`: the browser's old token, whose session ends with this."""
    keys = (attempts.of_login(login), attempts.of_address(visit.address))
    wait = _begin(database, keys)
    if wait:
        return Entry(wait=wait, seen=False)
    with database.reading() as at:
        kept = passwords.of_login(at, login)
    right = passwords.is_right(kept.hash if kept and kept.active else None, password)
    if kept is None or not right:
        return _wrong(database, keys, visit, kept.account if kept else None)
    again = passwords.hashed(passwords.normal(password)) if passwords.is_outdated(kept.hash or "") else None
    with database.writing() as at:
        if passwords.of_login(at, login) != kept:
            return Entry()
        if again:
            passwords.set_hash(at, kept.account, kept.hash, again)
        attempts.was_right(at, keys)
        sessions.end(at, before)
        return Entry(entering.enter(at, kept.account, visit.address, visit.browser))


def has_password(database: Database, person: Person) -> bool:
    """Who only ever comes by single sign-on has none."""
    with database.reading() as at:
        kept = passwords.of_login(at, person.login)
    return kept is not None and kept.hash is not None


def change_password(database: Database, person: Person, old: str, new: str, visit: Visit) -> Entry:
    """Another password for who knows the old one; all sessions end, and the token is that of a new one.

    Raises Refused: not_usable for the new password, changed_meanwhile.
    """
    keys = (attempts.of_login(person.login), attempts.of_address(visit.address))
    password = passwords.check_password(new, person.login, person.name)
    wait = _begin(database, keys)
    if wait:
        return Entry(wait=wait, seen=False)
    with database.reading() as at:
        kept = passwords.of_login(at, person.login)
    if kept is None or kept.account != person.id or not passwords.is_right(kept.hash, old):
        return _wrong(database, keys, visit, person.id)
    hashed = passwords.hashed(password)
    with database.writing() as at:
        attempts.was_right(at, keys)
        entering.new_password(at, person, kept.hash, hashed)
        return Entry(entering.enter(at, kept.account, visit.address, visit.browser, "修改密码后登录"))


def _begin(database: Database, keys: tuple[str, ...]) -> int:
    with database.writing() as at:
        return attempts.begin(at, keys)


def _wrong(database: Database, keys: tuple[str, ...], visit: Visit, account: int | None = None) -> Entry:
    """The failure was counted before; one too many, and a known account is told of in the log."""
    with database.writing() as at:
        wait = attempts.waiting(at, keys)
        if wait and account is not None:
            entering.kept_out(at, account, wait, visit.address)
    return Entry(wait=wait)


# ---- by single sign-on


def log_in_external(database: Database, external_id: str, visit: Visit, before: str = "") -> Entry:
    """A new session for whom the identity provider vouches; none when no account has that name."""
    with database.writing() as at:
        account = external.of_external(at, external_id)
        if account is None:
            return Entry()
        sessions.end(at, before)
        return Entry(entering.enter(at, account, visit.address, visit.browser, "单点登录"))


def sign_on_key(database: Database) -> str:
    """The key that signs what a browser carries to the identity provider and back; the same for all copies."""
    with database.reading() as at:
        kept = external.kept_key(at)
    if kept:
        return kept
    try:
        with database.writing() as at:
            return external.make_key(at)
    except Refused as refusal:
        if refusal.problems[0].code != "storage_taken":
            raise
    with database.reading() as at:
        return external.kept_key(at)


# ---- for the first time


def activate(database: Database, login: str, code: str, password: str, visit: Visit) -> Entry:
    """Set the first password with an activation code, and log in.

    Raises Refused: not_usable for the password, or when somebody else spent the code meanwhile.
    """
    keys = (attempts.of_address(visit.address),)
    wait = _begin(database, keys)
    if wait:
        return Entry(wait=wait, seen=False)
    with database.reading() as at:
        account = activation.claimant(at, login, code)
        person = person_of(at, account) if account is not None else None
    if account is None or person is None:
        return _wrong(database, keys, visit)
    with database.writing() as at:
        attempts.was_right(at, keys)
    hashed = passwords.hashed(passwords.check_password(password, person.login, person.name))
    with database.writing() as at:
        activation.activate(at, login, code, hashed, visit.address)
        attempts.was_right(at, (attempts.of_login(login),))
        return Entry(entering.enter(at, account, visit.address, visit.browser, FIRST_LOG_IN))


def setup_code(database: Database) -> str:
    """The set-up code, made when there is none; "" once there are accounts."""
    with database.writing() as at:
        return setup.setup_code(at)


def make_first(database: Database, login: str, called: str, password: str, code: str | None, visit: Visit) -> Entry:
    """The first administrator, logged in. `code` None: asked at the machine itself.

    Raises Refused: not_now when there is an account already, not_usable for what was typed.
    """
    shown, checked = name(called, "姓名"), login_name(login)
    password = passwords.check_password(password, checked, shown)
    keys = (attempts.of_address(visit.address),)
    wait = _begin(database, keys) if code is not None else 0
    if wait:
        return Entry(wait=wait, seen=False)
    with database.reading() as at:
        if setup.has_accounts(at):
            raise setup.too_late()
    hashed = passwords.hashed(password)
    with database.writing() as at:
        account = setup.make_first(at, checked, shown, hashed, code, visit.address)
        attempts.was_right(at, keys)
        return Entry(entering.enter(at, account, visit.address, visit.browser, FIRST_START))
