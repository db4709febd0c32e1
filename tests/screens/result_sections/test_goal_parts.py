from __future__ import annotations

from rating import workflow
from rating.rubric.file import load_goals
from rating.screens.result_sections.goal_parts import definitions_part, goals_part, grid_part
from rating.screens.visit.session import sample, sample_files


def boards() -> list[workflow.GoalBoard]:
    paths = workflow.sample_district().goals
    found = [workflow.goals(load_goals(path), [sample_files().area], ratings=sample().evaluation) for path in paths]
    assert all(each.board for each in found)
    return [each.board for each in found if each.board]


def test_every_goal_has_its_state_in_words_and_a_sign() -> None:
    for board in boards():
        part = goals_part(board)
        assert all(result.state_title in part for result in board.goals)
        assert part.count("<section") == len(board.goals)


def test_the_grid_has_a_row_for_every_unit() -> None:
    for board in boards():
        grid = grid_part(board)
        if grid is not None:
            assert grid.count("<tr>") == len(board.units) + 1


def test_definitions_wait_to_be_opened() -> None:
    for board in boards():
        part = definitions_part(board)
        assert part.count("<details>") == len(board.goals)
