"""Changing a row that somebody else may have changed meanwhile: the second is told, nothing is lost."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from rating.problems import Place, Problem, Refused


def refuse(code: str, found: str, place: str = "", remedy: str = "") -> Refused:
    """A refusal of one problem, to be raised."""
    return Refused((Problem(code, Place(object=place), found, remedy=remedy),))


def added(at: Connection, table: Table, **values: Any) -> int:
    """Put a new row there; its id."""
    key: Any = at.execute(insert(table).values(**values)).inserted_primary_key
    return int(key[0])


def change(at: Connection, table: Table, row: int, seen: int, called: str, **values: Any) -> int:
    """Write `values` if the row is still the one that was `seen`; its new version.

    Raises Refused: changed_meanwhile when somebody was faster, not_found when it is gone. `called` names
    the thing to the user.
    """
    done = at.execute(
        update(table).where(table.c.id == row, table.c.version == seen).values(**values, version=seen + 1)
    )
    if done.rowcount:
        return seen + 1
    there = at.execute(select(table.c.version).where(table.c.id == row)).first()
    if there is None:
        raise refuse("not_found", f"「{called}」已不存在", called)
    raise refuse("changed_meanwhile", f"「{called}」刚刚被别人改过", called)


def row_of(at: Connection, table: Table, row: int, called: str, *, lock: bool = False) -> Any:
    """One row by its id; Refused (not_found) when there is none. `lock` keeps others from it until the end."""
    asked = select(table).where(table.c.id == row)
    found = at.execute(asked.with_for_update() if lock else asked).one_or_none()
    if found is None:
        raise refuse("not_found", f"没有找到这一{called}", called)
    return found
