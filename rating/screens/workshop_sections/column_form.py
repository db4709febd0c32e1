"""One object of a rubric as a form: the same words and the same reading as in the Excel form of the rubric.

A draft need not load while it is being changed, so the form shows the plain tree as it is typed, not the rubric.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.workshop_sections.draft_tree import mapping, records, spots, title_of
from rating.workshop.sheets.forms import FLAG, FORMULA, ROLE_LIST, SOURCE, YES, Form, joined, parted, quoted
from rating.workshop.sheets.names import Called, Names, Unread
from rating.workshop.sheets.tables import FORMER_HEADING, Column

Raw = Mapping[str, Any]
STATED = "（不写）"
LONG = frozenset({"说明", "改进建议", "评定方法", "需提供材料", "依据条款", "如何解除", "如何满足"})
WIDE = frozenset({"评分所用数据", "触发的条件", "算式", "名称", "别名", "选项", "依据来源", "条目", "评估主体"})
LONGEST = 4000
HOW_FORMULA = "写数据项的名称和 + - * / 等符号，例如：持证社工数 / 驻站社工数"
_IN_BRACKETS = re.compile("(「[^「」]*」)")


@dataclass
class Filled:
    """What a form says now: `raw` as the tree would be, `changed` its keys that differ, `faults` what is unreadable."""

    raw: dict[str, Any]
    changed: list[str] = field(default_factory=list)
    faults: int = 0


def columns_form(columns: Iterable[Column], raw: Raw, names: Names, key: str, *, across: int = 3) -> Filled:
    """A widget for each column that has a place in the object; what cannot be read is said below it."""
    filled = Filled(deepcopy(dict(raw)))
    asked = [column for column in columns if column.path and column.heading != FORMER_HEADING]
    for row in _rows(asked, across):
        if _takes_a_line(row[0]):
            _column(row[0], filled, names, key)
            continue
        for place, column in zip(st.columns(across), row, strict=False):
            with place:
                _column(column, filled, names, key)
    filled.changed = [name for name in {**raw, **filled.raw} if raw.get(name) != filled.raw.get(name)]
    return filled


def _takes_a_line(column: Column) -> bool:
    return column.heading in LONG or column.heading in WIDE


def _rows(columns: Sequence[Column], across: int) -> list[list[Column]]:
    """As they come; a wide one has a line of its own."""
    rows: list[list[Column]] = []
    for column in columns:
        alone = _takes_a_line(column) or not rows or _takes_a_line(rows[-1][0]) or len(rows[-1]) == across
        if alone:
            rows.append([column])
        else:
            rows[-1].append(column)
    return rows


def _column(column: Column, filled: Filled, names: Names, key: str) -> None:
    before = shown(column.form, at(filled.raw, column.path), names)
    try:
        text = _widget(column, before, names, f"{key}_{'.'.join(column.path)}")
        if text != before:
            write(filled.raw, column.path, read_text(column.form, text, names) if text.strip() else None)
    except Unread as fault:
        filled.faults += 1
        say_fault(column.heading, fault)


def say_fault(heading: str, fault: Unread) -> None:
    expected = f"，应为{fault.expected}" if fault.expected else ""
    remedy = f"{fault.remedy}。" if fault.remedy else None
    put(tag("p", f"「{heading}」{fault.found}{expected}。", remedy), cls="notice-box warning")


def _widget(column: Column, before: str, names: Names, key: str) -> str:
    label, most = column.heading, max(LONGEST, len(before))
    note = HOW_FORMULA if column.form is FORMULA else column.note or None
    if column.form is ROLE_LIST:
        return _several(label, before, [names.roles.title(code) for code in names.roles.titles], key)
    choices = column.form.choices
    if column.form is SOURCE:
        choices = tuple(quoted(names.sources.title(code)) for code in names.sources.titles)
    if choices:
        options = list(dict.fromkeys(["", *choices, before]))
        chosen = st.selectbox(
            label,
            options,
            options.index(before),
            format_func=lambda each: each or STATED,
            key=key,
            help=note,
            placeholder=CHOOSE,
            persist_state="session",
        )
        return str(chosen or "")
    if label in LONG or "\n" in before:
        return str(st.text_area(label, before, key=key, help=note, max_chars=most, height=80, persist_state="session"))
    return str(st.text_input(label, before, key=key, help=note, max_chars=most, persist_state="session") or "")


def _several(label: str, before: str, titles: Sequence[str], key: str) -> str:
    """Any of them, in the order of their choosing."""
    chosen = parted(before)
    options = list(dict.fromkeys([*titles, *chosen]))
    picked = st.multiselect(
        label, options, chosen, key=key, placeholder=CHOOSE, format_func=visible, persist_state="session"
    )
    return joined(picked)


def formula_field(label: str, text: Any, names: Names, key: str) -> tuple[Any, int]:
    """A condition or a value, in the titles of the data fields; as kept where nothing was typed."""
    before = shown(FORMULA, text, names)
    now = st.text_input(
        label, before, key=key, max_chars=max(LONGEST, len(before)), help=HOW_FORMULA, persist_state="session"
    )
    try:
        return (text or "" if now == before else read_text(FORMULA, str(now or ""), names)), 0
    except Unread as fault:
        say_fault(label, fault)
        return text or "", 1


def shown(form: Form, value: Any, names: Names) -> str:
    """A value of the plain tree as the form says it; "" for what is not written."""
    if value is None or value == [] or value == "":
        return ""
    if form.look == "number" or not _fits(form, value):
        return visible(_as_text(value))
    if form in (YES, FLAG):
        return "是" if str(value).lower() == "true" else "否"
    try:
        return str(form.write(value, names) or "")
    except (KeyError, TypeError, AttributeError, ValueError):  # a word that the grammar does not know: as it is
        return visible(_as_text(value))


def _fits(form: Form, value: Any) -> bool:
    """A text in place of a list, or a list in place of a text, is shown as it is and read anew once it is changed."""
    try:
        is_list = isinstance(form.read("", _NO_NAMES), list)
    except Unread:
        is_list = False
    return isinstance(value, list) == is_list and not isinstance(value, Mapping)


def _as_text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{key}：{_as_text(each)}" for key, each in value.items())
    return "、".join(map(_as_text, value)) if isinstance(value, list) else str("" if value is None else value)


def read_text(form: Form, text: str, names: Names) -> Any:
    """What was typed, as the tree has it; names of data fields need no brackets. Raises Unread."""
    return form.read(bracketed(text, names) if form is FORMULA else text, names)


def bracketed(text: str, names: Names) -> str:
    """持证社工数 / 驻站社工数 → 「持证社工数」 / 「驻站社工数」, as far as such names are known and not in brackets."""
    titles = [title for title in {*names.fields.titles.values(), *names.nodes.titles.values()} if _is_name(title)]
    if not titles:
        return text
    longest_first = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    name = re.compile(rf"(?<!\w)({longest_first})(?!\w)")
    parts = _IN_BRACKETS.split(text)
    return "".join(part if part.startswith("「") else name.sub(r"「\1」", part) for part in parts)


def _is_name(title: str) -> bool:
    """One that can be told from the words of a formula."""
    return len(title) > 1 and not title.isascii() and title == title.strip() and not set(title) & set("「」\n")


def at(raw: Raw, path: Sequence[str]) -> Any:
    """The value there, None where nothing is."""
    found: Any = raw
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def write(raw: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Put it there; what becomes empty is no longer written."""
    first, *rest = path
    if rest:
        inner = dict(mapping(raw.get(first)))
        write(inner, rest, value)
        value = inner or None
    if value is None:
        raw.pop(first, None)
    else:
        raw[first] = value


def names_in(tree: Raw) -> Names:
    """What things are called in a draft, whether it loads or not."""
    return Names(
        Called("数据项", {code: title_of(each, code) for code, each in mapping(tree.get("fields")).items()}),
        Called("指标", {spot.code: title_of(spot.node) for spot in spots(tree)}),
        Called("来源", {str(each.get("id")): title_of(each) for each in records(tree.get("sources"))}),
        Called("评估主体", {str(each.get("code")): title_of(each) for each in records(tree.get("roles"))}),
    )


_NO_NAMES = Names(*(Called("", {}) for _ in range(4)))
