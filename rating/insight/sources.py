"""The cells behind an indicator: which fields it uses, and where each was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rating.problems import Place
from rating.reported import Column, Rater, Reported, cell_name
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Expression, FormulaError, Name, names_in, parse_formula
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule, Survey


@dataclass(frozen=True, slots=True)
class Origin:
    """One column that a value was read from; `rater` None for a reported field."""

    field: str
    column: Column
    rater: Rater | None = None


def fields_of(rubric: Rubric, node: Node, kind: str) -> tuple[str, ...]:
    """Codes of the reported fields an indicator uses for one kind, in reading order."""
    texts = [*([node.value] if node.value else []), *_formulas_of(node.rule_for(kind))]
    vocabulary = Vocabulary.of(rubric)
    return tuple(dict.fromkeys(code for text in texts for code in _reported_fields(text, vocabulary)))


def origins(reported: Reported, rubric: Rubric, codes: tuple[str, ...]) -> list[Origin]:
    """The columns of some fields: one a field, or one a rater for what raters marked."""
    found: list[Origin] = []
    for code in codes:
        if rubric.fields[code].kind != "mark":
            found.append(Origin(code, reported.columns[code]))
            continue
        marks = reported.marks.get(code, {})
        found += [Origin(code, marks[rater.code], rater) for rater in reported.raters if rater.code in marks]
    return found


def where_of(reported: Reported, column: Column, station: int) -> str:
    """分数表.xlsx → 评分表!F7, or 复核与更正 → 第 3 号; "" where nothing says so."""
    sheet = int(column.source[station])
    if sheet < 0:
        return ""
    cell = cell_name(int(column.row[station]), int(column.col[station]))
    place = reported.sheets[sheet]
    return str(Place(place.file, place.title, cell))


def simple_field(rubric: Rubric, node: Node) -> str | None:
    """The field whose value is the indicator's value as it stands; None for a formula."""
    if not node.value:
        return None
    expression = _bound(node.value, Vocabulary.of(rubric))
    return expression.text if isinstance(expression, Name) and expression.text in rubric.fields else None


def _bound(text: str, vocabulary: Vocabulary) -> Expression:
    """A loaded rubric binds; a rubric made by hand may still hold what does not."""
    try:
        return bind(text, vocabulary)
    except FormulaError:
        return parse_formula(text)


def _reported_fields(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    for name in names_in(_bound(text, vocabulary)):
        field = vocabulary.fields.get(name)
        if field is None:
            continue
        if field.formula:
            yield from _reported_fields(field.formula, vocabulary)
        else:
            yield name


def _formulas_of(rule: Rule | None) -> list[str]:
    if rule is None:
        return []
    body = rule.body
    match rule.kind:
        case "parts":
            return [part.when for part in body]
        case "all_or_nothing" | "key_item":
            return [body]
        case "completion":
            return [body.target]
        case "matrix":
            return [body.rows.value, body.columns.value]
        case "mark":
            return [text for text in (body.reference,) if text]
        case "survey":
            return _survey_formulas(body)
    return []


def _survey_formulas(body: Survey) -> list[str]:
    return [*_formulas_of(body.then), *(stratum.sample for stratum in body.samples)]
