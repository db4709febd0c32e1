"""Every table is under the one roof by its own name."""

from __future__ import annotations

from rating.district.storage import schema


def test_every_table_can_be_reached_by_its_name() -> None:
    for name, table in schema.TABLES.tables.items():
        assert getattr(schema, name) is table
        assert name in schema.__all__


def test_nothing_is_named_that_is_not_there() -> None:
    assert {name for name in schema.__all__ if name != "TABLES"} == set(schema.TABLES.tables)
    assert schema.__all__ == sorted(schema.__all__)
