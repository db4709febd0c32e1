from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.problems import Place, Problem
from tests.screens.import_made_up import draft, reported
from tests.screens.import_step_page import step_page

CELL = Problem("value_error_cell", Place("数据.xlsx", "表", "B7"), "#N/A")


def labels(run: AppTest) -> list[str]:
    return [button.label for button in run.get("download_button")]


def test_what_can_be_handed_back_is_offered_where_it_helps() -> None:
    assert "下载批注版" in labels(step_page("actions", draft(reported(problems=(CELL,)))))
    whole_file = Problem("file_format", Place("数据.xlsx"), "这是图片")
    offered = labels(step_page("actions", draft(reported(problems=(whole_file,)))))
    assert "下载批注版" not in offered
    assert "问题清单（CSV）" in offered
    assert labels(step_page("actions", draft(reported(problems=())))) == []


def test_beginning_anew_forgets_the_files_and_nothing_else() -> None:
    run = step_page("actions", draft(reported(), assessment_round="2025 年度"))
    run.button(key="import_again").click().run()
    assert run.session_state["import_draft"].files == ()
    assert run.session_state["import_draft"].assessment_round == "2025 年度"
