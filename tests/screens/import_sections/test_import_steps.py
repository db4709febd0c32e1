from __future__ import annotations

import pytest

from rating.problems import CATALOGUE, Place, Problem
from rating.screens.import_sections.import_steps import (
    DONE,
    FILES,
    HERE,
    PREVIEW,
    STEPS,
    STOPPED,
    WAITING,
    progressed,
    rail,
    step_of,
)


def problem(code: str) -> Problem:
    return Problem(code, Place(), "情况")


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("file_encrypted", "检查文件"),
        ("result_unreadable", "检查文件"),
        ("table_missing", "找到表格"),
        ("template_other", "找到表格"),
        ("column_similar", "对应列名"),
        ("station_unknown", "核对站点"),
        ("roster_key", "核对站点"),
        ("column_mixed_share", "核对数值"),
        ("value_error_cell", "核对数值"),
        ("rater_unknown", "核对数值"),
    ],
)
def test_a_problem_halts_the_step_it_is_about(code: str, step: str) -> None:
    assert STEPS[step_of(problem(code))] == step
    if problem(code).severity.stops:
        far = progressed([problem(code), problem("value_blank")])
        assert far.opened == STEPS.index(step)
        assert far.states[far.opened] == STOPPED
        assert far.states[PREVIEW:] == (WAITING, WAITING)


def test_every_known_problem_has_a_step_before_the_preview() -> None:
    assert all(0 <= step_of(problem(code)) < PREVIEW for code in CATALOGUE)


def test_warnings_do_not_stop() -> None:
    for problems in ([problem("value_blank"), problem("column_unknown")], []):
        far = progressed(problems)
        assert far.opened == PREVIEW
        assert set(far.states[:PREVIEW]) == {DONE}


def test_of_several_halts_the_first_is_opened_and_all_are_marked() -> None:
    far = progressed([problem("value_error_cell"), problem("column_similar")])
    assert [STEPS[at] for at, state in enumerate(far.states) if state == STOPPED] == ["对应列名", "核对数值"]
    assert STEPS[far.opened] == "对应列名"


def test_nothing_is_done_before_the_files_were_read() -> None:
    far = progressed([], checked=False)
    assert far.states == (HERE, *[WAITING] * 6)
    assert far.opened == FILES


def test_a_state_is_also_a_word() -> None:
    assert "待处理" in rail(progressed([problem("table_missing")]))
