from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.parts import PartPlan, plan_of_part, set_parts
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.roster import differences, set_roster
from rating.district.rounds.round import round_of, stations_of_round
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import add_rubric
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import TEXT, log_of, only_part, planned, rubric_text, scoring

KINDS = ("综合", "未成年人保护", "特色专项")


def renamed(at: object, old: str, **values: object) -> None:
    at.execute(update(schema.station).where(schema.station.c.code == old).values(**values))  # type: ignore[attr-defined]


def test_the_roster_is_the_districts_active_stations(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    assert there.stations
    with database.writing() as at:
        renamed(at, "S002", active=False)
        round_ = planned(at, here.admin, here.district)
        first, third = stations_of_round(at, round_.id)
        assert (first.code, first.name, first.street, first.district) == (
            "S001",
            "1 号街道社工站",
            "1 号街道",
            "示例区",
        )
        assert (first.station_id, third.code) == (here.stations[0], "S003")


def test_differences_to_the_present_roster_are_told_and_taken(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        assert differences(at, here.viewer, round_.id) == ()
        rows = {station.code: station.id for station in stations_of_round(at, round_.id)}
        renamed(at, "S001", name="新名字社工站")
        renamed(at, "S002", active=False)
        at.execute(insert(schema.station).values(district_id=here.district, code="S000", name="新站", kind="综合"))
        told = {each.code: (each.what, each.words) for each in differences(at, here.admin, round_.id)}
        assert told["S001"] == ("changed", "名称：1 号街道社工站 → 新名字社工站")
        assert (told["S000"][0], told["S002"][0], len(told)) == ("added", "removed", 3)
        taken = set_roster(at, here.evaluator, round_.id, round_.version, why="年初更新")
        assert (taken.stations, len(taken.differences), taken.unassigned) == (3, 3, 0)
        assert differences(at, here.admin, round_.id) == ()
        assert [station.code for station in stations_of_round(at, round_.id)] == ["S000", "S001", "S003"]
        assert stations_of_round(at, round_.id)[1].id == rows["S001"]
        line = log_of(at, "change")[-1]
        assert line.new == "新增 新站；移出 2 号街道社工站；信息变化 新名字社工站" and line.why == "年初更新"


def test_stations_can_be_left_out_by_kind_and_by_code(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, Plan(title="只评综合"))
        rubric = add_rubric(at, here.admin, here.district, TEXT)
        set_parts(at, here.admin, round_.id, round_.version, [PartPlan("综合", rubric, ("综合",))])
        with pytest.raises(Refused, match="不属于任何一组"):
            set_roster(at, here.admin, round_.id, round_.version + 1)
        taken = set_roster(at, here.admin, round_.id, round_.version + 1, {"特色专项"}, {"S002"})
        assert taken.stations == 1
        after = round_of(at, here.admin, round_.id)
        assert (after.left_out_kinds, after.left_out_codes) == (("特色专项",), ("S002",))
        assert differences(at, here.admin, round_.id) == ()
        assert "不参评：特色专项、S002" in log_of(at, "change")[-1].summary


def test_a_kind_that_the_rubric_does_not_know_is_told_by_name(database: Database) -> None:
    here = made(database, ("综合", "飞船站"))
    with pytest.raises(Refused, match="没有类型「飞船站」：2 号街道社工站"), database.writing() as at:
        planned(at, here.admin, here.district)


def test_without_parts_there_is_nowhere_to_put_stations(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, Plan(title="空"))
        with pytest.raises(Refused, match="先设定分组"):
            set_roster(at, here.admin, round_.id, round_.version)


def test_assignments_stay_with_their_station_and_go_with_it_not_silently(database: Database) -> None:
    here = made(database, ("综合", "特色专项", "综合"))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        stations = stations_of_round(at, round_.id)
        for station in stations:
            at.execute(
                insert(schema.assignment).values(
                    round_id=round_.id, account_id=here.rater.id, round_station_id=station.id, role="expert"
                )
            )
        renamed(at, "S003", active=False)
        taken = set_roster(at, here.admin, round_.id, round_.version)
        assert taken.unassigned == 1
        assert "删去 1 项分工" in log_of(at, "change")[-1].new
        left = at.execute(select(schema.assignment.c.round_station_id)).scalars().all()
        assert sorted(left) == sorted(station.id for station in stations[:2])


def test_an_assignment_goes_when_its_station_comes_under_a_rubric_without_the_role(database: Database) -> None:
    here = made(database, ("综合", "特色专项"))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        whole = plan_of_part(only_part(at, here.admin, round_))
        other = add_rubric(at, here.admin, here.district, rubric_text(version='"2"').replace("expert", "judge"))
        plans = [replace(whole, kinds=("综合",)), PartPlan("专项", other, ("特色专项",))]
        set_parts(at, here.admin, round_.id, round_.version, plans)
        station = stations_of_round(at, round_.id)[0]
        at.execute(
            insert(schema.assignment).values(
                round_id=round_.id, account_id=here.rater.id, round_station_id=station.id, role="expert"
            )
        )
        renamed(at, "S001", kind="特色专项")
        assert set_roster(at, here.admin, round_.id, round_.version + 1).unassigned == 1


def test_a_frozen_roster_stays_whoever_asks(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        renamed(at, "S001", name="后来改的")
    for state in (each for each in State if each.frozen):
        with database.writing() as at:
            at.execute(update(schema.assessment_round).values(state=state.value))
        with pytest.raises(Refused, match="已经冻结"), database.writing() as at:
            set_roster(at, here.admin, round_.id, round_.version)
    with database.reading() as at:
        assert stations_of_round(at, round_.id)[0].name == "1 号街道社工站"


def test_a_station_gone_from_the_roster_stays_in_the_frozen_round(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        at.execute(delete(schema.station).where(schema.station.c.code == "S002"))
        gone = stations_of_round(at, round_.id)[1]
        assert (gone.code, gone.name, gone.station_id) == ("S002", "2 号街道社工站", None)


def test_who_may_not_take_the_roster_is_refused(database: Database) -> None:
    here, there = made(database, KINDS), made(database, name="他区")
    confined = replace(here.evaluator, kinds=frozenset({"综合"}))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        for person in (here.rater, here.head, here.viewer, there.evaluator, confined):
            with pytest.raises(NotAllowed):
                set_roster(at, person, round_.id, round_.version)


def test_the_second_of_two_is_told(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        set_roster(at, here.evaluator, round_.id, round_.version)
        with pytest.raises(Refused, match="changed_meanwhile"):
            set_roster(at, here.second, round_.id, round_.version)
