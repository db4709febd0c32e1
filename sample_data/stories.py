"""What each station reports: an ordinary figure for its level, or the figure of a deliberate case.

A level is the star that the figures aim at.  The deliberate cases are listed in
`sample_data/README.md` and asserted by `tests/sample_data`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sample_data.district import FEATURE, GENERAL, GOVERNANCE, MINORS, STATIONS, Station

Figures = dict[str, Any]
BLANK, NOT_APPLICABLE = "", "合理缺项"
EXPERTS = ("甲", "乙", "丙")
FULL_MARKS = {"planning_mark": 6.0, "delivery_mark": 6.0, "improvement_mark": 5.0}
YES, NO = "是", "否"
WOBBLE = 0.35

# how much of each thing a station of that level has: best first five, four, three, two, one star
_SHARE = {5: 1.0, 4: 0.84, 3: 0.72, 2: 0.64, 1: 0.5}
_MARK = {5: 0.89, 4: 0.83, 3: 0.74, 2: 0.64, 1: 0.55}
_SATISFACTION = {5: 0.952, 4: 0.905, 3: 0.87, 2: 0.83, 1: 0.81}
_AWARENESS = {5: 0.84, 4: 0.72, 3: 0.66, 2: 0.55, 1: 0.45}
_COMPLAINTS = {5: 0, 4: 0, 3: 1, 2: 1, 1: 2}
_BENEFIT = {5: "明显", 4: "较明显", 3: "较明显", 2: "一般", 1: "一般"}
_AREA = {5: (80, 150), 4: (62, 79), 3: (60, 78), 2: (35, 58), 1: (30, 45)}
_STAFF = {5: (5, 7), 4: (5, 6), 3: (4, 5), 2: (3, 4), 1: (3, 3)}


@dataclass(frozen=True, slots=True)
class Story:
    """A station's level, and what differs from the ordinary; marks are by expert."""

    level: int
    figures: Figures = field(default_factory=dict)
    marks: dict[str, tuple[float, float, float]] = field(default_factory=dict)


def part_of(whole: int, share: float) -> int:
    """The fewest of `whole` that make up at least `share`; 5 and 80 % → 4."""
    return min(whole, math.ceil(whole * share - 1e-9))


def ordinary_figures(station: Station, level: int, random: Random) -> Figures:
    """Plausible figures of one station for the level, every field its kind is asked."""

    def about() -> int:
        """The level itself, or now and then the one below: nobody is equally good at everything."""
        return max(1, level - (random.random() < WOBBLE))

    fewest, most = _STAFF[level]
    staff = random.randint(fewest, most) + (station.kind == MINORS and level >= 3)
    projects, targets = random.randint(5, 11), random.randint(8, 14)
    opinions, communities = random.randint(12, 60), random.randint(11, 24)
    return {
        "staff": staff,
        "licensed": part_of(staff, max(_SHARE[level], 0.6)),
        "supervised": part_of(staff, _SHARE[about()]),
        "area": random.randint(*_AREA[about()]) + random.choice((0, 0.5)),
        "reception": YES,
        "private_room": YES if level > 1 else NO,
        "service_points": part_of(communities, _SHARE[about()]),
        "communities": communities,
        "needs_list": YES,
        "resource_list": YES if level > 2 else NO,
        "project_list": YES,
        "linked_projects": max(1, min(about() - 1, 4)),
        "projects": projects,
        "projects_evaluated": part_of(projects, _SHARE[about()]),
        "targets_set": targets,
        "targets_met": part_of(targets, max(_SHARE[level] - random.choice((0, 0.06)), 0.5)),
        "social_benefit": _BENEFIT[about()],
        **_of_kind(station.kind, level, about(), random),
        "survey_sample": random.randint(42, 120),
        "satisfaction": round(_SATISFACTION[about()] + random.randint(0, 24) / 1000, 3),
        "awareness": round(_AWARENESS[about()] + random.randint(0, 60) / 1000, 3),
        "opinions": opinions,
        "opinions_answered": part_of(opinions, max(_SHARE[about()], 0.8)),
        "complaints": _COMPLAINTS[about()],
        "months_open": random.randint(26, 70),
        "false_documents": NO,
        "serious_accident": NO,
    }


def _of_kind(kind: str, level: int, about: int, random: Random) -> Figures:
    share = _SHARE[about]
    if kind == GENERAL:
        people = random.randint(120, 420)
        return {"needy_people": people, "needy_served": part_of(people, max(share, 0.8))}
    if kind == MINORS:
        cases = random.randint(6, 25)
        return {
            "full_time_head": YES,
            "legal_deputy": YES if level > 3 else NO,
            "qualified_member": YES if level > 2 else NO,
            "minor_cases": cases,
            "minor_cases_followed": part_of(cases, max(share, 0.8)),
        }
    if kind == FEATURE:
        return {
            "clear_method": YES,
            "measured_change": YES if level > 3 else NO,
            "shared_guide": YES if level > 2 else NO,
        }
    return {"micro_projects": about}


def ordinary_marks(level: int, random: Random) -> dict[str, tuple[float, float, float]]:
    """Three experts' marks in half points, close to one another."""
    marks = {}
    for code, full in FULL_MARKS.items():
        middle = full * _MARK[level]
        given = (round((middle + random.choice((-0.5, 0, 0.25, 0.5))) * 2) / 2 for _ in EXPERTS)
        first, second, third = (min(full, mark) for mark in given)
        marks[code] = (first, second, third)
    return marks


@dataclass(frozen=True, slots=True)
class Told:
    """Everything one station hands in."""

    station: Station
    figures: Figures
    marks: dict[str, tuple[float, float, float]]


def tell(stories: dict[str, Story], seed: int) -> list[Told]:
    """Figures and marks of all stations; each has its own seed, so that changing one moves no other."""
    told = []
    for station in STATIONS:
        story, random = stories[station.code], Random(f"{seed}-{station.code}")
        figures = {**ordinary_figures(station, story.level, random), **story.figures}
        marks = {**ordinary_marks(story.level, random), **story.marks}
        told.append(Told(station, figures, marks))
    return told


def by_kind(told: list[Told], kind: str) -> list[Told]:
    return [one for one in told if one.station.kind == kind]


KINDS = (GENERAL, MINORS, FEATURE, GOVERNANCE)
