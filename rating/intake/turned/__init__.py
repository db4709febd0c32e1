"""Forms with the indicators down the rows: one station a sheet, or one a column."""
