"""Formulas over fields: numbers, the worst status of the inputs, three-valued and / or, undefined."""

from __future__ import annotations

from typing import Any

import pytest

from rating.reported import Status
from rating.rubric.binding import Vocabulary
from rating.scoring.answers import Answer, Answers
from rating.scoring.exact import decimals_column
from tests.scoring.build import one_indicator, reported

FIELDS = {
    "staff": {"title": "驻站社工数"},
    "licensed": {"title": "持证社工数"},
    "rate": {"title": "持证率", "formula": "licensed / staff"},
    "false_papers": {"title": "虚假材料", "kind": "yes_no"},
    "grade": {"title": "等次", "kind": "choice", "choices": ["优", "良"]},
}


def ask(formula: str, **row: Any) -> Answer:
    form = one_indicator({"proportion": {}}, FIELDS, value="staff")
    table = reported(form, [row])
    fields = {
        code: Answer(decimals_column(column.scaled, column.decimals), column.status, column.status > 9)
        for code, column in table.columns.items()
    }
    return Answers(fields, Vocabulary.of(form), 1).formula(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("licensed / staff", 0.8),
        ("持证社工数 ÷ 驻站社工数", 0.8),
        ("持证率 ≥ 80%", 1),
        ("rate > 80%", 0),
        ("等次 = 优", 0),
        ("等次 = 良 或 虚假材料 = 是", 1),
        ("not 虚假材料 = 是", 1),
        ("min(staff, licensed, 3) + max(1, 2) × abs(-2)", 7),
        ("where(staff = 5, 10, 20)", 10),
        ("count(staff > 1, licensed > 9, 等次 = 良)", 2),
        ("floor(staff / 2) + ceil(staff / 2)", 5),
        ("1 < licensed <= 4", 1),
        ("log10(staff × 20)", 2),
    ],
)
def test_values(formula: str, expected: float) -> None:
    answer = ask(formula, staff=5, licensed=4, false_papers=False, grade="良")
    assert answer.known[0]
    assert answer.number.floats()[0] == pytest.approx(expected)


def test_the_worst_status_wins() -> None:
    answer = ask("licensed + staff", staff=Status.NOT_APPLICABLE, licensed=None)
    assert answer.status[0] == Status.BLANK


def test_or_is_settled_by_one_known_true_and_open_otherwise() -> None:
    assert ask("虚假材料 = 是 或 staff > 3", false_papers=True, staff=None).true[0]
    open_answer = ask("虚假材料 = 是 或 staff > 3", false_papers=False, staff=None)
    assert open_answer.status[0] == Status.BLANK


def test_division_by_zero_is_undefined_unless_the_other_side_is_taken() -> None:
    assert ask("licensed / staff", licensed=3, staff=0).undefined[0]
    assert ask("where(staff = 0, 0, licensed / staff)", licensed=3, staff=0).known[0]


def test_known_is_always_known() -> None:
    assert ask("known(staff)", staff=None).false[0]
    assert ask("known(持证率)", licensed=3, staff=0).false[0]
