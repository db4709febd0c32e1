from __future__ import annotations

from sqlalchemy import update

from rating.district.rounds.evaluations import latest, load_evaluation
from rating.district.rounds.standing import Standing, standing_of, still
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow.corrections import Proposed, decide_and_rate
from rating.workflow.scoring_round import hand_in, take_back
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks, rows


def standing(database: Database, there: Begun) -> Standing:
    with database.reading() as at:
        saved = latest(at, there.admin, there.part.id)
        evaluation = load_evaluation(at, there.admin, saved.id) if saved else None
        return standing_of(at, there.admin, there.part, evaluation)


def test_before_and_after_a_rating(database: Database) -> None:
    there = begun(database, State.SCORING)
    assert standing(database, there) == Standing(there.part.id, "全部站点")
    saved = accepted(database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2"}))
    now = standing(database, there)
    assert (now.evaluation_id, now.stale, now.open_spreads, len(now.files)) == (saved.id, "", 1, 3)
    decide_and_rate(
        database, there.evaluator, there.part.id, [Proposed("S001", "service", "6")], "现场复核", "adjudication"
    )
    after = standing(database, there)
    assert (after.stale, after.open_spreads, after.evaluation_id) == ("", 0, saved.id + 1)


def test_what_came_after_the_rating_makes_it_stale(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    kept = standing(database, there)
    (late,) = hand_in(database, there.evaluator, there.part.id, [marks("专家乙")])
    with database.reading() as at:
        assert still(at, kept).stale == "有 1 份上传的文件还没有核对采用"
    take_back(database, there.evaluator, late.id)
    assert standing(database, there).stale == ""
    (first, *_) = rows(database, schema.upload)
    take_back(database, there.evaluator, first.id)
    assert standing(database, there).stale == "采用的文件在评定之后有变化"


def test_another_rubric_or_roster_makes_it_stale(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    with database.writing() as at:
        at.execute(update(schema.round_station).where(schema.round_station.c.code == "S001").values(street="别处"))
    assert standing(database, there).stale == "参评名册在评定之后有变化"
    with database.writing() as at:
        text = rows(database, schema.rubric_revision)[0].text.replace('version: "1.0"', 'version: "1.1"')
        at.execute(update(schema.rubric_revision).values(text=text))
    assert standing(database, there).stale == "评分标准在评定之后换过"


def test_a_newer_evaluation_is_noticed(database: Database) -> None:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("专家甲"))
    kept = standing(database, there)
    newer = accepted(database, there, marks("专家乙"), why="补交")
    with database.reading() as at:
        now = still(at, kept)
    assert (now.stale, now.evaluation_id) == ("刚刚有新的评定", newer.id)
