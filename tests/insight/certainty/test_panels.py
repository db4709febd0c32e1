"""Whose marks are held side by side."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rating.insight.certainty.panels import panels
from tests.insight.certainty.marked import form_of, judged


def names(panel_raters: tuple[object, ...]) -> list[str]:
    return [rater.code for rater in panel_raters]  # type: ignore[attr-defined]


def test_one_panel_a_field_without_self_assessment() -> None:
    found = panels(judged(form_of(("m", "n")), {"m": {"e1": "7.5", "t1": 8, "z1": 10}, "n": {"e2": 5}}))
    assert [(panel.field, panel.role, panel.title, names(panel.raters)) for panel in found] == [
        ("m", "", "m评分", ["e1", "t1"]),
        ("n", "", "n评分", ["e2"]),
    ]
    assert found[0].mark(0, 0) == Decimal("7.5")
    assert found[0].scaled.tolist() == [[75, 80]]


def test_roles_that_the_rubric_keeps_apart_are_panels_of_their_own() -> None:
    for combine in ("role_weighted", "role_sum"):
        found = panels(judged(form_of(combine=combine), {"e1": 7, "e2": 6, "t1": 8, "z1": 10}))
        assert [(panel.role, panel.title, names(panel.raters)) for panel in found] == [
            ("expert", "m评分（专家）", ["e1", "e2"]),
            ("street", "m评分（街镇）", ["t1"]),
        ]


def test_blank_marks_are_not_given() -> None:
    panel = panels(judged(form_of(), {"e1": 7, "e2": None}, {"e1": 0}))[0]
    assert panel.given.tolist() == [[True, False], [True, False]]
    assert np.isnan(panel.shares()[0, 1])
    assert panel.shares()[0, 0] == 0.7


def test_full_marks_are_the_fields_bound_or_those_of_its_indicator() -> None:
    assert panels(judged(form_of(at_most=20), {"e1": 7}))[0].full == 20
    assert panels(judged(form_of(at_most=None), {"e1": 7}))[0].full == 10


def test_a_field_that_nobody_marked_has_no_panel() -> None:
    assert panels(judged(form_of(), {"e1": None})) == ()
