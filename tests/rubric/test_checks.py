from __future__ import annotations

from rating.rubric.checks import check
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric
from tests.rubric.samples import changed, good


def test_the_sample_has_no_finding() -> None:
    assert check(good()) == []


def test_a_rubric_written_out_with_all_its_defaults_is_still_good() -> None:
    again = Rubric.model_validate(good().model_dump(mode="json"))
    assert check(again) == []
    assert again.fingerprint == good().fingerprint


def test_findings_of_all_parts_come_together_and_once() -> None:
    text = changed(
        ("source: guide", "source: guidance"),
        ("when: staff < 2", "when: staffs < 2"),
        ("full_marks: 20", "full_marks: 25"),
        ("[5, 7]}}", "[5, 8]}}"),
        ("below: 40", "below: 39"),
    )
    _, problems = parse_rubric(text, "sample.yaml")
    codes = [problem.code for problem in problems]
    assert sorted(set(codes)) == ["rubric_bands", "rubric_formula", "rubric_points", "rubric_reference", "rubric_value"]
    assert len({problem.line for problem in problems}) == len(problems)
