"""What can be taken away from an import, or begun anew: always at the same place, under the steps."""

from __future__ import annotations

import streamlit as st

from rating import workflow
from rating.problems import Severity
from rating.screens.frame.downloads import EXCEL
from rating.screens.import_sections import import_begin
from rating.screens.import_sections.import_answers import show_answers
from rating.screens.import_sections.import_draft import Draft
from rating.workflow import Checked


def show_actions(started: Draft) -> None:
    """Files for those who filled in the sheets; made only when asked for."""
    checked = started.checked
    if checked is None:
        return
    with st.container(horizontal=True, key="import_actions"):
        _to_mend(started, checked)
        show_answers(started)
        _again(started)


def show_files_to_mend(started: Draft) -> None:
    """The same without what is only for whoever evaluates."""
    if started.checked is not None and started.problems:
        with st.container(horizontal=True, key="import_actions"):
            _to_mend(started, started.checked)


def _to_mend(started: Draft, checked: Checked) -> None:
    if checked.problems:
        _annotated(started, checked)
        _problem_files(checked)


def _again(started: Draft) -> None:
    if started.keeping.in_round:
        label, told = "撤回我的草稿", "撤回您放入、还没有确认的文件；已确认的和别人交来的不动。"
    else:
        label, told = "重新开始", "清空所选文件；评估设置和已确认的对应关系保留。"
    if st.button(label, key="import_again", help=told):
        import_begin.discard()
        st.rerun()


def _annotated(started: Draft, checked: Checked) -> None:
    files, roster = started.files, started.roster
    if any(each.place.cell and each.severity is not Severity.NOTICE for each in checked.problems):
        st.download_button(
            "下载批注版",
            lambda: workflow.annotated_archive(checked, files, roster),
            "批注版.zip",
            "application/zip",
            key="import_annotated",
            help="在原文件的副本上用颜色和批注标出问题，可退给填报人改正；原文件不变。",
            on_click="ignore",
        )


def _problem_files(checked: Checked) -> None:
    st.download_button(
        "问题清单（Excel）",
        lambda: workflow.problem_book(checked.problems),
        "问题清单.xlsx",
        EXCEL,
        key="import_problem_book",
        on_click="ignore",
    )
    st.download_button(
        "问题清单（CSV）",
        lambda: workflow.problem_list(checked.problems),
        "问题清单.csv",
        "text/csv",
        key="import_csv",
        on_click="ignore",
    )
