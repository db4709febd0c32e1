"""From the files to what they say, step by step: checking them with a bar where it takes long, then each step in its
place with what has to be done there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from rating.problems import Problem, stopping
from rating.reported import Reported
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_columns import column_summary, show_columns
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_files import file_summary, show_files
from rating.screens.import_sections.import_stations import show_stations, station_summary
from rating.screens.import_sections.import_steps import (
    COLUMNS,
    FILES,
    PREVIEW,
    STATIONS,
    TABLES,
    VALUES,
    Progressed,
    section,
    step_of,
)
from rating.screens.import_sections.import_tables import show_tables, table_summary
from rating.screens.import_sections.import_values import show_values, value_summary
from rating.screens.parts.progress_bar import told_by_bar

MANY_FILES, LARGE = 3, 512 * 1024
"""From so many files or bytes on, a bar tells which file is being read."""
READING = range(PREVIEW)
"""The steps in which files are read and asked about."""


def check(started: Draft) -> None:
    heavy = len(started.files) > MANY_FILES or sum(len(data) for _, data in started.files) > LARGE
    if not heavy:
        import_draft.check(started)
        return
    with told_by_bar("正在核对文件") as progress:
        import_draft.check(started, progress)


def show_steps(started: Draft, reported: Reported, far: Progressed, wanted: Collection[int] = READING) -> None:
    """Those of the reading steps that are wanted, each under its folded summary."""
    for step, summary, show_step in _steps(started, reported):
        if step in wanted:
            with section(step, far, summary):
                show_step()


def _steps(started: Draft, reported: Reported) -> list[tuple[int, str, Callable[[], None]]]:
    waiting = _waiting(started.problems)
    return [
        (FILES, file_summary(started), lambda: show_files(started)),
        (TABLES, table_summary(reported), lambda: show_tables(started, reported)),
        (COLUMNS, column_summary(reported, waiting[COLUMNS]), lambda: show_columns(started, reported)),
        (STATIONS, station_summary(started, reported, waiting[STATIONS]), lambda: show_stations(started, reported)),
        (VALUES, value_summary(started, waiting[VALUES]), lambda: show_values(started, reported)),
    ]


def _waiting(problems: tuple[Problem, ...]) -> list[int]:
    """How many problems halt each step."""
    counts = [0] * PREVIEW
    for problem in stopping(problems):
        counts[step_of(problem)] += 1
    return counts
