"""What a reader takes away: the Excel workbook, tables, the JSON result, the list of problems."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from rating import workflow
from rating.export.excel import export_excel
from rating.export.listing import Listing, csv_file
from rating.export.plan import RoundFacts
from rating.export.tables.csv import export_csv
from rating.export.tables.parquet import export_parquet
from rating.insight.result import result
from rating.screens.visit import where
from rating.screens.visit.session import Shown
from rating.shown import in_file_name

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
PARQUET = "application/vnd.apache.parquet"


def file_stem(now: Shown) -> str:
    """排名与星级, with the round where there is one; never a sign that a file name cannot hold."""
    named = "_".join(
        part for part in ("星级评定", now.evaluation.assessment_round, "示例" if now.sample else "") if part
    )
    return in_file_name(named)


def excel_bytes(now: Shown, about: RoundFacts | None = None) -> bytes:
    target = io.BytesIO()
    export_excel(now.evaluation, target, about)
    return target.getvalue()


def _about_round() -> RoundFacts | None:
    """What the round knows of itself; None in the try-out."""
    here = where.here()
    round_ = here.view.round if here else None
    return RoundFacts(title=round_.title, filing_number=round_.filing_number) if round_ else None


def json_bytes(now: Shown) -> bytes:
    return json.dumps(result(now.evaluation), ensure_ascii=False, indent=1).encode("utf-8")


def excel_download(now: Shown) -> None:
    """The way out that most people want, at the same place on every screen; 导出 has the others."""
    name = f"{now.once('file stem', lambda: file_stem(now))}.xlsx"
    about = _about_round()
    make = lambda: now.once(f"excel {about}", lambda: excel_bytes(now, about))  # noqa: E731 - asked for when clicked
    _button("导出 Excel", make, name, EXCEL, "result_excel", "primary")


def all_downloads(now: Shown) -> None:
    """Every way out; bytes are made when asked for."""
    stem = file_stem(now)
    with st.container(horizontal=True):
        excel_download(now)
        _button("导出 CSV", lambda: export_csv(now.evaluation), f"{stem}.csv", "text/csv", "result_csv")
        _button("导出 Parquet", lambda: export_parquet(now.evaluation), f"{stem}.parquet", PARQUET, "result_parquet")
        _button("导出 JSON", lambda: now.once("json", lambda: json_bytes(now)), f"{stem}.json", JSON, "result_json")
        problems = f"{stem}_问题清单.csv"
        _button("导出问题清单", lambda: _problems(now), problems, "text/csv", "result_problems")


def table_downloads(now: Shown, listings: Mapping[str, Callable[[], Listing]]) -> None:
    """Tables of a page as CSV, by their titles; made when asked for."""
    stem = now.once("file stem", lambda: file_stem(now))
    with st.container(horizontal=True):
        for title, listing in listings.items():
            name = f"{stem}_{title}.csv"
            st.download_button(
                f"导出{title}（CSV）",
                lambda listing=listing: csv_file(listing()),  # type: ignore[misc]
                name,
                "text/csv",
                key=f"csv_{title}",
                on_click="ignore",
            )


def _problems(now: Shown) -> bytes:
    return workflow.problem_list(now.evaluation.problems)


def _button(label: str, make: Callable[[], bytes], name: str, mime: str, key: str, look: Any = "secondary") -> None:
    st.download_button(label, make, name, mime, key=key, on_click="ignore", type=look, width=200)
