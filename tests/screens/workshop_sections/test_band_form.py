from __future__ import annotations

from rating.rubric import edits
from rating.screens.workshop_sections.band_form import minimum_of, requirements_of
from rating.screens.workshop_sections.column_form import names_in
from tests.screens.workshop_sections.on_desk import drawn, text_of_shipped

TREE = edits.content(text_of_shipped("yichang-five-star"))
NAMES = names_in(TREE)


def page(text: str) -> None:
    from rating.rubric import edits
    from rating.screens.workshop_sections.band_form import band_form
    from rating.screens.workshop_sections.column_form import names_in
    from tests.screens.workshop_sections.on_desk import give

    tree = edits.content(text)
    band = {
        "stars": "5",
        "at_least": "90",
        "minimum": {"team": "80%", "gone": "3"},
        "requires": tree["bands"][0]["requires"],
    }
    give((band, *band_form(band, tree, names_in(tree), "band")))


def test_an_untouched_grade_is_the_one_that_was_there() -> None:
    run = drawn(page, text_of_shipped("yichang-five-star"))
    band, made, faults = run.session_state["found"]
    assert (made, faults) == (band, 0)
    run.selectbox(key="band_minimum_1_0").set_value("place").run()
    run.text_input(key="band_requires_1_0").set_value("没有投诉").run()
    run.text_input(key="band_requires_1_1").set_value("有责投诉数 = 0").run()
    band, made, faults = run.session_state["found"]
    assert faults == 0
    assert made["minimum"] == {"team": "80%", "place": "3"}
    assert made["requires"] == [*band["requires"], {"title": "没有投诉", "when": "complaints = 0"}]
    for at in range(2):
        run.text_input(key=f"band_requires_{at}_0").set_value("")
        run.text_input(key=f"band_requires_{at}_1").set_value("")
        run.text_input(key=f"band_requires_{at}_2").set_value("")
    run.run()
    assert "requires" not in run.session_state["found"][1]


def page_of_words() -> None:
    from rating.screens.workshop_sections.band_form import minimum_of, requirements_of
    from rating.workshop.sheets.names import NO_NAMES
    from tests.screens.workshop_sections.on_desk import give

    give((
        minimum_of([["a", "5"], ["a", "6"], ["", "7"], ["b", ""]], NO_NAMES),
        requirements_of([["甲", "「没有」 > 1", ""]], NO_NAMES),
    ))  # fmt: skip


def test_what_would_be_lost_is_a_fault() -> None:
    (minimum, wrong), (required, unread) = drawn(page_of_words).session_state["found"]
    assert (minimum, wrong) == ({"a": "5"}, 3)
    assert (required, unread) == ([], 1)
    assert minimum_of([["team", "80.0%"]], NAMES) == ({"team": "80.0%"}, 0)
    assert requirements_of([["甲", "有责投诉数 = 0", "改进"]], NAMES)[0] == [
        {"title": "甲", "when": "complaints = 0", "advice": "改进"}
    ]
