"""`rubric lint`, `rubric show`, `rubric schema`: what can be said of a rubric without any data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from rating.command_line.arguments import Answer, Request
from rating.command_line.rubric_text import rubric_in_words
from rating.problems import Problem, Refused, Severity, stopping
from rating.rubric.file import load_rubric
from rating.rubric.lint import lint
from rating.rubric.schema import rubric_schema


def lint_rubrics(request: Request) -> Answer:
    """Each file's verdict; all files are looked at before any is refused."""
    found: list[Problem] = []
    lines: list[str] = []
    for file in request.files:
        try:
            problems = tuple(_in_file(problem, file) for problem in lint(load_rubric(file)))
        except Refused as refusal:
            problems = refusal.problems
        found += problems
        lines.append(f"{file}：{_verdict(problems)}")
    if stopping(found):
        raise Refused(found)
    return Answer("\n".join(lines), tuple(found))


def _in_file(problem: Problem, file: Path) -> Problem:
    return replace(problem, place=replace(problem.place, file=problem.place.file or file.name))


def _verdict(problems: Iterable[Problem]) -> str:
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    return f"可以使用，{warnings} 条提醒" if warnings else "可以使用，没有提醒"


def show_rubric(request: Request) -> Answer:
    return Answer(rubric_in_words(load_rubric(request.files[0])))


def print_schema(_: Request) -> Answer:
    return Answer(json.dumps(rubric_schema(), ensure_ascii=False, indent=2))


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {
    "rubric lint": lint_rubrics,
    "rubric show": show_rubric,
    "rubric schema": print_schema,
}
