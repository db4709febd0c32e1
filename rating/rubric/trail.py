"""Where something stands in a rubric: a path of keys and list positions, told so that a person finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from rating.problems import Place, Problem

Path = tuple[str | int, ...]
LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a rubric before its file and line are known.

    `path` leads to the object; `meant` is the key that an unknown key probably stands for.
    """

    code: str
    path: Path
    found: str
    expected: str = ""
    remedy: str = ""
    meant: str = ""


def problem_of(finding: Finding, content: Any, file: str = "", line: int | None = None) -> Problem:
    """The finding as a Problem, with its trail in `content` (a plain tree or a pydantic object)."""
    cell = "" if line is None else f"第 {line} 行"
    place = Place(file=file, cell=cell, object=trail(content, finding.path))
    return Problem(finding.code, place, finding.found, finding.expected, finding.remedy)


def trail(content: Any, path: Path) -> str:
    """`dimensions[第2项 team].indicators[第1项 licensed_share].rule.steps[第3项]`."""
    told = ""
    for step in path:
        content = part_at(content, step)
        if isinstance(step, int):
            told += f"[{' '.join(filter(None, (f'第{step + 1}项', _code_of(content))))}]"
        else:
            told += f".{step}" if told else step
    return told


def part_at(content: Any, step: str | int) -> Any:
    """What lies one step further, None where there is nothing."""
    if isinstance(content, BaseModel):
        return getattr(content, str(step), None) if str(step) in type(content).model_fields else None
    if isinstance(content, Mapping):
        return content.get(step)
    if isinstance(content, Sequence) and not isinstance(content, str) and isinstance(step, int):
        return content[step] if 0 <= step < len(content) else None
    return None


def _code_of(content: Any) -> str:
    """The short name by which people know an item of a list; a short text is its own name."""
    if isinstance(content, str):
        return content if len(content) <= LONGEST_NAME else ""
    for key in ("code", "id", "key", "stars"):
        value = part_at(content, key)
        if isinstance(value, str | int):
            return f"{value}星" if key == "stars" else str(value)
    return ""
