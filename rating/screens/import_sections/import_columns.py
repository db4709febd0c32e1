"""Step ③: what every column was taken for, asked or changed; equal layouts are shown once for all their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from rating.intake.answers import NOT_USED, Key
from rating.reported import ColumnRead, Question, Reported, TableRead
from rating.rubric.nouns import Rubric
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_questions import ask, questions_of, unasked
from rating.screens.import_sections.import_steps import COLUMNS
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.problem_list import problem_lines, shortened

HOW = {
    "exact": "名称一致",
    "alias": "别名",
    "normalised": "写法不同，意思一致",
    "confirmed": "您已确认",
    "nearest": "近似，等您确认",
    "none": "",
}
MEANINGS = {
    "code": "单位代码",
    "name": "单位名称",
    "kind": "类型",
    "street": "街镇",
    "district": "区",
    "taking_part": "是否参评",
    "former_name": "曾用名",
    "rater": "评估人",
    "role": "评估主体",
    "reason": "复核理由",
    "adjudicated": "复核分",
    "number": "序号",
    "compose": "代码的一部分",
    "derived": "由其他数据项算出，不读取",
    "value": "填写的值",
}
MOST_NAMED = 200
NO_ANSWER = "不采用这一列"
Picked = TypeVar("Picked")


def column_summary(reported: Reported, waiting: int) -> str:
    """`2 种表头，认出 18 列，3 列不用，1 项待确认`."""
    groups = layouts(reported.tables)
    columns = [column for tables in groups.values() for column in tables[0].columns]
    used = sum(1 for column in columns if _used(column))
    idle = sum(1 for column in columns if not column.meaning)
    parts = [f"{len(groups)} 种表头，认出 {used} 列"] if groups else []
    parts += [f"{idle} 列不用"] if idle else []
    parts += [f"{waiting} 项待处理"] if waiting else []
    return "，".join(parts) or "没有需要核对的列名"


def layouts(tables: Sequence[TableRead]) -> dict[str, list[TableRead]]:
    """Layout → the tables that have it, in the order they were found."""
    groups: dict[str, list[TableRead]] = {}
    for table in tables:
        groups.setdefault(table.layout, []).append(table)
    return groups


def show_columns(started: Draft, reported: Reported) -> None:
    """Questions first, then what else is wrong with columns, then every column as it was understood."""
    asked = questions_of(reported.questions, COLUMNS)
    if asked:
        put(tag("p", "以下列名与评分标准不完全一致。请逐项核对，确认后才按所选数据项读取；原文件不改动。"))
    said = ask(asked, COLUMNS, {question.key: _all_fields(question, started.rubric) for question in asked})
    rest = unasked(started.problems, reported.questions, COLUMNS)
    others = problem_lines([problem for problem in rest if problem.code != "column_unknown"])
    if others:
        put(others)
    groups = layouts(reported.tables)
    put(*(_layout(tables, started.rubric, alone=len(groups) == 1) for tables in groups.values()))
    said |= _change_a_column(groups, started.rubric)
    if said:
        import_draft.answer(started, said)
        st.rerun()


def _all_fields(question: Question, rubric: Rubric) -> list[tuple[str, str]]:
    """For a heading: any data item, after those that were proposed."""
    if question.key[0] != "column":
        return []
    known = {answer for answer, _ in question.options}
    rest = [(code, title) for code, title in field_titles(rubric).items() if code not in known]
    return rest if NOT_USED in known else [*rest, (NOT_USED, NO_ANSWER)]


def field_titles(rubric: Rubric) -> dict[str, str]:
    """The data items that a file may hold."""
    return {code: field.title for code, field in rubric.fields.items() if not field.formula}


def _used(column: ColumnRead) -> bool:
    return bool(column.meaning) and column.meaning != "derived" and column.how != "nearest"


def _layout(tables: Sequence[TableRead], rubric: Rubric, alone: bool) -> Markup:
    first, columns = tables[0], tables[0].columns
    used = [column for column in columns if column.meaning]
    unused = [column for column in columns if not column.meaning]
    others = tuple(dict.fromkeys(_name(table) for table in tables[1:]))
    same = tag("p", f"另有 {len(others)} 张表的表头相同：{'、'.join(others)}", cls="quiet") if others else None
    names = "、".join(shortened(column.header, 30) for column in unused[:MOST_NAMED])
    names += f"等 {len(unused)} 列" if len(unused) > MOST_NAMED else ""
    rest = tag("p", f"没有采用的列：{names}", cls="quiet") if unused else None
    name = tag(
        "summary", _name(first), tag("span", f"　认出 {sum(map(_used, columns))} / {len(columns)} 列", cls="quiet")
    )
    unfolded = alone or any(column.how == "nearest" for column in columns)
    return tag("details", name, same, _table(used, rubric, first.turned), rest, open="open" if unfolded else None)


def _name(table: TableRead) -> str:
    return "　".join(part for part in (table.file, table.sheet) if part)


def _table(columns: Sequence[ColumnRead], rubric: Rubric, turned: bool) -> Markup:
    titles = ("行名" if turned else "列名", "单元格", "前几格", "作为", "依据", "把握")
    head = tag("tr", *(tag("th", title, cls="figure" if title == "把握" else "") for title in titles))
    rows = (
        tag(
            "tr",
            tag("td", shortened(column.header)),
            tag("td", tag("span", column.cell, cls="cell"), data_name="单元格"),
            tag("td", "、".join(map(shortened, column.samples[:3])), cls="samples", data_name="前几格"),
            tag("td", _meaning(column, rubric), data_name="作为"),
            tag("td", HOW.get(column.how, column.how), data_name="依据"),
            tag("td", f"{column.confidence:.0%}" if column.confidence else "", cls="figure", data_name="把握"),
            cls="lost" if column.how == "nearest" else "",
        )
        for column in columns[:MOST_NAMED]
    )
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="stack mapping")


def _meaning(column: ColumnRead, rubric: Rubric) -> str:
    known = rubric.fields.get(column.field)
    title = known.title if known else MEANINGS.get(column.meaning, "")
    suffix = (
        f"（{MEANINGS[column.meaning]}）" if known and column.meaning in ("reason", "adjudicated", "derived") else ""
    )
    return f"{title}{suffix}" + (f"（{column.rater}）" if column.rater else "")


def _change_a_column(groups: Mapping[str, Sequence[TableRead]], rubric: Rubric) -> dict[Key, str]:
    """Any column may be taken for something else, also one whose heading is exactly a data item's."""
    columns = {
        (layout, column.header): f"{shortened(column.header)}（{column.cell}）"
        for layout, tables in groups.items()
        for column in tables[0].columns
    }
    if not columns:
        return {}
    titles = {**field_titles(rubric), NOT_USED: NO_ANSWER}
    with st.popover("改正某一列的对应", key="import_override"):
        place = _pick("表中的列", columns, "import_override_column")
        field = _pick("作为", titles, "import_override_field")
        if st.button("按此对应", type="primary", key="import_override_take") and place and field:
            return {("column", *place): field}
    return {}


def _pick(label: str, words: Mapping[Picked, str], key: str) -> Picked | None:
    """Nothing is chosen to begin with."""
    return st.selectbox(
        label, list(words), None, format_func=lambda choice: visible(words[choice]), key=key, placeholder=CHOOSE
    )
