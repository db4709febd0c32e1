from __future__ import annotations

from functools import cache

from rating import workflow
from rating.export.goal_charts import WIDEST, goal_bullets
from rating.insight.goal_board import GoalBoard, GoalState
from rating.rubric.file import load_goals
from tests.export.drawn import no_english_and_no_address, title


@cache
def board() -> GoalBoard:
    sample = workflow.sample_district()
    found = workflow.goals(load_goals(sample.goals[1]), [sample.area]).board
    assert found is not None
    return found


def rows() -> list[dict[str, object]]:
    spec = goal_bullets(board().goals).to_dict()
    return next(iter(spec["datasets"].values()))


def test_every_reading_has_its_line_one_under_the_other() -> None:
    readings = [(goal.goal.title, reading) for goal in board().goals for reading in goal.readings]
    assert [row["目标"] for row in rows()] == [name for name, _ in readings]
    assert len(rows()) > len(board().goals), "持证 has two readings"


def test_a_bar_is_the_figure_as_a_part_of_the_target() -> None:
    readings = [(goal.goal, reading) for goal in board().goals for reading in goal.readings]
    for row, (goal, reading) in zip(rows(), readings, strict=True):
        if reading.value is not None:
            assert abs(float(str(row["现值"])) - float(reading.value) / float(goal.target.value)) < 1e-9
            assert (float(str(row["现值"])) >= 1) == (reading.state is GoalState.MET) or goal.form != "ratio"


def test_the_finding_names_what_is_missed() -> None:
    missed = [goal.goal.title for goal in board().goals if goal.state is GoalState.NOT_MET]
    assert missed
    assert all(name in title(goal_bullets(board().goals)) for name in missed)
    met = [goal for goal in board().goals if goal.state is GoalState.MET]
    assert title(goal_bullets(met)).startswith("没有未达到的目标")
    assert title(goal_bullets([])) == "还没有可以下结论的目标"


def test_no_bar_leaves_its_frame_and_nothing_is_loaded() -> None:
    chart = goal_bullets(board().goals)
    spec = chart.to_dict()
    assert spec["layer"][0]["encoding"]["x"]["scale"] == {"domain": [0, WIDEST], "clamp": True}
    no_english_and_no_address(chart)
