from __future__ import annotations

from rating.screens.workshop_sections.matrix_form import bands, grid
from tests.screens.workshop_sections.on_desk import drawn

BODY = {
    "rows": {"value": "speed", "at_least": ["90%", "60.0%"]},
    "columns": {"value": "quality", "levels": ["优", "良"]},
    "points": [["5", "4.5"], ["3", "2"], ["1", "0.50"]],
}


def page(body: dict) -> None:  # type: ignore[type-arg]
    from rating.screens.workshop_sections.matrix_form import matrix_form
    from rating.workshop.sheets.names import Called, Names
    from tests.screens.workshop_sections.on_desk import give

    fields = Called("数据项", {"speed": "及时率", "quality": "质量"})
    give(matrix_form(body, Names(fields, *(Called("", {}) for _ in range(3))), "m"))


def test_bands_are_named_as_they_are_cut() -> None:
    assert bands(BODY["rows"]) == ["≥ 90%", "≥ 60.0%", "低于 60.0%"]  # type: ignore[arg-type]
    assert bands({"levels": ["优"]}) == ["优"]
    assert bands({}) == ["全部"]


def test_points_keep_their_places_when_a_band_comes_or_goes() -> None:
    assert grid([["5", "4"], ["3", "2"]], 3, 2) == [["5", "4"], ["3", "2"], ["0", "0"]]
    assert grid([["5", "4"], "x"], 2, 1) == [["5"], ["0"]]
    assert grid(None, 1, 1) == [["0"]]


def test_the_form_says_the_same_until_something_is_typed() -> None:
    run = drawn(page, BODY)
    assert run.session_state["found"] == (BODY, 0)
    cuts = next(each for each in run.text_input if "由大到小" in each.label)
    cuts.set_value("95%、90%、60.0%").run()
    made, faults = run.session_state["found"]
    assert faults == 0
    assert made["rows"]["at_least"] == ["95%", "90%", "60.0%"]
    assert made["points"] == [["5", "4.5"], ["3", "2"], ["1", "0.50"], ["0", "0"]]
    run.text_input(key="m_point_3_1").set_value("0.5分").run()
    assert run.session_state["found"][0]["points"][3] == ["0", "0.5"]


def test_a_name_that_there_is_not_is_said() -> None:
    run = drawn(page, BODY)
    run.text_input(key="m_rows_value").set_value("「速度」").run()
    made, faults = run.session_state["found"]
    assert (made["rows"]["value"], faults) == ("speed", 1)
    run.text_input(key="m_rows_value").set_value("质量").run()
    assert run.session_state["found"][0]["rows"]["value"] == "quality"


def test_levels_in_place_of_a_number() -> None:
    run = drawn(page, BODY)
    run.button_group(key="m_rows_way").set_value("档次").run()
    next(each for each in run.text_input if each.key == "m_rows_cuts_levels").set_value("快、慢").run()
    made, _ = run.session_state["found"]
    assert made["rows"] == {"value": "speed", "levels": ["快", "慢"]}
    assert made["points"] == [["5", "4.5"], ["3", "2"]]
