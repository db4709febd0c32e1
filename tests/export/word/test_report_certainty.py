from __future__ import annotations

from functools import cache

from rating import workflow
from rating.export.word import report_certainty
from rating.export.word.blocks import Blocks, Paragraph, Picture, Table
from rating.export.word.report_result import drawn, not_drawn
from rating.insight.certainty.certainty import how_sure
from rating.insight.goal_board import GoalBoard
from rating.rubric.file import load_goals
from rating.scoring.evaluation import Evaluation
from tests.insight.example import example


def lines(blocks: Blocks) -> list[tuple[str, ...]]:
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


def said(blocks: Blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_nothing_given_nothing_told() -> None:
    assert report_certainty.certainty(None, names=True) == ()
    assert report_certainty.goals(None, not_drawn) == ()


def test_agreement_and_close_calls_are_those_that_were_found(sample_evaluation: Evaluation) -> None:
    for evaluation in (example(), sample_evaluation):
        found = how_sure(evaluation)
        told = [cell for line in lines(report_certainty.certainty(found, names=True)) for cell in line]
        assert all(each.sentence in told for each in (*found.agreements, *found.close_calls))
        assert all(each.sentence in told for each in found.outlying_marks)


def test_without_names_nobody_is_told_of(sample_evaluation: Evaluation) -> None:
    found = how_sure(sample_evaluation)
    blocks = report_certainty.certainty(found, names=False)
    told = said(blocks) + "".join(cell for line in lines(blocks) for cell in line)
    people = (*sample_evaluation.roster.name, *(each.name for each in sample_evaluation.reported.raters))
    assert not any(name in told for name in people)


@cache
def board() -> GoalBoard:
    sample = workflow.sample_district()
    found = workflow.goals(load_goals(sample.goals[1]), [sample.area]).board
    assert found is not None
    return found


def test_every_reading_of_every_goal_has_its_line_and_the_chart_its_place() -> None:
    blocks = report_certainty.goals(board(), not_drawn)
    readings = [reading for result in board().goals for reading in result.readings]
    assert [line[2] for line in lines(blocks)] == [reading.shown or "尚无数据" for reading in readings]
    assert board().summary in said(blocks)
    assert sum(isinstance(block, Picture) for block in report_certainty.goals(board(), drawn)) == 1


def test_where_raters_differ_widely_the_list_begins_with_that() -> None:
    apart = "评估人分歧普遍较大，临界名单意义有限，宜先复核。"
    found = how_sure(example())
    told = [
        block.text for block in report_certainty.certainty(found, names=True, apart=apart) if hasattr(block, "text")
    ]
    assert apart in told
    assert apart not in str(report_certainty.certainty(found, names=True))
