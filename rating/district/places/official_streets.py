"""Official codes of streets and towns (统计用区划代码), offered where somebody types a street's name.

`street_codes.csv` is made by `docs/make_street_codes.py`: Shanghai's 215 and Yichang's; others may be typed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rating.intake.layout.stations import core_name, name_likeness, plain_name

FILE = Path(__file__).parent / "street_codes.csv"
NEAR, MOST_OFFERED = 0.6, 5


@dataclass(frozen=True, slots=True)
class OfficialStreet:
    """A 街道, 镇 or 乡 with its code of nine digits."""

    code: str
    name: str
    district: str
    city: str

    @property
    def label(self) -> str:
        return f"{self.name}（{self.code}，{self.district}）"


@cache
def official_streets() -> tuple[OfficialStreet, ...]:
    """All that are known, by code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(OfficialStreet(**row) for row in csv.DictReader(file))


@cache
def streets_of_area(district: str) -> tuple[OfficialStreet, ...]:
    """Those of one district, however its city or province stands before it; none for one that is not known."""
    named = plain_name(district)
    return tuple(each for each in official_streets() if each.district in named) if named else ()


def official_street(typed: str, district: str) -> OfficialStreet | None:
    """The one of exactly this name in the district; None where the district is not known, for names repeat."""
    same = [each for each in streets_of_area(district) if plain_name(each.name) == plain_name(typed)]
    return same[0] if len(same) == 1 else None


def near_streets(typed: str, district: str = "") -> tuple[OfficialStreet, ...]:
    """Those of a like name in the district, the likest first; asked about, never taken silently."""
    where = streets_of_area(district)
    if not where:
        where = tuple(each for each in official_streets() if core_name(each.name) == core_name(typed))
    rated = sorted(((name_likeness(typed, each.name), each) for each in where), key=lambda pair: -pair[0])
    return tuple(each for like, each in rated if like >= NEAR)[:MOST_OFFERED]
