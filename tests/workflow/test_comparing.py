"""What a person may hold the present result against: only what they may see, and only what comes before."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import update

from rating.district.people.roles import NotAllowed
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.result import result
from rating.workflow.comparing import compared_with_file, earlier_parts
from rating.workflow.looking import evaluation_of
from tests.district.made import made
from tests.screens.opening import district
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def two_rounds(database: Database) -> tuple[Begun, Begun, Any]:
    """2025 with an evaluation, 2026 with another; of the first also what was saved."""
    first = begun(database, title="2025 年度")
    saved = accepted(database, first, figures(), marks("专家甲"))
    second = begun(database, title="2026 年度", here=first.here, previous_id=first.round.id)
    accepted(database, second, figures(), marks("专家甲", {"S001": "10"}))
    return first, second, saved


def test_the_round_before_is_there_for_whoever_sees_results(database: Database) -> None:
    first, second, saved = two_rounds(database)
    for person in (second.admin, second.evaluator, second.viewer):
        (found,) = earlier_parts(database, person, second.part.id)
        assert (found.round.id, found.part.id, found.saved.id, found.shared) == (
            first.round.id, first.part.id, saved.id, 3,
        )  # fmt: skip
        assert evaluation_of(database, person, found.saved.id).assessment_round == "2025 年度"
    assert earlier_parts(database, second.evaluator, first.part.id) == (), "what comes later is nothing earlier"


def test_raters_station_heads_and_other_districts_are_refused(database: Database) -> None:
    _, second, _ = two_rounds(database)
    stranger = begun(database, here=made(database, name="另一区"))
    for person in (second.rater, second.head, stranger.evaluator):
        with pytest.raises(NotAllowed):
            earlier_parts(database, person, second.part.id)


def test_what_was_announced_stands_before_what_is_newer(database: Database) -> None:
    first, second, saved = two_rounds(database)
    newer = accepted(database, first, marks("专家乙"), why="又收到一份")
    assert [each.saved.id for each in earlier_parts(database, second.admin, second.part.id)] == [newer.id]
    with database.writing() as at:
        at.execute(
            update(schema.round_part).where(schema.round_part.c.id == first.part.id).values(published_id=saved.id)
        )
    assert [each.saved.id for each in earlier_parts(database, second.admin, second.part.id)] == [saved.id]


def test_the_round_that_the_plan_names_stands_first_and_one_without_result_is_left_out(database: Database) -> None:
    first, second, _ = two_rounds(database)
    third = begun(database, title="2027 年度", here=first.here, previous_id=first.round.id)
    begun(database, title="2028 年度", here=first.here)
    found = earlier_parts(database, third.evaluator, third.part.id)
    assert [each.round.title for each in found] == ["2025 年度", "2026 年度"]
    assert [each.round.id for each in earlier_parts(database, third.evaluator, second.part.id)] == [first.round.id]


# ---- files


def as_file(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def test_a_result_file_is_compared_by_code() -> None:
    now = district(4)
    before = deepcopy(result(now))
    before["stations"][0].update(total="80.0", stars=3)
    found, problems = compared_with_file("上一轮.json", as_file(before), now)
    assert found is not None and problems == ()
    assert found.same_rubric and not found.whole and len(found.stations) == 4
    assert str(found.stations[0].total_before) == "80.0"


@pytest.mark.parametrize(
    "spoilt",
    [
        {"total": "很高"},
        {"total": "NaN"},
        {"full_marks": "1e999"},
        {"total": "1e-999"},
        {"total": []},
        {"indicators": []},
        {"indicators": [1]},
        {"indicators": {"licensed_share": 3}},
        {"indicators": {"licensed_share": {"points": {}}}},
    ],
)
def test_figures_that_no_result_of_ours_has_are_a_problem_and_no_fault(spoilt: dict[str, Any]) -> None:
    now = district(2)
    before = deepcopy(result(now))
    before["stations"][1].update(spoilt)
    found, problems = compared_with_file("坏.json", as_file(before), now)
    if spoilt == {"indicators": []}:
        assert found is not None, "nothing is known of indicators, which is no fault"
        return
    assert found is None
    assert [problem.code for problem in problems] == ["result_unreadable"]
    assert problems[0].place.file == "坏.json"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"stations": [{}]}', b"\xff", b'{"stations": 3}'])
def test_what_is_no_result_is_a_problem(content: bytes) -> None:
    found, problems = compared_with_file("坏.json", content, district(1))
    assert found is None and [problem.code for problem in problems] == ["result_unreadable"]


def test_a_rubric_that_is_none_is_a_problem() -> None:
    before = {**result(district(1)), "rubric": [1]}
    assert compared_with_file("坏.json", as_file(before), district(1))[0] is None
