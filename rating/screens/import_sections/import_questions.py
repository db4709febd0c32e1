"""Questions that only the user can answer, each with its possible answers; nothing is taken before the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from rating.intake.answers import Key
from rating.problems import Problem
from rating.reported import Question
from rating.screens.import_sections.import_steps import COLUMNS, STATIONS, VALUES, step_of
from rating.screens.parts.markup import CHOOSE, Markup, plain_text, put, tag, visible
from rating.screens.parts.problem_list import shortened

NOT_YET = ""
MOST_ASKED = 40
"""More questions than these are asked after the first ones are answered."""
MOST_CELLS = 8
FEW = 4
"""So many answers stand side by side; more are in a list."""
CONFIRM_WORDS = {COLUMNS: "确认对应关系", STATIONS: "确认站点", VALUES: "确认数值"}


def questions_of(questions: Sequence[Question], step: int) -> list[Question]:
    return [question for question in questions if step_of(question.problem) == step]


def unasked(problems: Sequence[Problem], questions: Sequence[Question], step: int) -> list[Problem]:
    """The step's problems that no question stands for; one question may stand for the same thing in ten files."""
    told = {_gist(question.problem) for question in questions}
    return [problem for problem in problems if step_of(problem) == step and _gist(problem) not in told]


def _gist(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.place.object, problem.found, problem.field


def ask(
    questions: Sequence[Question], step: int, more_options: Mapping[Key, Sequence[tuple[str, str]]] | None = None
) -> dict[Key, str]:
    """One form for the questions of a step; answers by key once the button was pressed, else {}.

    `more_options` are answers beyond those that the question proposes.
    """
    if not questions:
        return {}
    said: dict[Key, str] = {}
    with st.form(f"import_form_{step}", border=False):
        groups = alike(questions)
        for group in groups[:MOST_ASKED]:
            said |= dict.fromkeys((each.key for each in group), _one(group, (more_options or {}).get(group[0].key, ())))
        if len(groups) > MOST_ASKED:
            put(tag("p", f"另有 {len(groups) - MOST_ASKED} 项，确认以上各项后列出。", cls="quiet"))
        pressed = st.form_submit_button(CONFIRM_WORDS.get(step, "确认"), type="primary", key=f"import_answer_{step}")
        given = {key: answer for key, answer in said.items() if answer != NOT_YET}
        if pressed and not given:
            put(tag("p", "各项都还没有选择答复。", cls="warn"))
    return given if pressed else {}


def alike(questions: Sequence[Question]) -> list[list[Question]]:
    """Cells of one column that hold the same words are asked about once, and answered alike."""
    groups: dict[object, list[Question]] = {}
    for question in questions:
        place = question.problem.place
        same = (place.file, place.sheet, question.problem.field, question.asked, question.options)
        groups.setdefault(same if question.key[0] == "range" else question.key, []).append(question)
    return list(groups.values())


def _one(group: Sequence[Question], more: Sequence[tuple[str, str]]) -> str:
    question = group[0]
    words = dict((*question.options, *more)) | {NOT_YET: "先不答复"}
    # without grounds there is no proposal: nothing is taken or dropped that nobody chose
    first = 0 if question.confidence else len(words) - 1
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        put(_asked(question, [each.problem.place.cell for each in group]), cls="question")
    label = plain_text(f"「{shortened(question.asked)}」")
    key = widget_key(question.key)
    with right:
        if len(words) <= FEW and question.key[0] != "column":
            picked = st.radio(
                label, list(words), first, format_func=lambda answer: plain_text(words[answer]), key=key,
                horizontal=True, label_visibility="collapsed",
            )  # fmt: skip
        else:
            picked = st.selectbox(
                label, list(words), first, format_func=lambda answer: visible(words[answer]), key=key,
                placeholder=CHOOSE, label_visibility="collapsed",
            )  # fmt: skip
    return str(picked)


def widget_key(key: Key) -> str:
    """Short and free of whatever the user's headings hold."""
    return "answer_" + sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _asked(question: Question, cells: Sequence[str]) -> Markup:
    place = question.problem.place
    more = f"等 {len(cells)} 处" if len(cells) > MOST_CELLS else ""
    where = "　".join(part for part in (place.file, place.sheet, "、".join(cells[:MOST_CELLS]) + more) if part)
    shown = [sample for sample in question.samples[:4] if sample != question.asked]
    samples = "、".join(f"「{shortened(sample)}」" for sample in shown)
    about = f"{place.object}：" if place.object and place.object not in question.problem.found else ""
    beside = "同一行" if question.key[0] == "station" else "前几格"
    sure = f"把握 {question.confidence:.0%}" if question.confidence else ""
    return tag(
        "div",
        tag("div", about, shortened(question.problem.found, 300), cls="asked"),
        tag("div", tag("span", where, cls="cell"), cls="quiet"),
        tag("div", "　".join(part for part in (f"{beside}：{samples}" if samples else "", sure) if part), cls="quiet"),
    )
