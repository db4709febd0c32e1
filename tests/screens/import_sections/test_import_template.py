from __future__ import annotations

from rating.screens.import_sections.import_template import marking_titles
from rating.screens.visit.session import sample_files
from tests.screens.import_made_up import draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of, yichang


def test_a_template_is_made_for_the_roster_that_is_set() -> None:
    run = step_page("template", draft(reported(), roster=sample_files().roster))
    assert "站点名册.xlsx" in text_of(run)
    assert run.get("download_button") == []
    run.button(key="import_template_make").click().run()
    assert not run.exception
    assert [each.label for each in run.get("download_button")] == ["保存模板"]


def test_for_one_rater_the_name_is_asked() -> None:
    run = step_page("template", draft(reported()))
    assert len(run.text_input) == 0
    run.selectbox[0].set_value(next(iter(marking_titles(yichang())))).run()
    run.text_input[0].set_value("张三").run()
    run.button(key="import_template_make").click().run()
    assert not run.exception
    assert len(run.get("download_button")) == 1


def test_a_roster_that_cannot_be_read_is_told() -> None:
    run = step_page("template", draft(reported(), roster=("名册.xlsx", b"%PDF-1.4")))
    run.button(key="import_template_make").click().run()
    assert not run.exception
    assert "不能受理" in text_of(run)
    assert run.get("download_button") == []
