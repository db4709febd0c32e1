from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.screens.opening import text_of


def page() -> None:
    from rating.screens.import_draft import Draft, check
    from rating.screens.import_preview import show_preview
    from rating.screens.session import sample_files

    files = sample_files()
    draft = Draft(files.rubric, files.workbooks, files.roster)
    check(draft)
    show_preview(draft)


def test_the_preview_shows_what_will_be_scored_and_what_was_typed() -> None:
    run = AppTest.from_function(page, default_timeout=60).run()
    assert not run.exception
    bodies = "".join(each.proto.body for each in run.html)
    assert "驻站社工数（人）" in bodies
    assert "原填「" in bodies
    assert "站点填报数据.xlsx" in bodies


def test_each_rater_can_be_looked_at() -> None:
    run = AppTest.from_function(page, default_timeout=60).run()
    whose = run.button_group[0]
    assert len(whose.options) == 4
    whose.set_value(whose.options[1]).run()
    assert "项目策划评分" in text_of(run)
