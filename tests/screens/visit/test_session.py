from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.storage.database import Database
from rating.screens.visit import session
from rating.workflow import looking
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import open_screen, shown


def test_what_is_drawn_is_drawn_once_for_a_rating() -> None:
    drawn: list[int] = []
    first, second = shown(1), shown(1)

    def draw() -> int:
        drawn.append(1)
        return len(drawn)

    assert [first.once("table", draw), first.once("table", draw)] == [1, 1]
    assert second.once("table", draw) == 2


def test_the_sample_is_rated_and_its_files_are_there() -> None:
    now = session.sample()
    assert now.sample
    assert now.evaluation.ratings.rated.any()
    files = session.sample_files()
    assert files.rubric.fingerprint == now.evaluation.rubric.fingerprint
    assert len(files.workbooks) == 5
    assert all(content for _, content in (*files.workbooks, files.roster, files.previous, files.area))


def page() -> None:
    import streamlit as st

    from rating.screens.visit.session import back_to_sample, sample, show_imported
    from rating.screens.visit.session import shown as now

    show_imported(sample().evaluation, "我的数据")
    st.text(now().label)
    back_to_sample()
    st.text(now().label)


def test_an_imported_rating_stands_before_the_sample_until_it_is_left() -> None:
    run = AppTest.from_function(page, default_timeout=60).run()
    assert [each.value for each in run.text] == ["我的数据", "示例区"]


def test_an_evaluation_of_a_district_is_loaded_once_for_all_who_look_at_it(
    one_database: Database, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a session keeps of its own is a few kilobytes: whose it is and where it looks."""
    there = round_made(one_database)
    rated(one_database, there, name="只载入一次的社工站")
    load, loaded_once = looking.evaluation_of, []

    def counting(*given: Any) -> Any:
        loaded_once.append(given)
        return load(*given)

    monkeypatch.setattr(looking, "evaluation_of", counting)
    for person in (there.evaluator, there.viewer, there.admin):
        sign_in(person)
        run = open_screen("ranking")
        run.run()
        assert session.IMPORTED not in run.session_state
    assert len(loaded_once) == 1


def test_what_a_person_may_not_see_is_not_taken_from_what_others_loaded(
    one_database: Database, sign_in: SignIn
) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    open_screen("ranking")
    for person in (there.rater, there.head):
        sign_in(person)
        run = open_screen("rubric")
        where = run.session_state["where_we_are"]
        assert where.view.saved is None
        assert session.of_district(where) is None
