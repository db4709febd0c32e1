"""The result workbook: 封面, 排名, 分类查看, 图表, 个站反馈, then step by step back to the values and the rubric."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from rating.export.dimension_sheet import write_dimensions
from rating.export.indicator_sheet import write_indicators
from rating.export.list_sheets import write_gates, write_problems
from rating.export.method_sheet import write_method
from rating.export.plan import RoundFacts, make_plan
from rating.export.ranking_book.award_sheet import write_awards, write_options
from rating.export.ranking_book.chart_sheet import write_charts
from rating.export.ranking_book.cover_sheet import write_cover
from rating.export.ranking_book.criteria_sheet import write_criteria
from rating.export.ranking_book.selection_sheet import write_selection
from rating.export.ranking_book.station_sheet import write_station
from rating.export.ranking_book.values_sheet import write_values
from rating.export.ranking_sheets import write_rankings
from rating.export.style import make_style
from rating.export.workbook import open_workbook, write_whole
from rating.scoring.evaluation import Evaluation


def export_excel(evaluation: Evaluation, target: str | Path | BinaryIO, about: RoundFacts | None = None) -> None:
    """Write the workbook to a path or a binary stream; `about`: what the office knows of the round.

    Up to 3,000 stations totals, stars and ranks recompute themselves, up to 600 the points of each
    indicator too; beyond, and where no formula gives exactly the Evaluation's figure, figures are
    values (口径说明 says which and why).  Cached results equal the Evaluation's figures.
    Raises OSError when the path cannot be written; then nothing is left behind.
    """
    write_whole(target, lambda stream: _write(evaluation, stream, about))


def _write(evaluation: Evaluation, target: BinaryIO, about: RoundFacts | None) -> None:
    plan = make_plan(evaluation, about)
    book = open_workbook(target, in_memory=False, constant_memory=not plan.live)
    rubric, scores = evaluation.rubric, evaluation.scores
    style = make_style(book, evaluation.ratings.decimals, scores.decimals, shared_ranks=rubric.ranking.ties == "shared")
    book.set_properties(
        {"title": rubric.title, "subject": plan.standing, "comments": f"{rubric.code} {rubric.version}"}
    )
    book.set_calc_mode("auto")
    for write in (
        write_cover, write_rankings, write_selection, write_charts, write_station, write_dimensions, write_awards,
        write_indicators, write_values, write_criteria, write_gates, write_problems, write_method, write_options,
    ):  # fmt: skip
        write(book, plan, style)
    book.close()
