"""A row as a line of JSON is the same row again; a line that was tampered with is refused."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, MetaData, Table, Text

from rating.district.storage.stored_values import line, reader_of
from rating.problems import Refused

TABLE = Table(
    "tried",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("note", Text),
    Column("on", Boolean, nullable=False),
    Column("at", DateTime),
    Column("day", Date),
    Column("list", JSON, nullable=False),
    Column("content", LargeBinary),
)
ROW: dict[str, Any] = {
    "id": 1 << 40,
    "name": "=1+1\n“引号” 𠮷\t\u2028\\",
    "note": None,
    "on": True,
    "at": datetime(2026, 1, 2, 3, 4, 5, 678901),
    "day": date(2026, 1, 2),
    "list": [{"名": [1, 0.1, None, ""]}],
    "content": bytes(range(256)),
}


def test_a_row_comes_back_equal_from_one_line() -> None:
    written = line(ROW)
    assert written.endswith(b"\n")
    assert written.count(b"\n") == 1
    assert reader_of(TABLE)(json.loads(written)) == ROW


def test_a_column_kept_apart_says_only_whether_it_holds_anything() -> None:
    written = json.loads(line({**ROW, "content": True}))
    assert reader_of(TABLE, ["content"])(written)["content"] is True
    with pytest.raises(Refused):
        reader_of(TABLE)(written)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"id": True},
        {"id": None},
        {"id": 1.5},
        {"name": None},
        {"name": 5},
        {"on": 1},
        {"at": 20260102},
        {"content": 7},
        {"more": 1},
    ],
)
def test_a_value_of_another_kind_is_refused(change: dict[str, Any]) -> None:
    told = {**json.loads(line(ROW)), **change}
    with pytest.raises(Refused) as refused:
        reader_of(TABLE)(told)
    assert refused.value.problems[0].code == "backup_unusable"


@pytest.mark.parametrize("change", [{"at": "yesterday"}, {"day": "2026-13-01"}, {"content": "%%%"}])
def test_a_value_that_cannot_be_read_is_a_value_error(change: dict[str, Any]) -> None:
    """Which `backup_file.opened` turns into a refusal."""
    with pytest.raises(ValueError, match=r"Invalid|must be in|padded|[Oo]nly base64"):
        reader_of(TABLE)({**json.loads(line(ROW)), **change})


@pytest.mark.parametrize("told", [[], "x", None, {}, {"id": 1}])
def test_a_line_that_is_no_row_is_refused(told: Any) -> None:
    with pytest.raises(Refused):
        reader_of(TABLE)(told)
