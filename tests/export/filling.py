"""Templates filled in as a person would, for the tests of templates: by openpyxl, in the cells of their codes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import strategies as st

from rating.export.template_checks import drop_down
from rating.export.template_plan import Entry, Form, TemplatePlan
from rating.export.template_sheet import CODES_ROW, FIRST_ROW, RATER_ROW
from rating.intake.cleaning.readings import _EMPTY_WORDS, plain
from rating.reported import Roster, Status
from rating.rubric.nouns import Rubric

HOSTILE_NAMES = ("=1+1站", "合计甲站", "@站", "甲 站\u3000二", "-3站", "'引号站", "评估人站", "<b>站</b>", "100分站")
HOSTILE_CODES = ("007", "0008", "1-2", "=A1", "+4", "A&B", "12.0", "是", "９９")
Filled = Mapping[tuple[str, int, str], Any]
"""(sheet, row of the unit, code of the item) → what is typed."""


def made_up_roster(rubric: Rubric, units: int = 9) -> Roster:
    kinds = rubric.kinds or [""]
    return Roster(
        HOSTILE_CODES[:units],
        HOSTILE_NAMES[:units],
        tuple(kinds[at % len(kinds)] for at in range(units)),
        tuple("街道" + "甲乙丙"[at % 3] for at in range(units)),
    )


def roster_file(rubric: Rubric, roster: Roster) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    identity = rubric.identity
    heads = [*(identity.code[:1] or ["代码"]), *(identity.name[:1] or ["名称"])]
    columns: list[Sequence[str]] = [roster.code, roster.name]
    if rubric.kinds:
        heads, columns = [*heads, "类型"], [*columns, roster.kind]
    if rubric.unit != "street":
        heads, columns = [*heads, "街镇"], [*columns, roster.street]
    sheet.append(heads)
    for row, cells in enumerate(zip(*columns, strict=True), 2):
        for column, text in enumerate(cells, 1):
            type_text(sheet.cell(row, column), text)
    return "名册.xlsx", saved(book)


def type_text(cell: Any, text: str) -> None:
    """Text as text, even where it begins like a formula."""
    cell.value = text
    cell.data_type = "s"


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(template: bytes, filled: Filled, raters: Mapping[str, str] | None = None) -> bytes:
    """Type the values into the cells of their codes; `raters`: sheet → 评估人."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    columns = {(sheet.title, cell.value): cell.column for sheet in book for cell in sheet[CODES_ROW + 1] if cell.value}
    for sheet, name in (raters or {}).items():
        type_text(book[sheet].cell(RATER_ROW + 1, 2), name)
    for (sheet, row, code), value in filled.items():
        cell = book[sheet].cell(FIRST_ROW + 1 + row, columns[sheet, code])
        if isinstance(value, str):
            type_text(cell, value)
        elif value is not None:
            cell.value = value
    return saved(book)


def asked_cells(plan: TemplatePlan, form: Form) -> list[tuple[int, Entry, str]]:
    """(row, column, kind) of every cell that the roster's units are asked for."""
    assert plan.roster is not None
    return [
        (row, entry, kind)
        for row, kind in enumerate(plan.roster.kind)
        for entry in form.entries
        if plan.asks(entry, kind)
    ]


def _is_content(text: str) -> bool:
    """Text that is neither one of the words for nothing nor an error of a spreadsheet, and that a file keeps."""
    short = plain(text)
    words = {plain(word) for word in (*_EMPTY_WORDS, "合理缺项", "不适用", "未检查", "未查")}
    return bool(short) and short not in words and not text.strip().startswith(("#", "Err")) and "_x" not in text


texts = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"<>&，。、\n \u202e\u200b*?~%_"),
        st.characters(min_codepoint=0x20, max_codepoint=0xFFFD, exclude_categories=("Cs", "Cc", "Cn", "Co")),
    ),
    min_size=1,
    max_size=40,
).filter(_is_content)


def typed(plan: TemplatePlan, entry: Entry, kind: str) -> st.SearchStrategy[Any]:
    """What a person may type into a cell: a value, a word for nothing, or nothing."""
    field = entry.data_field
    nothing = st.sampled_from([None, *field.not_applicable_words, *field.not_inspected_words])
    return st.one_of(_value(plan, entry, kind), _value(plan, entry, kind), nothing)


def _value(plan: TemplatePlan, entry: Entry, kind: str) -> st.SearchStrategy[Any]:
    field = entry.data_field
    if field.kind == "yes_no":
        return st.sampled_from(["是", "否"])
    if field.kind == "choice":
        return st.sampled_from(list(drop_down(field)[: len(field.choices)]))
    if field.kind == "several":
        return st.lists(st.sampled_from(field.choices), unique=True, min_size=1).map("、".join)
    if field.kind == "date":
        return st.dates(date(1950, 1, 1), date(2090, 1, 1))
    if field.kind == "text":
        return texts
    least, most = plan.limits(entry, kind)
    low, high = least or Decimal(0), Decimal(10) ** 6 if most is None else most
    if field.whole:
        return st.integers(int(low), int(high))
    places = 4 if field.kind == "share" else 2
    return st.decimals(low, high, places=places).map(float)


def expected(entry: Entry, value: Any) -> tuple[Status, Decimal | None]:
    """Status and value that the reader must find for what was typed."""
    field = entry.data_field
    if value is None:
        return Status.BLANK, None
    if value in field.not_applicable_words:
        return Status.NOT_APPLICABLE, None
    if value in field.not_inspected_words:
        return Status.NOT_INSPECTED, None
    if field.kind == "yes_no":
        return Status.REPORTED, Decimal(value == "是")
    if field.kind == "choice":
        return Status.REPORTED, Decimal(field.choices.index(value))
    if field.kind == "several":
        return Status.REPORTED, Decimal(sum(1 << field.choices.index(word) for word in value.split("、")))
    if field.kind == "date":
        return Status.REPORTED, Decimal(value.toordinal())
    return Status.REPORTED, Decimal(0) if field.kind == "text" else Decimal(str(value))
