"""Formulas of a rubric: every name known, conditions where conditions belong, no circles.

A formula has a *sort*: a number, a condition, or what a bare field of choices or text holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import (
    ON_NODES,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    FormulaError,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    names_in,
    nodes_in,
    parse_formula,
)
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.places import PlacedFormula, placed_formulas
from rating.rubric.trail import Finding

SORT_TITLES = {
    "number": "数值", "condition": "条件", "yes_no": "是否项", "choice": "单选项", "several": "多选项", "text": "文字",
}  # fmt: skip
_NUMBERS = frozenset({"number", "yes_no"})
_CONDITIONS = frozenset({"condition", "yes_no"})


def check_formulas(rubric: Rubric) -> Iterator[Finding]:
    """Every formula of the rubric, then circles among derived fields."""
    vocabulary = Vocabulary.of(rubric)
    codes = {node.code for node in rubric.nodes}
    for placed in placed_formulas(rubric):
        yield from _check(placed, vocabulary, codes)
    yield from circles(rubric.fields)


def _check(placed: PlacedFormula, vocabulary: Vocabulary, nodes: set[str]) -> Iterator[Finding]:
    try:
        expression = bind(placed.text, vocabulary)
        sort = sort_of(expression, parse_formula(placed.text), vocabulary.fields)
    except FormulaError as error:
        yield Finding("rubric_formula", placed.path, str(error))
        return
    used = list(nodes_in(expression))
    if used and placed.wanted != "outcome":
        yield Finding("rubric_formula", placed.path, "share()、points() 只能用于必备条件和星级条件")
    for code in used:
        if code not in nodes:
            yield Finding("rubric_reference", placed.path, f"没有代码为「{code}」的指标")
    yield from _fits(placed, sort)


def _fits(placed: PlacedFormula, sort: str) -> Iterator[Finding]:
    if placed.wanted in ("condition", "outcome") and sort not in _CONDITIONS:
        found = f"「{placed.text}」是{SORT_TITLES[sort]}"
        yield Finding("rubric_formula", placed.path, found, "一个条件，或一个是否项")
    if placed.wanted == "value" and sort != "number":
        yield Finding("rubric_formula", placed.path, f"「{placed.text}」是{SORT_TITLES[sort]}", "一个数值")


def field_sort(field: DataField) -> str:
    """What a bare field gives: dates, shares, marks and rolled-up rows count as numbers."""
    if field.roll_up is not None:
        return "number"
    return field.kind if field.kind in ("yes_no", "choice", "several", "text") else "number"


def sort_of(bound: Expression, written: Expression, fields: Mapping[str, DataField]) -> str:
    """The sort of a bound formula. `written` is the same tree before binding, where words still show.

    Raises FormulaError where parts do not go together (a choice added, a number negated with not).
    """
    match bound, written:
        case Name(code), _:
            return field_sort(fields[code])
        case (Not(inner), Not(as_written)):
            _need(inner, as_written, fields, _CONDITIONS, "not 后面")
            return "condition"
        case (Negative(inner), Negative(as_written)):
            _need(inner, as_written, fields, _NUMBERS, "负号后面")
        case (Arithmetic(_, left, right), Arithmetic(_, left_written, right_written)):
            _need(left, left_written, fields, _NUMBERS, "加减乘除的两边")
            _need(right, right_written, fields, _NUMBERS, "加减乘除的两边")
        case (Logic(_, parts), Logic(_, written_parts)):
            for part, as_written in zip(parts, written_parts, strict=True):
                _need(part, as_written, fields, _CONDITIONS, "且、或")
            return "condition"
        case (Comparison(), Comparison()):
            _comparison(bound, written, fields)
            return "condition"
        case (Call(), Call()):
            return _call(bound, written, fields)
    return "number"


def _need(
    bound: Expression, written: Expression, fields: Mapping[str, DataField], wanted: frozenset[str], where: str
) -> None:
    sort = sort_of(bound, written, fields)
    if sort not in wanted:
        expected = "条件" if wanted is _CONDITIONS else "数值"
        raise FormulaError(f"{where}应是{expected}，这里是{SORT_TITLES[sort]}")


def _comparison(bound: Comparison, written: Comparison, fields: Mapping[str, DataField]) -> None:
    sides = [(bound.left, written.left), (bound.right, written.right)]
    if any(isinstance(side, Literal) and isinstance(word, Name) for side, word in sides):
        if bound.operator not in ("==", "!="):
            raise FormulaError("选项之间不分大小，只能用 = 或 ≠ 比较")
        return
    for side, word in sides:
        _need(side, word, fields, _NUMBERS, "比较的两边")


def _call(bound: Call, written: Call, fields: Mapping[str, DataField]) -> str:
    if bound.function in ON_NODES:
        return "number"
    if bound.function == "known":
        return "condition"
    for position, (part, as_written) in enumerate(zip(bound.arguments, written.arguments, strict=True)):
        is_condition = bound.function == "count" or (bound.function == "where" and position == 0)
        _need(part, as_written, fields, _CONDITIONS if is_condition else _NUMBERS, f"{bound.function}() 里")
    return "number"


def circles(fields: Mapping[str, DataField]) -> Iterator[Finding]:
    """Derived fields that need themselves, directly or through others."""
    needs = {code: _needs(field, fields) for code, field in fields.items()}
    for code in needs:
        seen: set[str] = set()
        waiting = list(needs[code])
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting.extend(needs.get(other, ()))
        if code in seen:
            found = f"数据项「{fields[code].title}」的算式绕回到了它自己"
            yield Finding("rubric_formula", ("fields", code, "formula"), found)


def _needs(field: DataField, fields: Mapping[str, DataField]) -> tuple[str, ...]:
    if field.formula is None:
        return ()
    by_title = {other.title: code for code, other in fields.items()}
    try:
        names = tuple(names_in(parse_formula(field.formula)))
    except FormulaError:
        return ()
    return tuple(name if name in fields else by_title.get(name, "") for name in names)
