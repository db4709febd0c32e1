"""A station in two rounds, by figures worked out by hand, and what always holds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.insight.comparison.compare import compare
from rating.insight.comparison.movement import Movement, signed
from rating.insight.result import result
from rating.rubric.nouns import Rubric
from tests.insight.comparison.two_rounds import AREA, FIELDS, FIRST, SHARE, STAFF, leaf, rated, standard

BEFORE = {"A": {"staff": 8, "area": 50, "share": "90%"}}  # 40 + 20 + 18 = 78, one star
STRICTER = leaf("staff", "人员", "staff", {"steps": [[10, 40], [4, 20]]}, 40)


def moved(
    form: Rubric, values: Mapping[str, Any], *, whole: bool = True, before: Mapping[str, Any] = BEFORE["A"]
) -> Movement:
    earlier, later = rated(FIRST, {"A": before}, "2024"), rated(form, {"A": values}, "2025")
    (found,) = compare(earlier if whole else result(earlier), later).stations
    return found


def parts(found: Movement) -> dict[str, tuple[Decimal | None, Decimal | None, str]]:
    return {move.code: (move.by_rubric, move.by_performance, move.how) for move in found.indicators}


@pytest.mark.parametrize("whole", [True, False])
def test_by_one_rubric_everything_is_the_stations_doing(whole: bool) -> None:
    found = moved(FIRST, {"staff": 8, "area": 60, "share": "85%"}, whole=whole)  # 40 + 24 + 17
    assert (found.change, found.by_rubric, found.by_performance, found.certain) == (3, 0, 3, True)
    assert parts(found) == {"area": (0, 4, "same"), "share": (0, -1, "same")}
    assert found.sentence == "总分 78.0 → 81.0，升 3 分；一星升为二星；变化最大：「场地」+4、「满意率」−1"
    assert found.stars_moved == 1


def test_a_stricter_rule_is_the_rubrics_doing() -> None:
    """8 people by the new rule: 20, so −20 by the rubric; then 10 people: +20 by the station."""
    found = moved(standard("2", [STRICTER, AREA, SHARE]), {"staff": 10, "area": 50, "share": "90%"})
    assert (found.change, found.by_rubric, found.by_performance, found.certain) == (0, -20, 20, True)
    assert parts(found) == {"staff": (-20, 20, "rescored")}
    assert found.sentence == "总分 78.0 → 78.0，没有变化（评分标准调整 −20，工作变化 +20）；变化：「人员」+20"


def test_other_full_marks_and_only_a_file_before() -> None:
    """40 of 40 carried to 20 of 20, and 18 of 20 to 36 of 40: −20 and +18; then 90 % → 95 %: +2."""
    form = standard(
        "2",
        [
            leaf("staff", "人员", "staff", {"steps": [[8, 20]]}, 20),
            AREA,
            leaf("share", "满意率", "share", {"proportion": {}}, 40),
        ],
    )
    for whole, how in ((True, "rescored"), (False, "scaled")):
        found = moved(form, {"staff": 8, "area": 50, "share": "95%"}, whole=whole)
        assert parts(found) == {"staff": (-20, 0, how), "share": (18, 2, how)}
        assert (found.change, found.by_rubric, found.by_performance, found.certain) == (0, -2, 2, whole)


def test_new_and_dropped_indicators_are_the_rubrics_doing() -> None:
    plan = leaf("plan", "计划", "staff", {"steps": [[1, 20]]}, 20)
    found = moved(standard("2", [STAFF, AREA, plan]), {"staff": 8, "area": 50})
    assert parts(found) == {"plan": (20, 0, "new"), "share": (-18, 0, "dropped")}
    assert (found.change, found.by_rubric, found.by_performance) == (2, 2, 0)


def test_what_cannot_be_told_is_not_guessed() -> None:
    blank = moved(FIRST, {"staff": 8, "area": 50})
    assert parts(blank) == {"share": (None, None, "unknown")}
    assert blank.change is None and blank.by_performance is None and blank.sentence.startswith("本轮总分暂缺")
    before = moved(FIRST, BEFORE["A"], before={"staff": 8, "area": 50})
    assert before.sentence.startswith("上一轮总分暂缺") and before.stars_moved == 0


def test_a_field_without_a_past_is_carried_by_its_share() -> None:
    """人数 is counted in another unit now: the earlier 40 of 40 stands for 40 of 40, and the movement says how."""
    form = standard(
        "2",
        [leaf("staff", "人员", "staff", {"steps": [[80, 40], [40, 20]]}, 40), AREA, SHARE],
        fields={**FIELDS, "staff": {"title": "人数", "unit": "时"}},
    )
    found = moved(form, {"staff": 40, "area": 50, "share": "90%"})
    assert parts(found) == {"staff": (0, -20, "scaled")} and not found.certain


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[st.integers(0, 12), st.integers(0, 120), st.integers(0, 100)]),
    st.tuples(*[st.integers(0, 12), st.integers(0, 120), st.integers(0, 100)]),
    st.sampled_from(
        [
            FIRST,
            standard("2", [STRICTER, AREA, SHARE]),
            standard("3", [STAFF, SHARE, leaf("area", "场地", "area", {"linear": {"zero": 20, "full": 80}}, 40)]),
        ]
    ),
    st.booleans(),
)
def test_the_parts_make_the_whole(one: tuple[int, ...], other: tuple[int, ...], form: Rubric, whole: bool) -> None:
    before, after = ({"staff": a, "area": b, "share": f"{c}%"} for a, b, c in (one, other))
    found = moved(form, after, before=before, whole=whole)
    assert found.change is not None and found.by_rubric is not None and found.by_performance is not None
    assert found.by_rubric + found.by_performance == found.change
    assert sum((move.change or Decimal(0) for move in found.indicators), Decimal(0)) == found.change
    if before == after and whole:
        assert found.by_performance == 0 and all(move.by_performance == 0 for move in found.indicators)


def test_signs() -> None:
    assert [signed(Decimal(points)) for points in ("2.50", "-1", "0")] == ["+2.5", "−1", "0"]
