"""What a reader takes away: the Excel workbook, the JSON result, the list of problems."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from rating import workflow
from rating.export.excel import export_excel
from rating.insight.result import result
from rating.screens.visit.session import Shown
from rating.shown import in_file_name

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"


def file_stem(now: Shown) -> str:
    """排名与星级, with the round where there is one; never a sign that a file name cannot hold."""
    named = "_".join(
        part for part in ("星级评定", now.evaluation.assessment_round, "示例" if now.sample else "") if part
    )
    return in_file_name(named)


def excel_bytes(now: Shown) -> bytes:
    target = io.BytesIO()
    export_excel(now.evaluation, target)
    return target.getvalue()


def json_bytes(now: Shown) -> bytes:
    return json.dumps(result(now.evaluation), ensure_ascii=False, indent=1).encode("utf-8")


def excel_download(now: Shown) -> None:
    """The way out that most people want, at the same place on every screen; 导出 has the others."""
    name = f"{now.once('file stem', lambda: file_stem(now))}.xlsx"
    _button("导出 Excel", lambda: now.once("excel", lambda: excel_bytes(now)), name, EXCEL, "result_excel", "primary")


def all_downloads(now: Shown) -> None:
    """Every way out; bytes are made when asked for."""
    stem = file_stem(now)
    with st.container(horizontal=True):
        excel_download(now)
        _button("导出 JSON", lambda: now.once("json", lambda: json_bytes(now)), f"{stem}.json", JSON, "result_json")
        problems = f"{stem}_问题清单.csv"
        _button("导出问题清单", lambda: _problems(now), problems, "text/csv", "result_problems")


def _problems(now: Shown) -> bytes:
    return workflow.problem_list(now.evaluation.problems)


def _button(label: str, make: Callable[[], bytes], name: str, mime: str, key: str, look: Any = "secondary") -> None:
    st.download_button(label, make, name, mime, key=key, on_click="ignore", type=look, width=200)
