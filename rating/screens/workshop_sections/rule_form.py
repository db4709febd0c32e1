"""A rule as a form in plain words, one shape a rule kind: settings, a list to be filled in, a condition, two axes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rating.rubric.rules import RULE_KINDS
from rating.screens.parts.markup import CHOOSE, put, tag
from rating.screens.workshop_sections.column_form import columns_form, formula_field, read_text, say_fault, shown
from rating.screens.workshop_sections.draft_tree import mapping, records
from rating.screens.workshop_sections.list_form import Body, list_form
from rating.screens.workshop_sections.matrix_form import matrix_form
from rating.screens.workshop_sections.typed_rows import Head, Rows, typed_rows
from rating.workshop.sheets import words
from rating.workshop.sheets.forms import FORMULA, joined, number_text, parted
from rating.workshop.sheets.names import Names, Unread
from rating.workshop.sheets.rule_shapes import IF_SMALL, IF_SMALL_FORM, LISTINGS, MINIMUM, SAMPLE, SETTINGS
from rating.workshop.sheets.tables import Column

EXPLAINED = {
    "yes_no": "达到要求得一个分，没有达到得另一个分。",
    "parts": "几个部分各有条件和分值，满足哪个得哪个，相加。",
    "levels": "填报的是档次（优、良、中、差等），每档一个固定分值。",
    "judgement": "每档一个分值区间，由评估人在区间内打分。",
    "steps": "数值达到哪一档得哪一档的分，由高到低取第一个达到的。",
    "steps_down": "数值不超过哪一档得哪一档的分，用于越少越好的数值。",
    "linear": "在得 0 分和得满分的两个数值之间，按比例得分。",
    "per_unit": "每多一个单位加若干分，到封顶分为止。",
    "deduct": "从满分起，每发生一次扣若干分，扣完为止或不设下限。",
    "all_or_nothing": "条件全部满足得满分，否则得 0 分。",
    "completion": "完成数除以目标数，再乘满分。",
    "proportion": "数值本身是比率，乘满分就是得分。",
    "matrix": "两个方面各自分档，交叉处是得分。",
    "highest": "有几个奖项时只计最高的一项。",
    "survey": "问卷结果，样本足够时再按另一种细则计分。",
    "mark": "评估人直接打分，打多少得多少，不超过满分。",
    "key_item": "只判是否通过，不计分；可以作为评星的条件。",
    "best_ratio": "与同组最优值相比。一个站的数值改变，会影响其他站的得分。",
    "min_max": "在同组最差与最优之间的位置。一个站的数值改变，会影响其他站的得分。",
    "z_score": "与同组平均水平相差几个标准差。一个站的数值改变，会影响其他站的得分。",
    "rank_points": "按名次得分。2024 年的规定不赞成把名次作为指标。",
}
INNER = ("steps", "steps_down", "linear", "proportion", "yes_no", "levels")
"""What a survey's share is most often judged by; the others follow."""
WITHIN_SURVEY = (*INNER, *(kind for kind in RULE_KINDS if kind not in (*INNER, "survey", "mark", "key_item")))
CONDITIONS = ("all_or_nothing", "key_item")
NO_VALUE = frozenset({"parts", "all_or_nothing", "key_item", "matrix"})
"""Kinds that carry their own conditions."""
RULE_NOT_KNOWN = "原来写的计分办法不能识别，请重新选择。"


def rule_kind(rule: Any, key: str, label: str = "评分细则", otherwise: str = "") -> str | None:
    """Which kind is chosen; None while none is. `otherwise`: what it is called to choose none."""
    before = kind_of(rule)
    kinds = [*([""] if otherwise else []), *RULE_KINDS]
    kind = st.selectbox(
        label,
        kinds,
        kinds.index(before) if before in kinds else 0 if otherwise else None,
        format_func=lambda each: words.RULE.get(each, otherwise),
        key=f"{key}_kind",
        placeholder=CHOOSE,
        persist_state="session",
    )
    if kind:
        put(tag("p", EXPLAINED[kind], cls="quiet"))
    elif before is not None and before not in kinds:
        put(tag("p", RULE_NOT_KNOWN), cls="notice-box warning")
    return kind or None


def kind_of(rule: Any) -> str | None:
    """The first key that is a kind of rule, else whatever is written there."""
    written = list(mapping(rule))
    return next((kind for kind in written if kind in RULE_KINDS), written[0] if written else None)


def rule_body(rule: Any, kind: str | None, names: Names, key: str) -> tuple[Any, int]:
    """The rule as it would be, as it is while no kind is chosen; and the faults of the form."""
    if kind is None:
        return (rule if kind_of(rule) not in RULE_KINDS else None), 0
    held = mapping(rule)
    made, faults = body_form(kind, held.get(kind), names, f"{key}_{kind}")
    return {kind: made}, faults


def rule_form(rule: Any, names: Names, key: str) -> tuple[Any, int]:
    """Kind and body, one below the other."""
    return rule_body(rule, rule_kind(rule, key), names, key)


def body_form(kind: str, body: Any, names: Names, key: str) -> Body:
    if kind in CONDITIONS:
        return formula_field("条件", body, names, key)
    if kind in LISTINGS:
        return list_form(LISTINGS[kind], body, names, key)
    if kind == "matrix":
        return matrix_form(body, names, key)
    if kind == "survey":
        return _survey(body, names, key)
    made, faults = _settings(kind, body, names, key)
    return (_ranks(made, key), faults) if kind == "rank_points" else (made, faults)


def _settings(kind: str, body: Any, names: Names, key: str) -> tuple[dict[str, Any], int]:
    columns = tuple(Column(each.part, (each.key,), each.form) for each in SETTINGS[kind])
    filled = columns_form(columns, mapping(body), names, key)
    return filled.raw, filled.faults


def _ranks(made: dict[str, Any], key: str) -> dict[str, Any]:
    """Points of the first, the second … place."""
    before = joined([str(each) for each in made["points"]]) if isinstance(made.get("points"), list) else ""
    typed = st.text_input("从第 1 名起各名次的得分（用顿号隔开）", before, key=f"{key}_ranks", persist_state="session")
    return made if typed == before else {**made, "points": [number_text(each) for each in parted(str(typed or ""))]}


def _survey(body: Any, names: Names, key: str) -> Body:
    held = mapping(body)
    samples, faults = _samples(held.get("samples"), names, f"{key}_samples")
    column = Column(IF_SMALL, ("if_small",), IF_SMALL_FORM)
    small = columns_form([column], {"if_small": held.get("if_small")}, names, key)
    then = mapping(held.get("then"))
    kinds = list(dict.fromkeys([*(kind for kind in then if kind in RULE_KINDS), *WITHIN_SURVEY]))
    kind = st.selectbox(
        "样本足够时按",
        kinds,
        0,
        format_func=lambda each: words.RULE[each],
        key=f"{key}_then",
        placeholder=CHOOSE,
        persist_state="session",
    )
    inner, wrong = body_form(str(kind), then.get(str(kind)), names, f"{key}_then_{kind}")
    made = {**held, "samples": samples, "if_small": small.raw.get("if_small"), "then": {str(kind): inner}}
    return {name: value for name, value in made.items() if value is not None}, faults + small.faults + wrong


def _samples(found: Any, names: Names, key: str) -> tuple[Any, int]:
    """Each stratum of the survey with its own minimum."""
    before = [[shown(FORMULA, row.get("sample"), names), str(row.get("minimum") or "")] for row in records(found)]
    rows = typed_rows([Head(SAMPLE, 2), Head(MINIMUM)], before, key)
    return (found, 0) if rows == before else _read_samples(rows, names)


def _read_samples(rows: Rows, names: Names) -> tuple[list[dict[str, Any]], int]:
    made, faults = [], 0
    for sample, minimum in rows:
        try:
            made.append({"sample": read_text(FORMULA, sample, names), "minimum": number_text(minimum)})
        except Unread as fault:
            faults += 1
            say_fault(SAMPLE, fault)
    return made, faults
