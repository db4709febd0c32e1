from __future__ import annotations

from typing import Any

import pytest

from rating.screens.workshop_sections.list_form import body_of, rows_of
from rating.workshop.sheets.names import Called, Names
from rating.workshop.sheets.rule_shapes import LISTINGS
from tests.screens.workshop_sections.on_desk import drawn

NAMES = Names(Called("数据项", {"staff": "社工数"}), *(Called("", {}) for _ in range(3)))
BODIES: list[tuple[str, Any]] = [
    ("steps", [["90%", "8"], ["0.50", "3.5"]]),
    ("steps_down", [["0", "5"]]),
    ("parts", [{"title": "甲", "points": "0.5", "when": "staff > 3"}, {"title": "乙", "points": "50%", "when": "staff = 1"}]),
    ("levels", {"优": "5", "良": "60%"}),
    ("judgement", {"优": ["90", "100"], "差": ["0", "59.5"]}),
    ("highest", {"市级": "3"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=[kind for kind, _ in BODIES])
def test_rows_say_the_body_again(kind: str, body: Any) -> None:
    rows = list(rows_of(LISTINGS[kind], body, NAMES))
    assert body_of(LISTINGS[kind], rows, NAMES) == (body, [])


def test_every_listing_is_tried_here() -> None:
    assert {kind for kind, _ in BODIES} == set(LISTINGS)


def test_what_would_be_lost_is_said() -> None:
    _, faults = body_of(LISTINGS["levels"], [["优", "5"], ["优", "4"]], NAMES)
    assert faults == ["档次「优」写了两次。"]
    _, faults = body_of(LISTINGS["levels"], [["", "5"]], NAMES)
    assert faults == ["有一行没有写档次的名称。"]
    made, faults = body_of(LISTINGS["parts"], [["甲", "1", "「志愿者数」 > 3"]], NAMES)
    assert "没有名为「志愿者数」的数据项" in faults[0]
    assert made == [{"title": "甲", "points": "1"}]


def test_an_untouched_list_is_the_one_that_was_there() -> None:
    body = [["90%", "8"], ["60%", "3", "too much"]]
    run = drawn(odd_page, body)
    assert run.session_state["found"] == (body, 0)


def odd_page(body: list) -> None:  # type: ignore[type-arg]
    from rating.screens.workshop_sections.list_form import list_form
    from rating.workshop.sheets.names import NO_NAMES
    from rating.workshop.sheets.rule_shapes import LISTINGS
    from tests.screens.workshop_sections.on_desk import give

    give(list_form(LISTINGS["steps"], body, NO_NAMES, "list"))
