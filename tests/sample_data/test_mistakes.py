"""Each small workbook with one mistake brings the problem it is named for, at a place, without a traceback."""

from __future__ import annotations

from functools import cache

import pytest

from rating import workflow
from rating.intake.read import read_workbooks
from rating.problems import CATALOGUE
from rating.reported import Reported
from rating.rubric.file import load_rubric
from sample_data.faulty import MISTAKES, Mistake

SAMPLE = workflow.sample_district()
FOLDER = SAMPLE.roster.parent / "mistakes"


@cache
def read(file: str) -> Reported:
    return read_workbooks(load_rubric(SAMPLE.rubric), [FOLDER / file], SAMPLE.roster)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.file)
def test_mistake_is_found(mistake: Mistake) -> None:
    reported = read(mistake.file)
    found = [problem for problem in reported.problems if problem.code == mistake.code]
    assert found, [problem.line for problem in reported.problems]
    assert found[0].place.file == mistake.file
    assert found[0].found
    assert found[0].remedy or found[0].kind.remedy
    if mistake.code.startswith("value_"):
        assert found[0].place.cell, found[0].line


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.file)
def test_a_file_has_no_other_refusal_than_its_own(mistake: Mistake) -> None:
    reported = read(mistake.file)
    others = {problem.code for problem in reported.problems if problem.severity.stops} - {mistake.code}
    # a file that cannot be opened leaves nothing to rate, which may be told as a missing table
    assert others <= {"table_missing"}, [problem.line for problem in reported.problems if problem.severity.stops]


def test_codes_are_in_the_catalogue_and_files_are_named_once() -> None:
    assert {mistake.code for mistake in MISTAKES} <= set(CATALOGUE)
    assert len({mistake.file for mistake in MISTAKES}) == len(MISTAKES)
    assert {path.name for path in FOLDER.iterdir()} == {mistake.file for mistake in MISTAKES} | {"README.md"}
