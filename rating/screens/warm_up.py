"""What the server does before the first visitor: load what pages draw with, rate the sample district."""

from __future__ import annotations

from rating.export.charts import stars_by_kind
from rating.export.excel import export_excel
from rating.screens import session

LOADED = (stars_by_kind, export_excel)


def load() -> None:
    session.sample()
    session.sample_files()
