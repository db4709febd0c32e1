"""`docs/rubric-reference.md` read as a test fixture: its examples, their tables, its key tables.

An example is a ```yaml block; the first table after it, if its header has columns starting with
`→`, holds inputs and the results that evaluation must give. Missing parts of a fragment are filled
with the plainest settings, and a fragment without indicators gets one indicator 分数 of 100 points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rating.rubric.goal_key_words import GOAL_KEY_WORDS
from rating.rubric.key_words import KEY_WORDS
from rating.rubric.numbers import parse_number
from rating.rubric.yaml_tree import read_tree

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rubric-reference.md"
SCORE_FIELD = {"score": {"title": "分数", "at_least": "0", "at_most": "100"}}
SCORE_INDICATOR = {"code": "score", "title": "分数", "full_marks": "100", "value": "score", "rule": {"mark": {}}}
PLAIN: dict[str, Any] = {
    "code": "example",
    "title": "示例",
    "version": "1",
    "standing": "example",
    "unit": "station",
    "missing": {"if_blank": "incomplete"},
    "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
}


@dataclass(frozen=True)
class Example:
    """One YAML block: its line, its heading, its text, and the table under it (header, rows)."""

    line: int
    heading: str
    goals: bool
    text: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        return f"{self.line}-{self.heading}"


def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def examples() -> list[Example]:
    lines = document().splitlines()
    found: list[Example] = []
    heading, at = "", 0
    while at < len(lines):
        if lines[at].startswith("#"):
            heading = lines[at].lstrip("# ")
        if lines[at] in ("```yaml", "```yaml goals"):
            end = lines.index("```", at + 1)
            table = _table_after(lines, end + 1)
            text = "\n".join(lines[at + 1 : end])
            found.append(Example(at + 2, heading, lines[at].endswith("goals"), text, table[0], tuple(table[1:])))
            at = end
        at += 1
    return found


def _table_after(lines: list[str], start: int) -> list[tuple[str, ...]]:
    """The result table before the next example or heading: its header and rows; [()] when there is none."""
    for at in range(start, len(lines)):
        if lines[at].startswith(("#", "```")):
            break
        if lines[at].startswith("|") and "→" in lines[at]:
            return [cells(line) for line in _table_lines(lines, at)]
    return [()]


def _table_lines(lines: list[str], at: int) -> Iterator[str]:
    for place, line in enumerate(lines[at:]):
        if not line.startswith("|"):
            return
        if place != 1:
            yield line


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def completed(text: str) -> dict[str, Any]:
    """A fragment as a whole rubric's tree."""
    tree = read_tree(text)
    assert not tree.findings, tree.findings
    given = dict(tree.content)
    if "code" in given:
        return given
    whole = {**PLAIN, "fields": {}, **given}
    leaves = whole.pop("indicators", None)
    if leaves is None and "dimensions" not in whole:
        leaves = [SCORE_INDICATOR]
        whole["fields"] = {**SCORE_FIELD, **whole["fields"]}
    if leaves is not None:
        whole["dimensions"] = [{"code": "all", "title": "全部", "indicators": leaves}]
    if "scale" not in whole:
        whole["scale"] = {"full_marks": str(_full_marks(whole["dimensions"])), "decimals": "1", "round": "indicator"}
    return whole


def _full_marks(nodes: list[dict[str, Any]]) -> Any:
    return sum(
        parse_number(node["full_marks"]) if "full_marks" in node else _full_marks(node.get("indicators", []))
        for node in nodes
        if not node.get("bonus")
    )


def formulas() -> list[tuple[str, str]]:
    """The formula table: (formula, result)."""
    lines = document().splitlines()
    start = lines.index("<!-- formulas -->") + 1
    rows = [cells(line) for line in _table_lines(lines, start)]
    return [(formula.strip("`"), result) for formula, result in rows[1:]]


def key_tables() -> dict[str, list[str]]:
    """Shape → the lines of the table after its `<!-- keys: Shape -->` mark."""
    lines = document().splitlines()
    marks = {match[1]: at for at, line in enumerate(lines) if (match := re.fullmatch(r"<!-- keys: (\w+) -->", line))}
    return {shape: list(_all_table_lines(lines, at + 1)) for shape, at in marks.items()}


def _all_table_lines(lines: list[str], at: int) -> Iterator[str]:
    for line in lines[at:]:
        if not line.startswith("|"):
            return
        yield line


def expected_key_table(shape: type[BaseModel]) -> list[str]:
    """The table that the document must have for a shape."""
    words = KEY_WORDS.get(shape.__name__) or GOAL_KEY_WORDS[shape.__name__]
    rows = [f"| `{key}` | {words[key]} | {when_absent(info)} |" for key, info in shape.model_fields.items()]
    return ["| 键 | 含义 | 不写时 |", "|---|---|---|", *rows]


def when_absent(info: FieldInfo) -> str:
    """What a key means when it is not written."""
    default = info.get_default(call_default_factory=True) if not info.is_required() else None
    match default:
        case _ if info.is_required():
            return "必写"
        case None | "" | [] | {}:
            return "无"
        case bool():
            return "true" if default else "false"
        case BaseModel() if type(default).__name__ != "Amount":
            return "各项按其默认"
        case list():
            return "、".join(str(part) for part in default)
        case _:
            return str(default)


def shapes_under(annotation: Any, found: dict[str, type[BaseModel]] | None = None) -> dict[str, type[BaseModel]]:
    """Every pydantic shape reachable from an annotation, by name."""
    found = {} if found is None else found
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation.__name__ not in found:
            found[annotation.__name__] = annotation
            for info in annotation.model_fields.values():
                shapes_under(info.annotation, found)
    else:
        for inner in get_args(annotation):
            shapes_under(inner, found)
    return found
