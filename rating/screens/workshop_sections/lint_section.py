"""检查: what still stops the draft, and each warning with the rule of 2024 it comes from; a warning may be answered."""

from __future__ import annotations

import streamlit as st

from rating.district.rubrics.answers import Answer
from rating.problems import Problem
from rating.rubric.lint import lint
from rating.rubric.lint_grounds import GROUNDS, RULES
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import show_problems
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.plain_words import in_plain_words, place_in_words

LONGEST = 300


def show_lint(desk: Desk) -> None:
    rubric, problems = desk.read
    if rubric is None:
        put(tag("h2", f"还有 {len(problems)} 处需要改正"), tag("p", "改正以后才能试算、检查影响和保存。"))
        show_problems(in_plain_words(problems, desk.tree), "desk_faults", "评分标准需改正.csv")
        return
    warnings = lint(rubric)
    if not warnings:
        put(tag("p", f"对照{RULES}及其后的通报，没有需要提醒的地方。"), cls="notice-box good")
        return
    open_ = [each for each in warnings if _answer(desk, each) is None]
    put(
        tag(
            "p",
            f"对照{RULES}及其后的通报，有 {len(warnings)} 条提醒，{len(open_)} 条还没有说明理由。"
            "提醒不阻止保存；确需保留的，请写明理由，理由随这一版一起保存。",
        )
    )
    for at, warning in enumerate(warnings):
        _one(desk, at, warning)


def _answer(desk: Desk, warning: Problem) -> Answer | None:
    return next((each for each in desk.draft.answers if each.answers(warning)), None)


def _one(desk: Desk, at: int, warning: Problem) -> None:
    given, key = _answer(desk, warning), desk.key(f"lint_{at}")
    place, ground = place_in_words(warning.place.object, desk.tree), GROUNDS.get(warning.code)
    with st.container(border=True, key=f"lint_{at}"):
        put(
            tag("p", tag("b", warning.kind.title), f"　{warning.found}"),
            tag(
                "p",
                f"{place}：{warning.remedy or warning.kind.remedy}。"
                + (f"依据：{ground.sentence}。" if ground else ""),
                cls="quiet",
            ),
        )
        if given is not None:
            put(tag("p", f"保留理由：{given.reason}（{given.by}，{given.on}）"))
        with st.popover("修改理由" if given else "说明理由，予以保留"):
            reason = st.text_area("理由", given.reason if given else "", key=f"{key}_reason", max_chars=LONGEST)
            if st.button("保存理由", key=f"{key}_save") and desk.answer(warning, reason):
                st.rerun()
