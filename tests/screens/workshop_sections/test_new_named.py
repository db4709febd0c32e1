from __future__ import annotations

from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import drawn


def page() -> None:
    from rating.screens.workshop_sections.new_named import new_named
    from tests.screens.workshop_sections.on_desk import give

    give(new_named("新增指标", "new"))


def test_a_name_is_asked_for_and_needed() -> None:
    run = drawn(page)
    assert run.session_state["found"] is None
    run.button(key="new_add").click().run()
    assert run.session_state["found"] is None
    assert "请先填写名称" in text_of(run)
    run.text_input(key="new_title").set_value(" 持证率 ").run()
    run.button(key="new_add").click().run()
    assert run.session_state["found"] == "持证率"
