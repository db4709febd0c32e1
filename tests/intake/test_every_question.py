"""Over all the nasty files: whatever is asked can be answered, each answer settles it, and it ends."""

from __future__ import annotations

import pytest

from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.mapping_file import read_mapping, write_mapping
from rating.intake.read import read_workbooks
from rating.problems import CATALOGUE, Severity
from rating.reported import Reported
from tests.intake.nasty import NASTY
from tests.intake.nasty.case import Case

TRIED = 6
MAY_BE_ANSWERED = {code for code, kind in CATALOGUE.items() if kind.severity is Severity.QUESTION} | {"station_unknown"}
ASKING = [
    case for case in NASTY if not case.child and any(told.split("@")[0] in MAY_BE_ANSWERED for told in case.problems)
]


def read(case: Case, answers: Answers = NO_ANSWERS) -> Reported:
    return read_workbooks(case.rubric, case.uploads, case.listed, answers=answers)


def test_there_is_something_to_answer() -> None:
    assert len(ASKING) > 10


@pytest.mark.parametrize("case", ASKING, ids=lambda case: case.name)
def test_every_question_can_be_answered_and_each_answer_settles_it(case: Case) -> None:
    reported = read(case)
    asked = {(question.problem.code, question.problem.found) for question in reported.questions}
    stopping = [problem for problem in reported.problems if problem.code in MAY_BE_ANSWERED]
    assert {(problem.code, problem.found) for problem in stopping} <= asked
    for question in reported.questions:
        assert len(dict(question.options)) == len(question.options) > 0
        for answer, _ in question.options[:TRIED]:
            answers = Answers({question.key: answer})
            assert read_mapping(write_mapping(reported.questions, answers), "对应.yaml") == (answers, ())
            again = read(case, answers)
            assert question.key not in {left.key for left in again.questions}
            assert "mapping_unknown" not in {problem.code for problem in again.problems}


@pytest.mark.parametrize("case", ASKING, ids=lambda case: case.name)
def test_answering_comes_to_an_end(case: Case) -> None:
    answers = NO_ANSWERS
    for _ in range(5):
        reported = read(case, answers)
        answers = answers.with_more({question.key: question.options[0][0] for question in reported.questions})
    assert reported.questions == ()
    assert not [problem for problem in reported.problems if problem.severity is Severity.QUESTION]
