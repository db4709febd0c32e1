"""Problems that only scoring can see: marks over full marks, wide spreads, small samples, undefined values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from rating.problems import Place, Problem
from rating.reported import Column, Rater, Reported, Status, cell_name
from rating.rubric.formula import Name, parse_formula
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.rules import Mark
from rating.scoring.answers import Answers
from rating.scoring.exact import Mask, compare, constant, decimals_column
from rating.scoring.grouping import nowhere
from rating.scoring.leaves import Leaf
from rating.scoring.raters import Combined, roles_owed


def observed_problems(
    rubric: Rubric, reported: Reported, answers: Answers, leaves: Mapping[str, Leaf], combined: Mapping[str, Combined]
) -> tuple[Problem, ...]:
    """All of them, indicators in reading order and stations in roster order."""
    found: list[Problem] = []
    for node in rubric.indicators:
        leaf = leaves[node.code]
        found += _of_leaf(node, leaf, reported)
        found += _of_mark(node, leaf, reported, answers)
    for code, marks in combined.items():
        policy = rubric.fields[code].raters or rubric.raters
        title, least = rubric.fields[code].title, policy.minimum if policy else 1
        found += [_wide_spread(rubric, reported, code, int(row)) for row in np.flatnonzero(marks.wide)]
        found += _each(marks.too_few, reported, code, "rater_too_few", f"「{title}」打分人数不足", f"至少 {least} 人")
    return tuple(found)


def _each(
    mask: Mask, reported: Reported, field: str, code: str, found: str, expected: str = "", column: Column | None = None
) -> Iterator[Problem]:
    """One problem a station where `mask` holds, placed at the column's (or field's) cell when there is one."""
    column = column or reported.columns.get(field)
    for row in np.flatnonzero(mask):
        yield Problem(code, _place(reported, column, int(row)), found, expected, "", reported.roster.code[row], field)


def _wide_spread(rubric: Rubric, reported: Reported, code: str, row: int) -> Problem:
    """Who gave the highest and the lowest mark, and how far apart they may be; placed at the highest."""
    owed = roles_owed(rubric, code)
    raters = [rater for rater in reported.raters if rater.role in owed]
    given = {rater: mark for rater in raters if (mark := _mark_of(reported, code, rater, row)) is not None}
    highest, lowest = max(given, key=lambda one: given[one]), min(given, key=lambda one: given[one])
    both = "、".join(f"{rater.name} {plain(given[rater])} 分" for rater in (highest, lowest))
    apart = plain(given[highest] - given[lowest])
    found = f"「{rubric.fields[code].title}」{both}，相差 {apart} 分"
    policy = rubric.fields[code].raters or rubric.raters
    spread = policy.spread if policy else None
    word = "小于" if spread and spread.inclusive else "不超过"
    expected = f"相差{word} {plain(spread.limit)} 分" if spread else ""
    place = _place(reported, reported.marks[code][highest.code], row)
    return Problem("rater_spread", place, found, expected, "", reported.roster.code[row], code)


def _mark_of(reported: Reported, code: str, rater: Rater, row: int) -> Decimal | None:
    column = reported.marks.get(code, {}).get(rater.code)
    return column.number(row) if column is not None else None


def _place(reported: Reported, column: Column | None, row: int) -> Place:
    name = reported.roster.name[row]
    if column is None or column.source[row] < 0:
        return Place(object=name)
    sheet = reported.sheets[int(column.source[row])]
    return Place(sheet.file, sheet.title, cell_name(int(column.row[row]), int(column.col[row])), name)


def _field_of(node: Node, rubric_fields: Answers) -> str:
    """The field that the indicator's value plainly names, "" for a longer formula."""
    expression = parse_formula(node.value) if node.value else None
    named = rubric_fields.vocabulary.by_name
    return named.get(expression.text, "") if isinstance(expression, Name) else ""


def _of_leaf(node: Node, leaf: Leaf, reported: Reported) -> Iterator[Problem]:
    for mask, code, found in (
        (leaf.undefined, "value_undefined", f"「{node.title}」的算式没有结果"),
        (leaf.small, "sample_small", f"「{node.title}」的问卷样本量不足"),
    ):
        if mask is not nowhere(len(mask)) and mask.any():
            yield from _each(leaf.there & mask, reported, "", code, found)


def _of_mark(node: Node, leaf: Leaf, reported: Reported, answers: Answers) -> Iterator[Problem]:
    rules = [rule for rule in (node.rule, *node.rule_by_kind.values()) if rule is not None]
    field = _field_of(node, answers)
    for rule in rules:
        if rule.judgement is not None:
            yield from _outside_levels(node, rule.judgement, field, reported)
        if rule.mark is not None:
            yield from _of_plain_mark(node, rule.mark, leaf, field, reported, answers)


def _outside_levels(
    node: Node, levels: Mapping[str, tuple[Decimal, Decimal]], field: str, reported: Reported
) -> Iterator[Problem]:
    """Every single mark must lie in one level's range; a mean of several may lie between two."""
    expected = "、".join(f"{level} {plain(low)}–{plain(high)}" for level, (low, high) in levels.items())
    for column in (*reported.marks.get(field, {}).values(), *_own_column(reported, field)):
        number = decimals_column(column.scaled, column.decimals)
        inside = np.zeros(len(column.status), np.bool_)
        for low, high in levels.values():
            inside |= compare(number, constant(low), np.greater_equal) & compare(number, constant(high), np.less_equal)
        outside = ~inside & (column.status == Status.REPORTED)
        found = f"「{node.title}」的打分不在任何档次的分值区间内"
        yield from _each(outside, reported, field, "mark_outside_level", found, expected, column)


def _own_column(reported: Reported, field: str) -> tuple[Column, ...]:
    return (reported.columns[field],) if field in reported.columns else ()


def _of_plain_mark(
    node: Node, mark: Mark, leaf: Leaf, field: str, reported: Reported, answers: Answers
) -> Iterator[Problem]:
    """Over full marks; or far from the reference without a written reason."""
    here = leaf.known & leaf.there & (leaf.status == Status.REPORTED)
    over = compare(leaf.value, leaf.full, np.greater) & here
    yield from _each(over, reported, field, "value_over_full_marks", f"「{node.title}」打分超过满分", "不超过满分的数")
    if mark.reference and mark.tolerance is not None and mark.reason:
        reference = answers.formula(mark.reference)
        apart = compare((leaf.value - reference.number).absolute(), constant(mark.tolerance), np.greater)
        unsaid = ~answers.field(answers.vocabulary.by_name.get(mark.reason, mark.reason)).known
        found = f"「{node.title}」打分与对照值相差超过 {plain(mark.tolerance)} 分而没有写明理由"
        yield from _each(
            apart & unsaid & reference.known & here, reported, mark.reason, "mark_reason_missing", found, "写明理由"
        )
