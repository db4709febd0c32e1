"""What units report themselves: the cells of one column into one part, rolled up where the form says so."""

from __future__ import annotations

import numpy as np

from rating.intake.assemble import Gathered, Part
from rating.intake.cleaning.rollup import roll_up
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.rows import StationRows
from rating.intake.reader import Reader, clean_cells


def gather_figures(
    reader: Reader, layout: Layout, column: FieldColumn, found: StationRows, source: int, gathered: Gathered
) -> None:
    """One column's values with the stations of its rows; of a station met twice the first row counts."""
    clean, stations = clean_cells(reader, layout, column, found.rows, found.stations), found.stations
    gathered.problems.extend(clean.problems)
    how = reader.form.fields[column.field].roll_up
    if how is not None:
        clean, stations = roll_up(clean, stations, how)
    elif found.repeated:
        first = np.sort(np.unique(stations, return_index=True)[1])
        clean, stations = clean.take(first), stations[first]
    gathered.parts.append(Part(clean, stations, source))
