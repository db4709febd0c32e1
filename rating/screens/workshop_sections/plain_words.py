"""Problems of a rubric for people who never saw its file: places by title, and the grammar's words in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rating.insight.rubric_differences.labels import LABELS
from rating.problems import Problem
from rating.workshop.sheets import words

_STEP = re.compile(r"([A-Za-z_]+|[^.\[\]]+)((?:\[[^\]]*\])*)")
_AT = re.compile(r"第(\d+)项")
_WORD = re.compile(r"(?<![A-Za-z_])[a-z][a-z_]+(?![A-Za-z_(])")
WHOLE = "总规定"
FIRST = ("Rubric", "Scale", "Missing", "DataField", "Node", "Band", "Gate", "Ranking", "Award", "Raters")
"""Where a key has several meanings, the first of these shapes that has it says which is shown."""


def in_plain_words(problems: Sequence[Problem], tree: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The same problems, told for a form: no file, no line, no key."""
    return tuple(_plain(problem, tree) for problem in problems)


def _plain(problem: Problem, tree: Mapping[str, Any]) -> Problem:
    place = replace(problem.place, file="", cell="", object=place_in_words(problem.place.object, tree))
    found, expected, remedy = map(spoken, (problem.found, problem.expected, problem.remedy))
    return replace(problem, place=place, found=found, expected=expected, remedy=remedy)


def place_in_words(trail: str, tree: Mapping[str, Any]) -> str:
    """`dimensions[第1项 a].indicators[第2项 b]` → 队伍建设 › 持证率; what has no title by its key in words."""
    return " › ".join(dict.fromkeys(_steps(trail, tree))) or WHOLE


def _steps(trail: str, tree: Mapping[str, Any]) -> Iterator[str]:
    content: Any = tree
    for key, positions in _STEP.findall(trail):
        content = content.get(key) if isinstance(content, Mapping) else None
        title = _title(content)
        if title or (key in vocabulary() and not positions):
            yield title or vocabulary()[key]
        for position in _AT.findall(positions):
            content = _item(content, int(position) - 1)
            yield _title(content) or f"第 {position} 项"


def _item(content: Any, at: int) -> Any:
    return content[at] if isinstance(content, list) and at < len(content) else None


def _title(content: Any) -> str:
    if not isinstance(content, Mapping):
        return ""
    return str(content.get("title") or content.get("label") or "")


def spoken(text: str) -> str:
    """A sentence about the file with each word of the grammar in Chinese."""
    return _WORD.sub(lambda found: vocabulary().get(found[0], found[0]), text)


@cache
def vocabulary() -> Mapping[str, str]:
    """Word of the grammar → what an office calls it: keys and options, which share few words."""
    options = [each for each in vars(words).values() if isinstance(each, dict)]
    shapes = [LABELS[name] for name in FIRST if name in LABELS] + list(LABELS.values())
    known: dict[str, str] = {}
    for names in (*shapes, *options):
        for word, told in names.items():
            known.setdefault(word, told)
    return known
