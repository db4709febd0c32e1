"""The first start: whether anybody has an account yet, the set-up code, and the first administrator."""

from __future__ import annotations

import hmac
import secrets

from sqlalchemy import Connection, delete, insert, select, text

from rating.district.log import note
from rating.district.people.names import login_name, name
from rating.district.people.person import Person, Role
from rating.district.people.roles import Thing
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.columns import moment
from rating.problems import Refused

CODE = "setup_code"
CALLED = "管理员"


def has_accounts(at: Connection) -> bool:
    return at.execute(select(schema.account.c.id).limit(1)).first() is not None


def setup_code(at: Connection) -> str:
    """The code that whoever makes the first administrator from another machine must know; "" once there are accounts.

    In the database, so that several copies of the program ask for the same one; it opens nothing else.
    """
    _alone(at)
    if has_accounts(at):
        return ""
    setting = schema.setting
    kept = at.execute(select(setting.c.value).where(setting.c.name == CODE)).scalar()
    if kept is None:
        kept = secrets.token_hex(6)
        at.execute(insert(setting).values(name=CODE, value=kept))
    return str(kept)


def make_first(at: Connection, login: str, called: str, password_hash: str, code: str | None, address: str = "") -> int:
    """The id of the first account, an administrator of every district. `code` None: asked at the machine itself.

    Raises Refused: not_now when there is an account already, also when two ask at once; not_usable for a wrong code.
    """
    _alone(at)
    if has_accounts(at):
        raise too_late()
    if code is not None and not hmac.compare_digest(code.strip().lower().encode(), setup_code(at).encode()):
        raise refuse("not_usable", "安装码不正确", "安装码", "安装码写在服务器的启动记录中，请向维护服务器的人索取")
    values = {"login": login_name(login), "name": name(called, "姓名"), "role": Role.ADMINISTRATOR.value}
    values |= {"password_hash": password_hash}
    made = at.execute(insert(schema.account).values(**values, created_at=moment())).inserted_primary_key
    assert made is not None
    account = int(made[0])
    at.execute(delete(schema.setting).where(schema.setting.c.name == CODE))
    person = Person(account, str(values["login"]), str(values["name"]), Role.ADMINISTRATOR, address=address)
    note(at, person, "add", Thing.ACCOUNT, account, summary=f"建立系统，第一个管理员「{person.name}」")
    return account


def too_late() -> Refused:
    """A refusal, to be raised: somebody else was first."""
    return refuse("not_now", "系统已经建立", CALLED, "请登录；没有账号时请联系管理员")


def _alone(at: Connection) -> None:
    """Nobody else makes an account until the end of the transaction; on SQLite a writer is alone anyway."""
    if at.dialect.name == "postgresql":
        at.execute(text("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE"))
