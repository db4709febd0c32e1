"""What a database complains of, in words a user can act on; anything else is a fault of ours and stays one."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from rating.problems import Place, Problem, Refused

OBJECT = "数据库"
BUSY, FULL, GONE, DAMAGED, TAKEN = "storage_busy", "storage_full", "storage_gone", "storage_damaged", "storage_taken"
BY_STATE = {"55P03": BUSY, "40P01": BUSY, "40001": BUSY, "53100": FULL, "53300": BUSY, "25006": GONE}
BY_STATE |= dict.fromkeys(("57P01", "57P02", "57P03", "08000", "08001", "08003", "08006", "58030", "25P03"), GONE)
BY_STATE |= {"23505": TAKEN, "42P01": GONE, "42501": GONE, "XX001": DAMAGED, "XX002": DAMAGED}
"""PostgreSQL's SQLSTATE → problem code: lock timeout, deadlock, serialisation, disk full, full house, shut down,
connection lost, input and output, a name given twice, no table, no right, damaged data and indexes."""
BY_WORDS = (
    ("database is locked", BUSY),
    ("database table is locked", BUSY),
    ("disk is full", FULL),
    ("disk i/o error", GONE),
    ("unable to open database", GONE),
    ("readonly database", GONE),
    ("no such table", GONE),
    ("is not a database", DAMAGED),
    ("malformed", DAMAGED),
)
"""SQLite tells only in words."""
FOUND = {
    BUSY: "数据正被其他操作占用，等了 10 秒仍未空出",
    FULL: "存放数据的磁盘已满",
    GONE: "连接不上数据库，或数据文件不能读写",
    DAMAGED: "数据文件已损坏",
    TAKEN: "同名的内容刚刚由别人建立",
}


def trouble(fault: DBAPIError) -> Refused | None:
    """The refusal that tells of it; None for what only a mistake of ours can cause."""
    code = _code(fault)
    return Refused((Problem(code, Place(object=OBJECT), FOUND[code]),)) if code else None


def _code(fault: DBAPIError) -> str:
    state = getattr(fault.orig, "sqlstate", None)
    if state in BY_STATE:
        return BY_STATE[state]
    told = str(fault.orig).lower()
    known = next((code for words, code in BY_WORDS if words in told), "")
    if known:
        return known
    if isinstance(fault, IntegrityError):
        return TAKEN if "unique" in told else ""
    return GONE if fault.connection_invalidated or _never_reached(fault) else ""


def _never_reached(fault: DBAPIError) -> bool:
    """PostgreSQL said nothing at all, so the connection was never made or broke."""
    silent = getattr(fault.orig, "sqlstate", "") is None
    return silent and isinstance(fault, OperationalError | InterfaceError)
