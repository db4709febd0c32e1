"""What the server does before the first visitor: load what pages draw with, rate the sample district."""

from __future__ import annotations

from rating.export import charts, excel
from rating.screens import session

LOADED = (charts, excel)


def load() -> None:
    session.sample()
    session.sample_files()
