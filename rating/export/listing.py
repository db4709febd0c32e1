"""A table of words that is shown on a page and taken along as CSV: the same rows, once."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from rating.shown import in_csv


@dataclass(frozen=True)
class Listing:
    """Rows of texts under `heads`; `figures` are the heads of columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)


def csv_file(listing: Listing) -> bytes:
    """UTF-8 with BOM, so that Excel opens it with its Chinese intact; figures stay numbers, texts never formulas."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow([in_csv(head) for head in listing.heads])
    for row in listing.rows:
        cells = zip(listing.heads, row, strict=True)
        rows.writerow([_figure(cell) if head in listing.figures else in_csv(cell) for head, cell in cells])
    return sheet.getvalue().encode("utf-8-sig")


def _figure(cell: str) -> str:
    """A number as a spreadsheet reads it; anything else is text."""
    number = cell.replace("−", "-").removeprefix("+")
    return number if number.removeprefix("-").replace(".", "", 1).isdecimal() else in_csv(cell)
