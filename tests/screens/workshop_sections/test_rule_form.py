from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.rubric import edits
from rating.rubric.rules import RULE_KINDS
from rating.screens.workshop_sections.rule_form import EXPLAINED, kind_of
from rating.workshop.sheets import words
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SHIPPED, drawn, kept, open_desk, press, tree_of
from tests.screens.workshop_sections.rules_filled import FILLED, Typed


def fill(run: AppTest, typed: list[Typed]) -> AppTest:
    """Each field of the rule's own form by its label; the rule stands above the rest of the indicator."""
    for label, text in typed:
        kind, name = ("selectbox", label[1:]) if label.startswith("▾") else ("text_input", label)
        field = next(each for each in getattr(run, kind) if each.label == name and "node_ruled" in str(each.key))
        field.set_value(text).run()
        assert not run.exception, run.exception
    return run


def test_every_kind_is_explained_and_tried_here() -> None:
    assert set(EXPLAINED) == set(FILLED) == set(RULE_KINDS)


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_a_rule_is_chosen_filled_saved_and_opened_again_with_the_same_content(kind: str) -> None:
    run = open_desk()
    run.selectbox(key=next(each.key for each in run.selectbox if each.label == "评分细则")).set_value(kind).run()
    assert EXPLAINED[kind] in text_of(run)
    typed, expected = FILLED[kind]
    fill(run, typed)
    assert "尚未保存：指标「第一项指标」" in text_of(run)
    press(run, "保存这一项")
    rule = tree_of(run)["dimensions"][0]["indicators"][0]["rule"]
    assert rule == {kind: expected}
    assert "尚未保存" not in text_of(run)
    assert next(each for each in run.selectbox if each.label == "评分细则").value == kind
    again = open_desk(kept(run).text)
    assert "尚未保存" not in text_of(again), "opened again, the form says the same"


def page(text: str) -> None:
    from rating.rubric import edits
    from rating.screens.workshop_sections.column_form import names_in
    from rating.screens.workshop_sections.draft_tree import spots
    from rating.screens.workshop_sections.rule_form import rule_form
    from tests.screens.workshop_sections.on_desk import give

    tree = edits.content(text)
    names, found = names_in(tree), []
    for spot in spots(tree):
        for kind, rule in {"": spot.node.get("rule"), **(spot.node.get("rule_by_kind") or {})}.items():
            if rule is not None:
                found.append((spot.label, rule, *rule_form(rule, names, f"{spot.number}{kind}")))
    give(found)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_form_of_a_shipped_rule_says_exactly_that_rule(path: Path) -> None:
    found = drawn(page, path.read_text(encoding="utf-8")).session_state["found"]
    assert found
    for label, rule, made, faults in found:
        assert (made, faults) == (rule, 0), label


ODD: list[Any] = ["steps", [], {}, {"unheard": {}}, {"steps": "90"}, {"steps": [["90%"], "x", []]}, {"levels": []},
                  {"matrix": {"rows": "x", "columns": [], "points": "y"}}, {"matrix": {"points": [["1"], None]}},
                  {"survey": {"samples": "x", "then": []}}, {"survey": {"then": {"unheard": {}}}}, {"mark": None},
                  {"rank_points": {"points": "5"}}, {"parts": [{"when": ["x"]}, None]}, {"key_item": {}},
                  {"linear": {"capped": "sometimes", "zero": ["1"]}}, {"steps": [], "mark": {}}]  # fmt: skip


def odd_page(rules: list) -> None:  # type: ignore[type-arg]
    from rating.screens.workshop_sections.rule_form import rule_form
    from rating.workshop.sheets.names import NO_NAMES
    from tests.screens.workshop_sections.on_desk import give

    give([rule_form(rule, NO_NAMES, f"rule{at}") for at, rule in enumerate(rules)])


def test_a_rule_written_by_hand_in_an_odd_way_is_shown_and_can_be_mended() -> None:
    run = drawn(odd_page, ODD)
    assert len(run.session_state["found"]) == len(ODD)
    assert "不能识别" in text_of(run)


def test_a_rule_is_known_by_the_key_that_is_a_kind() -> None:
    assert kind_of({"note": "", "steps": []}) == "steps"
    assert kind_of({"unheard": 1}) == "unheard"
    assert kind_of("steps") is None
    assert set(words.RULE) == set(RULE_KINDS)


def test_what_was_typed_for_one_kind_is_there_again_after_a_look_at_another() -> None:
    run = open_desk()
    choice = next(each.key for each in run.selectbox if each.label == "评分细则")
    run.selectbox(key=choice).set_value("steps").run()
    fill(run, [("达到", "80%"), ("得分", "5")])
    run.selectbox(key=choice).set_value("deduct").run()
    run.selectbox(key=choice).set_value("steps").run()
    press(run, "保存这一项")
    assert edits.value_at(kept(run).text, ("dimensions", 0, "indicators", 0, "rule")) == {"steps": [["80%", "5"]]}
