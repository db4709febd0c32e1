from __future__ import annotations

from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty
from rating.district.rounds.progress import progress_of, rater_called
from rating.district.rounds.round import stations_of
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.reported import Rater
from tests.district.made import made
from tests.district.rounds.planned import moved, only_part, planned
from tests.workflow.three_stations import accepted, begun, figures, marks


def test_a_name_is_matched_however_it_is_spaced_and_only_when_it_is_one() -> None:
    expert = Rater("e", "专家 甲", "expert")
    assert rater_called({7: "专家甲", 8: "专家乙"}, expert) == 7
    assert rater_called({7: "专家甲", 8: "专家甲"}, expert) is None
    assert rater_called({8: "专家乙"}, expert) is None


def test_without_assignments_there_are_files_and_no_squares(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    with database.reading() as at:
        seen = progress_of(at, there.viewer, there.part.id)
    assert (seen.raters, seen.squares, seen.thin, seen.owed) == ((), {}, (), 0)
    assert [(form.name, form.stations) for form in seen.forms] == [("站点填报数据.csv", 3), ("评分表_专家甲.csv", 3)]


def test_a_station_with_fewer_raters_than_the_rubric_asks_is_named(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
        part = only_part(at, here.admin, round_)
        one = Wish(here.rater.id or 0, stations_of(at, part.id)[0].id, Duty.ASSIGNED, "expert")
        assign(at, here.admin, round_.id, [one])
        seen = progress_of(at, here.admin, part.id)
    assert {each.code: each.raters for each in seen.thin}["S002"] == 0
    assert all(each.raters < each.asked for each in seen.thin)
    assert seen.squares == {("S001", here.rater.id): "missing"}


def test_a_taken_sheet_with_a_blank_is_part_of_what_is_owed(database: Database) -> None:
    there = begun(database, State.SCORING)
    with database.writing() as at:
        stations = stations_of(at, there.part.id)
        assign(
            at, there.admin, there.round.id, [Wish(there.rater.id or 0, each.id, Duty.ASSIGNED) for each in stations]
        )
    accepted(database, there, figures(), marks("专家甲", {"S002": ""}))
    with database.reading() as at:
        seen = progress_of(at, there.admin, there.part.id)
    assert {code: state for (code, _), state in seen.squares.items()} == {
        "S001": "done", "S002": "missing", "S003": "done",
    }  # fmt: skip
    assert seen.owed == 1 and seen.waiting == 0
