from __future__ import annotations

from rating.district.storage.database import Database
from rating.rubric.file import load_goals
from rating.scoring.evaluation import Evaluation
from rating.workflow import HOME
from rating.workflow.area_table import area_table_known, area_table_of, keep_area_table, star_goals
from tests.workflow.three_stations import Begun


def test_an_area_table_is_found_again_byte_for_byte(database: Database, opened: Begun) -> None:
    assert area_table_known(database, opened.viewer, opened.round.id) == ""
    keep_area_table(database, opened.evaluator, opened.round.id, "区情表.csv", b"a,b\n")
    assert len(area_table_known(database, opened.viewer, opened.round.id)) == 64
    assert area_table_of(database, opened.viewer, opened.round.id) == ("区情表.csv", b"a,b\n")


def test_goals_that_count_stars_need_no_table(sample_evaluation: Evaluation) -> None:
    board = star_goals(load_goals(HOME / "rubrics" / "goals" / "yichang.yaml"), sample_evaluation).board
    assert board is not None
    assert {result.goal.form for result in board.goals} == {"stars_share"}
    assert all(reading.value is not None for result in board.goals for reading in result.readings)
    assert star_goals(load_goals(HOME / "rubrics" / "goals" / "shanghai.yaml"), sample_evaluation).problems == ()
