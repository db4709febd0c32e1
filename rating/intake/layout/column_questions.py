"""Questions about the columns of a table, and the name under which their answers are remembered.

An answer belongs to an arrangement of headings, not to a file: next month's table from the same
street has the same headings and is not asked about again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rating.intake.answers import ACCEPTED, NOT_USED, Answers, Key, Spoken
from rating.intake.files.cells import Grid
from rating.intake.layout.headers import Vocabulary, normalise
from rating.intake.plain_text import plain_text
from rating.problems import Place, Problem
from rating.reported import Question

SAMPLES, SAMPLED_ROWS, SAMPLED_COLUMNS = 3, 30, 400
SUREST = 0.95
"""Of what has to be asked, nothing is certain, however like the words are."""
NOT_THIS_COLUMN = (NOT_USED, "不采用这一列")


def layout_name(headings: Iterable[Iterable[str]]) -> str:
    """Twelve hex digits: the same for the same headings in the same order, however they are spaced or bracketed."""
    normal = "\n".join("\t".join(normalise(label) for label in labels) for labels in headings)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()[:12]


def samples_below(grid: Grid, column: int, first: int, last: int) -> tuple[str, ...]:
    """The first few cells that hold anything, as typed; only the first rows are looked at."""
    if column >= SAMPLED_COLUMNS:
        return ()
    texts = (grid.text(row, column) for row in range(first, min(last, first + SAMPLED_ROWS)))
    return _few(texts)


def samples_beside(grid: Grid, row: int, first: int, last: int) -> tuple[str, ...]:
    """The same along a row, for forms whose indicators go down the rows."""
    return _few(grid.text(row, column) for column in range(first, min(last, first + SAMPLED_ROWS)))


def _few(texts: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        if text:
            found.append(text)
            if len(found) == SAMPLES:
                break
    return tuple(found)


@dataclass(frozen=True)
class ColumnAnswers:
    """What the user has said about the columns of one layout."""

    answers: Answers
    layout: str
    words: Vocabulary

    def key(self, about: str, heading: str) -> Key:
        return (about, self.layout, heading)

    @cached_property
    def _columns(self) -> Spoken:
        return self.answers.about("column", self.layout)

    @cached_property
    def _points(self) -> Spoken:
        return self.answers.about("points", self.layout)

    def field(self, heading: str) -> str | None:
        """The field's code, NOT_USED, or None where nothing (usable) was answered."""
        answer = self._columns.of(heading)
        return answer if answer is None or answer == NOT_USED else self._code(answer) or None

    def unusable(self, heading: str) -> str | None:
        """An answer that names no field of this form."""
        answer = self._columns.of(heading)
        return answer if answer not in (None, NOT_USED) and self.field(heading) is None else None

    def points(self, heading: str) -> str | None:
        """ACCEPTED, NOT_USED or None."""
        answer = self._points.of(heading)
        return answer if answer in (ACCEPTED, NOT_USED) else None

    def _code(self, answer: str) -> str:
        """An answer is a field's code; a person may also have written the title."""
        if answer in self.words.fields:
            return "" if self.words.fields[answer].formula else answer
        target = self.words.find(answer)
        return target.code if target and target.kind == "field" else ""


def column_question(
    known: ColumnAnswers,
    heading: str,
    labels: Sequence[str],
    place: Place,
    wanted: Collection[str],
    samples: tuple[str, ...] = (),
) -> Question | None:
    """Which of the wanted fields is this heading? None when it resembles none of them."""
    fields = known.words.fields
    near = next((alike for label in labels[::-1] if (alike := known.words.ranked(label, wanted))), ())
    if not near:
        return None
    best, likeness = near[0]
    title, unit = fields[best].title, fields[best].unit
    found = f"列名「{heading}」与「{title}」近似"
    if unit and any(_ends_in_bracket(label) for label in labels):
        found += f"，「{title}」的计量单位是「{unit}」"
    problem = Problem("column_similar", place, found, f"「{title}」", field=best)
    first = [code for code, _ in near]
    ordered = [*first, *(code for code in wanted if code not in set(first))]
    options = (*((code, fields[code].title) for code in ordered), NOT_THIS_COLUMN)
    return Question(known.key("column", heading), problem, heading, options, min(round(likeness, 2), SUREST), samples)


def _ends_in_bracket(label: str) -> bool:
    """What stands there may be another unit: 服务时长（分钟）."""
    return plain_text(label).endswith((")", "]", "】"))


def points_question(known: ColumnAnswers, heading: str, problem: Problem, samples: tuple[str, ...] = ()) -> Question:
    """Are the points in this heading merely out of date?"""
    options = ((ACCEPTED, f"按评分标准的满分（{problem.expected}）读取"), NOT_THIS_COLUMN)
    return Question(known.key("points", heading), problem, heading, options, 0.0, samples)
