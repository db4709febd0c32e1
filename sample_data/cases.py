"""Which level each station stands at, this year and last, and the deliberate cases of this year."""

from __future__ import annotations

from sample_data.stories import BLANK, NO, NOT_APPLICABLE, YES, Figures, Story

THIS_YEAR, LAST_YEAR = 2025, 2024

_LEVELS = {"01": "554554345345", "02": "545543452453", "03": "455434455531"}
_LAST_LEVELS = {"01": "443443333342", "02": "434343442443", "03": "344324344421"}

# Two stations with other figures behind the same points in every dimension: 并列
_ALIKE: Figures = {
    "reception": YES, "private_room": YES, "needs_list": YES, "resource_list": YES, "project_list": YES,
    "social_benefit": "较明显", "complaints": 0, "linked_projects": 4,
}  # fmt: skip
_ALIKE_MARKS = {"planning_mark": (5.5, 6.0, 5.5), "delivery_mark": (5.5, 5.0, 5.5), "improvement_mark": (4.5, 4.5, 5.0)}

TIED = ("0104", "0105")
VETOED, CAPPED_BY_LICENCE, CAPPED_BY_MINIMUM = "0309", "0108", "0204"
JUST_UNDER, INCOMPLETE, WIDE_SPREAD = "0102", "0303", "0205"
NOT_APPLICABLE_ITEM, FIRST_YEAR, NO_CASES, REQUIREMENT_MISSED = "0401", "0306", "0210", "0308"
ONE_STAR, BELOW_LOWEST = "0209", "0312"

_DELIBERATE: dict[str, tuple[Figures, dict[str, tuple[float, float, float]]]] = {
    TIED[0]: (
        {
            **_ALIKE, "staff": 5, "licensed": 5, "supervised": 5, "area": 96, "communities": 18, "service_points": 15,
            "projects": 8, "projects_evaluated": 8, "targets_set": 10, "targets_met": 10, "needy_people": 260,
            "needy_served": 241, "survey_sample": 88, "satisfaction": 0.928, "awareness": 0.83, "opinions": 32,
            "opinions_answered": 32,
        },
        _ALIKE_MARKS,
    ),
    TIED[1]: (
        {
            **_ALIKE, "staff": 6, "licensed": 6, "supervised": 6, "area": 112.5, "communities": 24,
            "service_points": 21, "projects": 10, "projects_evaluated": 10, "targets_set": 12, "targets_met": 12,
            "needy_people": 318, "needy_served": 299, "survey_sample": 104, "satisfaction": 0.936,
            "awareness": 0.861, "opinions": 45, "opinions_answered": 45,
        },
        _ALIKE_MARKS,
    ),
    VETOED: ({"false_documents": YES}, {}),
    CAPPED_BY_LICENCE: (
        {
            "staff": 4, "licensed": 3, "supervised": 4, "area": 88, "communities": 25, "service_points": 25,
            "projects": 7, "projects_evaluated": 7, "targets_set": 12, "targets_met": 12, "social_benefit": "明显",
            "linked_projects": 5, "needy_people": 402, "needy_served": 402, "satisfaction": 0.962, "awareness": 0.85,
            "opinions": 40, "opinions_answered": 40, "complaints": 0,
        },
        {"planning_mark": (5.5, 5.5, 6.0), "delivery_mark": (5.5, 5.0, 5.5), "improvement_mark": (4.5, 4.0, 4.5)},
    ),
    CAPPED_BY_MINIMUM: ({"staff": 4, "licensed": 4, "supervised": 4}, {}),
    JUST_UNDER: (
        {
            "staff": 5, "licensed": 5, "supervised": 5, "area": 82, "communities": 20, "service_points": 17,
            "projects": 9, "projects_evaluated": 9, "targets_set": 10, "targets_met": 9, "social_benefit": "较明显",
            "linked_projects": 3, "needy_people": 284, "needy_served": 262, "satisfaction": 0.931, "awareness": 0.74,
            "opinions": 28, "opinions_answered": 28, "complaints": 0,
        },
        {"planning_mark": (5.0, 5.5, 4.5), "delivery_mark": (5.0, 5.0, 5.0), "improvement_mark": (4.0, 4.5, 3.5)},
    ),
    INCOMPLETE: ({"supervised": BLANK}, {}),
    WIDE_SPREAD: ({}, {"delivery_mark": (5.5, 5.0, 2.5)}),
    NOT_APPLICABLE_ITEM: ({"service_points": NOT_APPLICABLE, "communities": NOT_APPLICABLE}, {}),
    FIRST_YEAR: ({"months_open": 8}, {}),
    NO_CASES: ({"minor_cases": 0, "minor_cases_followed": 0}, {}),
    ONE_STAR: ({"legal_deputy": YES, "qualified_member": YES, "resource_list": YES, "complaints": 0}, {}),
    REQUIREMENT_MISSED: (
        {
            "satisfaction": 0.893, "service_points": 15, "communities": 15, "measured_change": YES, "shared_guide": YES,
            "awareness": 0.826, "complaints": 0, "opinions": 26, "opinions_answered": 26,
        },
        {"planning_mark": (5.5, 6.0, 5.5), "delivery_mark": (6.0, 5.5, 5.5), "improvement_mark": (4.5, 5.0, 4.5)},
    ),
}  # fmt: skip


def stories(year: int) -> dict[str, Story]:
    """Station code → its story in one of the two years."""
    levels = _LEVELS if year == THIS_YEAR else _LAST_LEVELS
    told = {f"{prefix}{at:02d}": Story(int(level)) for prefix, row in levels.items() for at, level in enumerate(row, 1)}
    told[NOT_APPLICABLE_ITEM] = Story(4 if year == THIS_YEAR else 3)
    cases = _DELIBERATE if year == THIS_YEAR else _LAST_YEAR_CASES
    for code, (figures, marks) in cases.items():
        told[code] = Story(told[code].level, figures, marks)
    return told


_LAST_YEAR_CASES: dict[str, tuple[Figures, dict[str, tuple[float, float, float]]]] = {
    NOT_APPLICABLE_ITEM: ({"service_points": NOT_APPLICABLE, "communities": NOT_APPLICABLE}, {}),
    FIRST_YEAR: ({"months_open": 0, "private_room": NO}, {}),
}
