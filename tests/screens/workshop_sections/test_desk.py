from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rating.district.rubrics.drafts import draft_of
from rating.district.storage.database import Database
from rating.rubric import edits
from rating.screens.workshop_sections.desk import LOOSE, Desk
from rating.workflow import rubric_drafts
from tests.district.made import Made, made
from tests.screens.opening import open_screen, text_of
from tests.screens.workshop_sections.on_desk import SMALL, desk_of, draft, field, kept, open_desk, press, turn_to


@pytest.fixture
def there(one_database: Database, sign_in: Any) -> tuple[Database, Made, int]:
    """A district with a draft of its evaluator, who is at the page."""
    people = made(one_database)
    sign_in(people.evaluator)
    return one_database, people, rubric_drafts.begin(one_database, people.evaluator, people.district, "试验标准", SMALL)


def opened(draft_id: int) -> Any:
    return open_screen("rubric_workshop", query={"draft": str(draft_id)})


def text_kept(there: tuple[Database, Made, int]) -> str:
    database, people, draft_id = there
    with database.reading() as at:
        return draft_of(at, people.evaluator, draft_id).text


def test_a_draft_that_does_not_load_is_read_as_far_as_it_goes() -> None:
    broken = Desk(None, draft("title: [试验\n"))
    assert broken.tree == {}
    assert broken.rubric is None
    assert Desk(None, draft("- a\n- b\n")).tree == {}
    half = Desk(None, draft("title: 试验\ndimensions: 无\n"))
    assert half.tree == {"title": "试验", "dimensions": "无"}
    assert Desk(None, draft("")).reading


def test_the_last_step_is_told_by_what_it_changed() -> None:
    text = edits.put(SMALL, ("dimensions", 0, "indicators", 0, "title"), "持证率")
    assert desk_of().undone_told == ""
    told = Desk(None, draft(text, earlier=(SMALL,))).undone_told
    assert "持证率" in told
    assert Desk(None, draft("title: [", earlier=(SMALL,))).undone_told == ""


def test_steps_of_the_try_out_are_kept_and_undone_in_this_browser() -> None:
    run = open_desk()
    run.text_input(key=next(each.key for each in run.text_input if "after_1.1" in str(each.key))).set_value("持证率")
    press(run, "新增")
    assert "上一步" in text_of(run)
    assert len(kept(run).earlier) == 1
    press(run, "撤销上一步（1）")
    assert kept(run).text == SMALL
    assert kept(run).version == 3


def test_a_draft_of_the_try_out_is_given_up_when_that_is_confirmed() -> None:
    run = press(open_desk(), "确认放弃")
    assert "新建草稿" in text_of(run)
    assert LOOSE not in run.session_state


def test_a_step_is_kept_in_the_district_and_undone_after_a_reload(there: tuple[Database, Made, int]) -> None:
    run = opened(there[2])
    field(run, "改进建议", "text_area").set_value("先自查").run()
    press(run, "保存这一项")
    assert "先自查" in text_kept(there)
    again = opened(there[2])
    press(again, "撤销上一步（1）")
    assert text_kept(there) == SMALL
    assert "撤销上一步" in [each.label for each in again.button]


def test_two_windows_on_one_draft_lose_nothing(there: tuple[Database, Made, int]) -> None:
    first, second = opened(there[2]), opened(there[2])
    field(second, "改进建议", "text_area").set_value("请督导").run()
    field(first, "评定方法", "text_area").set_value("现场核对").run()
    press(first, "保存这一项")
    field(first, "改进建议", "text_area").set_value("先自查").run()
    press(first, "保存这一项")
    press(second, "保存这一项")
    assert "在您填写期间改动过" in text_of(second)
    assert "先自查" in text_kept(there)
    assert field(second, "改进建议", "text_area").value == "请督导"
    press(second, "保存这一项")
    text = text_kept(there)
    assert "请督导" in text
    assert "现场核对" in text


def test_a_step_beside_another_windows_is_refused_not_overwritten(there: tuple[Database, Made, int]) -> None:
    """Between the reading of the draft and the keeping of the step."""
    database, people, draft_id = there
    run = opened(draft_id)
    real, told = rubric_drafts.keep, edits.put(SMALL, ("title",), "别处改的")

    def overtaken(at: Any, person: Any, draft_id: int, seen: int, text: str, title: str = "") -> int:
        real(database, people.evaluator, draft_id, seen, told)
        return real(at, person, draft_id, seen, text, title)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rubric_drafts, "keep", overtaken)
        field(run, "改进建议", "text_area").set_value("请督导").run()
        press(run, "保存这一项")
    assert text_kept(there) == told
    assert field(run, "改进建议", "text_area").value == "请督导"
    assert "尚未保存" in text_of(run)


def test_a_draft_is_put_away_and_found_again(there: tuple[Database, Made, int]) -> None:
    run = press(opened(there[2]), "收起草稿")
    assert "我的草稿" in text_of(run)
    assert not run.query_params
    press(run, "继续")
    assert "试验标准" in text_of(run)


@pytest.mark.parametrize("asked", ["0", "999", "x", "9" * 40, "-1"])
def test_a_draft_that_there_is_not_leaves_the_start(there: tuple[Database, Made, int], asked: str) -> None:
    run = open_screen("rubric_workshop", query={"draft": asked})
    assert "新建草稿" in text_of(run)


def test_the_key_of_a_widget_changes_with_each_step() -> None:
    before = desk_of()
    after = Desk(None, replace(before.draft, version=2))
    assert before.key("x") != after.key("x")
    assert turn_to(open_desk(), "原文")
