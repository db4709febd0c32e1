"""The log: who did what, when, to what, with the old and the new value and the reason; only added to."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from rating.district.people.person import Person
from rating.district.people.roles import Thing
from rating.district.storage import schema
from rating.district.storage.columns import moment


def note(
    at: Connection,
    person: Person,
    action: str,
    thing: Thing,
    thing_id: int | None = None,
    *,
    district: int | None = None,
    assessment_round: int | None = None,
    summary: str = "",
    old: str = "",
    new: str = "",
    why: str = "",
) -> None:
    """Write one line, in the transaction of what it tells of, so that both are kept or neither.

    `action` is a word of `ACTIONS` (a KeyError otherwise); `summary` a short Chinese sentence.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    at.execute(
        insert(schema.log).values(
            at=moment(),
            account_id=person.id,
            who=f"{person.name}（{person.role.title}）",
            action=action,
            thing=thing.value,
            thing_id=thing_id,
            district_id=district,
            round_id=assessment_round,
            summary=summary,
            old=old,
            new=new,
            why=why,
            address=person.address,
        )
    )


ACTIONS = {
    "add": "新增",
    "change": "修改",
    "remove": "删除",
    "move": "推进",
    "upload": "上传",
    "withdraw": "撤回",
    "rate": "评定",
    "decide": "复核",
    "announce": "公示",
    "object": "提出异议",
    "answer": "答复",
    "rectify": "整改",
    "log_in": "登录",
    "log_out": "退出",
    "refused": "拒绝",
    "activate": "激活",
    "export": "导出",
    "backup": "备份",
    "restore": "恢复",
    "migrate": "升级",
    "forget": "清除",
}
"""Action → its Chinese word, as the log viewer shows it."""
