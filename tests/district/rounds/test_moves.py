from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.moves import Step, move, step_to, steps, ways
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.round import Round, round_of
from rating.district.rounds.standing import Standing
from rating.district.rounds.states import BACK, FORWARD, State
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import later, log_of, moved, only_part, planned, scoring


def put(at: Any, round_: Round, **values: Any) -> Round:
    """The round in another state, without asking: what leads there is tested elsewhere."""
    at.execute(update(schema.assessment_round).where(schema.assessment_round.c.id == round_.id).values(**values))
    return round_of(at, ADMIN[0], round_.id)


ADMIN: list[Any] = []


def begun(database: Database) -> Any:
    here = made(database)
    ADMIN[:] = [here.admin]
    return here


def told(step: Step) -> tuple[list[str], list[str]]:
    return [problem.found for problem in step.stops], [problem.found for problem in step.confirms]


def evaluated(at: Any, part: int, number: int = 1) -> int:
    row = insert(schema.evaluation).values(
        part_id=part, number=number, occasion="rating", archive=b"-", stations=3, made_at=moment()
    )
    return int(at.execute(row.returning(schema.evaluation.c.id)).scalar_one())


def test_a_round_walks_from_plan_to_end(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = scoring(at, here.evaluator, here.district)
        part = only_part(at, here.admin, round_)
        newest = evaluated(at, part.id)
        round_ = move(at, here.evaluator, round_, State.REVIEWED, standings=[Standing(part.id, part.title, newest)])
        round_ = move(at, here.evaluator, round_, State.ANNOUNCED)
        at.execute(update(schema.round_part).values(published_id=newest))
        round_ = put(at, round_, object_until=later(-1))
        round_ = moved(at, here.evaluator, round_, State.FINAL, State.RECTIFICATION, State.CLOSED)
        assert steps(at, here.admin, round_) == ()
        walked = [(line.old, line.new) for line in log_of(at, "move")]
        assert walked == [
            ("方案", "填报"), ("填报", "评分"), ("评分", "复核"), ("复核", "公示"),
            ("公示", "定级"), ("定级", "整改"), ("整改", "结束"),
        ]  # fmt: skip


def test_only_the_drawn_ways_exist(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        for state in State:
            now = put(at, round_, state=state.value)
            assert set(ways(state)) == {*FORWARD[state], *([BACK[state]] if state in BACK else [])}
            for to in set(State) - set(ways(state)):
                with pytest.raises(Refused, match="不能直接转到"):
                    move(at, here.admin, now, to, "硬来")
    assert not set(BACK) & {State.FINAL, State.RECTIFICATION, State.CLOSED}


def test_all_that_opening_lacks_is_told_at_once(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        bare = create_round(at, here.admin, here.district, Plan(title="空"))
        step = step_to(at, here.admin, bare, State.OPEN)
        assert told(step) == (["还没有分组和评分标准"], ["没有填写计划或备案文号"])
        with pytest.raises(Refused) as refusal:
            move(at, here.admin, bare, State.OPEN, "有理由也不行")
        assert [problem.code for problem in refusal.value.problems] == ["not_now", "round_to_confirm"]
        full = planned(at, here.admin, here.district)
        assert told(step_to(at, here.admin, full, State.OPEN)) == ([], [])
        at.execute(delete(schema.round_station))
        assert told(step_to(at, here.admin, full, State.OPEN))[0] == ["还没有参评站点"]
        assert told(step_to(at, here.admin, put(at, full, title=" "), State.OPEN))[0][0] == "没有填写轮次名称"


def test_a_missing_filing_number_is_confirmed_with_a_reason(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = put(at, planned(at, here.admin, here.district), filing_number="")
        with pytest.raises(Refused) as refusal:
            move(at, here.admin, round_, State.OPEN, "  ")
        assert [problem.code for problem in refusal.value.problems] == ["round_to_confirm"]
        assert move(at, here.admin, round_, State.OPEN, "文号待发").state is State.OPEN
        assert log_of(at, "move")[0].why == "没有填写计划或备案文号；文号待发"


def test_a_roster_that_moved_on_is_confirmed_or_taken_anew(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
        at.execute(update(schema.station).where(schema.station.c.code == "S002").values(name="改名"))
        stops, confirms = told(step_to(at, here.admin, round_, State.SCORING))
        assert not stops and confirms == ["站点名册与本轮取用的有 1 处不同：改名"]
        assert move(at, here.admin, round_, State.SCORING, "评完再改").state is State.SCORING


def test_review_needs_a_current_evaluation_of_every_part_and_settled_spreads(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        part = only_part(at, here.admin, round_).id

        def asked(*standings: Standing) -> tuple[list[str], list[str]]:
            return told(step_to(at, here.admin, round_, State.REVIEWED, standings))

        assert asked() == asked(Standing(part, "全部站点")) == (["「全部站点」还没有评定"], [])
        assert asked(Standing(part, "", 1, "有 1 份上传的文件还没有核对采用"))[0] == [
            "「全部站点」：有 1 份上传的文件还没有核对采用"
        ]
        assert asked(Standing(part, "", 1, open_spreads=2))[1] == ["「全部站点」有 2 处评估人分差过大，尚未复核"]
        with pytest.raises(Refused, match="分差过大"):
            move(at, here.admin, round_, State.REVIEWED, "", [Standing(part, "", 1, open_spreads=2)])
        ready = move(at, here.admin, round_, State.REVIEWED, "委员会已议", [Standing(part, "", 1, open_spreads=2)])
        assert ready.state is State.REVIEWED


def test_announcing_needs_a_deadline_that_has_not_passed(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        for until, words in ((None, "没有填写公示与异议截止日期"), (later(-1), "已过")):
            now = put(at, round_, state="reviewed", object_until=until)
            assert words in told(step_to(at, here.admin, now, State.ANNOUNCED))[0][0]
        today = put(at, round_, state="reviewed", object_until=later(0))
        assert move(at, here.admin, today, State.ANNOUNCED).state is State.ANNOUNCED


def announced(at: Any, here: Any, until: int = -1) -> tuple[Round, int]:
    round_ = planned(at, here.admin, here.district)
    part = only_part(at, here.admin, round_).id
    at.execute(update(schema.round_part).values(published_id=evaluated(at, part)))
    return put(at, round_, state="announced", object_until=later(until)), part


def objected(at: Any, part: int, state: str) -> None:
    at.execute(
        insert(schema.objection).values(
            part_id=part, station_code="S001", indicator="planning", state=state, made_at=moment()
        )
    )


def test_final_waits_for_every_objection(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_, part = announced(at, here)
        for state in ("draft", "upheld", "rejected", "withdrawn"):
            objected(at, part, state)
        assert told(step_to(at, here.evaluator, round_, State.FINAL)) == ([], [])
        objected(at, part, "open")
        with pytest.raises(Refused, match="还有 1 项异议没有答复"):
            move(at, here.admin, round_, State.FINAL, "不等了")


def test_final_waits_for_the_day_unless_an_administrator_says_why(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_, _ = announced(at, here, until=0)
        assert told(step_to(at, here.evaluator, round_, State.FINAL))[0] != []
        with pytest.raises(Refused, match="由管理员办理"):
            move(at, here.evaluator, round_, State.FINAL, "不等了")
        with pytest.raises(Refused, match="round_to_confirm"):
            move(at, here.admin, round_, State.FINAL)
        assert move(at, here.admin, round_, State.FINAL, "全部站点书面无异议").state is State.FINAL


def test_final_is_what_was_published(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_, part = announced(at, here)
        newer = evaluated(at, part, 2)
        assert told(step_to(at, here.admin, round_, State.FINAL))[0] == ["「全部站点」最新的评定结果还没有公示"]
        at.execute(update(schema.round_part).values(published_id=newer))
        assert told(step_to(at, here.admin, round_, State.FINAL))[0] == []


def test_closing_with_open_rectification_needs_a_reason(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_, part = announced(at, here)
        at.execute(
            insert(schema.rectification).values(
                part_id=part, station_code="S001", indicator="planning", state="submitted", made_at=moment()
            )
        )
        for state in ("final", "rectification"):
            now = put(at, round_, state=state)
            assert told(step_to(at, here.admin, now, State.CLOSED)) == ([], ["还有 1 项整改没有办结"])


def test_a_step_back_needs_a_reason_and_nothing_else(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        for state, to in BACK.items():
            now = put(at, round_, state=state.value)
            with pytest.raises(Refused, match="退回"):
                move(at, here.evaluator, now, to)
            assert move(at, here.evaluator, now, to, "弄错了").state is to
        assert {line.why for line in log_of(at, "move")} == {"弄错了"}


def test_who_may_not_move_a_round_is_refused(database: Database) -> None:
    here, there = begun(database), made(database, name="他区")
    confined = replace(here.evaluator, kinds=frozenset({"特色专项"}))
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
    for person in (here.rater, here.head, here.viewer, there.evaluator, confined):
        with pytest.raises(NotAllowed), database.writing() as at:
            move(at, person, round_, State.OPEN)
    with database.writing() as at:
        mine = replace(here.evaluator, kinds=frozenset({"综合"}))
        assert move(at, mine, round_, State.OPEN).state is State.OPEN


def test_of_two_who_move_at_once_one_is_told(database: Database) -> None:
    here = begun(database)
    with database.writing() as at:
        seen = planned(at, here.admin, here.district)
    told_of, ready = [], threading.Barrier(2)

    def step(person: Any) -> None:
        ready.wait()
        try:
            with database.writing() as at:
                move(at, person, seen, State.OPEN)
        except Refused as refusal:
            told_of.append(refusal.problems[0].code)

    both = [threading.Thread(target=step, args=(person,)) for person in (here.evaluator, here.second)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(timedelta(minutes=1).total_seconds())
    with database.reading() as at:
        assert (round_of(at, here.admin, seen.id).state, told_of) == (State.OPEN, ["changed_meanwhile"])
        assert len(log_of(at, "move")) == 1
