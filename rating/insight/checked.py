"""`check --json`: what would be scored, cleaned, and what the user is asked (design §11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rating.insight.cells import reported_cells
from rating.insight.result import problem_dict
from rating.problems import Problem, Severity
from rating.reported import Question, Reported
from rating.rubric.binding import HasFields


def checked(reported: Reported, form: HasFields) -> dict[str, Any]:
    """`check --json`: what would be scored, cleaned, without scoring."""
    return {
        "stations": _checked_stations(reported, form),
        "left_out": [{"where": where, "why": why} for where, why in reported.left_out],
        "questions": _questions(reported),
        "problems": [problem_dict(problem) for problem in reported.problems],
    }


def _questions(reported: Reported) -> list[dict[str, Any]]:
    """What only the user can say: every problem that asks, with the key under which an answer is filed.

    What may be answered stands at the first problem of a key; the others are answered with it.
    """
    question_of, told = _asking(reported), set()
    asked: list[dict[str, Any]] = []
    for problem in reported.problems:
        question = question_of(problem)
        if question:
            about = {"key": list(question.key)} if question.key in told else _question_dict(question)
            told.add(question.key)
            asked.append({**problem_dict(problem), **about})
        elif problem.severity is Severity.QUESTION:
            asked.append(problem_dict(problem))
    return asked


def _asking(reported: Reported) -> Callable[[Problem], Question | None]:
    """The question that a problem belongs to: its own, or the one asked where its heading or name stood first."""
    own = {question.problem: question for question in reported.questions}
    by_key = {question.key: question for question in reported.questions}
    named = {_name(question.problem): question for question in reported.questions if question.key[0] == "station"}
    headings = {
        (table.file, table.sheet, column.cell): (table.layout, column.header)
        for table in reported.tables
        for column in table.columns
    }

    def question_of(problem: Problem) -> Question | None:
        place, about = problem.place, _ABOUT_HEADINGS.get(problem.code, "")
        heading = headings.get((place.file, place.sheet, place.cell), ()) if about else ()
        return own.get(problem) or named.get(_name(problem)) or by_key.get((about, *heading))

    return question_of


_ABOUT_HEADINGS = {"column_similar": "column", "column_points": "points"}


def _name(problem: Problem) -> tuple[str, str]:
    """The same name asked about in another row or file."""
    return problem.code, problem.found


def _question_dict(question: Question) -> dict[str, Any]:
    return {
        "key": list(question.key),
        "asked": question.asked,
        "options": [{"answer": answer, "title": title} for answer, title in question.options],
        "confidence": question.confidence,
        "samples": list(question.samples),
    }


def _checked_stations(reported: Reported, form: HasFields) -> list[dict[str, Any]]:
    roster = reported.roster
    plain_fields = [code for code, field in form.fields.items() if field.kind != "mark" and code in reported.columns]
    columns = [(code, reported_cells(reported, form.fields[code], reported.columns[code])) for code in plain_fields]
    marks = _mark_cells(reported, form)
    return [
        {
            "code": roster.code[row],
            "name": roster.name[row],
            "kind": roster.kind[row],
            "street": roster.street[row],
            "values": {code: cells[row] for code, cells in columns},
            **({"marks": _marks_of(marks, row)} if marks else {}),
        }
        for row in range(len(roster))
    ]


def _mark_cells(reported: Reported, form: HasFields) -> list[tuple[str, str, Sequence[dict[str, Any]]]]:
    return [
        (field, rater, reported_cells(reported, form.fields[field], column))
        for field, by_rater in reported.marks.items()
        for rater, column in by_rater.items()
    ]


def _marks_of(marks: list[tuple[str, str, Sequence[dict[str, Any]]]], row: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for field, rater, cells in marks:
        found.setdefault(field, {})[rater] = cells[row]
    return found
