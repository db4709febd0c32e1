from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from rating.problems import Place, Problem
from rating.reported import Question
from rating.screens.import_sections.import_questions import MOST_ASKED, NOT_YET, alike, unasked, widget_key
from rating.screens.import_sections.import_steps import COLUMNS
from rating.screens.parts.markup import plain_text
from tests.screens.import_made_up import COLUMN, HOSTILE, NEAR, SHARE
from tests.screens.opening import text_of


def page(questions, step) -> None:  # its source is run on its own
    import streamlit as st

    from rating.screens.import_sections.import_questions import ask

    st.text(repr(ask(questions, step, {each.key: [("licensed", "持证社工数")] for each in questions[:1]})))


def asked(*questions) -> AppTest:  # type: ignore[no-untyped-def]
    run = AppTest.from_function(page, args=(questions, COLUMNS), default_timeout=60).run()
    assert not run.exception
    return run


def test_the_proposal_comes_first_and_is_not_taken_before_the_button() -> None:
    run = asked(COLUMN)
    assert run.selectbox[0].options == ["驻站社工数", "不采用", "持证社工数", "先不答复"]
    assert run.text[0].value == "{}"
    run.button[0].click().run()
    assert run.text[0].value == repr({COLUMN.key: "staff"})


def test_another_answer_than_the_proposal() -> None:
    run = asked(COLUMN)
    run.selectbox[0].set_value("licensed")
    run.button[0].click().run()
    assert run.text[0].value == repr({COLUMN.key: "licensed"})


def test_a_question_may_stand_open() -> None:
    run = asked(COLUMN, SHARE)
    run.selectbox[0].set_value(NOT_YET)
    run.button[0].click().run()
    assert run.text[0].value == repr({SHARE.key: "percent"})


def test_user_text_stays_text() -> None:
    run = asked(COLUMN)
    assert run.selectbox[0].label == plain_text(f"「{HOSTILE}」")
    assert HOSTILE not in "".join(each.proto.body for each in run.html)
    assert "把握 74%" in text_of(run)
    assert "「5」、「6」" in text_of(run)


def test_twenty_questions_are_asked_at_once_and_a_hundred_in_turns() -> None:
    many = [replace(COLUMN, key=("column", "layout", f"{HOSTILE}{at}"), asked=str(at)) for at in range(100)]
    assert len(asked(*many[:20]).selectbox) == 20
    run = asked(*many)
    assert len(run.selectbox) == MOST_ASKED
    assert f"另有 {100 - MOST_ASKED} 项" in text_of(run)


def test_one_question_stands_for_the_same_heading_in_every_file() -> None:
    elsewhere = replace(NEAR, place=replace(NEAR.place, file="另一份.xlsx"))
    other = Problem("column_duplicate", Place("数据.xlsx"), "两列")
    assert unasked([NEAR, elsewhere, other], [COLUMN], COLUMNS) == [other]


def test_a_widget_is_named_without_the_users_words() -> None:
    assert widget_key(("column", "a", "b")) != widget_key(("column", "a\x1fb", ""))
    assert widget_key(("station", "\ud800")).isascii()


def test_cells_of_one_column_that_say_the_same_are_answered_at_once() -> None:
    cells = [
        Problem("value_range", Place("甲.xlsx", "表", f"C{row}", "社工数"), "填写的是「3-5」") for row in range(2, 14)
    ]
    other = Problem("value_range", Place("甲.xlsx", "表", "D2", "面积"), "填写的是「3-5」", field="area")
    options = (("3", "按 3 采用"), ("5", "按 5 采用"), ("-", "按空白处理"))
    same = [Question(("range", "f", "表", each.place.cell), each, "3-5", options) for each in (*cells, other)]
    assert [len(group) for group in alike(same)] == [12, 1]
    run = asked(*same)
    assert "等 12 处" in text_of(run)
    run.selectbox[0].set_value("3")
    run.button[0].click().run()
    assert run.text[0].value == repr({question.key: "3" for question in same[:12]})
