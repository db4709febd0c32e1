"""对应关系: what was confirmed so far; an answer can be taken back, all can be carried to another computer and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.intake.answers import ACCEPTED, FRACTIONS, NOT_USED, PERCENT, Key
from rating.intake.mapping_file import read_mapping, write_mapping
from rating.problems import Problem
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_files import decoded
from rating.screens.parts.markup import put, tag, visible
from rating.screens.parts.problem_list import problem_lines, shortened

FAULTS = "import_mapping_faults"
UNTIL_CLOSED = "列名和单位名称的答复会一直记到关闭页面，以后表头相同的文件不再询问；也可以存成文件，下次载入。"
FOR_THE_DISTRICT = "列名和单位名称的答复由全区共用，以后表头相同的文件不再询问；也可以存成文件。撤回后会重新询问。"
ANSWER_WORDS = {
    NOT_USED: "不采用",
    ACCEPTED: "按评分标准采用",
    FRACTIONS: "按小数读取",
    PERCENT: "按百分数读取",
}


def show_answers(started: Draft) -> None:
    given = started.answers.by_key
    with st.popover(f"对应关系（已确认 {len(given)} 项）" if given else "对应关系", key="import_mapping"):
        put(
            tag(
                "p",
                FOR_THE_DISTRICT if started.keeping.in_round else UNTIL_CLOSED,
                cls="quiet",
            )
        )
        if given:
            _withdrawal(started, answer_lines(given, _titles(started)))
        if given or started.questions:
            _save(started)
        _load(started)


def answer_lines(answers: Mapping[Key, str], titles: Mapping[str, str]) -> dict[Key, str]:
    """Every answer as a line, 「社工人头」→ 驻站社工数; `titles` are those of fields and stations by code."""

    def meant(said: str) -> str:
        return titles.get(said) or ANSWER_WORDS.get(said) or f"按 {said} 采用"

    return {key: f"「{shortened(visible(key[-1]))}」→ {visible(meant(said))}" for key, said in answers.items()}


def _titles(started: Draft) -> dict[str, str]:
    fields = {code: field.title for code, field in started.rubric.fields.items()}
    roster = started.checked.reported.roster if started.checked else None
    return {**(dict(zip(roster.code, roster.name, strict=True)) if roster else {}), **fields}


def _withdrawal(started: Draft, lines: Mapping[Key, str]) -> None:
    chosen: Sequence[Key] = st.multiselect(
        "撤回答复",
        list(lines),
        format_func=lambda key: lines.get(key, ""),
        placeholder="请选择要撤回的答复",
        key=f"import_withdraw_{len(lines)}",
    )
    if st.button("撤回所选", key="import_withdraw") and chosen:
        import_draft.withdraw(started, chosen)
        st.rerun()


def _save(started: Draft) -> None:
    questions, answers = started.questions, started.answers
    st.download_button(
        "下载对应关系",
        lambda: write_mapping(questions, answers).encode("utf-8"),
        "对应关系.yaml",
        "application/yaml",
        key="import_mapping_save",
        on_click="ignore",
    )


def _load(started: Draft) -> None:
    key = f"import_mapping_file_{st.session_state.get('import_mapping_loads', 0)}"

    def loaded() -> None:
        file: Any = st.session_state.get(key)
        if file is not None:
            st.session_state["import_mapping_loads"] = st.session_state.get("import_mapping_loads", 0) + 1
            st.session_state[FAULTS] = load(started, file.name, file.getvalue())

    st.file_uploader("载入对应关系", key=key, on_change=loaded)
    put(problem_lines(st.session_state.get(FAULTS, ())))


def load(started: Draft, name: str, content: bytes) -> tuple[Problem, ...]:
    """Add the confirmed answers of a file to those there are; what is wrong with the file."""
    answers, problems = read_mapping(decoded(content), name)
    if answers.by_key:
        import_draft.answer(started, answers.by_key)
    return problems
