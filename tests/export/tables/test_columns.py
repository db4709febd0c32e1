"""The station table: every station, everything decided about it."""

from __future__ import annotations

from decimal import Decimal

from rating.export.tables.columns import station_columns
from tests.insight.example import example


def test_one_row_a_station_and_unknown_is_nothing() -> None:
    columns = {column.name: column for column in station_columns(example())}
    assert all(len(column.cells) == len(example().roster) for column in columns.values())
    assert columns["total"].cells[0] == example().total(0)
    assert columns["total"].cells[5] is None
    assert columns["points:licensed_share"].cells[0] == Decimal(8)
    assert columns["status:space"].cells[6] == "合理缺项"
    assert columns["points:space"].cells[6] is None
    assert columns["rank"].cells[4] is None
