from __future__ import annotations

import json

import streamlit as st

from rating.intake.answers import Answers
from rating.screens.import_sections.import_draft import FROM_SAMPLE, Draft, check, confirm, move, remove, take, withdraw
from rating.screens.visit.session import IMPORTED, sample_files
from tests.screens.opening import yichang

ANSWERS = Answers({("column", "layout", "社工人头"): "staff"})


def test_what_was_checked_is_scored_by_the_rubric_as_written() -> None:
    files = sample_files()
    draft = Draft(files.rubric, files.workbooks, files.roster, files.previous, "本轮", answers=ANSWERS)
    check(draft)
    assert draft.checked is not None
    assert draft.checked.accepted
    assert draft.checked.reported.previous_stars
    assert confirm(draft) == ()
    rated = st.session_state[IMPORTED].evaluation
    assert rated.rubric.fingerprint == files.rubric.fingerprint
    assert rated.reported.columns is draft.checked.reported.columns


def test_a_bad_previous_result_is_a_problem_not_a_fault() -> None:
    files = sample_files()
    draft = Draft(files.rubric, files.workbooks, files.roster, ("上轮.json", b"{"))
    check(draft)
    assert [each.code for each in draft.problems if each.severity.stops] == ["result_unreadable"]


def test_nothing_is_scored_before_it_was_checked() -> None:
    assert confirm(Draft(yichang())) is None


def test_corrected_files_replace_those_of_the_same_name_and_keep_the_answers() -> None:
    files = (("甲.xlsx", b"1"), ("乙.xlsx", b"2"))
    draft = Draft(yichang(), files, ("名册.xlsx", b"3"), answers=ANSWERS)
    take(draft, [("乙.xlsx", b"4"), ("名册.xlsx", b"5"), ("丙.xlsx", b"6")])
    assert draft.files == (("甲.xlsx", b"1"), ("乙.xlsx", b"4"), ("丙.xlsx", b"6"))
    assert draft.roster == ("名册.xlsx", b"5")
    assert draft.checked is None
    assert draft.answers == ANSWERS
    assert draft.attempt == 1


def test_what_was_read_before_a_drop_is_kept_for_comparison() -> None:
    files = sample_files()
    draft = Draft(files.rubric, files.workbooks[:1], files.roster, roster_choice=FROM_SAMPLE)
    check(draft)
    assert draft.checked is not None
    before = draft.checked.reported
    take(draft, [files.workbooks[0]])
    assert draft.before is before
    take(draft, [files.workbooks[1]])
    assert draft.before is before, "the drop in between was never read"


def test_a_file_may_be_put_in_another_place_or_taken_out() -> None:
    draft = Draft(yichang(), (("甲.xlsx", b"1"),))
    take(draft, [("甲 改.xlsx", b"2")])
    assert len(draft.files) == 2
    move(draft, 0, "甲.xlsx")
    assert draft.files == (("甲 改.xlsx", b"2"),)
    remove(draft, ["甲 改.xlsx"])
    assert draft.files == ()


def test_an_answer_may_be_withdrawn() -> None:
    draft = Draft(yichang(), answers=ANSWERS)
    withdraw(draft, list(ANSWERS.by_key))
    assert draft.answers == Answers()
    assert draft.checked is None


def test_a_previous_result_of_another_rubric_is_told() -> None:
    sample = sample_files()
    name, content = sample.previous
    before = json.loads(content)
    before["rubric"]["code"] = "another"
    started = Draft(yichang(), tuple(sample.workbooks), sample.roster, (name, json.dumps(before).encode()))
    check(started)
    assert "result_other_rubric" in {each.code for each in started.problems}
