"""Coming in and going out, as the log tells it: a session begins, a session ends, somebody was kept waiting."""

from __future__ import annotations

from sqlalchemy import Connection, update

from rating.district.log import note
from rating.district.people import passwords, sessions
from rating.district.people.accounts import person_of
from rating.district.people.person import Person
from rating.district.people.roles import Thing
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.columns import moment

EVERYWHERE, HERE = "退出所有设备", "退出登录"


def enter(at: Connection, account: int, address: str, browser: str, how: str = "登录") -> str:
    """Begin a session and write it down; its token. Raises Refused (not_now) when the account was stopped meanwhile."""
    person = person_of(at, account, address=address)
    if person is None:
        raise refuse("not_now", "账号已停用", "账号", "请联系管理员")
    at.execute(update(schema.account).where(schema.account.c.id == account).values(last_login_at=moment()))
    note(at, person, "log_in", Thing.ACCOUNT, account, district=person.district, summary=how)
    return sessions.start(at, account, address, browser)


def leave(at: Connection, token: str, *, everywhere: bool = False) -> None:
    """End the session of the token, or all of its account; what is over already stays over."""
    person = sessions.person_by(at, token)
    sessions.end(at, token)
    if person is None or person.id is None:
        return
    if everywhere:
        sessions.end_all(at, person.id)
    summary = EVERYWHERE if everywhere else HERE
    note(at, person, "log_out", Thing.ACCOUNT, person.id, district=person.district, summary=summary)


def end_one(at: Connection, person: Person, session_id: int) -> bool:
    """End one of the person's own sessions elsewhere; whether there was one."""
    ended = sessions.end_own(at, person, session_id)
    if ended:
        summary = "结束另一设备上的登录"
        note(at, person, "log_out", Thing.ACCOUNT, person.id, district=person.district, summary=summary)
    return ended


def new_password(at: Connection, person: Person, old: str | None, new: str) -> None:
    """Keep another hash and end all sessions of the account. Raises Refused (changed_meanwhile)."""
    if person.id is None or not passwords.set_hash(at, person.id, old, new):
        raise refuse("changed_meanwhile", "密码刚刚在别处改过", "密码", "请重新登录后再改")
    sessions.end_all(at, person.id)
    summary = "修改密码，其他设备上的登录随之结束"
    note(at, person, "change", Thing.ACCOUNT, person.id, district=person.district, summary=summary)


def kept_out(at: Connection, account: int, seconds: int, address: str) -> None:
    """Write down that somebody failed so often with this login name that it is closed for a while."""
    person = person_of(at, account, address=address)
    if person is not None:
        summary = f"用「{person.login}」登录多次失败，暂停 {seconds} 秒"
        note(at, person, "refused", Thing.ACCOUNT, account, district=person.district, summary=summary)
