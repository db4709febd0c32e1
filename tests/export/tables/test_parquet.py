"""Parquet: types, nulls and exact decimals."""

from __future__ import annotations

import io
from decimal import Decimal

import pyarrow
from pyarrow import parquet

from rating.export.tables.parquet import export_parquet
from tests.insight.example import example


def test_a_row_for_every_station_and_indicator_that_applies() -> None:
    table = parquet.read_table(io.BytesIO(export_parquet(example())))
    assert table.num_rows == int(example().scores.applies.sum())
    assert pyarrow.types.is_decimal(table.schema.field("points").type)
    assert table.schema.metadata[b"fingerprint"].decode() == example().rubric.fingerprint


def test_points_add_up_to_the_total_without_a_float() -> None:
    """甲站: all parts are there, nothing is restated."""
    rows = parquet.read_table(io.BytesIO(export_parquet(example()))).to_pylist()
    mine = [row for row in rows if row["station_code"] == "S1"]
    assert sum((row["points"] for row in mine), Decimal(0)) == example().total(0) == mine[0]["total"]


def test_unknown_is_null() -> None:
    rows = parquet.read_table(io.BytesIO(export_parquet(example()))).to_pylist()
    blank = next(row for row in rows if row["station_code"] == "S6" and row["indicator_code"] == "licensed_share")
    assert (blank["status"], blank["points"], blank["total"], blank["stars"]) == ("blank", None, None, None)
    missing = next(row for row in rows if row["station_code"] == "S7" and row["indicator_code"] == "space")
    assert (missing["status"], missing["points"], missing["counted"]) == ("not_applicable", None, False)
