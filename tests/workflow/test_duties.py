from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.assignments import Wish
from rating.district.rounds.duties import Duty
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import duties
from rating.workflow.scoring_round import check_part, hand_in
from tests.workflow.submitting import submitted
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def everyone(there: Begun, database: Database) -> list[Wish]:
    stations = duties.duties_of(database, there.evaluator, there.part.id).stations
    return [Wish(there.rater.id or 0, each.id, Duty.ASSIGNED) for each in stations]


def squares(database: Database, there: Begun) -> dict[str, str]:
    seen = duties.progress_of(database, there.evaluator, there.part.id)
    return {code: state for (code, _), state in seen.squares.items()}


def test_progress_follows_the_marks_from_nothing_to_done(database: Database) -> None:
    there = begun(database, State.SCORING)
    duties.assign(database, there.evaluator, there.round.id, everyone(there, database))
    assert squares(database, there) == dict.fromkeys(("S001", "S002", "S003"), "missing")
    submitted(database, there.rater, there.part.id, marks("专家甲", only=("S001", "S002")))
    assert set(squares(database, there).values()) == {"sent"}
    accepted(database, there, figures())
    assert squares(database, there) == {"S001": "done", "S002": "done", "S003": "missing"}
    seen = duties.progress_of(database, there.evaluator, there.part.id)
    (rater,) = seen.raters
    assert (rater.name, rater.role, rater.stations, rater.done, rater.sent, rater.overdue) == (
        "专家甲", "专家", 3, 2, 1, False,
    )  # fmt: skip
    assert {form.name: (form.stations, form.state, form.sent_by) for form in seen.forms} == {
        "评分表_专家甲.csv": (2, "taken", "专家甲"),
        "站点填报数据.csv": (3, "taken", "评估员乙"),
    }
    assert seen.owed == 1


def test_a_recused_rater_is_shown_so_and_their_marks_are_refused(database: Database) -> None:
    there = begun(database, State.SCORING)
    duties.assign(database, there.evaluator, there.round.id, everyone(there, database))
    stations = duties.duties_of(database, there.evaluator, there.part.id).stations
    duties.recuse(database, there.evaluator, there.round.id, there.rater.id or 0, [stations[0].id], "亲属")
    assert squares(database, there)["S001"] == "recused"
    hand_in(database, there.evaluator, there.part.id, [figures(), marks("专家甲")])
    checked = check_part(database, there.evaluator, there.part.id).checked
    told = [(problem.code, problem.station) for problem in checked.problems if problem.code.startswith("mark_")]
    assert ("mark_recused", "S001") in told
    thin = duties.progress_of(database, there.evaluator, there.part.id).thin
    assert [(each.code, each.raters, each.asked) for each in thin] == [("S001", 0, 1)]


def test_overdue_is_after_the_last_day_of_scoring(database: Database) -> None:
    from tests.district.rounds.planned import later

    there = begun(database, State.SCORING, score_until=later(-1))
    duties.assign(database, there.evaluator, there.round.id, everyone(there, database))
    (rater,) = duties.progress_of(database, there.evaluator, there.part.id).raters
    assert rater.overdue


def test_progress_is_for_those_who_see_the_values(database: Database) -> None:
    there = begun(database, State.SCORING)
    for person in (there.rater, there.head):
        with pytest.raises(NotAllowed):
            duties.progress_of(database, person, there.part.id)
    assert duties.progress_of(database, there.viewer, there.part.id).raters == ()
    with pytest.raises(Refused):
        duties.progress_of(database, there.admin, 4711)
