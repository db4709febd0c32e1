"""Step ②: which tables were found, how many rows were taken, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.reported import Reported, TableRead
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_questions import ask, questions_of, unasked
from rating.screens.import_sections.import_steps import TABLES
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.problem_list import problem_lines

MOST_LEFT_OUT = 200


def table_summary(reported: Reported) -> str:
    """`3 张数据表，取 37 行，2 处未采用`."""
    tables = reported.tables
    if not tables and not reported.sheets:
        return "没有找到数据表"
    rows = f"，取 {sum(table.taken for table in tables)} 行" if tables else ""
    left = f"，{len(reported.left_out)} 处未采用" if reported.left_out else ""
    hidden = sum(problem.code == "sheet_hidden" for problem in reported.problems)
    unseen = f"，{hidden} 张隐藏的工作表" if hidden else ""
    return f"{len(tables) or len(reported.sheets)} 张数据表{rows}{left}{unseen}"


def show_tables(started: Draft, reported: Reported) -> None:
    said = ask(questions_of(reported.questions, TABLES), TABLES)
    rest = unasked(started.problems, reported.questions, TABLES)
    put(
        _tables(reported.tables),
        problem_lines([problem for problem in rest if problem.code != "row_left_out"]),
        _left_out(reported.left_out),
    )
    if said:
        import_draft.answer(started, said)
        st.rerun()


def _tables(tables: Sequence[TableRead]) -> Markup | None:
    if not tables:
        return None
    rows = (
        tag(
            "tr",
            tag("td", table.file),
            tag("td", table.sheet or "—", data_name="工作表"),
            tag("td", _rows(*table.header_rows), data_name="表头"),
            tag("td", _body(table), data_name="数据"),
            tag("td", f"{table.taken} {'个单位' if table.turned else '行'}", cls="figure", data_name="采用"),
            tag("td", _shape(table), data_name="样式"),
        )
        for table in tables
    )
    titles = ("文件", "工作表", "表头", "数据", "采用", "样式")
    head = tag("tr", *(tag("th", title, cls="figure" if title == "采用" else "") for title in titles))
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="stack")


def _rows(first: int, last: int) -> str:
    return f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"


def _body(table: TableRead) -> str:
    first = table.header_rows[1] + 1
    return _rows(first, table.last_row) if table.last_row >= first else "表头下面没有内容"


def _shape(table: TableRead) -> str:
    known = sum(1 for column in table.columns if column.meaning)
    across = "指标在行、单位在列" if table.turned else "一行一个单位"
    unit = "行" if table.turned else "列"
    return f"{across}，认出 {known} / {len(table.columns)} {unit}"


def _left_out(left_out: Sequence[tuple[str, str]]) -> Markup:
    if not left_out:
        return tag("p", "没有略去任何行。", cls="quiet")
    rows = (tag("tr", tag("td", where), tag("td", why)) for where, why in left_out[:MOST_LEFT_OUT])
    head = tag("tr", tag("th", "未采用的行或工作表"), tag("th", "原因"))
    rest = len(left_out) - MOST_LEFT_OUT
    more = tag("p", f"另有 {rest} 处没有在页面上列出。", cls="quiet") if rest > 0 else None
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    return tag("details", tag("summary", f"未采用 {len(left_out)} 处，请核对是否应当采用"), table, more)
