"""What an upheld objection or a re-check did to the station: its total and stars before and after."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from rating.district.storage import schema


@dataclass(frozen=True, slots=True)
class Outcome:
    """Totals and bands as texts, "" where there are none."""

    total_before: str
    total_after: str
    band_before: str
    band_after: str


def outcome(at: Connection, part_id: int, station_code: str, settled_id: int | None) -> Outcome | None:
    """From what was announced then and just before; None where nothing was. Asks no permission: the caller has."""
    if settled_id is None:
        return None
    table = schema.publication
    before = select(func.max(table.c.evaluation_id)).where(
        table.c.part_id == part_id, table.c.evaluation_id < settled_id
    )
    old = _head(at, at.execute(before).scalar(), station_code)
    new = _head(at, settled_id, station_code)
    return Outcome(old[0], new[0], old[1], new[1]) if old and new else None


def _head(at: Connection, evaluation_id: int | None, station_code: str) -> tuple[str, str] | None:
    table = schema.station_result
    asked = select(table.c.result).where(table.c.evaluation_id == evaluation_id, table.c.station_code == station_code)
    found = at.execute(asked).scalar_one_or_none() if evaluation_id else None
    return None if found is None else (found["total"] or "", found["band"] or "")
