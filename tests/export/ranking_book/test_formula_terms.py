"""Formulas of a rubric in cells: the states of nothing, three-valued conditions."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from rating.export.ranking_book.cells import BLANK, NOT_APPLICABLE, NUMBER, UNDEFINED, Cells
from rating.export.ranking_book.formula_terms import Formulas, NotLive, fits, logic, truth, worst
from rating.export.ranking_book.terms import Term, choose, in_row, is_number
from rating.rubric.formula import parse_formula
from tests.export.ranking_book.columns_of import cell, run

FIELDS = {
    "a": cell(6, 6, 0, 0, words={3: NOT_APPLICABLE}),
    "b": cell(3, 0, 2, 0, words={3: 1}),
}


def column(text: str) -> list[object]:
    def keep(term: Term) -> Term:
        return in_row("步", 9, term.run(np.arange(4)), exact=False)

    def no_node(name: str, code: str) -> Term:
        raise NotLive("节点")

    return run(Formulas(FIELDS.__getitem__, no_node, keep).column(parse_formula(text)), 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / b", [2, "无结果", 0, "空白"]),
        ("a > 5 and b > 0", [1, 0, 0, "空白"]),
        ("where(b = 0, 0, a / b)", [2, 0, 0, "空白"]),
        ("known(b)", [1, 1, 1, 0]),
        ("min(a, b) - 1", [2, -1, -1, "空白"]),
        ("count(a > 5, b > 2)", [2, 1, 0, "空白"]),
        ("sqrt(a - 6)", [0, 0, "无结果", "合理缺项"]),
        ("not a", [0, 0, 1, "合理缺项"]),
        ("ceil(b / 2)", [2, 0, 1, "空白"]),
    ],
)
def test_worst_word_wins_and_what_has_no_result_says_so(text: str, expected: list[object]) -> None:
    assert column(text) == expected


@pytest.mark.parametrize("operator", ["and", "or"])
def test_three_valued_logic_in_every_combination(operator: str) -> None:
    """1 true, 0 false, 空白 unknown: Kleene's tables."""
    states = list(product((1, 0, None), repeat=2))
    sides = [
        in_row("甲", at, Cells(np.array([one[at] or 0 for one in states], float),
               np.array([BLANK if one[at] is None else NUMBER for one in states], np.int8)))
        for at in range(2)
    ]  # fmt: skip
    decisive = 0 if operator == "and" else 1
    expected = [decisive if decisive in one else "空白" if None in one else 1 - decisive for one in states]
    assert run(logic(operator, sides), len(states)) == expected


def test_a_condition_holds_only_when_it_is_known() -> None:
    assert run(truth(cell(1, 0, 5, words={2: UNDEFINED}, typed=False)), 3) == [1, 0, 0]
    assert run(worst([cell(0, words={0: UNDEFINED}, typed=False), cell(0, words={0: NOT_APPLICABLE})]), 1) == [
        "合理缺项"
    ]


def test_what_excel_does_not_take_is_not_written() -> None:
    deep = cell(1)
    for _ in range(60):
        deep = choose(is_number(deep), deep, deep) if len(deep.text) < 40 else Term(f"ABS({deep.text})", deep.run)
    assert not fits(deep)
    assert not fits(Term("1+" * 4_000 + "1", deep.run))
    assert fits(cell(1))
