from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from rating.problems import Refused
    from rating.screens.parts.progress_bar import told_by_bar

    try:
        with told_by_bar("正在公示") as progress:
            for share in (-0.1, 0.5, 1.2):
                progress("生成 *各站* 反馈", share)
            if st.session_state.get("refused"):
                raise Refused(())
    except Refused:
        st.text("没有办成")
    st.text("到此为止")


def test_a_share_out_of_range_is_no_fault_and_the_bar_is_gone_at_the_end() -> None:
    run = AppTest.from_function(page).run()
    assert not run.exception and [each.value for each in run.text] == ["到此为止"]
    assert not run.get("progress")


def test_a_refusal_takes_the_bar_away_too() -> None:
    run = AppTest.from_function(page)
    run.session_state["refused"] = True
    run.run()
    assert [each.value for each in run.text] == ["没有办成", "到此为止"] and not run.get("progress")
