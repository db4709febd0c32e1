"""A correction may change what it says and nothing else. (Its two doors: test_objections.py, test_rectification.py)"""

from __future__ import annotations

import pytest

from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import correcting
from rating.workflow.corrections import Proposed
from tests.district.published_round import Published, published


@pytest.fixture
def here(one_database: Database) -> Published:
    return published(one_database)


def test_old_and_new_as_they_are_read(here: Published) -> None:
    found = correcting.corrected(
        here.database, here.second, here.part_id, "S001", {"service": "28", "area": " 120 "}, ("service", "area")
    )
    assert (found.old("service"), found.new("service")) == ("专家甲 24 分、专家丑 26 分", "28 分（复核）")
    assert (found.old("area"), found.new("area")) == ("60 平方米", "120 平方米")
    assert found.effect.after.total == "93.0"


def test_data_that_moved_since_the_announcement_are_refused_by_name(
    here: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = correcting.with_decisions

    def moved(database: Database, person: object, part_id: int, proposed: list[Proposed]) -> object:
        return real(database, person, part_id, [*proposed, Proposed("S002", "area", "10")])  # type: ignore[arg-type]

    monkeypatch.setattr(correcting, "with_decisions", moved)
    with pytest.raises(Refused, match="S002 的「场所面积」"):
        correcting.corrected(here.database, here.second, here.part_id, "S001", {"area": "120"}, ("area",))


def test_fields_at_issue_of_an_indicator_and_a_gate(here: Published) -> None:
    with here.database.reading() as at:
        part = here.part
        fields = {
            code: set(correcting.fields_at_issue(at, here.second, part, "S001", code))
            for code in ("licensed_share", "gate:low_licensed", "quality")
        }
        assert fields == {
            "licensed_share": {"licensed", "staff"},
            "gate:low_licensed": {"licensed", "staff"},
            "quality": {"service"},
        }
        with pytest.raises(Refused):
            correcting.fields_at_issue(at, here.second, part, "S001", "nothing")
