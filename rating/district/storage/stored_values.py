"""Rows as lines of JSON and back, each value checked against the type of its column."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Integer, LargeBinary

from rating.district.storage.backup_file import unusable


def line(row: Mapping[str, Any]) -> bytes:
    return json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def row_from(table: Table, told: Any, apart: Collection[str] = ()) -> dict[str, Any]:
    """The row that `line` wrote; columns kept `apart` say only whether they hold anything.

    Raises Refused (backup_unusable) for anything else.
    """
    if not isinstance(told, dict) or set(told) != {column.name for column in table.columns}:
        raise unusable(f"「{table.name}」中有一行的列不对")
    return {column.name: _value(column, told[column.name], column.name in apart) for column in table.columns}


def _value(column: Column[Any], told: Any, apart: bool) -> Any:
    if apart and isinstance(told, bool):
        return told
    if isinstance(column.type, JSON):
        return told
    if told is None and column.nullable and not apart:
        return None
    known = next((known for kind, known in _KINDS if isinstance(column.type, kind)), (str, str))
    kept, read = known
    if type(told) is not kept:
        raise unusable(f"「{column.table.name}」中「{column.name}」一列有不能识别的值")
    return read(told)


def _bytes(told: str) -> bytes:
    return b64decode(told, validate=True)


_KINDS: tuple[tuple[Any, tuple[type, Any]], ...] = (
    (Boolean, (bool, bool)),
    (Integer, (int, int)),
    (DateTime, (str, datetime.fromisoformat)),
    (Date, (str, date.fromisoformat)),
    (LargeBinary, (str, _bytes)),
)
"""Kind of column → (type in JSON, how it is read); text otherwise."""
