"""Formulas in words: `licensed / staff` → 持证社工数 ÷ 驻站社工数."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from rating.rubric.binding import HasFields, Vocabulary, bind
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
    is_condition,
    parse_formula,
)
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.numbers import plain

Naming = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """How one formula is put into words.

    naming   a field or node code → what is shown: its title, or its value
    form     gives choices their words
    percent  thresholds between 0 and 1 are shares: the formula was written with %
    """

    naming: Naming
    form: HasFields | None = None
    percent: bool = False


COMPARED = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "=", "!=": "≠"}
OPERATORS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_TIGHTNESS = {"＋": 1, "－": 1, "×": 2, "÷": 2}
_CALLS = {
    "min": "{0}中的最小值", "max": "{0}中的最大值", "abs": "{0}的绝对值", "floor": "{0}取整（舍去小数）",
    "ceil": "{0}取整（进一）", "ln": "{0}的自然对数", "log10": "{0}的常用对数", "sqrt": "{0}的平方根",
    "count": "下列条件中满足的个数（{0}）", "known": "已填报{0}", "share": "{0}的得分率", "points": "{0}的得分",
}  # fmt: skip


def formula_in_words(text: str, form: HasFields | None = None) -> str:
    """One formula with the titles of its fields; names stay as written without a form."""
    words = Words(lambda code: field_title(code, form), form, "%" in text or "％" in text)
    return expression_in_words(expression_of(text, form), words)


def expression_of(text: str, form: HasFields | None) -> Expression:
    """The parsed formula, its names bound to field codes where the form knows them."""
    if form is None:
        return parse_formula(text)
    try:
        return bind(text, Vocabulary.of(form))
    except FormulaError:
        return parse_formula(text)


def expression_in_words(expression: Expression, words: Words) -> str:
    """A parsed formula in words."""
    match expression:
        case Literal(number):
            return plain(number)
        case Name(code):
            return words.naming(code)
        case Negative(operand):
            return f"－{_part(operand, words, 3)}"
        case Not(operand):
            return f"不是（{expression_in_words(operand, words)}）"
        case Arithmetic(operator, left, right):
            return _arithmetic(OPERATORS[operator], left, right, words)
        case Comparison(operator, left, right):
            return _comparison(operator, left, right, words)
        case Logic(operator, operands):
            return _logic(operator, operands, words)
        case Call(function, arguments):
            return _call(function, arguments, words)


def field_title(code: str, form: HasFields | None) -> str:
    """The title of a field or node code; the code itself where nothing is known by it."""
    if form is not None and code in form.fields:
        return form.fields[code].title
    if isinstance(form, Rubric):
        return next((node.title for node in form.nodes if node.code == code), code)
    return code


def _arithmetic(sign: str, left: Expression, right: Expression, words: Words) -> str:
    tightness = _TIGHTNESS[sign]
    after = tightness + (sign in "－÷")
    return f"{_part(left, words, tightness)} {sign} {_part(right, words, after)}"


def _part(expression: Expression, words: Words, tightness: int) -> str:
    text = expression_in_words(expression, words)
    loose = isinstance(expression, Arithmetic) and _TIGHTNESS[OPERATORS[expression.operator]] < tightness
    return f"（{text}）" if loose or is_condition(expression) else text


def _comparison(operator: str, left: Expression, right: Expression, words: Words) -> str:
    choice_of = _choosing(left, words.form) or _choosing(right, words.form)
    sides = [_side(side, choice_of, words) for side in (left, right)]
    if choice_of and operator in ("==", "!="):
        return f"{sides[0]}{'为' if operator == '==' else '不为'}「{sides[1]}」"
    return f"{sides[0]} {COMPARED[operator]} {sides[1]}"


def _side(side: Expression, choice_of: DataField | None, words: Words) -> str:
    if isinstance(side, Literal) and choice_of is not None:
        return choice_word(choice_of, int(side.number))
    if isinstance(side, Literal) and _is_share(side.number, words):
        return f"{plain(side.number * 100)}%"
    return expression_in_words(side, words)


def choice_word(field: DataField, number: int) -> str:
    """The word behind a stored choice: 1 → 是, 2 → the third choice."""
    if field.kind == "yes_no":
        return "是" if number else "否"
    return field.choices[number] if 0 <= number < len(field.choices) else str(number)


def _choosing(side: Expression, form: HasFields | None) -> DataField | None:
    if form is None or not isinstance(side, Name) or side.text not in form.fields:
        return None
    field = form.fields[side.text]
    return field if field.kind in ("yes_no", "choice") else None


def _is_share(number: Decimal, words: Words) -> bool:
    return words.percent and 0 < number <= 1


def _logic(operator: str, operands: tuple[Expression, ...], words: Words) -> str:
    parts = [
        f"（{expression_in_words(operand, words)}）"
        if isinstance(operand, Logic)
        else expression_in_words(operand, words)
        for operand in operands
    ]
    return ("，且" if operator == "and" else "，或").join(parts)


def _call(function: str, arguments: tuple[Expression, ...], words: Words) -> str:
    parts = [expression_in_words(argument, words) for argument in arguments]
    if function == "where":
        return f"{parts[0]}时为 {parts[1]}，否则为 {parts[2]}"
    shown = [f"「{part}」" for part in parts] if function in ON_NODES | {"known"} else parts
    return _CALLS[function].format("、".join(shown))
