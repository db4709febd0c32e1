"""Step ⑤: questions about values with their certain fixes, then every problem of the values, row by row."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rating.problems import Problem
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_questions import ask, questions_of, unasked
from rating.screens.import_sections.import_steps import VALUES, step_of
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import counted, show_problems


def value_summary(started: Draft, waiting: int) -> str:
    """`2 项待处理；提醒 12 项`."""
    mine = [problem for problem in started.problems if step_of(problem) == VALUES]
    told = counted([problem for problem in mine if not problem.severity.stops])
    parts = ([f"{waiting} 项待处理"] if waiting else []) + ([told] if told else [])
    return "，".join(parts) or "没有发现问题"


def show_values(started: Draft, reported: Reported) -> None:
    asked = questions_of(reported.questions, VALUES)
    if asked:
        put(tag("p", "以下各项请选择按哪一种采用。选择只用于本次读取，原文件不改动。"))
    said = ask(asked, VALUES)
    mine = unasked(started.problems, reported.questions, VALUES)
    names = dict(zip(reported.roster.code, reported.roster.name, strict=True))
    show_problems(
        [_with_title(problem, started.rubric) for problem in mine], "import_values", stations=names, downloads=False
    )
    if said:
        import_draft.answer(started, said)
        st.rerun()


def _with_title(problem: Problem, rubric: Rubric) -> Problem:
    """The data item's title beside the cell, where the problem knows only its code."""
    known = rubric.fields.get(problem.field)
    if problem.place.object or known is None:
        return problem
    return replace(problem, place=replace(problem.place, object=known.title))
