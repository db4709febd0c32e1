from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.screens import session
from tests.screens.opening import shown


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

    from rating.screens.session import back_to_sample, sample, show_imported
    from rating.screens.session import shown as now

    show_imported(sample().evaluation, "我的数据")
    st.text(now().label)
    back_to_sample()
    st.text(now().label)


def test_an_imported_rating_stands_before_the_sample_until_it_is_left() -> None:
    run = AppTest.from_function(page, default_timeout=60).run()
    assert [each.value for each in run.text] == ["我的数据", "示例区"]
