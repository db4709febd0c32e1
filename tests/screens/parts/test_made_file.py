from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def page() -> None:
    from typing import BinaryIO

    import streamlit as st

    from rating.problems import Place, Problem, Refused
    from rating.screens.parts.made_file import made_on_click
    from rating.workflow.ratings import Progress

    def make(target: BinaryIO, tell: Progress) -> tuple[Problem, ...]:
        tell("写", 0.5)
        st.session_state["times"] = st.session_state.get("times", 0) + 1
        if st.session_state.get("refuse"):
            raise Refused((Problem("chart_font_missing", Place(object="图表"), "没有字体"),))
        target.write(f"第 {st.session_state['times']} 份".encode())
        one = Problem("letter_failed", Place(object="甲站"), "意见书没有生成")
        return (one,) if st.session_state.get("fail") else ()

    made_on_click("总报告", "it", (st.session_state.get("of", "一"),), make, "甲.docx", "text/plain")


def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=60).run()


def made(run: AppTest) -> AppTest:
    run.button(key="make_it").click().run()
    assert not run.exception, run.exception
    return run


def offered(run: AppTest) -> list[str]:
    return [each.label for each in run.get("download_button")]


def content(run: AppTest) -> Any:
    return run.session_state["made_it"].content().decode()


def test_nothing_is_made_before_the_click_and_it_is_offered_after_it() -> None:
    run = opened()
    assert offered(run) == [] and "times" not in run.session_state
    made(run)
    assert offered(run) == ["下载总报告"] and content(run) == content(run) == "第 1 份"
    assert not run.get("progress"), "the bar is gone"
    run.run()
    assert offered(run) == ["下载总报告"] and run.session_state["times"] == 1, "kept, and not made anew"


def test_made_again_it_takes_the_place_of_the_one_before() -> None:
    run = made(made(opened()))
    assert content(run) == "第 2 份" and offered(run) == ["下载总报告"]


def test_what_was_made_from_something_else_is_no_longer_offered() -> None:
    run = made(opened())
    run.session_state["of"] = "二"
    run.run()
    assert offered(run) == [] and "made_it" not in run.session_state


def test_a_refusal_is_said_and_what_was_there_before_is_not_offered_in_its_place() -> None:
    run = made(opened())
    run.session_state["refuse"] = True
    made(run)
    assert offered(run) == [] and "没有字体" in " ".join(each.proto.body for each in run.html)


def test_what_could_not_be_written_is_told_beside_the_rest() -> None:
    run = opened()
    run.session_state["fail"] = True
    made(run)
    assert offered(run) == ["下载总报告"]
    assert "有 1 份没有生成" in " ".join(each.proto.body for each in run.html)
