"""Drafts: one person's own, kept step by step, undone step by step, seen by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from rating.district.people.roles import NotAllowed
from rating.district.rubrics import drafts as work
from rating.district.rubrics.answers import Answer
from rating.district.rubrics.revisions import add_rubric
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made
from tests.district.rounds.planned import TEXT, log_of

REASON = Answer("lint_total", "总分", "总分 150 分", "上级文件规定", "评估员乙", "2026-03-01")


def begun(database: Database, here: Made, **more: Any) -> int:
    with database.writing() as at:
        return work.start_draft(at, here.evaluator, here.district, "星级评定", "甲", **more)


def test_a_draft_is_kept_as_it_was_begun(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        revision = add_rubric(at, here.admin, here.district, TEXT)
    draft = begun(database, here, based_on=revision, answers=(REASON,), paper_name="标准.docx", paper=b"PK")
    with database.reading() as at:
        kept = work.draft_of(at, here.evaluator, draft)
        (line,) = work.drafts(at, here.evaluator, here.district)
        assert [log.thing_id for log in log_of(at, "add") if log.thing == "rubric_draft"] == [draft]
    assert (kept.text, kept.earlier, kept.based_on, kept.answers) == ("甲", (), revision, (REASON,))
    assert (kept.paper_name, kept.paper, kept.decisions, kept.version) == ("标准.docx", b"PK", (), 1)
    assert (line.id, line.title, line.reading, line.based_on) == (draft, "星级评定", False, revision)


def test_each_step_can_be_undone_in_turn(database: Database) -> None:
    here = made(database)
    draft = begun(database, here)
    with database.writing() as at:
        version = work.keep_text(at, here.evaluator, draft, 1, "乙")
        version = work.keep_text(at, here.evaluator, draft, version, "乙"), "nothing changed: no step"
        version = work.keep_text(at, here.evaluator, draft, version[0], "丙", title="新名称")
        assert work.draft_of(at, here.evaluator, draft).earlier == ("甲", "乙")
        version = work.undo(at, here.evaluator, draft, version)
        assert work.draft_of(at, here.evaluator, draft).text == "乙"
        version = work.undo(at, here.evaluator, draft, version)
        assert work.draft_of(at, here.evaluator, draft).text == "甲"
        with pytest.raises(Refused, match="没有可以撤销的修改"):
            work.undo(at, here.evaluator, draft, version)
        assert work.draft_of(at, here.evaluator, draft).title == "新名称"


def test_only_so_many_steps_are_remembered(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST_UNDONE", 3)
    here = made(database)
    draft, version = begun(database, here), 1
    with database.writing() as at:
        for number in range(5):
            version = work.keep_text(at, here.evaluator, draft, version, f"第 {number} 步")
        assert work.draft_of(at, here.evaluator, draft).earlier == ("第 1 步", "第 2 步", "第 3 步")


def test_who_saw_an_older_draft_is_told_and_changes_nothing(database: Database) -> None:
    here = made(database)
    draft = begun(database, here)
    with database.writing() as at:
        work.keep_text(at, here.evaluator, draft, 1, "乙")
    for late in (
        lambda at: work.keep_text(at, here.evaluator, draft, 1, "丙"),
        lambda at: work.undo(at, here.evaluator, draft, 1),
        lambda at: work.keep_answers(at, here.evaluator, draft, 1, [REASON]),
        lambda at: work.keep_decisions(at, here.evaluator, draft, 1, [{"taken": True}]),
    ):
        with pytest.raises(Refused, match="changed_meanwhile"), database.writing() as at:
            late(at)
    with database.reading() as at:
        assert work.draft_of(at, here.evaluator, draft).text == "乙"


def test_nobody_else_sees_changes_or_removes_it(database: Database) -> None:
    here, there = made(database), made(database, name="别区")
    draft = begun(database, here)
    with database.writing() as at:
        for other in (here.admin, there.evaluator, there.admin, here.head, here.viewer):
            for attempt in (
                lambda who: work.draft_of(at, who, draft),
                lambda who: work.keep_text(at, who, draft, 1, "乙"),
                lambda who: work.undo(at, who, draft, 1),
                lambda who: work.drop_draft(at, who, draft),
            ):
                with pytest.raises(Refused, match="没有找到这份草稿"):
                    attempt(other)
        assert work.drafts(at, here.admin, here.district) == ()
        for other in (here.head, here.viewer, there.evaluator):
            with pytest.raises(NotAllowed):
                work.start_draft(at, other, here.district, "我的标准")


def test_answers_and_decisions_are_kept_beside_the_text(database: Database) -> None:
    here = made(database)
    draft = begun(database, here)
    with database.writing() as at:
        version = work.keep_answers(at, here.evaluator, draft, 1, [REASON])
        work.keep_decisions(at, here.evaluator, draft, version, [{"taken": True}, {"sentence": "每项 1 分"}])
        kept = work.draft_of(at, here.evaluator, draft)
    assert kept.answers == (REASON,) and kept.decisions == ({"taken": True}, {"sentence": "每项 1 分"})
    assert kept.text == "甲" and kept.earlier == ()


def test_a_draft_that_is_dropped_is_gone_and_the_log_says_so(database: Database) -> None:
    here = made(database)
    draft = begun(database, here)
    with database.writing() as at:
        work.drop_draft(at, here.evaluator, draft, "已作废")
        assert at.execute(select(schema.rubric_draft)).all() == []
        (line,) = [each for each in log_of(at, "remove") if each.thing == "rubric_draft"]
    assert (line.thing_id, line.why) == (draft, "已作废")


def test_a_person_has_so_many_drafts_and_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST_DRAFTS", 1)
    here = made(database)
    begun(database, here)
    with pytest.raises(Refused, match="先删去不再需要的草稿"):
        begun(database, here)
