"""Reasons given to warnings of the lint: a warning blocks nothing, and who lets it stand says why.

An answer holds for a warning of the same code about the same part that says the same; when the rubric changes so that
the warning says something else, it is open again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rating.problems import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """`part` is where the warning was, `found` what it said; `by` the name of who answered, `on` their day."""

    code: str
    part: str
    found: str
    reason: str
    by: str
    on: str

    def answers(self, warning: Problem) -> bool:
        return (self.code, self.part, self.found) == (warning.code, warning.place.object, warning.found)


def answer_to(warning: Problem, reason: str, by: str, on: str) -> Answer:
    return Answer(warning.code, warning.place.object, warning.found, reason.strip(), by, on)


def with_answer(answers: Sequence[Answer], warning: Problem, reason: str, by: str, on: str) -> tuple[Answer, ...]:
    """Those kept, with this one in the place of an earlier one to the same warning; an empty reason takes it back."""
    others = tuple(each for each in answers if not each.answers(warning))
    return (*others, answer_to(warning, reason, by, on)) if reason.strip() else others


def still_meant(answers: Iterable[Answer], warnings: Iterable[Problem]) -> tuple[Answer, ...]:
    """Those that answer a warning which is still there."""
    there = list(warnings)
    return tuple(each for each in answers if any(each.answers(warning) for warning in there))


def as_rows(answers: Iterable[Answer]) -> list[dict[str, str]]:
    return [asdict(each) for each in answers]


def answers_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Answer, ...]:
    return tuple(Answer(**row) for row in rows)
