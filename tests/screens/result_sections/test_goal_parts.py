from __future__ import annotations

from rating import workflow
from rating.export.goal_grid import Grid, GridCell, GridRow, goal_grid
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


def test_the_grid_has_a_row_for_every_unit_and_says_each_verdict_in_a_sign_and_a_word() -> None:
    for board in boards():
        grid = goal_grid(board)
        part = grid_part(grid)
        assert part is not None
        assert part.count("<tr>") == len(grid.rows) + 1 >= len(board.units) + 1
        verdicts = [cell.verdict for row in grid.rows for cell in row.cells if cell.verdict]
        assert all(part.count(verdict) >= verdicts.count(verdict) for verdict in ("✓ 达到", "× 未达到", "？ 不能判断"))
        assert 'class="scroll"' in part


def test_many_streets_scroll_below_their_heads_and_stand_under_their_districts() -> None:
    rows = tuple(GridRow(f"{number // 14} 区", f"{number} 街道", (GridCell("1 人"),)) for number in range(215))
    part = grid_part(Grid("街镇", ("人数",), (False,), rows))
    assert part is not None and 'class="scroll tall"' in part
    assert part.count('class="group"') == 16  # 215 = 15 × 14 + 5
    assert part.count("<tr") == 1 + 16 + 215
    assert grid_part(Grid("街镇", (), (), ())) is None


def test_definitions_wait_to_be_opened() -> None:
    for board in boards():
        part = definitions_part(board)
        assert part.count("<details>") == len(board.goals)
