from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, event, select, update

from rating.district.people.person import Person, Role
from rating.district.rounds.own_results import announced_row, own_rounds, own_stations
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow.own_feedback import own_feedback, own_page
from rating.workflow.publication import withdraw_announcement
from tests.district.announced import ROWS, Ready, ready
from tests.district.made import made


def why_not(it: Ready, person: Person, station: int, round_id: int | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as refusal:
        own_feedback(it.database, person, station, round_id)
    (problem,) = refusal.value.problems
    return problem.code, problem.message


def test_no_trick_with_ids_gives_another_stations_row_nor_tells_that_it_is_there(database: Database) -> None:
    it = ready(database)
    it.announce()
    nothing = why_not(it, it.head, 999_999)
    later = ready(database, "2026 年度", it.made)
    elsewhere = made(database, name="别区")
    tricks = [
        (it.head, it.stations[1], None),
        (it.head, it.stations[1], it.round_id),
        (it.other_head, it.stations[0], it.round_id),
        (it.head, it.stations[0], later.round_id),  # not announced
        (it.head, it.stations[0], 999_999),
        (it.head, elsewhere.stations[0], None),
        (it.head, -1, None),
        (it.head, 0, 0),
        (elsewhere.head, it.stations[0], it.round_id),
        (elsewhere.evaluator, it.stations[0], it.round_id),
        (elsewhere.viewer, it.stations[0], it.round_id),
        (it.rater, it.stations[0], it.round_id),
    ]
    for person, station, round_id in tricks:
        assert why_not(it, person, station, round_id) == nothing, (person.login, station, round_id)
    assert own_feedback(database, it.head, it.stations[0], it.round_id).told.name == "甲街道社工站"


def test_a_role_that_was_changed_to_head_of_nothing_sees_nothing(database: Database) -> None:
    it = ready(database)
    it.announce()
    assert why_not(it, replace(it.head, stations=frozenset()), it.stations[0])[0] == "not_found"
    forged = replace(it.head, district=it.made.district + 1)
    assert why_not(it, forged, it.stations[0])[0] == "not_found"


def test_a_station_that_moved_to_another_head_goes_with_them(database: Database) -> None:
    it = ready(database)
    it.announce()
    before, after = replace(it.head, stations=frozenset()), it.head_of(0, "other_head")
    assert why_not(it, before, it.stations[0])[0] == "not_found"
    assert own_feedback(database, after, it.stations[0]).told.code == "01"
    assert why_not(it, after, it.stations[1])[0] == "not_found"


@pytest.mark.parametrize("state", [State.DRAFT, State.OPEN, State.SCORING, State.REVIEWED])
def test_a_result_is_seen_only_while_the_round_is_announced(database: Database, state: State) -> None:
    """Even when the state was moved by a hand that forgot the rest, or the rest without the state."""
    it = ready(database)
    it.announce()
    it.set(state=state.value)
    for person in (it.head, it.evaluator):
        assert why_not(it, person, it.stations[0])[0] == "not_found"
    it.set(state=State.ANNOUNCED.value)
    with database.writing() as at:
        at.execute(update(schema.round_part).values(published_id=None))
    assert why_not(it, it.head, it.stations[0])[0] == "not_found"


@pytest.mark.parametrize("state", [State.FINAL, State.RECTIFICATION, State.CLOSED])
def test_it_stays_visible_afterwards(database: Database, state: State) -> None:
    it = ready(database)
    it.announce()
    it.set(state=state.value)
    told = own_feedback(database, it.head, it.stations[0])
    assert told.told.total == "20.0" and not told.own.may_object


def test_an_earlier_evaluation_of_the_same_part_is_not_shown_once_another_is(database: Database) -> None:
    it = ready(database)
    it.announce()
    withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "更正")
    number = it.rate_again((("01", "甲街道社工站", "综合", "甲街道", "5", "4", "否"), *ROWS[1:]))
    it.announce()
    now = own_feedback(database, it.head, it.stations[0])
    assert now.own.evaluation_id == number and now.told.total == "15.0"
    assert [change.occasion for change in now.changes] == ["again"]


def test_a_confined_evaluator_sees_the_stations_of_their_kind(database: Database) -> None:
    it = ready(database)
    it.announce()
    confined = replace(it.second, kinds=frozenset({"专项"}))
    assert own_feedback(database, confined, it.stations[6]).told.code == "07"
    assert why_not(it, confined, it.stations[0])[0] == "not_found"
    with database.reading() as at:
        assert [each.name for each in own_stations(at, confined, it.round_id)] == ["庚特色社工站", "辛特色社工站"]
        assert len(own_stations(at, it.viewer, it.round_id)) == 8
        assert own_stations(at, it.rater, it.round_id) == ()


def test_a_head_is_offered_the_own_stations_only(database: Database) -> None:
    it = ready(database)
    with database.reading() as at:
        assert [each.id for each in own_stations(at, it.head, it.round_id)] == [it.stations[0]]
        both = replace(it.head, stations=frozenset(it.stations[:2]))
        assert len(own_stations(at, both)) == 2
        assert own_stations(at, replace(it.head, stations=frozenset())) == ()
        foreign = replace(it.head, district=it.made.district + 1)
        assert own_stations(at, foreign) == ()


def test_a_head_sees_how_far_a_round_is_but_not_what_is_only_planned(database: Database) -> None:
    it = ready(database)
    it.set(state=State.OPEN.value)
    with database.reading() as at:
        assert [each.own.state for each in own_rounds(at, it.head, it.stations[0])] == [State.OPEN]
        assert own_rounds(at, it.head, it.stations[1]) == ()
    it.set(state=State.DRAFT.value)
    with database.reading() as at:
        assert own_rounds(at, it.head, it.stations[0]) == ()
        assert len(own_rounds(at, it.evaluator, it.stations[0])) == 1


def test_a_station_gone_from_the_roster_is_nobodys(database: Database) -> None:
    it = ready(database)
    it.announce()
    with database.writing() as at:
        at.execute(delete(schema.account_scope))
        at.execute(delete(schema.station).where(schema.station.c.id == it.stations[0]))
    assert why_not(it, it.head, it.stations[0])[0] == "not_found"


def test_no_evaluation_is_loaded_and_few_questions_are_asked(database: Database) -> None:
    it = ready(database)
    it.announce()
    asked: list[str] = []

    def listen(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", listen)
    try:
        page = own_page(database, it.head, it.stations[0])
    finally:
        event.remove(database.engine, "before_cursor_execute", listen)
    assert page.feedback is not None
    questions = [each for each in asked if each.lstrip().upper().startswith("SELECT")]
    assert len(questions) <= 4, questions
    assert not any("archive" in each for each in questions)
    assert not any("listing" in each for each in questions), "names of others are not even read"


def test_the_account_that_is_closed_has_no_person_and_so_no_page(database: Database) -> None:
    from rating.district.people import sessions

    it = ready(database)
    it.announce()
    with database.writing() as at:
        token = sessions.start(at, it.head.id or 0)
        assert sessions.person_by(at, token) is not None
        at.execute(update(schema.account).where(schema.account.c.id == it.head.id).values(active=False))
        assert sessions.person_by(at, token) is None


def test_a_person_as_the_session_gives_it_has_the_stations_of_the_moment(database: Database) -> None:
    from rating.district.people import sessions

    it = ready(database)
    it.announce()
    scope = schema.account_scope
    with database.writing() as at:
        token = sessions.start(at, it.head.id or 0)
        person = sessions.person_by(at, token)
    assert person is not None and person.role is Role.STATION_HEAD
    assert own_feedback(database, person, it.stations[0]).told.code == "01"
    with database.writing() as at:
        at.execute(update(scope).where(scope.c.account_id == it.head.id).values(station_id=it.stations[2]))
        moved = sessions.person_by(at, token)
    assert moved is not None
    assert why_not(it, moved, it.stations[0])[0] == "not_found"
    assert own_feedback(database, moved, it.stations[2]).told.code == "03"


def test_the_row_is_found_by_its_key(one_database: Database) -> None:
    it = ready(one_database)
    it.announce()
    with one_database.reading() as at:
        row = announced_row(at, it.head, it.stations[0])
        assert row.result["code"] == "01" and row.listing == []
        key = "SELECT result FROM station_result WHERE evaluation_id = 1 AND station_code = '01'"
        (plan,) = at.exec_driver_sql(f"EXPLAIN QUERY PLAN {key}").all()
        assert "SEARCH" in plan[-1] and "INDEX" in plan[-1]
        assert at.execute(select(schema.station_result.c.station_code)).scalars().all() == [
            f"{number:02d}" for number in range(1, 9)
        ]


def test_a_backup_brings_it_back_as_it_was(database: Database) -> None:
    import io

    from rating.district.storage.backup import write_backup
    from rating.district.storage.restore import restore_backup

    it = ready(database)
    it.announce()
    before = own_feedback(database, it.head, it.stations[0])
    kept = io.BytesIO()
    write_backup(database, it.admin, kept)
    withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "有误")
    kept.seek(0)
    restore_backup(database, it.admin, kept)
    assert own_feedback(database, it.head, it.stations[0]) == before
