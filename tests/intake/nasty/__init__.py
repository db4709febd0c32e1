"""Files as people really make them, each built by a function here, with what must come of it."""

from __future__ import annotations

from tests.intake.nasty import formats, headers, hostile, layouts, raters, stations, values
from tests.intake.nasty.case import Case

NASTY: list[Case] = [
    *values.CASES,
    *headers.CASES,
    *layouts.CASES,
    *stations.CASES,
    *raters.CASES,
    *formats.CASES,
    *hostile.CASES,
]
