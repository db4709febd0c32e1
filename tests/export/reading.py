"""One sheet written alone and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from rating.export.plan import Plan, make_plan
from rating.export.style import Style, make_style
from rating.scoring.evaluation import Evaluation


def sheet_of(write: Callable[[Any, Plan, Style], None], evaluation: Evaluation) -> Worksheet:
    """What `write` puts on the first sheet, formulas as they stand."""
    stream = io.BytesIO()
    plan = make_plan(evaluation)
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "constant_memory": not plan.live})
    write(book, plan, make_style(book, 1, evaluation.scores.decimals, shared_ranks=False))
    book.close()
    return openpyxl.load_workbook(stream).worksheets[0]
