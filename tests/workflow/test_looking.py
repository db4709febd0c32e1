from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.storage.database import Database
from rating.workflow.looking import evaluation_of, rubric_of_part, view
from tests.district.made import made
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def test_the_newest_round_that_has_begun_and_its_latest_evaluation(database: Database, opened: Begun) -> None:
    saved = accepted(database, opened, figures(), marks("专家甲"))
    for person in (opened.admin, opened.evaluator, opened.viewer):
        seen = view(database, person)
        assert seen.district is not None and seen.district.id == opened.here.district
        assert (seen.round, seen.part) == (opened.round, opened.part)
        assert seen.saved is not None and seen.saved.id == saved.id
        assert evaluation_of(database, person, saved.id).assessment_round == opened.round.title


def test_raters_and_station_heads_are_shown_the_round_and_no_evaluation(database: Database, opened: Begun) -> None:
    saved = accepted(database, opened, figures(), marks("专家甲"))
    for person in (opened.rater, opened.head):
        seen = view(database, person)
        assert seen.part == opened.part
        assert seen.saved is None
        assert rubric_of_part(database, person, opened.part).code == "three"
        with pytest.raises(NotAllowed):
            evaluation_of(database, person, saved.id)


def test_ids_of_others_lead_to_ones_own(database: Database, opened: Begun) -> None:
    other = begun(database, here=made(database, name="另一区"))
    seen = view(database, other.evaluator, opened.here.district, opened.round.id, opened.part.id)
    assert (seen.round, seen.part) == (other.round, other.part)
    second = begun(database, title="2027 年度", here=opened.here)
    assert view(database, opened.evaluator).round == second.round
    chosen = view(database, opened.evaluator, None, opened.round.id, second.part.id)
    assert (chosen.round, chosen.part) == (opened.round, opened.part)


def test_who_has_no_district_sees_nothing(database: Database, opened: Begun) -> None:
    assert view(database, replace(opened.evaluator, district=99)).district is None
