from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rating.screens import frame
from rating.screens.navigation import pages_of
from tests.screens.opening import open_screen, shown, text_of


@pytest.mark.parametrize("name", pages_of(None))
def test_every_screen_opens_on_the_sample_district_and_says_that_it_is_one(name: str) -> None:
    run = open_screen(name)
    assert "示例" in text_of(run)
    assert "试用，不保存数据" in text_of(run)
    assert not run.error


def test_beside_an_imported_rating_stands_the_way_back() -> None:
    run = open_screen("overview", shown(5))
    assert "本次导入的数据" in text_of(run)
    run.sidebar.button[0].click().run()
    assert "示例区" in text_of(run)
    assert not run.sidebar.button


def test_the_standing_of_a_rubric_is_told_apart() -> None:
    assert "firm" in frame.standing_badge("已确认")
    assert "firm" not in frame.standing_badge("示例（未经确认）")


def page() -> None:
    from rating.screens.frame import calm_error

    assert calm_error(RuntimeError("secret of ours"))


def test_a_fault_of_ours_is_one_calm_sentence() -> None:
    run = AppTest.from_function(page).run()
    assert [each.value for each in run.error] == [frame.FAULT]
    assert "secret" not in frame.FAULT
