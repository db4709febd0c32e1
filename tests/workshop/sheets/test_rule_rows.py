"""Rules as rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rating.rubric.rules import Rule
from rating.workshop.sheets.forms import Share
from rating.workshop.sheets.names import NO_NAMES
from rating.workshop.sheets.rule_rows import Cells, rows_of


def _rows(rule: Any, shares: bool = False) -> list[tuple[str, Cells]]:
    return list(rows_of(Rule.model_validate(rule), NO_NAMES, shares))


def test_steps_have_a_row_each_and_shares_are_percentages() -> None:
    rows = _rows({"steps": [["80%", 6], ["60%", "50%"]]}, shares=True)
    assert [row for _, row in rows] == [
        Cells("达到", value=Share(Decimal("0.8")), points=Decimal(6)),
        Cells("达到", value=Share(Decimal("0.6")), points=Share(Decimal("0.5"))),
    ]


def test_a_matrix_names_its_bands_and_gives_each_row_its_points() -> None:
    axis = {"value": "c", "levels": ["优", "差"]}
    rows = _rows({"matrix": {"rows": {"value": "n", "at_least": [5]}, "columns": axis, "points": [[3, 2], [1, "0.5"]]}})
    assert [(row.part, row.name, row.value, row.points) for _, row in rows] == [
        ("行按什么分档", None, "n", None), ("列按什么分档", None, "c", None),
        ("列档", "优", None, None), ("列档", "差", None, None),
        ("行档（得分依列档次序）", None, Decimal(5), "3、2"), ("行档（得分依列档次序）", None, None, "1、0.5"),
    ]  # fmt: skip


def test_a_survey_is_followed_by_the_rule_under_it() -> None:
    then = {"linear": {"zero": 0, "full": 1}}
    rows = _rows({"survey": {"samples": [{"sample": "n", "minimum": 30}], "if_small": "zero", "then": then}})
    assert [(inner, row.part) for inner, row in rows][:4] == [
        ("", "样本数"), ("", "最低样本量"), ("", "样本不足时"), ("线性得分", "得 0 分的数值"),
    ]  # fmt: skip


def test_a_bare_mark_has_nothing_to_say() -> None:
    assert _rows({"mark": {}}) == []
