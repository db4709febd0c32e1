"""Files as people really make them: each is read as its case says, value by value and problem by problem."""

from __future__ import annotations

import pytest

from rating.intake.files import isolation, upload
from rating.intake.read import read_workbooks
from rating.problems import CATALOGUE
from rating.reported import Column, Reported, Status
from tests.intake.nasty import NASTY
from tests.intake.nasty.case import Case, agree, cell_of, outcome, problems_told
from tests.intake.nasty.original import Original


def differences(case: Case, reported: Reported) -> list[str]:
    """Everything that came out otherwise than the case says."""
    found = outcome(reported)
    wrong = [f"{key}: expected {spec!r}, found {found.get(key)!r}" for key, spec in case.values.items()
             if key not in found or not agree(spec, found[key])]  # fmt: skip
    wrong += [f"{key}: not expected: {told!r}" for key, told in found.items()
              if key not in case.values and told != "blank -"]  # fmt: skip
    told, wanted = problems_told(reported, case.problems)
    wrong += [f"not expected: {code}" for code in sorted((told - wanted).elements())]
    wrong += [f"missing: {code}" for code in sorted((wanted - told).elements())]
    if told != wanted:
        wrong += [f"    {problem.line}" for problem in reported.problems]
    if len(reported.left_out) != case.left_out:
        wrong.append(f"left out: expected {case.left_out}, found {reported.left_out}")
    return wrong


def every_column(reported: Reported) -> list[tuple[str, Column]]:
    marks = [(code, column) for code, by_rater in reported.marks.items() for column in by_rater.values()]
    return [*reported.columns.items(), *marks]


@pytest.mark.parametrize("case", NASTY, ids=lambda case: case.name)
def test_nasty(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.child:
        monkeypatch.setattr(upload, "parse_in_child", isolation.parse_in_child)
    reported = read_workbooks(case.rubric, case.uploads, case.listed)
    wrong = differences(case, reported)
    if wrong:
        pytest.fail("\n".join([case.did, *wrong]), pytrace=False)
    assert {problem.code for problem in reported.problems} <= set(CATALOGUE)
    texts_stand_where_they_are_said_to(case, reported)


def texts_stand_where_they_are_said_to(case: Case, reported: Reported) -> None:
    """No number without its cell: the file, opened by another library, holds the text at that place."""
    if not case.as_typed:
        return
    originals = {upload.name: Original(data) for upload, (_, data) in zip(reported.uploads[-len(case.files):], case.uploads, strict=False)}  # fmt: skip
    for code, column in every_column(reported):
        for at in range(len(reported.roster)):
            place = cell_of(reported, column, at)
            if place is None or case.rubric.fields[code].roll_up or place.file not in originals:
                continue
            typed, text = originals[place.file].text(place.sheet, place.cell), column.text[at] or ""
            assert typed == text or (not text and not typed.strip()), str(place)
            assert column.status[at] != Status.REPORTED or column.text[at]


def test_names_are_told_apart_and_every_line_is_chinese() -> None:
    assert len({case.name for case in NASTY}) == len(NASTY) >= 120
    assert all(case.did and not case.did.isascii() for case in NASTY)
