"""Rows as lines of JSON and back, each value checked against the type of its column."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Mapping
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


def reader_of(table: Table, apart: Collection[str] = ()) -> Callable[[Any], dict[str, Any]]:
    """What makes the row of what `line` wrote; columns kept `apart` say only whether they hold anything.

    It raises Refused (backup_unusable), or a ValueError, for anything else.
    """
    readers = {column.name: _read(column, column.name in apart) for column in table.columns}

    def row_from(told: Any) -> dict[str, Any]:
        if not isinstance(told, dict) or told.keys() != readers.keys():
            raise unusable(f"「{table.name}」中有一行的列不对")
        return {name: read(told[name]) for name, read in readers.items()}

    return row_from


def _read(column: Column[Any], apart: bool) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return _as_it_is
    kept, made = next((known for kind, known in _KINDS if isinstance(column.type, kind)), (str, _as_it_is))
    if apart:
        kept, made = bool, _as_it_is
    empty = column.nullable and not apart

    def read(told: Any) -> Any:
        if type(told) is kept:
            return made(told)
        if told is None and empty:
            return None
        raise unusable(f"「{column.table.name}」中「{column.name}」一列有不能识别的值")

    return read


def _as_it_is(told: Any) -> Any:
    return told


def _bytes(told: str) -> bytes:
    return b64decode(told, validate=True)


_KINDS: tuple[tuple[Any, tuple[type, Any]], ...] = (
    (Boolean, (bool, _as_it_is)),
    (Integer, (int, _as_it_is)),
    (DateTime, (str, datetime.fromisoformat)),
    (Date, (str, date.fromisoformat)),
    (LargeBinary, (str, _bytes)),
)
"""Kind of column → (type in JSON, how it is read); text otherwise."""
