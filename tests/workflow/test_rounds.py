"""A round through its steps with real files: what each step needs, and what stays as it was frozen."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.local_day import today
from rating.district.rounds.parts import PartPlan
from rating.district.rounds.plan import Plan, plan_of
from rating.district.rounds.round import Round, round_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import rounds
from rating.workflow.adjudication import settle
from rating.workflow.corrections import Proposed
from rating.workflow.ratings import HOME
from rating.workflow.scoring_round import hand_in, take_back
from tests.district.made import made
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def now(database: Database, there: Begun) -> Round:
    with database.reading() as at:
        return round_of(at, there.admin, there.round.id)


def step(database: Database, there: Begun, to: State, why: str = "") -> Round:
    seen = now(database, there)
    return rounds.move(database, there.evaluator, seen.id, to, seen.version, why)


def stops(database: Database, there: Begun) -> list[str]:
    return [
        problem.found for each in rounds.next_steps(database, there.evaluator, there.round.id) for problem in each.stops
    ]


def test_a_district_plans_a_round_from_its_files(database: Database) -> None:
    here = made(database)
    (_, first), *_ = rounds.shipped_rubrics()
    assert {rubric.unit for _, rubric in rounds.shipped_rubrics()} == {"station"} and first.title
    content = (HOME / "rubrics" / "yichang-five-star.yaml").read_bytes()
    rubric = rounds.add_rubric(database, here.admin, here.district, "五星.yaml", b"\xef\xbb\xbf" + content)
    round_ = rounds.create_round(database, here.admin, here.district, Plan(title="2026 年度"))
    round_ = rounds.change_round(
        database, here.admin, round_.id, round_.version, replace(plan_of(round_), filing_number="1 号")
    )
    rounds.set_parts(database, here.admin, round_.id, round_.version, [PartPlan("全部", rubric)])
    assert [each.what for each in rounds.roster_differences(database, here.admin, round_.id)] == ["added"] * 3
    assert rounds.set_roster(database, here.admin, round_.id, round_.version + 1).stations == 3
    (ahead,) = rounds.next_steps(database, here.admin, round_.id)
    assert (ahead.to, ahead.stops, ahead.confirms, ahead.back) == (State.OPEN, (), (), False)
    assert rounds.move(database, here.admin, round_.id, State.OPEN, round_.version + 2).state is State.OPEN


def test_a_rubric_in_another_encoding_is_refused(database: Database) -> None:
    here = made(database)
    with pytest.raises(Refused, match="UTF-8"):
        rounds.add_rubric(database, here.admin, here.district, "标准.yaml", "标题: 五星".encode("gb18030"))


def test_review_waits_for_an_evaluation_of_what_is_there_now(database: Database) -> None:
    there = begun(database, State.SCORING, object_until=today())
    assert stops(database, there) == ["「全部站点」还没有评定"]
    accepted(database, there, figures(), marks("专家甲"))
    assert stops(database, there) == []
    (late,) = hand_in(database, there.evaluator, there.part.id, [marks("专家乙")])
    assert stops(database, there) == ["「全部站点」：有 1 份上传的文件还没有核对采用"]
    with pytest.raises(Refused, match="not_now"):
        step(database, there, State.REVIEWED, "硬来")
    take_back(database, there.evaluator, late.id)
    assert stops(database, there) == []
    assert step(database, there, State.REVIEWED).state is State.REVIEWED


def test_an_open_spread_wants_a_reason_and_a_settled_one_does_not(database: Database) -> None:
    there = begun(database, State.SCORING)
    saved = accepted(database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2"}))
    ahead, *_ = rounds.next_steps(database, there.evaluator, there.round.id)
    assert "1 处评估人分差过大" in ahead.confirms[0].found
    with pytest.raises(Refused, match="round_to_confirm"):
        step(database, there, State.REVIEWED)
    settle(database, there.evaluator, there.part.id, [Proposed("S001", "service", "6", "现场复核")], saved.id)
    assert step(database, there, State.REVIEWED).state is State.REVIEWED


def test_a_round_is_announced_and_taken_back_through_its_steps(database: Database) -> None:
    there = begun(database, State.SCORING, object_until=today())
    accepted(database, there, figures(), marks("专家甲"))
    step(database, there, State.REVIEWED)
    assert step(database, there, State.ANNOUNCED).state is State.ANNOUNCED
    with pytest.raises(Refused, match="round_to_confirm"):
        step(database, there, State.REVIEWED)
    assert step(database, there, State.REVIEWED, "数据有误").state is State.REVIEWED
    step(database, there, State.ANNOUNCED)
    seen = now(database, there)
    assert rounds.move(database, there.admin, seen.id, State.FINAL, seen.version, "各站无异议").state is State.FINAL


def test_after_a_step_back_and_another_roster_the_old_evaluation_no_longer_does(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    seen = step(database, there, State.OPEN, "名册有误")
    with database.writing() as at:
        at.execute(update(schema.station).where(schema.station.c.code == "S001").values(name="更名社工站"))
    rounds.set_roster(database, there.admin, seen.id, seen.version)
    step(database, there, State.SCORING)
    assert stops(database, there) == ["「全部站点」：参评名册在评定之后有变化"]


def test_frozen_things_stay_frozen_whichever_door_is_tried(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    content = (HOME / "rubrics" / "yichang-five-star.yaml").read_bytes()
    other = rounds.add_rubric(database, there.admin, there.here.district, "别的.yaml", content)
    seen = now(database, there)
    for door in (
        lambda: rounds.set_parts(database, there.admin, seen.id, seen.version, [PartPlan("新", other)]),
        lambda: rounds.set_parts(database, there.admin, seen.id, seen.version, []),
        lambda: rounds.set_roster(database, there.admin, seen.id, seen.version),
        lambda: rounds.change_round(
            database, there.admin, seen.id, seen.version, replace(plan_of(seen), title="改名", previous_id=None)
        ),
    ):
        with pytest.raises(Refused, match="not_now"):
            door()
    assert now(database, there) == seen


def test_what_was_frozen_and_tampered_with_is_not_scored(database: Database) -> None:
    there = begun(database, State.SCORING)
    with database.writing() as at:
        at.execute(update(schema.round_station).where(schema.round_station.c.code == "S001").values(street="别处"))
    with pytest.raises(Refused, match="round_thawed"):
        accepted(database, there, figures(), marks("专家甲"))


def test_an_evaluation_that_comes_while_the_step_is_taken_is_not_overlooked(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    real = rounds.standings_of

    def slow(*given: Any) -> Any:
        seen = real(*given)
        hand_in(database, there.evaluator, there.part.id, [marks("专家乙")])
        return seen

    monkeypatch.setattr(rounds, "standings_of", slow)
    with pytest.raises(Refused, match="还没有核对采用"):
        step(database, there, State.REVIEWED)
    assert now(database, there).state is State.SCORING


def test_of_two_who_step_at_once_one_is_told_and_nothing_is_lost(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    seen, codes, ready = now(database, there), [], threading.Barrier(2)

    def take(to: State) -> None:
        ready.wait()
        try:
            rounds.move(database, there.evaluator, seen.id, to, seen.version, "同时")
        except Refused as refusal:
            codes.append(refusal.problems[0].code)

    both = [threading.Thread(target=take, args=(to,)) for to in (State.OPEN, State.REVIEWED)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(60)
    assert codes == ["changed_meanwhile"]
    assert now(database, there).version == seen.version + 1


def test_a_stale_page_is_told_what_the_round_is_now(database: Database) -> None:
    there = begun(database, State.OPEN)
    step(database, there, State.SCORING)
    with pytest.raises(Refused, match="现在是「评分」"):
        rounds.move(database, there.admin, there.round.id, State.SCORING, there.round.version)


def test_rounds_are_not_moved_by_those_who_may_not(database: Database) -> None:
    there, foreign = begun(database, State.OPEN), made(database, name="他区")
    seen = now(database, there)
    for person in (there.rater, there.head, there.viewer, foreign.evaluator):
        with pytest.raises(NotAllowed):
            rounds.move(database, person, seen.id, State.SCORING, seen.version)
    with pytest.raises(NotAllowed):
        rounds.next_steps(database, foreign.evaluator, seen.id)
    with pytest.raises(NotAllowed):
        rounds.rubric_revisions(database, foreign.viewer, there.here.district)
