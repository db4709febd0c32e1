from __future__ import annotations

import json

import pytest

from rating.problems import CATALOGUE, Place, Problem
from rating.screens.import_draft import (
    PREVIEW,
    STEPS,
    Draft,
    check,
    confirm,
    step_of,
    stopped_at,
    with_corrected,
    with_names,
)
from rating.screens.session import sample_files
from tests.screens.opening import yichang


def problem(code: str) -> Problem:
    return Problem(code, Place(), "情况")


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("file_encrypted", "检查文件"),
        ("table_missing", "找到表格"),
        ("column_similar", "对应列名"),
        ("station_unknown", "核对站点"),
        ("roster_key", "核对站点"),
        ("value_error_cell", "核对数值"),
        ("rater_unknown", "核对数值"),
    ],
)
def test_a_problem_halts_the_step_it_is_about(code: str, step: str) -> None:
    assert STEPS[step_of(problem(code))] == step
    assert stopped_at([problem(code), problem("value_blank")]) == STEPS.index(step)


def test_every_known_problem_has_a_step_before_the_preview() -> None:
    assert all(0 <= step_of(problem(code)) < PREVIEW for code in CATALOGUE)


def test_warnings_do_not_stop() -> None:
    assert stopped_at([problem("value_blank"), problem("column_unknown")]) == PREVIEW
    assert stopped_at([]) == PREVIEW


def test_a_recognised_column_is_known_by_its_name_and_the_rubric_stays_as_it_is() -> None:
    form = yichang()
    wider = with_names(form, {"社工人头": "staff"})
    assert "社工人头" in wider.fields["staff"].aliases
    assert "社工人头" not in form.fields["staff"].aliases


def test_what_was_checked_is_scored_by_the_rubric_as_written() -> None:
    files = sample_files()
    draft = Draft(files.rubric, files.workbooks, files.roster, files.previous, "本轮", same_column={"别名": "staff"})
    check(draft)
    assert draft.checked is not None
    assert draft.checked.accepted
    assert draft.checked.reported.previous_stars
    rated = confirm(draft)
    assert rated is not None
    assert rated.evaluation is not None
    assert rated.evaluation.rubric.fingerprint == files.rubric.fingerprint
    assert rated.evaluation.reported.columns is draft.checked.reported.columns


def test_a_bad_previous_result_is_a_problem_not_a_fault() -> None:
    files = sample_files()
    draft = Draft(files.rubric, files.workbooks, files.roster, ("上轮.json", b"{"))
    check(draft)
    assert [each.code for each in draft.problems if each.severity.stops] == ["result_unreadable"]


def test_nothing_is_scored_before_it_was_checked() -> None:
    assert confirm(Draft(yichang())) is None


def test_corrected_files_replace_those_of_the_same_name_and_keep_the_answers() -> None:
    before = Draft(
        yichang(), (("甲.xlsx", b"1"), ("乙.xlsx", b"2")), ("名册.xlsx", b"3"), same_column={"持证": "licensed"}
    )
    after = with_corrected(before, [("乙.xlsx", b"4"), ("名册.xlsx", b"5"), ("丙.xlsx", b"6")])
    assert after.files == (("甲.xlsx", b"1"), ("乙.xlsx", b"4"), ("丙.xlsx", b"6"))
    assert after.roster == ("名册.xlsx", b"5")
    assert after.previous is None
    assert after.checked is None
    assert after.same_column == {"持证": "licensed"}
    assert after.attempt == before.attempt + 1


def test_a_previous_result_of_another_rubric_is_told() -> None:
    sample = sample_files()
    name, content = sample.previous
    before = json.loads(content)
    before["rubric"]["code"] = "another"
    started = Draft(yichang(), tuple(sample.workbooks), sample.roster, (name, json.dumps(before).encode()))
    check(started)
    assert "result_other_rubric" in {each.code for each in started.problems}
