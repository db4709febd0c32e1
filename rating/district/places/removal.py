"""Removing a district: a practice district with everything in it, a real one only while it is empty."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.places.districts import CALLED, District, district_of
from rating.district.rounds.deletion import overwrite_what_is_deleted
from rating.district.storage import schema
from rating.district.storage.changes import refuse

_COUNTED = {
    "评估轮次": schema.assessment_round,
    "账号": schema.account,
    "站点": schema.station,
    "街镇": schema.street,
    "评分标准": schema.rubric_revision,
}
_IN_THE_WAY = ("评估轮次", "账号")
"""What a real district must not hold any more."""


def remove_district(at: Connection, person: Person, district: int, typed: str, why: str = "") -> District:
    """Remove a district after its name was typed; the log stays. What it was.

    Raises NotAllowed, or Refused: not_usable for another name, not_now for a real district with rounds or
    accounts, and for one's own.
    """
    seen = district_of(at, person, district, lock=True)
    demand(person, Action.REMOVE, Thing.DISTRICT, About(district))
    if typed.strip() != seen.name:
        raise refuse("not_usable", f"填写的名称与「{seen.name}」不一致", CALLED, "请原样填写区名")
    if person.district == district:
        raise refuse("not_now", f"您的账号属于「{seen.name}」", CALLED, "请由管理全部区的管理员删除")
    held = {title: _count(at, table, district) for title, table in _COUNTED.items()}
    left = [f"{title} {held[title]}" for title in _IN_THE_WAY if held[title]]
    if left and not seen.practice:
        raise refuse("not_now", f"「{seen.name}」还有{'、'.join(left)}", CALLED, "正式的区只有没有轮次和账号时才能删除")
    overwrite_what_is_deleted(at)
    at.execute(delete(schema.account).where(schema.account.c.district_id == district))
    at.execute(delete(schema.district).where(schema.district.c.id == district))
    summary = f"删除{'练习' if seen.practice else ''}区「{seen.name}」"
    old = "、".join(f"{title} {count}" for title, count in held.items())
    note(at, person, "remove", Thing.DISTRICT, district, district=district, summary=summary, old=old, why=why)
    return seen


def _count(at: Connection, table: Any, district: int) -> int:
    asked = select(func.count()).select_from(table).where(table.c.district_id == district)
    return int(at.execute(asked).scalar_one())
