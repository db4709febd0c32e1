"""Cells → tables, columns, stations: what the headings mean and which row is whose."""
