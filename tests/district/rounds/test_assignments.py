from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty, assignments_of, marking_roles
from rating.district.rounds.round import Part, Round, RoundStation, stations_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import readable
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made
from tests.district.rounds.planned import TEXT, log_of, moved, only_part, planned

ASSIGNED, RECUSED, NONE = Duty.ASSIGNED, Duty.RECUSED, Duty.NONE


def begun(at: Any, here: Made) -> tuple[Round, Part, tuple[RoundStation, ...]]:
    round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
    part = only_part(at, here.admin, round_)
    return round_, part, stations_of(at, part.id)


def another_rater(at: Any, district: int, name: str = "专家乙", **more: Any) -> int:
    values = {"login": name, "name": name, "role": "rater", "district_id": district, "created_at": moment(), **more}
    return int(at.execute(insert(schema.account).values(**values).returning(schema.account.c.id)).scalar_one())


def everyone(rater: int, stations: tuple[RoundStation, ...], wanted: Duty = ASSIGNED) -> list[Wish]:
    return [Wish(rater, station.id, wanted, "expert", "亲属任职" if wanted is RECUSED else "") for station in stations]


def standing(at: Any, here: Made, part: Part) -> dict[str, str]:
    return {each.station_code: each.duty.value for each in assignments_of(at, here.admin, part.id)}


def test_many_are_assigned_at_once_and_logged_in_one_line(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        assert assign(at, here.evaluator, round_.id, everyone(here.rater.id, stations), "随机分配").changed == 3
        assert assign(at, here.evaluator, round_.id, everyone(here.rater.id, stations)).changed == 0
        assert standing(at, here, part) == dict.fromkeys(("S001", "S002", "S003"), "assigned")
        (line,) = [each for each in log_of(at, "change") if each.thing == "assignment"]
        assert line.new == "专家甲 打分：S001、S002、S003" and line.old == "专家甲 不分配：S001、S002、S003"
        assert (line.why, line.round_id) == ("随机分配", round_.id)


def test_recusal_wins_over_assignment_of_many(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        assign(at, here.admin, round_.id, everyone(here.rater.id, stations[:1], RECUSED))
        came = assign(at, here.admin, round_.id, everyone(here.rater.id, stations))
        assert came.changed == 2 and [each.station_code for each in came.kept_recused] == ["S001"]
        assert standing(at, here, part) == {"S001": "recused", "S002": "assigned", "S003": "assigned"}
        came = assign(at, here.admin, round_.id, everyone(here.rater.id, stations, NONE))
        assert came.changed == 2 and standing(at, here, part) == {"S001": "recused"}
        assigned_first = assign(at, here.admin, round_.id, everyone(here.rater.id, stations[1:], RECUSED))
        assert assigned_first.changed == 2 and set(standing(at, here, part).values()) == {"recused"}


def test_a_recusal_needs_a_reason_and_so_does_lifting_it(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        one = Wish(here.rater.id, stations[0].id, RECUSED, reason=" ")
        with pytest.raises(Refused, match="回避没有写明理由"):
            assign(at, here.admin, round_.id, [one])
        assign(at, here.admin, round_.id, [replace(one, reason="曾任站长")])
        (there,) = assignments_of(at, here.admin, part.id)
        assert (there.reason, there.recused) == ("曾任站长", True)
        lifted = replace(one, wanted=ASSIGNED, role="expert", seen=RECUSED)
        with pytest.raises(Refused, match="解除回避没有写明理由"):
            assign(at, here.admin, round_.id, [lifted])
        assign(at, here.admin, round_.id, [lifted], "已离任满三年")
        (there,) = assignments_of(at, here.admin, part.id)
        assert (there.reason, there.recused, there.role) == ("", False, "expert")


def test_what_somebody_else_changed_meanwhile_is_told_and_nothing_is_written(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        assign(at, here.second, round_.id, everyone(here.rater.id, stations[:1], RECUSED))
    wishes = [replace(wish, seen=NONE) for wish in everyone(here.rater.id, stations)]
    with pytest.raises(Refused) as told, database.writing() as at:
        assign(at, here.evaluator, round_.id, wishes)
    assert [problem.code for problem in told.value.problems] == ["changed_meanwhile"]
    assert "1 号街道社工站" in told.value.problems[0].where
    with database.reading() as at:
        assert standing(at, here, part) == {"S001": "recused"}


@pytest.mark.parametrize("state", [state for state in State if state not in (State.OPEN, State.SCORING)])
def test_assignments_change_only_while_open_or_scoring(one_database: Database, state: State) -> None:
    here = made(one_database)
    with one_database.writing() as at:
        round_, _, stations = begun(at, here)
        at.execute(update(schema.assessment_round).values(state=state.value))
        with pytest.raises(Refused, match="not_now"):
            assign(at, here.admin, round_.id, everyone(here.rater.id, stations))


def test_what_cannot_be_assigned_is_told_all_at_once(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        round_, _, stations = begun(at, here)
        left = another_rater(at, here.district, "已离职", active=False)
        wishes = [
            Wish(left, stations[0].id, ASSIGNED, "expert"),
            Wish(here.rater.id, stations[0].id, ASSIGNED, "ghost"),
            Wish(there.rater.id, stations[0].id, ASSIGNED, "expert"),
            Wish(here.evaluator.id, stations[0].id, ASSIGNED, "expert"),
            Wish(here.rater.id, 4711, ASSIGNED, "expert"),
        ]
        with pytest.raises(Refused) as told:
            assign(at, here.admin, round_.id, wishes)
        codes = [problem.code for problem in told.value.problems]
        assert codes == ["not_usable", "not_usable", "not_found", "not_found", "not_found"]


def test_the_role_is_asked_only_where_there_are_several(database: Database) -> None:
    here = made(database)
    several = len(marking_roles(readable(TEXT))) > 1
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        wish = Wish(here.rater.id, stations[0].id, ASSIGNED)
        if several:
            with pytest.raises(Refused, match="没有选择评估主体"):
                assign(at, here.admin, round_.id, [wish])
        else:
            assign(at, here.admin, round_.id, [wish])
            assert assignments_of(at, here.admin, part.id)[0].role == "expert"


def test_very_many_problems_are_told_in_short(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_, _, stations = begun(at, here)
        many = [Wish(here.rater.id, 10_000 + n, ASSIGNED, "expert") for n in range(200)]
        with pytest.raises(Refused) as told:
            assign(at, here.admin, round_.id, many)
        assert len(told.value.problems) == 21 and "另有 180 处" in told.value.problems[-1].found
    assert stations


def test_who_may_not_assign_is_refused(database: Database) -> None:
    here, there = made(database, ("综合", "特色专项")), made(database, name="他区")
    confined = replace(here.evaluator, kinds=frozenset({"综合"}))
    with database.writing() as at:
        round_, part, stations = begun(at, here)
        for person in (here.rater, here.head, here.viewer, there.evaluator, confined):
            with pytest.raises(NotAllowed):
                assign(at, person, round_.id, everyone(here.rater.id, stations))
        assert assign(at, confined, round_.id, everyone(here.rater.id, stations[:1])).changed == 1
        assert standing(at, here, part) == {"S001": "assigned"}
