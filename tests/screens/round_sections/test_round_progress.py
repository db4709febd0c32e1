from __future__ import annotations

from typing import Any

from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty
from rating.district.rounds.round import stations_of
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from tests.district.rounds.planned import later
from tests.screens.opening import open_screen, text_of
from tests.screens.test_rounds import section
from tests.workflow.submitting import submitted
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def assigned(database: Database, **more: Any) -> Begun:
    there = begun(database, State.SCORING, **more)
    with database.writing() as at:
        stations = stations_of(at, there.part.id)
        assign(
            at, there.admin, there.round.id, [Wish(there.rater.id or 0, each.id, Duty.ASSIGNED) for each in stations]
        )
    return there


def test_squares_follow_what_was_handed_in(one_database: Database, sign_in: Any) -> None:
    there = assigned(one_database, score_until=later(-1))
    sign_in(there.evaluator)
    run = section(open_screen("rounds"), "进度")
    assert "还差 3 份打分" in text_of(run) and "已过期：专家甲" in text_of(run)
    submitted(one_database, there.rater, there.part.id, marks("专家甲", only=("S001",)))
    run.run()
    assert "3 份已交、待核对" in text_of(run) and "待核对" in text_of(run)
    accepted(one_database, there, figures())
    run.run()
    told = text_of(run)
    assert "还差 2 份打分" in told and "1 / 3" in told and "收到的文件（2）" in told


def test_who_is_only_recused_owes_nothing_and_sheets_may_come_from_the_evaluator(
    one_database: Database, sign_in: Any
) -> None:
    there = begun(one_database, State.SCORING)
    with one_database.writing() as at:
        stations = stations_of(at, there.part.id)
        wish = Wish(there.rater.id or 0, stations[0].id, Duty.RECUSED, reason="亲属")
        assign(at, there.admin, there.round.id, [wish])
    sign_in(there.evaluator)
    told = text_of(section(open_screen("rounds"), "进度"))
    assert "只有回避" in told and "0 / 0" not in told


def test_a_sheet_that_the_evaluator_handed_in_is_told_of(one_database: Database, sign_in: Any) -> None:
    there = assigned(one_database)
    accepted(one_database, there, figures(), marks("专家甲"))
    sign_in(there.evaluator)
    told = text_of(section(open_screen("rounds"), "进度"))
    assert "3 / 3" in told and "由评估员代交" in told


def test_without_assignments_it_says_so(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    sign_in(there.admin)
    told = text_of(section(open_screen("rounds"), "进度"))
    assert "还没有给评估人分工" in told and "还没有。请在「数据导入」中上传" in told
