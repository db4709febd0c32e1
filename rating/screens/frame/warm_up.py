"""What the server does before the first visitor: load what pages draw with, rate the sample district.

What is loaded later is searched by the collector after every rerun; what is loaded here is frozen.
"""

from __future__ import annotations

from importlib import import_module

from rating.export import charts
from rating.insight import tables
from rating.screens.frame.drawing import drawing
from rating.screens.frame.navigation import every_page
from rating.screens.result_sections.ranking_view import group_view
from rating.screens.visit import session


def load() -> None:
    for name in every_page():
        import_module(f"rating.screens.{name}")
    import_module("rating.export.excel")
    now = session.sample()
    session.sample_files()
    # the first table and the first chart bring whole libraries with them
    for group in tables.groups(now.evaluation):
        now.once(f"ranking {group}", lambda group=group: group_view(now.evaluation, group))  # type: ignore[misc]
    now.once("chart stars_by_kind", lambda: drawing(charts.stars_by_kind(now.evaluation))).chart.to_dict()
