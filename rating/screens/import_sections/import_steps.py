"""The seven steps of an import: where each problem belongs, how far the files have come, how a step looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from rating.problems import Problem, stopping
from rating.screens.parts.markup import Markup, plain_text, put, tag

STEPS = ("检查文件", "找到表格", "对应列名", "核对站点", "核对数值", "预览", "确认")
FILES, TABLES, COLUMNS, STATIONS, VALUES, PREVIEW, CONFIRM = range(len(STEPS))
NUMBERS = "①②③④⑤⑥⑦"
STEP_OF = {
    "file": FILES,
    "macro": FILES,
    "result": FILES,
    "table": TABLES,
    "sheet": TABLES,
    "row": TABLES,
    "rows": TABLES,
    "template": TABLES,
    "column": COLUMNS,
    "mapping": COLUMNS,
    "station": STATIONS,
    "roster": STATIONS,
}
"""Problem codes begin with what they are about; that says at which step they belong. The rest is about values."""
STEP_OF_CODE = {"column_mixed_share": VALUES, "column_missing": VALUES}
DONE, STOPPED, HERE, WAITING = "done", "stopped", "here", "waiting"
STATE_WORDS = {DONE: "完成", STOPPED: "待处理", HERE: "当前", WAITING: "未到"}


@dataclass(frozen=True)
class Progressed:
    """How far the files have come: a state for each step, and the step to open first."""

    states: tuple[str, ...]
    opened: int


def step_of(problem: Problem) -> int:
    return STEP_OF_CODE.get(problem.code, STEP_OF.get(problem.code.partition("_")[0], VALUES))


def progressed(problems: Sequence[Problem], checked: bool = True) -> Progressed:
    """Before any file was checked the first step waits; after that the first thing that stops is where we are."""
    if not checked:
        return Progressed((HERE, *[WAITING] * CONFIRM), FILES)
    halted = {step_of(problem) for problem in stopping(problems)}
    states = [STOPPED if step in halted else DONE for step in range(PREVIEW)]
    states += [WAITING, WAITING] if halted else [DONE, HERE]
    return Progressed(tuple(states), min(halted, default=PREVIEW))


def rail(far: Progressed) -> Markup:
    """The steps in one line, each with its state in a sign and, for those who do not see it, in a word."""
    items = (
        tag("li", title, tag("span", f"（{STATE_WORDS[state]}）", cls="unseen"), cls=state)
        for title, state in zip(STEPS, far.states, strict=True)
    )
    return tag("ol", *items, cls="steps")


def section(step: int, far: Progressed, summary: str) -> Any:
    """The place of one step: open where the work is, folded to its summary where it is done."""
    state = far.states[step]
    label = f"**{NUMBERS[step]} {STEPS[step]}**　{plain_text(summary)}"
    opened = step == far.opened
    # under another key the browser forgets how it was folded: where the work is now, it opens
    key = "_".join(("import_step", str(step), state, *(["opened"] if opened else [])))
    return st.expander(label, expanded=opened, key=key)


def not_reached(step: int, why: str) -> None:
    put(tag("p", tag("b", f"{NUMBERS[step]} {STEPS[step]}"), f"　{why}"), cls="step-waiting")
