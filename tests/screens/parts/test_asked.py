from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rating.problems import CATALOGUE, Place, Problem
from rating.screens.parts.asked import refusal_notice
from tests.screens.opening import text_of


def page() -> None:
    import streamlit as st

    from rating.problems import Place, Problem, Refused
    from rating.screens.parts.asked import asked, attempt

    def refuse() -> int:
        faster = Problem("changed_meanwhile", Place(object="轮次"), "「轮次」刚刚被别人改过")
        raise Refused((faster, faster, Problem("not_filled", Place(object="理由"), "没有写明理由")))

    st.text_area("理由", key="typed")
    st.text(f"得到 {attempt(lambda: 7)}")
    st.text(f"得到 {attempt(refuse)}")
    with asked():
        refuse()
    st.text("后面照常显示")


def test_a_refusal_is_told_with_its_remedy_and_the_page_goes_on() -> None:
    run = AppTest.from_function(page).run()
    assert not run.exception
    assert [each.value for each in run.text] == ["得到 7", "得到 None", "后面照常显示"]
    assert text_of(run).count("刚刚被别人改过") == 2  # once a call, though the problem came twice
    assert "请填写后再试" in text_of(run)


def test_who_was_slower_can_look_again_and_keeps_what_was_typed() -> None:
    run = AppTest.from_function(page).run()
    run.text_area(key="typed").set_value("已经写好的理由").run()
    [refresh] = [each for each in run.button if each.label == "刷新"]
    refresh.click().run()
    assert run.text_area(key="typed").value == "已经写好的理由"


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code.startswith("storage_")])
def test_a_fault_of_the_storage_says_that_nothing_was_saved_and_nothing_typed_is_lost(code: str) -> None:
    told = refusal_notice(Problem(code, Place(), "某种情况"))
    assert told.count("没有保存") == 1
    assert told.count("仍在页面上") == 1


def test_what_was_found_is_text() -> None:
    assert "<b>粗" not in refusal_notice(Problem("not_usable", Place(), "<b>粗</b>"))
