"""Rubric and goal files: YAML text → a checked `Rubric` or `GoalBook`, or every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel

from rating.problems import Place, Problem, Refused
from rating.rubric.checks import check
from rating.rubric.goals import GoalBook, goal_findings
from rating.rubric.name_checks import check_fields
from rating.rubric.nouns import Rubric
from rating.rubric.trail import Finding, part_at, problem_of
from rating.rubric.validation import validate
from rating.rubric.yaml_tree import LARGEST_BYTES, Tree, read_tree

Form = TypeVar("Form", bound=BaseModel)


def load_rubric(path: str | FilePath) -> Rubric:
    """Read a rubric file (UTF-8 YAML, at most 1 MiB; grammar: `docs/rubric-reference.md`).

    Raises Refused with every problem found: file, line, object, key, found, expected.
    """
    return _given(*_read(path, parse_rubric))


def load_goals(path: str | FilePath) -> GoalBook:
    """Read a goal file (UTF-8 YAML, at most 1 MiB). Raises Refused with every problem found."""
    return _given(*_read(path, parse_goals))


def parse_rubric(text: str, name: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """A rubric from YAML text; `name` is the file's name for the problems. Raises nothing.

    The rubric is None exactly when there are problems.
    """
    return _parse(Rubric, text, name, check)


def parse_goals(text: str, name: str) -> tuple[GoalBook | None, tuple[Problem, ...]]:
    """A goal file from YAML text, like `parse_rubric`."""
    return _parse(GoalBook, text, name, _check_goals)


def _check_goals(book: GoalBook) -> list[Finding]:
    return [*goal_findings(book), *check_fields(book.fields)]


def _parse(
    model: type[Form], text: str, name: str, fits: Callable[[Form], Iterable[Finding]]
) -> tuple[Form | None, tuple[Problem, ...]]:
    tree = read_tree(text)
    if tree.findings:
        return None, tuple(problem_of(finding, tree.content, name, line) for finding, line in tree.findings)
    if _is_other(model, tree.content):
        found, expected = _OTHER[model.__name__]
        return None, (Problem("rubric_value", Place(file=name), found, expected, "请选择正确的文件"),)
    form, findings = validate(model, tree.content)
    known = form if form is not None else _without_unknown_keys(model, tree.content, findings)
    if known is not None:
        findings = [*findings, *(finding for finding in fits(known) if not _echo(finding, findings))]
    problems = _located(findings, tree, name)
    return (None if problems else form), problems


_OTHER = {
    "Rubric": ("这是目标文件，不是评分标准", "写有 dimensions 的评分标准文件"),
    "GoalBook": ("这是评分标准，不是目标文件", "写有 goals 的目标文件"),
}


def _is_other(model: type[BaseModel], content: Any) -> bool:
    """A goal file taken for a rubric, or the reverse: telling every key that does not fit helps nobody."""
    own, other = ("dimensions", "goals") if model is Rubric else ("goals", "dimensions")
    return isinstance(content, dict) and other in content and own not in content


def _without_unknown_keys(model: type[Form], content: Any, findings: list[Finding]) -> Form | None:
    """The form as it would be with misspelt keys mended and others dropped, so that its other problems show."""
    pruned = deepcopy(content)
    for finding in findings:
        owner = pruned
        for step in finding.path[:-1]:
            owner = part_at(owner, step)
        if isinstance(owner, dict) and finding.path:
            value = owner.pop(finding.path[-1], None)
            if finding.meant:
                owner.setdefault(finding.meant, value)
    return validate(model, pruned)[0]


def _echo(finding: Finding, earlier: list[Finding]) -> bool:
    """True for a check that only notices what an unknown key of the same object already explains."""
    unknown = [other for other in earlier if not other.meant]
    return any(finding.path[: len(other.path) - 1] == other.path[:-1] for other in unknown)


def _located(findings: Iterable[Finding], tree: Tree, name: str) -> tuple[Problem, ...]:
    """Problems in the order of the file."""
    lined = sorted(((tree.line(finding.path) or 0, finding) for finding in findings), key=lambda pair: pair[0])
    return tuple(problem_of(finding, tree.content, name, line or None) for line, finding in lined)


def _read(
    path: str | FilePath, parse: Callable[[str, str], tuple[Form | None, tuple[Problem, ...]]]
) -> tuple[Form | None, tuple[Problem, ...]]:
    place = Place(file=FilePath(path).name)
    try:
        with FilePath(path).open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 4)
        return parse(raw.decode("utf-8-sig"), place.file)
    except OSError:
        return None, (Problem("rubric_unreadable", place, "文件不存在或不能打开"),)
    except UnicodeDecodeError:
        return None, (Problem("rubric_unreadable", place, "文件不是 UTF-8 编码", "UTF-8 编码的文本文件"),)


def _given(form: Form | None, problems: tuple[Problem, ...]) -> Form:
    if form is None:
        raise Refused(problems)
    return form
