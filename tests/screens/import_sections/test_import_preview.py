from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.reported import Rater
from rating.screens.import_sections.import_preview import first_rows, percent
from rating.screens.visit.session import sample_files
from rating.workflow import check
from tests.screens.import_made_up import draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of


def page() -> None:
    from rating.screens.import_sections.import_draft import Draft, check
    from rating.screens.import_sections.import_preview import show_preview
    from rating.screens.visit.session import sample_files

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


def test_two_raters_of_one_name_are_two() -> None:
    names = ["专家甲", "专家甲"]
    raters = tuple(Rater(code, name, "expert") for code, name in zip(("a", "b"), names, strict=True))
    run = step_page("preview", draft(reported(raters=raters)))
    assert len(run.button_group[0].options) == 3


def test_of_very_many_only_the_first_are_made() -> None:
    files = sample_files()
    table = check(files.rubric, files.workbooks, files.roster).reported
    first = first_rows(table, 5)
    assert len(first.roster) == 5
    assert len(next(iter(first.columns.values())).status) == 5
    assert all(len(column.status) == 5 for by in first.marks.values() for column in by.values())
    assert len(first_rows(table, 500).roster) == len(table.roster)


def test_a_share_is_shown_as_people_write_it() -> None:
    assert percent("0.952") == "95.2%"
    assert percent("1") == "100%"
