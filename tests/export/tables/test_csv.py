"""CSV: readable in Excel, exact, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from rating.export.tables.csv import export_csv
from tests.insight.example import ROWS, example, rated


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_figures_come_back_exactly() -> None:
    found = rows_of(export_csv(example()))
    assert [Decimal(row["总分"]) if row["总分"] else None for row in found] == [
        example().total(station) for station in range(len(found))
    ]
    assert (found[0]["站点"], found[0]["星级"], found[0]["资料完整"]) == ("甲站", "5", "是")
    assert (found[5]["总分"], found[5]["名次"]) == ("", "")


@pytest.mark.parametrize("name", ["=1+1", "+1", "@SUM(A1)", "-2", '=HYPERLINK("http://x","站")'])
def test_no_text_is_a_formula(name: str) -> None:
    (row,) = rows_of(export_csv(rated([{**ROWS[0], "name": name}])))
    assert row["站点"] == f"'{name}"


def test_a_line_break_stays_inside_its_cell() -> None:
    assert len(rows_of(export_csv(rated([{**ROWS[0], "name": '甲\n"站",'}])))) == 1
