"""The reference document is complete, its examples load, and its tables are what evaluation gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from rating.problems import CATALOGUE
from rating.reported import Status
from rating.rubric.checks import check
from rating.rubric.file import parse_goals, parse_rubric
from rating.rubric.formula import FUNCTIONS
from rating.rubric.goals import GoalBook
from rating.rubric.nouns import Rubric
from rating.rubric.rules import RULE_KINDS
from rating.rubric.validation import validate
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.rubric.reference_document import (
    PLAIN,
    Example,
    completed,
    document,
    examples,
    expected_key_table,
    formulas,
    key_tables,
    shapes_under,
)
from tests.scoring.build import reported

SHAPES = shapes_under(GoalBook, shapes_under(Rubric))
EXAMPLES = examples()
EVALUATED = [example for example in EXAMPLES if example.header]
STATUSES = {status.title: status for status in Status}
ROSTER = {"类型": "kind", "街镇": "street", "区": "district"}
EXAMPLES_WITHOUT_TABLE = 8
"""Header, identity, kinds of field and roll-up, which nothing is scored from, and the goal file."""


def load(example: Example) -> Rubric:
    rubric, findings = validate(Rubric, completed(example.text))
    assert rubric is not None, findings
    assert not check(rubric)
    return rubric


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.goals], ids=lambda e: e.name)
def test_every_example_loads(example: Example) -> None:
    assert load(example).indicators


def test_whole_files_load_as_they_stand() -> None:
    whole = [example for example in EXAMPLES if example.text.startswith("code:")]
    assert {example.goals for example in whole} == {True, False}
    for example in whole:
        form, problems = (parse_goals if example.goals else parse_rubric)(example.text, "example.yaml")
        assert form is not None, problems


@dataclass
class Table:
    """The inputs of an example in the form of `tests.scoring.build.reported`."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    raters: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    adjudicated: dict[tuple[int, str], str] = field(default_factory=dict)
    previous: dict[int, int] = field(default_factory=dict)


def table_of(rubric: Rubric, example: Example) -> Table:
    table = Table(rows=[{} for _ in example.rows])
    codes = {data.title: code for code, data in rubric.fields.items()}
    for at, header in enumerate(example.header):
        if header.startswith("→"):
            continue
        for row, line in enumerate(example.rows):
            take(rubric, codes, table, row, header, line[at])
    return table


def take(rubric: Rubric, codes: dict[str, str], table: Table, row: int, header: str, cell: str) -> None:
    """Put one input cell of the document where it belongs."""
    marked = re.fullmatch(r"(.+)（(.+)）", header)
    if header in ROSTER:
        table.rows[row][ROSTER[header]] = cell
    elif header == "上一轮星级":
        table.previous.update({} if cell == "首次" else {row: int(cell)})
    elif marked and marked[1] == "复核":
        table.adjudicated.update({} if cell == "无" else {(row, codes[marked[2]]): cell})
    elif marked:
        role = next(role for role in rubric.roles if marked[2].startswith(role.title))
        table.raters[marked[2]] = (marked[2], marked[2], role.code)
        table.rows[row].setdefault(codes[marked[1]], {})[marked[2]] = typed(rubric, codes[marked[1]], cell)
    else:
        table.rows[row][codes[header]] = typed(rubric, codes[header], cell)


def typed(rubric: Rubric, code: str, cell: str) -> Any:
    if cell in STATUSES:
        return STATUSES[cell]
    if rubric.fields[code].kind == "several":
        return [] if cell == "（无）" else cell.split("、")
    return cell


def result(example: Example) -> Evaluation:
    rubric = load(example)
    table = table_of(rubric, example)
    return evaluate(rubric, reported(rubric, table.rows, table.raters.values(), table.adjudicated, table.previous))


def shown(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def points(table: Any, row: int, at: int) -> str:
    if not getattr(table, "applies", table.counted)[row, at]:
        return "不适用" if hasattr(table, "applies") else "不计入"
    if not table.counted[row, at]:
        return "不计入"
    if not table.known[row, at]:
        return "暂不评定"
    return shown(Decimal(int(table.points[row, at])).scaleb(-table.decimals))


def outcome(evaluation: Evaluation, row: int, column: str) -> str:
    """What the evaluation gives for one output column of the document."""
    ratings = evaluation.ratings
    if column == "总分":
        total = evaluation.total(row)
        return "暂不评定" if total is None else shown(total)
    if column == "星级":
        return "不定级" if ratings.stars[row] < 0 else str(ratings.stars[row])
    if column == "名次":
        return shown(Decimal(str(ratings.rank[row]))) if ratings.rated[row] else "不排名"
    titles = [node.title for node in evaluation.rubric.indicators]
    if column == "得分" and len(titles) == 1:
        return points(evaluation.scores, row, 0)
    if column in titles:
        return points(evaluation.scores, row, titles.index(column))
    code = next(node.code for node in evaluation.rubric.nodes if node.title == column)
    return points(evaluation.subtotals, row, evaluation.subtotals.codes.index(code))


@pytest.mark.parametrize("example", EVALUATED, ids=lambda e: e.name)
def test_every_table_is_what_evaluation_gives(example: Example) -> None:
    evaluation = result(example)
    columns = [(at, header.removeprefix("→").strip()) for at, header in enumerate(example.header) if "→" in header]
    printed = [[line[at] for at, _ in columns] for line in example.rows]
    given = [[outcome(evaluation, row, column) for _, column in columns] for row in range(len(example.rows))]
    assert given == printed


def test_most_examples_are_evaluated() -> None:
    assert len(EXAMPLES) - len(EVALUATED) <= EXAMPLES_WITHOUT_TABLE


FORMULA_FIELDS = {
    "staff": {"title": "驻站社工数"},
    "licensed": {"title": "持证社工数"},
    "filed": {"title": "已备案", "kind": "yes_no"},
    "grade": {"title": "等次", "kind": "choice", "choices": ["优", "良", "中", "差"]},
}


@pytest.mark.parametrize(("formula", "printed"), formulas())
def test_every_formula_gives_what_is_printed(formula: str, printed: str) -> None:
    condition = printed in ("是", "否")
    rule = {"yes_no": {"yes": "1"}} if condition else {"mark": {}}
    leaf = {"code": "item", "title": "指标", "full_marks": "1000", "value": formula, "rule": rule}
    whole = {
        **PLAIN,
        "fields": FORMULA_FIELDS,
        "dimensions": [leaf],
        "scale": {"full_marks": "1000", "decimals": "4", "round": "indicator"},
    }
    rubric, findings = validate(Rubric, whole)
    assert rubric is not None, findings
    assert not check(rubric)
    table = reported(rubric, [{"staff": 5, "licensed": 4, "filed": "是", "grade": "良"}])
    given = points(evaluate(rubric, table).scores, 0, 0)
    assert given == {"是": "1", "否": "0"}.get(printed, printed)


def test_every_warning_is_listed() -> None:
    for code in CATALOGUE:
        assert not code.startswith("lint_") or f"| `{code}` |" in document(), code


def test_every_function_is_listed_and_tried() -> None:
    tried = " ".join(formula for formula, _ in formulas())
    for name in FUNCTIONS:
        assert f"`{name}(" in document() or f" `{name}(" in document()
        assert f"{name}(" in tried or name in ("share", "points")


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_every_rule_kind_has_an_entry_with_an_evaluated_example_and_its_source(kind: str) -> None:
    section = re.search(rf"^### {kind} .*?(?=^##)", document(), re.MULTILINE | re.DOTALL)
    assert section, kind
    assert re.search(rf"\b{kind}:", section[0])
    assert "来源：" in section[0]
    assert any(kind in example.text for example in EVALUATED if example.heading.split()[0] == kind)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_is_documented_as_it_is(shape: str) -> None:
    assert key_tables().get(shape) == expected_key_table(SHAPES[shape])


def options(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(option) for option in get_args(annotation))
    elif not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        for inner in get_args(annotation):
            yield from options(inner)


def options_of(shape: type[BaseModel]) -> list[tuple[str, str]]:
    return [(key, option) for key, info in shape.model_fields.items() for option in options(info.annotation)]


@pytest.mark.parametrize(("shape", "key", "option"), [(s, *pair) for s in SHAPES for pair in options_of(SHAPES[s])])
def test_every_option_is_explained(shape: str, key: str, option: str) -> None:
    row = next(line for line in key_tables()[shape] if line.startswith(f"| `{key}` "))
    assert re.search(rf"(?<!\w){re.escape(option)}(?![A-Za-z_])", row)


@pytest.mark.parametrize(
    ("shape", "key", "option"),
    [(s, *pair) for s in SHAPES for pair in options_of(SHAPES[s]) if s not in ("Goal", "Reading", "GoalBook")],
)
def test_every_option_stands_in_an_example_or_is_the_default(shape: str, key: str, option: str) -> None:
    alike = next((keys for keys in ALIKE if key in keys), (key,))
    pattern = rf"\b({'|'.join(alike)}): {re.escape(option)}\b"
    written = any(re.search(pattern, example.text) for example in EXAMPLES)
    assert written or str(SHAPES[shape].model_fields[key].default) == option or key in WORDED_ELSEWHERE


ALIKE = (("if_blank", "if_not_inspected", "if_undefined", "if_small"), ("within", "quota_within"))
"""Keys whose options mean the same, so that one example an option is enough."""
WORDED_ELSEWHERE = {"unit", "standing"}
"""What is judged and whether it is confirmed stand at the head of every file, one option a file."""
