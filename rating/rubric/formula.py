"""Formulas of a rubric: a small whitelisted language, parsed here, computed in `scoring/formulas.py`.

    licensed / staff        持证社工数 ÷ 驻站社工数       虚假材料 = 是 or 重大责任事故 = 是
    持证率 >= 80% 且 not 未备案      min(a, b)      share(team) < 60%

Names are field codes or titles, or a choice's word beside the field it belongs to.  There are no
attributes, subscripts, strings or powers, and no names beyond those; length, size and depth are
limited.  Raises `FormulaError` with a Chinese sentence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

LONGEST, MOST_NODES, DEEPEST = 400, 120, 20
FUNCTIONS: dict[str, tuple[int, int]] = {
    # name: fewest and most arguments
    "min": (2, 20), "max": (2, 20), "abs": (1, 1), "floor": (1, 1), "ceil": (1, 1),
    "ln": (1, 1), "log10": (1, 1), "sqrt": (1, 1), "where": (3, 3), "count": (1, 40),
    "known": (1, 1), "share": (1, 1), "points": (1, 1),
}  # fmt: skip
ON_NODES = frozenset({"share", "points"})
_SPELLINGS = (
    ("≥", ">="), ("≤", "<="), ("≠", "!="), ("＞", ">"), ("＜", "<"), ("＝", "="), ("×", "*"), ("÷", "/"),
    ("（", "("), ("）", ")"), ("，", ","), ("％", "%"),
)  # fmt: skip
_WORD_BETWEEN = re.compile(r"(?<=[\s)])(且|或)(?=[\s(])")
_SINGLE_EQUALS = re.compile(r"(?<![<>!=])=(?!=)")
_PERCENT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*%")
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


class FormulaError(ValueError):
    """A formula cannot be used; the message says why and shows the place."""


@dataclass(frozen=True, slots=True)
class Literal:
    number: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Logic:
    operator: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Expression, ...]


Expression = Literal | Name | Negative | Not | Arithmetic | Comparison | Logic | Call


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Expression:
    """Parse one formula. Equal texts give the very same tree."""
    if len(text) > LONGEST:
        raise FormulaError(f"算式超过 {LONGEST} 个字符")
    if re.search(r"[\"'\[\]{}\\@;]", text):
        raise FormulaError("算式中不能有引号、方括号、花括号等符号")
    try:
        tree = ast.parse(_plain_spelling(text), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"「{text}」不是完整的算式") from None
    if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
        raise FormulaError("算式过长，请拆成几个数据项")
    return _convert(tree.body, 0)


def names_in(expression: Expression) -> Iterator[str]:
    """Names of fields or choice words used, in reading order; node codes of share() are left out."""
    match expression:
        case Name(text):
            yield text
        case Call(function, arguments):
            for argument in () if function in ON_NODES else arguments:
                yield from names_in(argument)
        case _:
            for part in _parts(expression):
                yield from names_in(part)


def nodes_in(expression: Expression) -> Iterator[str]:
    """Codes of dimensions and indicators used through share() and points()."""
    match expression:
        case Call(function, (Name(text),)) if function in ON_NODES:
            yield text
        case _:
            for part in _parts(expression):
                yield from nodes_in(part)


def functions_in(expression: Expression) -> Iterator[str]:
    """Names of the functions used."""
    if isinstance(expression, Call):
        yield expression.function
    for part in _parts(expression):
        yield from functions_in(part)


def is_condition(expression: Expression) -> bool:
    """True for what answers yes or no."""
    return isinstance(expression, Comparison | Logic | Not) or (
        isinstance(expression, Call) and expression.function == "known"
    )


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Negative(operand) | Not(operand):
            return (operand,)
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case Logic(_, operands):
            return operands
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def _plain_spelling(text: str) -> str:
    for written, meant in _SPELLINGS:
        text = text.replace(written, meant)
    text = _WORD_BETWEEN.sub(lambda word: " and " if word[0] == "且" else " or ", text)
    return _SINGLE_EQUALS.sub("==", _PERCENT.sub(lambda m: str(Decimal(m[1]) / 100), text)).strip()


def _convert(node: ast.expr, depth: int) -> Expression:
    if depth > DEEPEST:
        raise FormulaError("算式嵌套过深")
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return Literal(_literal(node))
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Negative(_convert(operand, depth + 1))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(_convert(operand, depth + 1))
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            return Arithmetic(_OPERATORS[type(op)], _convert(node.left, depth + 1), _convert(node.right, depth + 1))
        case ast.BoolOp(op=op, values=values):
            operator = "and" if isinstance(op, ast.And) else "or"
            return Logic(operator, tuple(_convert(value, depth + 1) for value in values))
        case ast.Compare(ops=ops):
            return _comparison(node, ops, depth)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return _call(name, args, depth)
        case _:
            raise FormulaError(f"算式中不允许「{ast.unparse(node)}」这样的写法")


def _literal(node: ast.Constant) -> Decimal:
    number = Decimal(repr(node.value)) if isinstance(node.value, float) else Decimal(int(str(node.value)))
    if not number.is_finite() or abs(number) >= 10**12:
        raise FormulaError("算式中的数字过大")
    return number


def _comparison(node: ast.Compare, ops: list[ast.cmpop], depth: int) -> Expression:
    sides = [_convert(side, depth + 1) for side in (node.left, *node.comparators)]
    if any(type(op) not in _COMPARISONS for op in ops):
        raise FormulaError("比较只能用 > ≥ < ≤ = ≠")
    links = tuple(
        Comparison(_COMPARISONS[type(op)], left, right) for op, left, right in zip(ops, sides, sides[1:], strict=False)
    )
    return links[0] if len(links) == 1 else Logic("and", links)


def _call(name: str, args: list[ast.expr], depth: int) -> Expression:
    fewest, most = FUNCTIONS[name]
    if not fewest <= len(args) <= most:
        raise FormulaError(f"{name}() 的参数个数不对")
    arguments = tuple(_convert(argument, depth + 1) for argument in args)
    if name in ON_NODES | {"known"} and not isinstance(arguments[0], Name):
        raise FormulaError(f"{name}() 里应写一个代码")
    return Call(name, arguments)
