from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.rubric.formula import (
    FUNCTIONS,
    LONGEST,
    Arithmetic,
    Call,
    Comparison,
    FormulaError,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    functions_in,
    is_condition,
    names_in,
    nodes_in,
    parse_formula,
)

A, B, ONE = Name("a"), Name("b"), Literal(Decimal(1))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a + 1", Arithmetic("+", A, ONE)),
        ("a × b ÷ 1", Arithmetic("/", Arithmetic("*", A, B), ONE)),
        ("-a", Negative(A)),
        ("not a", Not(A)),
        ("a = 1", Comparison("==", A, ONE)),
        ("a ≥ 85%", Comparison(">=", A, Literal(Decimal("0.85")))),
        ("a ≠ b", Comparison("!=", A, B)),
        ("a 且 b 或 a", Logic("or", (Logic("and", (A, B)), A))),
        ("1 <= a < b", Logic("and", (Comparison("<=", ONE, A), Comparison("<", A, B)))),
        ("（a，b）", None),
        ("min（a，b）", Call("min", (A, B))),
        ("0.1", Literal(Decimal("0.1"))),
        ("持证数 / 社工数", Arithmetic("/", Name("持证数"), Name("社工数"))),
    ],
)
def test_formulas_are_parsed_exactly(text: str, tree: object) -> None:
    if tree is None:
        with pytest.raises(FormulaError):
            parse_formula(text)
    else:
        assert parse_formula(text) == tree


@pytest.mark.parametrize(
    "text",
    ["", "a +", "a.b", "a[0]", "'a'", '"a"', "a ** b", "a // b", "a % b", "lambda: 1", "__import__(a)", "open(a)", "a if b else 1",
     "a; b", "a := 1", "[a]", "{a}", "f(a)", "min(a)", "known(1)", "share(a + b)", "a is b", "a in b", "True", "None", "1j", "a @ b",
     "~a", "1e999", "9999999999999", "min(*a)", "a\nb", "(" * 60 + "a" + ")" * 60 + "+", "a" * (LONGEST + 1),
     "+".join(["a"] * 130), "-" * 30 + "a"],
)  # fmt: skip
def test_everything_else_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(FormulaError, match=r"[\u4e00-\u9fff]"):
        parse_formula(text)


@given(st.text(alphabet="ab1 +-*/()<>=%,.且或notmin_$", max_size=30))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    with suppress(FormulaError):
        assert parse_formula(text) is not None


def test_names_nodes_and_functions_used() -> None:
    tree = parse_formula("where(share(team) > 60%, min(a, b), -c) = 1 and known(d)")
    assert list(names_in(tree)) == ["a", "b", "c", "d"]
    assert list(nodes_in(tree)) == ["team"]
    assert set(functions_in(tree)) == {"where", "share", "min", "known"}
    assert set(functions_in(tree)) <= set(FUNCTIONS)


@pytest.mark.parametrize(
    ("text", "condition"),
    [("a > 1", True), ("not a", True), ("a or b", True), ("known(a)", True), ("a", False), ("min(a, b)", False)],
)
def test_what_answers_yes_or_no(text: str, condition: bool) -> None:
    assert is_condition(parse_formula(text)) is condition
