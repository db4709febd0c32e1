"""平均分, 合计, 汇总: what was reckoned from the raters' marks is nobody's mark, and is not counted again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

import numpy as np

from rating.intake.assemble import Gathered, Part
from rating.intake.cleaning.values import CleanColumn
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.heading_words import is_the_mark
from rating.intake.plain_text import plain_text
from rating.intake.raters import Label, clean_label
from rating.problems import Place, Problem
from rating.reported import Status

COMPUTED = Label("\0", "\0")
"""A whole sheet of averages beside the raters' own sheets; equal to no label that a file may hold."""
_COMPUTED = re.compile(r"平均|均分$|均值|合计|小计|总计|总分|总得分|汇总|加权|综合得?分|最终得?分|最高|最低|名次|排名")


def is_computed(name: str) -> bool:
    """True for words that stand over averages and sums, not for a person."""
    return _COMPUTED.search(plain_text(name)) is not None


def computed_sheets(titles: Iterable[str]) -> frozenset[str]:
    """Of the sheets with marks, those of averages; a file's only marks are taken whatever they are called."""
    known = list(titles)
    computed = frozenset(title for title in known if is_computed(title))
    return computed if len(computed) < len(known) else frozenset()


def is_computed_mark(layout: Layout, column: FieldColumn, label: Label) -> bool:
    """A sheet, a row or a column of averages; a column only where raters have columns of their own."""
    if label == COMPUTED:
        return True
    if label.cell is not None and not column.rater and layout.rater >= 0:
        return is_computed(label.name)
    beside = any(
        other.rater and other.field == column.field and not is_computed(other.rater) and other != column
        for other in layout.fields
    )
    called = is_computed(column.rater) if column.rater else any(map(is_the_mark, _labels(layout, column)))
    return beside and called and not column.adjudicated


def _labels(layout: Layout, column: FieldColumn) -> tuple[str, ...]:
    return next((header.labels for header in layout.table.headers if header.column == column.column), ())


def leave_out_computed(
    layout: Layout, column: FieldColumn, label: Label, part: CleanColumn, gathered: Gathered
) -> None:
    """Told once for a row, else once for the column, when there is anything in it."""
    if not bool((part.status != Status.BLANK).any()):
        return
    heading = layout.table.grid.text(column.row, column.column)
    places, shown = [layout.place(column.row, column.column, heading)], column.rater or heading
    if label.cell is not None and not column.rater and layout.rater >= 0:
        places, shown = (
            [layout.place(row, layout.rater, label.name) for row in np.unique(part.rows).tolist()],
            label.name,
        )
    told = {problem.place for problem in gathered.problems if problem.code == "marks_computed"}
    for place in places:
        if place not in told:
            found = f"「{shown}」像是由打分算出的，不作为一位评估人的打分"
            gathered.problems.append(Problem("marks_computed", place, found, field=column.field))
            gathered.left_out.append((str(place), f"打分未采用：{found}"))


def may_be_averages(layout: Layout, label: Label) -> bool:
    """A file called 汇总 whose marks nobody is named for, in the sheet's name, above the table or in it."""
    grid = layout.table.grid
    named = label.cell is not None or layout.rater >= 0 or any(column.rater for column in layout.fields)
    of_sheet = label.name in (grid.title, clean_label(grid.title))
    return not named and not of_sheet and is_computed(PurePath(grid.file).stem)


def leave_out_averages(gathered: Gathered) -> None:
    """Once all files are read: a file of averages is nobody's where the same role has marks of its own."""
    named = [part for part in gathered.parts if part.source not in gathered.averages]
    own = {(part.clean.field, part.rater.role) for part in named if part.rater}

    def computed(part: Part) -> bool:
        averages = part.source in gathered.averages
        return averages and part.rater is not None and (part.clean.field, part.rater.role) in own

    for source in sorted({part.source for part in gathered.parts if computed(part)}):
        sheet = gathered.sheets[source]
        place = Place(sheet.file, sheet.title)
        found = "像是几位评估人打分的平均或汇总，其中的打分未计入"
        gathered.problems.append(Problem("marks_computed", place, found))
        gathered.left_out.append((str(place), found))
    gathered.parts = [part for part in gathered.parts if not computed(part)]
