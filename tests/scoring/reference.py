"""The slow reference of docs/method.md: row by row, in plain fractions, for comparison only.

Deliberately simple; shares nothing with `rating/scoring/` but the rubric's own nouns.
"""

from __future__ import annotations

from rating.reported import Reported
from rating.rubric.nouns import Rubric
from tests.scoring.reference_rank import ranked
from tests.scoring.reference_stars import starred
from tests.scoring.reference_station import Station, judged, scored
from tests.scoring.reference_values import Values


def evaluate_slowly(rubric: Rubric, reported: Reported) -> list[Station]:
    """One `Station` per row of the roster, in its order."""
    values = Values(rubric, reported)
    stations = [scored(values, at) for at in range(len(reported.roster))]
    for at, station in enumerate(stations):
        judged(values, station, at)
    starred(values, stations)
    ranked(values, stations)
    return stations
