from __future__ import annotations

from rating.intake.answers import NOT_USED, Answers, Key
from rating.intake.mapping_file import write_mapping
from rating.screens.import_sections.import_answers import answer_lines, load
from rating.screens.import_sections.import_draft import Draft
from tests.screens.import_made_up import COLUMN, HOSTILE, draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of, yichang

GIVEN: dict[Key, str] = {("column", "layout", HOSTILE): "staff", ("station", "甲街"): NOT_USED}


def test_answers_read_as_lines() -> None:
    share: Key = ("share", "f", "s", "居民满意度")
    lines = answer_lines({**GIVEN, share: "percent", ("range", "f", "s", "C4"): "5"}, {"staff": "驻站社工数"})
    assert list(lines.values()) == [
        f"「{HOSTILE}」→ 驻站社工数",
        "「甲街」→ 不采用",
        "「居民满意度」→ 按百分数读取",
        "「C4」→ 按 5 采用",
    ]


def test_an_answer_can_be_taken_back() -> None:
    run = step_page("answers", draft(reported(), answers=Answers(GIVEN)))
    run.multiselect[0].set_value([("station", "甲街")])
    run.button(key="import_withdraw").click().run()
    assert run.session_state["import_draft"].answers.by_key == {COLUMN.key: "staff"}


def test_what_was_saved_can_be_loaded_again() -> None:
    started = Draft(yichang(), answers=Answers({("station", "乙街"): "02"}))
    assert load(started, "对应关系.yaml", write_mapping((), Answers(GIVEN)).encode("utf-8")) == ()
    assert started.answers.by_key == {**GIVEN, ("station", "乙街"): "02"}


def test_a_file_of_something_else_changes_nothing_and_is_told() -> None:
    run = step_page("answers", draft(reported()))
    run.file_uploader[0].upload("照片.png", b"\x89PNG\xff\xfe").run()
    assert not run.exception
    assert "对应关系文件无法使用" in text_of(run)
    assert run.session_state["import_draft"].answers == Answers()


def test_with_nothing_asked_and_nothing_given_there_is_nothing_to_save() -> None:
    assert step_page("answers", draft(reported())).get("download_button") == []
    assert len(step_page("answers", draft(reported(COLUMN))).get("download_button")) == 1
