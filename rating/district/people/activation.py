"""Activation codes: handed out on paper, good once, kept only as SHA-256.

A code carries 78 random bits, so that nobody needs to slow down who tries to guess it, and no salt.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from rating.district.log import note
from rating.district.people.account_changes import end_sessions, keep_an_administrator
from rating.district.people.accounts import CALLED, Account, account_of, person_of
from rating.district.people.names import folded
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.columns import moment

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that nobody takes for another in print or handwriting: no I, L, O, U, 0, 1."""
GROUPS, IN_GROUP = 4, 4
GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh code in clear: shown once, then known only to whom it was given."""

    account: int
    login: str
    name: str
    role: Role
    code: str
    until: datetime


def new_code() -> str:
    """Such as H7KQ-2MXD-9RTB-VW4C."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def kept(code: str) -> str:
    """SHA-256 of a code however it is typed: small letters, full width, with other dashes or none."""
    plain = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", code[:200]).upper())
    return hashlib.sha256(plain.encode()).hexdigest()


def issue(at: Connection, person: Person, account_id: int, why: str = "") -> Issued:
    """A new code for an account. Its old code, its password and all its sessions end with that.

    Raises NotAllowed, or Refused (not_now) for a stopped account, for one's own, and for the last administrator
    who can log in: only whoever stands at the server itself may do that.
    """
    account = account_of(at, person, account_id)
    demand(person, Action.CHANGE, Thing.ACCOUNT, About(account.district))
    if person.id == account.id:
        raise refuse("not_now", "不能给自己重发激活码：原密码会随即失效", CALLED, "请修改密码，或由另一位管理员重发")
    if not account.active:
        raise refuse("not_now", f"账号「{account.label}」已停用", CALLED, "请先恢复使用")
    if person.id is not None and account.role is Role.ADMINISTRATOR:
        keep_an_administrator(at, person, account.id)
    return _issue(at, person, account, why)


def _issue(at: Connection, person: Person, account: Account, why: str) -> Issued:
    code, until = new_code(), moment() + GOOD_FOR
    table = schema.account
    at.execute(
        update(table)
        .where(table.c.id == account.id)
        .values(password_hash=None, activation_hash=kept(code), activation_until=until, version=table.c.version + 1)
    )
    end_sessions(at, account.id)
    again = account.activated or account.code_until is not None
    summary = f"{'重发' if again else '发放'}「{account.label}」的激活码"
    note(at, person, "change", Thing.ACCOUNT, account.id, district=account.district, summary=summary, why=why)
    return Issued(account.id, account.login, account.name, account.role, code, until)


def claimant(at: Connection, login: str, code: str) -> int | None:
    """The account that login name and code belong to, while the code is good; None otherwise, without saying why."""
    table = schema.account
    asked = select(table.c.id, table.c.activation_hash, table.c.activation_until)
    row = at.execute(asked.where(table.c.login == folded(login), table.c.active)).one_or_none()
    right = hmac.compare_digest((row.activation_hash if row else None) or "-", kept(code))
    return row.id if row and right and row.activation_until > moment() else None


def activate(at: Connection, login: str, code: str, password_hash: str, address: str = "") -> int:
    """Set the first password; the code is spent with that. The account's id.

    Raises Refused (not_usable) when the code is wrong, over, or was spent meanwhile.
    """
    account = claimant(at, login, code)
    spent = 0
    if account is not None:
        table = schema.account
        spent = at.execute(
            update(table)
            .where(table.c.id == account, table.c.activation_hash == kept(code))
            .values(
                password_hash=password_hash,
                activation_hash=None,
                activation_until=None,
                version=table.c.version + 1,
            )
        ).rowcount
    if account is None or not spent:
        raise refuse(
            "not_usable",
            "登录名与激活码对不上，或激活码已经用过、过期",
            "激活码",
            "请核对；仍不行请向管理员要新的激活码",
        )
    end_sessions(at, account)
    owner = person_of(at, account, address=address)
    if owner is not None:
        note(
            at, owner, "activate", Thing.ACCOUNT, account, district=owner.district, summary=f"激活账号「{owner.name}」"
        )
    return account
