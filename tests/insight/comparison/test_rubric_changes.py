"""What changed in a rubric, as a sentence, and which indicators it touches."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.comparison.rubric_changes import changed_indicators, rubric_changes
from rating.insight.comparison.sides import side_of
from rating.insight.result import result
from rating.rubric.nouns import Rubric
from tests.insight.comparison.two_rounds import AREA, BANDS, FIELDS, FIRST, SHARE, STAFF, leaf, rated, standard
from tests.screens.opening import yichang

VALUES = {"A": {"staff": 8, "area": 50, "share": "90%"}}


def told(after: Rubric, *, whole: bool = True) -> dict[str, str]:
    before, later = rated(FIRST, VALUES, "2024"), rated(after, VALUES, "2025")
    old = side_of(before) if whole else side_of(result(before))
    return {change.code or change.title: change.sentence for change in rubric_changes(old, side_of(later))}


def test_the_same_rubric_changed_nothing() -> None:
    assert told(FIRST) == {}
    assert changed_indicators(FIRST, FIRST) == frozenset() == changed_indicators(yichang(), yichang())


@pytest.mark.parametrize("whole", [True, False])
def test_full_marks_new_and_dropped_indicators(whole: bool) -> None:
    more = leaf("plan", "计划", "staff", {"steps": [[1, 10]]}, 10)
    form = standard("2", [leaf("staff", "人员", "staff", {"steps": [[8, 50], [4, 20]]}, 50), AREA, more])
    found = told(form, whole=whole)
    assert found["plan"] == "新增「计划」，满分 10" and found["staff"].startswith("「人员」满分 40 → 50")
    assert found["share"] == f"不再评「{'满意率' if whole else 'share'}」（原满分 20）" and set(found) == {
        "plan",
        "staff",
        "share",
    }


def test_rules_names_bands_and_gates() -> None:
    form = standard(
        "2",
        [
            leaf("staff", "驻站人员", "staff", {"steps": [[10, 40], [4, 20]]}, 40),
            leaf("area", "场地", "area * 2", {"linear": {"zero": 0, "full": 100}}, 40),
            SHARE,
        ],
        fields=FIELDS,
        bands=[{"stars": 2, "at_least": 90}, BANDS[1]],
        gates=[{"code": "small", "title": "场地过小", "when": "area < 30", "effect": "cap", "stars": 1}],
    )
    found = told(form)
    assert found["staff"].startswith("「驻站人员」由「人员」改名；评分细则由“") and "10 得 40 分" in found["staff"]
    assert "取值由" in found["area"] and "× 2" in found["area"]
    assert found["二星"] == "二星分数线 80 → 90"
    assert found["场地过小"] == "增加必备条件「场地过小」：面积 ＜ 30：最高评为一星"
    assert "share" not in found and "一星" not in found


@pytest.mark.parametrize(
    ("leaves", "more"),
    [
        ({"if_blank": "zero"}, {}),
        ({"weight": 3}, {}),
        ({}, {"fields": {**FIELDS, "staff": {"title": "人数", "roll_up": {"how": "sum"}}}}),
    ],
)
def test_whatever_decides_points_makes_another_indicator(leaves: dict[str, Any], more: dict[str, Any]) -> None:
    other = standard("2", [{**STAFF, **leaves}, AREA, SHARE], **more)
    assert changed_indicators(FIRST, other) == {"staff"}


def test_a_derived_field_or_the_raters_policy_counts_too() -> None:
    def derived(by: str) -> Rubric:
        fields = {"staff": {"title": "人数"}, "half": {"title": "半数", "formula": by}}
        return standard(
            "1", [leaf("staff", "人员", "half", {"steps": [[4, 40]]}, 40), AREA, SHARE], fields={**FIELDS, **fields}
        )

    assert changed_indicators(derived("staff / 2"), derived("staff / 3")) == {"staff"}

    def marked(combine: str) -> Rubric:
        roles = [{"code": "expert", "title": "专家"}]
        fields = {**FIELDS, "look": {"title": "现场", "kind": "mark", "marked_by": ["expert"]}}
        raters = {"combine": combine, "if_missing": "wait"}
        seen = leaf("look", "现场", "look", {"mark": {}}, 20)
        return standard("1", [STAFF, AREA, seen], fields=fields, roles=roles, raters=raters)

    assert changed_indicators(marked("mean"), marked("median")) == {"look"}
