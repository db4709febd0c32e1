from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.screens.import_data import FROM_SAMPLE
from rating.screens.session import sample_files
from rating.workflow import HOME
from tests.screens.opening import open_screen, text_of


def page(title, field) -> None:  # its source is run on its own
    import streamlit as st

    from rating.problems import Place, Problem
    from rating.reported import Reported, Roster
    from rating.screens.import_draft import Draft
    from rating.screens.import_questions import show_questions
    from rating.screens.session import sample_files
    from rating.workflow import Checked

    rubric = sample_files().rubric
    problem = Problem("column_similar", Place("甲.xlsx", "表", "E1", title), "列名近似", field=field)
    reported = Reported(Roster((), (), (), ()), {}, problems=(problem,))
    draft = st.session_state.setdefault("draft", Draft(rubric, checked=Checked(reported)))
    show_questions(draft, lambda answered: st.text(repr(answered.same_column)))


def asked(title: str = "社工人头", field: str = "staff") -> AppTest:
    run = AppTest.from_function(page, args=(title, field), default_timeout=60).run()
    assert not run.exception
    return run


def test_a_near_column_is_asked_about_and_the_answer_is_kept() -> None:
    run = asked()
    assert run.selectbox[0].options[0] == sample_files().rubric.fields["staff"].title
    run.button(key="import_answers").click().run()
    assert run.text[0].value == "{'社工人头': 'staff'}"


def test_a_column_may_be_refused() -> None:
    run = asked()
    run.selectbox[0].set_value("").run()
    run.button(key="import_answers").click().run()
    assert run.text[0].value == "{}"


def test_a_hostile_column_name_stays_text() -> None:
    assert "\\:red\\[x\\]" in asked(":red[x]").selectbox[0].label


def test_the_question_of_a_real_file_is_answered_on_the_page() -> None:
    file = HOME / "sample_data" / "mistakes" / "列名近似.xlsx"
    run = open_screen("import_data")
    run.selectbox(key="import_roster").set_value(FROM_SAMPLE).run()
    run.file_uploader(key="import_files").upload(file.name, file.read_bytes()).run()
    run.button(key="import_check").click().run()
    assert not run.exception
    assert "需要先处理" in text_of(run)
    run.button(key="import_answers").click().run()
    assert not run.exception
    assert "文件可以使用" in text_of(run)
