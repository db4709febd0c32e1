"""Column types that both databases keep alike: moments in UTC, and JSON with its Chinese readable."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import JSON, DateTime, LargeBinary, Text, TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC, because SQLite has no time zones; aware UTC when read."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def moment() -> datetime:
    """Now, in UTC; the one place where storage asks for the time."""
    return datetime.now(UTC)


class Words(TypeDecorator[str]):
    """What people typed; the few signs that not every database can hold, NUL and half signs, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _UNKEPT.sub("\ufffd", value)


_UNKEPT = re.compile("[\x00\ud800-\udfff]")
Structure = JSON
"""Lists and dicts of plain values."""


class Packed(TypeDecorator[Any]):
    """A `Structure` too long to lie open, a fifth of its size; what `packed` made beforehand is taken as it is."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> bytes | None:
        return value if value is None or isinstance(value, bytes) else packed(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else unpacked(value)


def packed(structure: Any) -> bytes:
    """Plain values as a `Packed` column keeps them: made outside a transaction, it keeps nobody waiting."""
    written = json.dumps(structure, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 3)


def unpacked(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))
