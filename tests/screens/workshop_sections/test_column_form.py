from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from rating.rubric import edits
from rating.screens.workshop_sections.column_form import bracketed, names_in, read_text, shown, write
from rating.workshop.sheets.forms import FORMULA
from rating.workshop.sheets.tables import (
    BAND_COLUMNS,
    BASIC_COLUMNS,
    FIELD_COLUMNS,
    GATE_COLUMNS,
    LEAF_COLUMNS,
    NODE_COLUMNS,
    RATER_COLUMNS,
    ROLE_COLUMNS,
    SOURCE_COLUMNS,
)
from tests.screens.opening import text_of
from tests.screens.workshop_sections.mutilated import trees
from tests.screens.workshop_sections.on_desk import SHIPPED, drawn, text_of_shipped

COLUMNS = {
    "basic": BASIC_COLUMNS, "fields": FIELD_COLUMNS, "leaf": LEAF_COLUMNS, "node": NODE_COLUMNS, "gates": GATE_COLUMNS,
    "bands": BAND_COLUMNS, "raters": RATER_COLUMNS, "roles": ROLE_COLUMNS, "sources": SOURCE_COLUMNS,
}  # fmt: skip


def page(text: str) -> None:
    from rating.rubric import edits
    from rating.screens.workshop_sections.column_form import columns_form, names_in
    from rating.screens.workshop_sections.draft_tree import mapping, records, spots
    from tests.screens.workshop_sections.on_desk import give
    from tests.screens.workshop_sections.test_column_form import COLUMNS

    tree = edits.content(text)
    names, found = names_in(tree), []
    nodes = [spot.node for spot in spots(tree)]
    objects = {"basic": [tree], "fields": mapping(tree["fields"]).values(), "leaf": nodes, "node": nodes,
               "raters": [mapping(tree.get("raters"))],
               **{name: records(tree.get(name)) for name in ("gates", "bands", "roles", "sources")}}  # fmt: skip
    for name, rows in objects.items():
        for at, raw in enumerate(rows):
            filled = columns_form(COLUMNS[name], raw, names, f"{name}{at}")
            found.append((name, raw, filled.raw, filled.changed, filled.faults))
    give(found)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_form_of_anything_shipped_says_exactly_that(path: Path) -> None:
    found = drawn(page, path.read_text(encoding="utf-8")).session_state["found"]
    assert {name for name, *_ in found} >= {"basic", "fields", "leaf", "node"}
    for name, raw, made, changed, faults in found:
        assert (made, changed, faults) == (raw, [], 0), name


def small_page() -> None:
    from rating.screens.workshop_sections.column_form import columns_form
    from rating.workshop.sheets.names import NO_NAMES
    from rating.workshop.sheets.tables import FIELD_COLUMNS
    from tests.screens.workshop_sections.on_desk import give

    raw = {"title": "社工数", "at_most": "4.50", "note": "kept", "roll_up": "sum"}
    filled = columns_form(FIELD_COLUMNS, raw, NO_NAMES, "f")
    give((filled.raw, filled.changed, filled.faults))


def test_what_is_typed_is_read_and_the_rest_stays_as_it_was() -> None:
    run = drawn(small_page)
    assert run.session_state["found"] == (
        {"title": "社工数", "at_most": "4.50", "note": "kept", "roll_up": "sum"},
        [],
        0,
    )
    run.text_input(key="f_at_least").set_value("０").run()
    run.selectbox(key="f_kind").set_value("百分比").run()
    run.text_input(key="f_aliases").set_value("人数、职工数").run()
    run.text_input(key="f_at_most").set_value("").run()
    made, changed, faults = run.session_state["found"]
    assert made == {
        "title": "社工数", "note": "kept", "roll_up": "sum", "at_least": "0", "kind": "share", "aliases": ["人数", "职工数"],
    }  # fmt: skip
    assert (set(changed), faults) == ({"at_least", "kind", "aliases", "at_most"}, 0)
    run.selectbox(key="f_roll_up.how").set_value("合计").run()
    assert run.session_state["found"][0]["roll_up"] == {"how": "sum"}, "a text in place of a mapping is mended"


def test_a_formula_with_an_unknown_name_is_said_and_not_taken() -> None:
    run = drawn(small_page)
    run.text_input(key="f_formula").set_value("「志愿者数」 * 2").run()
    made, changed, faults = run.session_state["found"]
    assert (made.get("formula"), changed, faults) == (None, [], 1)
    assert "没有名为「志愿者数」" in text_of(run)


NAMES = names_in(edits.content(text_of_shipped("yichang-five-star")))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("持证社工数 / 驻站社工数", "licensed / staff"),
        ("「持证社工数」/驻站社工数 ≥ 80%", "licensed/staff ≥ 80%"),
        ("（持证社工数+1）÷ 驻站社工数", "（licensed+1）÷ staff"),
        ("专职站长 = 是 且 驻站社工数 > 3", "full_time_head = 是 且 staff > 3"),
        ("min(持证社工数, 5)", "min(licensed, 5)"),
        ("share(持证率) >= 80%", "share(licensed_share) >= 80%"),
        ("licensed / staff", "licensed / staff"),
        ("持证社工数量 > 3", "持证社工数量 > 3"),
    ],
)
def test_names_of_data_fields_need_no_brackets(typed: str, kept: str) -> None:
    assert read_text(FORMULA, typed, NAMES) == kept


def test_brackets_that_are_there_stay() -> None:
    assert bracketed("「持证社工数」 / 驻站社工数", NAMES) == "「持证社工数」 / 「驻站社工数」"


def test_an_empty_inner_part_is_not_written() -> None:
    raw: dict[str, Any] = {"clause": {"source": "a"}}
    write(raw, ("clause", "source"), None)
    assert raw == {}


@settings(max_examples=150, deadline=None)
@given(trees())
def test_every_part_of_an_odd_tree_is_shown_somehow(tree: dict[str, Any]) -> None:
    names = names_in(tree)
    values = list(tree.values())
    while values:
        value = values.pop()
        values += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        for columns in COLUMNS.values():
            assert all(isinstance(shown(column.form, value, names), str) for column in columns)
