from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.plan import Plan, change_round, create_round, may_change, plan_of
from rating.district.rounds.round import round_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import later, log_of, moved, planned

PLAN = Plan(title=" 2026 年度 ", filing_number="民发〔2026〕1 号", fill_until=date(2026, 3, 1), show_spread=False)


def codes(told: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in told.value.problems]


def test_a_round_begins_in_draft_with_names_and_ranks_off(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = create_round(at, here.evaluator, here.district, PLAN)
        assert (round_.state, round_.title, round_.fill_until) == (State.DRAFT, "2026 年度", date(2026, 3, 1))
        assert (Plan().show_spread, Plan().show_names, Plan().show_ranks) == (True, False, False)
        assert plan_of(round_) == replace(PLAN, title="2026 年度")
        (line,) = log_of(at, "add")
        assert (line.round_id, line.thing, line.who) == (round_.id, "round", "评估员乙（评估员）")


def test_everything_wrong_with_a_plan_is_told_at_once(database: Database) -> None:
    here = made(database)
    bad = Plan(score_until=date(2026, 5, 1), object_until=date(2026, 4, 1), show_ranks=True, previous_id=77)
    with pytest.raises(Refused) as told, database.writing() as at:
        create_round(at, here.admin, here.district, bad)
    assert sorted(codes(told)) == ["not_filled", "not_filled", "not_found", "not_usable"]
    assert "公示与异议截止」2026-04-01 早于「评分截止」2026-05-01" in str(told.value)


def test_a_title_is_taken_once_in_a_district(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        create_round(at, here.admin, here.district, PLAN)
        create_round(at, there.admin, there.district, PLAN)
        with pytest.raises(Refused, match="已有名为「2026 年度」的轮次"):
            create_round(at, here.admin, here.district, PLAN)


def test_a_change_is_logged_with_old_new_and_why_and_counts_the_version(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, PLAN)
        wanted = replace(plan_of(round_), filing_number="", show_names=True, publication_reason="街镇要求")
        after = change_round(at, here.evaluator, round_.id, round_.version, wanted, "补正")
        assert (after.show_names, after.filing_number, after.version) == (True, "", round_.version + 1)
        (line,) = log_of(at, "change")
        assert line.old == "计划或备案文号：民发〔2026〕1 号；公开站点名称与星级：否；公开的理由：（空）"
        assert line.new == "计划或备案文号：（空）；公开站点名称与星级：是；公开的理由：街镇要求"
        assert line.why == "补正"
        assert change_round(at, here.admin, after.id, after.version, plan_of(after)) == after
        assert len(log_of(at, "change")) == 1


def test_the_second_of_two_is_told_and_nothing_of_the_first_is_lost(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        seen = create_round(at, here.admin, here.district, PLAN)
    with database.writing() as at:
        change_round(at, here.evaluator, seen.id, seen.version, replace(plan_of(seen), note="甲写的"))
    with pytest.raises(Refused) as told, database.writing() as at:
        change_round(at, here.second, seen.id, seen.version, replace(plan_of(seen), note="乙写的"))
    assert codes(told) == ["changed_meanwhile"]
    with database.reading() as at:
        assert round_of(at, here.admin, seen.id).note == "甲写的"


@pytest.mark.parametrize(
    ("field", "value", "last"),
    [
        ("title", "改名", State.OPEN),
        ("fill_until", date(2020, 1, 1), State.OPEN),
        ("score_until", date(2020, 1, 1), State.SCORING),
        ("object_until", date(2099, 1, 1), State.ANNOUNCED),
        ("rectify_until", date(2099, 1, 1), State.RECTIFICATION),
    ],
)
def test_a_field_changes_up_to_its_last_state(one_database: Database, field: str, value: object, last: State) -> None:
    here = made(one_database)
    with one_database.writing() as at:
        first = planned(at, here.admin, here.district)
    for state in State:
        with one_database.writing() as at:
            at.execute(update(schema.assessment_round).values(state=state.value))
            round_ = round_of(at, here.admin, first.id)
        wanted = replace(plan_of(round_), **{field: value})
        may = list(State).index(state) <= list(State).index(last)
        assert may_change(field, state) is may
        undone = pytest.raises(InterruptedError) if may else pytest.raises(Refused, match="not_now")
        with undone, one_database.writing() as at:
            change_round(at, here.admin, first.id, round_.version, wanted, "因故")
            raise InterruptedError  # undone, so that each state begins alike


def test_once_announced_a_change_needs_a_reason_and_a_shorter_time_an_administrator(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        at.execute(update(schema.assessment_round).values(state="announced"))
        shorter = replace(plan_of(round_), object_until=later(1))
        longer = replace(plan_of(round_), object_until=later(30))
        with pytest.raises(Refused, match="写明理由"):
            change_round(at, here.admin, round_.id, round_.version, longer)
        with pytest.raises(Refused, match="只能由管理员缩短"):
            change_round(at, here.evaluator, round_.id, round_.version, shorter, "急")
        after = change_round(at, here.evaluator, round_.id, round_.version, longer, "节假日顺延")
        assert change_round(at, here.admin, round_.id, after.version, shorter, "上级要求").object_until == later(1)


def test_rounds_do_not_follow_each_other_in_a_circle(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        first = create_round(at, here.admin, here.district, Plan(title="一"))
        second = create_round(at, here.admin, here.district, Plan(title="二", previous_id=first.id))
        third = create_round(at, here.admin, here.district, Plan(title="三", previous_id=second.id))
        for later_one in (first, third):
            with pytest.raises(Refused, match="排在这一轮之后"):
                change_round(at, here.admin, first.id, first.version, Plan(title="一", previous_id=later_one.id))


def test_who_may_not_plan_is_refused(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
    for person in (here.rater, here.head, here.viewer, there.evaluator):
        with pytest.raises(NotAllowed), database.writing() as at:
            create_round(at, person, here.district, Plan(title="不行"))
        with pytest.raises(NotAllowed), database.writing() as at:
            change_round(at, person, round_.id, round_.version, Plan(title="不行"))


def test_an_evaluator_of_some_kinds_changes_only_rounds_of_those(database: Database) -> None:
    here = made(database)
    mine, other = (replace(here.evaluator, kinds=frozenset({kind})) for kind in ("综合", "特色专项"))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        with pytest.raises(NotAllowed):
            change_round(at, other, round_.id, round_.version, replace(plan_of(round_), note="改"))
        assert change_round(at, mine, round_.id, round_.version, replace(plan_of(round_), note="改")).note == "改"


def test_what_was_published_by_mistake_can_be_taken_back_at_any_time(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district, show_names=True, publication_reason="误")
        at.execute(update(schema.assessment_round).values(state="closed"))
        after = change_round(
            at, here.admin, round_.id, round_.version, replace(plan_of(round_), show_names=False), "误开"
        )
        assert not after.show_names


def test_two_at_once_under_one_title_only_one_round_is_made(database: Database) -> None:
    """The unique constraint stands behind the question."""
    here = made(database)
    with database.writing() as at:
        round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
    values = {"district_id": here.district, "title": round_.title, "state": "draft", "created_at": later_moment()}
    with pytest.raises(Refused, match="storage_taken"), database.writing() as at:
        at.execute(insert(schema.assessment_round).values(**values))


def later_moment() -> object:
    from rating.district.storage.columns import moment

    return moment()
