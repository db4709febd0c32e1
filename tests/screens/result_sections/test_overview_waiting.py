from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rating.district.rounds.local_day import today
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.screens.result_sections.overview_waiting import named, until_words, waiting_lines
from rating.workflow.scoring_round import hand_in
from rating.workflow.waiting import PartWaiting
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import accepted, begun, figures, marks

NOTHING = PartWaiting(0, 0, (), 0, "", 0, 0, 0, "", None)


def test_only_what_waits_is_told_the_most_pressing_first() -> None:
    assert waiting_lines(NOTHING) == []
    some = replace(NOTHING, files=2, owed=3, overdue=("专家甲",), objections=1, stale="有 2 份上传的文件还没有核对采用")
    told = [line for line, *_ in waiting_lines(some)]
    assert told == ["1 条异议等待答复", "2 份交来的文件等待核对采用", "还差 3 份打分，已过期：专家甲"]
    assert named(tuple("甲乙丙丁戊己")) == "甲、乙、丙、丁、戊等 6 人"
    assert "今天截止" in until_words(replace(some, deadline="评分截止", until=today()))


def test_the_first_page_before_the_first_evaluation(one_database: Database, sign_in: SignIn) -> None:
    there = begun(one_database, State.SCORING, score_until=today() + timedelta(days=2))
    hand_in(one_database, there.evaluator, there.part.id, [figures()])
    sign_in(there.evaluator)
    run = open_screen("overview")
    told = text_of(run)
    assert "还没有评估结果，按《三站标准（示例）》评定" in told
    assert "评分截止" in told
    assert "还有 2 天" in told
    links = [each.proto.label for each in run.get("page_link")]
    assert any("1 份交来的文件" in label and "数据导入" in label for label in links)
    assert not run.error


def test_a_viewer_is_told_without_ways_to_pages_that_are_not_theirs(one_database: Database, sign_in: SignIn) -> None:
    there = begun(one_database, State.SCORING)
    accepted(one_database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "4"}))
    sign_in(there.viewer)
    run = open_screen("overview")
    assert "1 处评估人分差过大" in text_of(run)
    assert not run.get("page_link")
    assert not [each for each in run.button if each.key == "overview_import"]
