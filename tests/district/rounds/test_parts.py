from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.parts import PartPlan, plan_of_part, set_parts
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.roster import set_roster
from rating.district.rounds.round import parts_of, round_of, stations_of, stations_of_round
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import add_rubric
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import RUBRIC, made
from tests.district.rounds.planned import TEXT, log_of, moved, only_part, planned, rubric_text, scoring

KINDS = ("综合", "未成年人保护", "特色专项")
OTHER = rubric_text(version='"2026.2"', title="专项站评分标准")


def found(told: pytest.ExceptionInfo[Refused]) -> str:
    return "\n".join(problem.found for problem in told.value.problems)


def test_several_rubrics_by_kind_and_every_station_in_exactly_one(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, Plan(title="按类型"))
        one, other = (add_rubric(at, here.admin, here.district, text) for text in (TEXT, OTHER))
        plans = [PartPlan("综合站", one, ("综合",)), PartPlan("专项站", other)]
        first, second = set_parts(at, here.evaluator, round_.id, round_.version, plans, "分开评")
        set_roster(at, here.admin, round_.id, round_.version + 1)
        assert [station.code for station in stations_of(at, first.id)] == ["S001"]
        assert [station.code for station in stations_of(at, second.id)] == ["S002", "S003"]
        assert (first.rubric_id, first.kinds, second.kinds) == (one, ("综合",), ())
        line = log_of(at, "change")[0]
        assert line.why == "分开评" and "专项站：专项站评分标准（第 2 版），其余类型" in line.new


def test_a_change_of_kinds_moves_the_stations_and_keeps_their_rows(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        rows = {station.code: station.id for station in stations_of_round(at, round_.id)}
        whole = only_part(at, here.admin, round_)
        plans = [plan_of_part(replace(whole, kinds=("综合",))), PartPlan("其余", whole.rubric_id)]
        first, second = set_parts(at, here.admin, round_.id, round_.version, plans)
        assert first.id == whole.id and first.version == whole.version + 1
        assert [station.code for station in stations_of(at, second.id)] == ["S002", "S003"]
        assert {station.code: station.id for station in stations_of_round(at, round_.id)} == rows
        # and back: the second part goes, its stations stay
        back = [replace(plan_of_part(first), kinds=())]
        (only,) = set_parts(at, here.admin, round_.id, round_of(at, here.admin, round_.id).version, back)
        assert {station.code: station.id for station in stations_of(at, only.id)} == rows


def test_a_station_that_no_part_judges_is_told_by_name(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        whole = plan_of_part(only_part(at, here.admin, round_))
        with pytest.raises(Refused) as told:
            set_parts(at, here.admin, round_.id, round_.version, [replace(whole, kinds=("综合",))])
        assert "「未成年人保护」不属于任何一组：2 号街道社工站" in found(told)
        assert "「特色专项」不属于任何一组：3 号街道社工站" in found(told)


def test_what_does_not_fit_is_told_all_at_once(database: Database) -> None:
    here = made(database)
    coverage = (RUBRIC.parent / "shanghai-coverage.yaml").read_text(encoding="utf-8")
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, Plan(title="错"))
        rubric, streets = (add_rubric(at, here.admin, here.district, text) for text in (TEXT, coverage))
        plans = [
            PartPlan("甲", rubric, ("综合", "飞船站")),
            PartPlan("甲", rubric, ("综合",)),
            PartPlan(" ", rubric),
            PartPlan("丁", streets),
            PartPlan("戊", rubric, ("综合",), id=4711),
        ]
        with pytest.raises(Refused) as told:
            set_parts(at, here.admin, round_.id, round_.version, plans)
    for words in (
        "没有类型「飞船站」",
        "有 2 组都叫「甲」",
        "类型「综合」写在 3 组里",
        "没有填写名称",
        "评定的不是社工站",
        "不分类型的组有 2 个",
        "没有找到这一组",
    ):
        assert words in found(told)


def test_another_districts_rubric_is_not_found(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        strange = add_rubric(at, there.admin, there.district, TEXT)
        round_ = create_round(at, here.admin, here.district, Plan(title="借用"))
        with pytest.raises(Refused, match="not_found"):
            set_parts(at, here.admin, round_.id, round_.version, [PartPlan("甲", strange)])


def test_frozen_parts_stay_whoever_asks(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        other = add_rubric(at, here.admin, here.district, OTHER)
        whole = plan_of_part(only_part(at, here.admin, round_))
    for state in (each for each in State if each.frozen):
        with database.writing() as at:
            at.execute(update(schema.assessment_round).values(state=state.value))
        with pytest.raises(Refused, match="已经冻结"), database.writing() as at:
            set_parts(at, here.admin, round_.id, round_.version, [replace(whole, rubric_id=other)])
    with database.reading() as at:
        assert only_part(at, here.admin, round_).rubric_id == whole.rubric_id


def test_a_part_with_uploads_is_not_removed_with_them(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
        whole = only_part(at, here.admin, round_)
        at.execute(
            insert(schema.upload).values(
                round_id=round_.id, part_id=whole.id, purpose="data", name="甲.xlsx", sha256="0" * 64, size=1,
                content=b"x", state="draft", sent_at=moment(),
            )
        )  # fmt: skip
    with pytest.raises(Refused, match="已有上传或评定"), database.writing() as at:
        set_parts(at, here.admin, round_.id, round_.version, [PartPlan("新的", whole.rubric_id)])
    with database.reading() as at:
        assert at.execute(select(schema.upload.c.name)).scalars().all() == ["甲.xlsx"]


def test_a_rubric_without_the_role_of_an_assignment_is_refused(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        whole = only_part(at, here.admin, round_)
        station = stations_of(at, whole.id)[0]
        values = {"round_id": round_.id, "account_id": here.rater.id, "round_station_id": station.id, "role": "ghost"}
        at.execute(insert(schema.assignment).values(**values))
        other = add_rubric(at, here.admin, here.district, OTHER)
        with pytest.raises(Refused, match="「ghost」，新的评分标准里没有"):
            set_parts(at, here.admin, round_.id, round_.version, [replace(plan_of_part(whole), rubric_id=other)])


def test_the_second_of_two_is_told(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        whole = plan_of_part(only_part(at, here.admin, round_))
        set_parts(at, here.evaluator, round_.id, round_.version, [replace(whole, title="甲改的")])
        with pytest.raises(Refused, match="changed_meanwhile"):
            set_parts(at, here.second, round_.id, round_.version, [replace(whole, title="乙改的")])
        assert only_part(at, here.admin, round_).title == "甲改的"


def test_parts_are_set_by_those_of_the_district_and_the_kinds(database: Database) -> None:
    here, there = made(database, KINDS), made(database, name="他区")
    confined = replace(here.evaluator, kinds=frozenset({"综合"}))
    with database.writing() as at:
        round_ = create_round(at, confined, here.district, Plan(title="综合站"))
        rubric = add_rubric(at, here.admin, here.district, TEXT)
        for person in (here.rater, here.head, here.viewer, there.evaluator):
            with pytest.raises(NotAllowed):
                set_parts(at, person, round_.id, round_.version, [PartPlan("甲", rubric)])
        with pytest.raises(NotAllowed):
            set_parts(at, confined, round_.id, round_.version, [PartPlan("专项", rubric, ("特色专项",))])
        with pytest.raises(NotAllowed):
            set_parts(at, confined, round_.id, round_.version, [PartPlan("全部", rubric)])
        assert set_parts(at, confined, round_.id, round_.version, [PartPlan("综合", rubric, ("综合",))])
        assert len(parts_of(at, confined, round_.id)) == 1
