"""The result workbook: 排名, 一级指标得分, 逐项得分, 必备条件与限星, 问题清单, 口径说明."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from rating.export.dimension_sheet import write_dimensions
from rating.export.indicator_sheet import write_indicators
from rating.export.list_sheets import write_gates, write_problems
from rating.export.method_sheet import write_method
from rating.export.plan import make_plan
from rating.export.ranking_sheets import write_rankings
from rating.export.style import make_style
from rating.export.workbook import open_workbook
from rating.scoring.evaluation import Evaluation


def export_excel(evaluation: Evaluation, target: str | Path | BinaryIO) -> None:
    """Write the workbook to a path or a binary stream.

    Up to 3,000 stations the workbook recomputes itself; beyond, and where the tree is not a plain
    sum, figures are values (口径说明 says so).  Cached results equal the Evaluation's figures.
    Raises OSError when the path cannot be written; then nothing is left behind.
    """
    if not isinstance(target, str | Path):
        _write(evaluation, target)
        return
    path = Path(target)
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as stream:
            _write(evaluation, stream)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _write(evaluation: Evaluation, target: BinaryIO | io.BytesIO) -> None:
    plan = make_plan(evaluation)
    book = open_workbook(target, in_memory=False, constant_memory=not plan.live)
    rubric, scores = evaluation.rubric, evaluation.scores
    style = make_style(book, evaluation.ratings.decimals, scores.decimals, shared_ranks=rubric.ranking.ties == "shared")
    book.set_properties(
        {"title": rubric.title, "subject": plan.standing, "comments": f"{rubric.code} {rubric.version}"}
    )
    book.set_calc_mode("auto")
    write_rankings(book, plan, style)
    write_dimensions(book, plan, style)
    write_indicators(book, plan, style)
    write_gates(book, plan, style)
    write_problems(book, plan, style)
    write_method(book, plan, style)
    book.close()
