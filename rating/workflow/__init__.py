"""What a user wants done, one function an intention; the command line, the screens and the server call these.

`ratings`: files → problems, ratings, goals, templates, without any storage. The other modules act in a
district's database: each function there is one transaction, asks what the person may do, and writes the log.
"""

from __future__ import annotations

from rating.workflow.ratings import (
    HOME,
    Assessed,
    Checked,
    File,
    Progress,
    Rated,
    Sample,
    annotated,
    annotated_archive,
    by_severity,
    check,
    goals,
    problem_book,
    problem_list,
    rate,
    rate_reported,
    sample_district,
    template,
    with_previous,
)

__all__ = [
    "HOME",
    "Assessed",
    "Checked",
    "File",
    "Progress",
    "Rated",
    "Sample",
    "annotated",
    "annotated_archive",
    "by_severity",
    "check",
    "goals",
    "problem_book",
    "problem_list",
    "rate",
    "rate_reported",
    "sample_district",
    "template",
    "with_previous",
]
