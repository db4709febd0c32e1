"""From a draft to a revision that rounds may judge with: what is kept, what changed, what is refused."""

from __future__ import annotations

import pytest

from rating.district.rounds.states import State
from rating.district.rubrics.answers import answer_to
from rating.district.rubrics.revisions import Document
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.rubric import edits
from rating.rubric.lint import lint
from rating.workflow import rubric_drafts
from rating.workflow.rounds import add_rubric
from rating.workflow.rubric_library import changes_in_draft, changes_of, library, revision_text, take_text
from tests.district.made import Made, made
from tests.workflow.three_stations import RUBRIC

WHY = "按年度工作要求调整"


def begun(database: Database, here: Made) -> tuple[int, int]:
    """A revision and a draft of the evaluator that goes on from it."""
    revision = add_rubric(database, here.admin, here.district, "三站.yaml", RUBRIC.encode(), "首版")
    return revision, rubric_drafts.begin_revision(database, here.evaluator, revision)


def changed(
    database: Database, here: Made, draft: int, *changes: tuple[tuple[str | int, ...], object]
) -> tuple[int, str]:
    """The draft's version and text after some edits."""
    text = rubric_drafts.open_draft(database, here.evaluator, draft).text
    for path, value in changes:
        text = edits.put(text, path, value)
    return rubric_drafts.keep(database, here.evaluator, draft, 1, text), text


def test_a_draft_becomes_the_next_revision_with_author_and_reason(one_database: Database) -> None:
    here = made(one_database)
    first, draft = begun(one_database, here)
    version, text = changed(one_database, here, draft, (("version",), "1.1"))
    second = take_text(one_database, here.evaluator, draft, version, text, f" {WHY} ")
    (shelf,) = library(one_database, here.viewer, here.district)
    newest, oldest = shelf.revisions
    assert (newest.id, newest.number, newest.made_by_name, newest.why) == (second, 2, "评估员乙", WHY)
    assert oldest.id == first and shelf.title == "三站标准（示例）"
    assert revision_text(one_database, here.viewer, second) == text
    assert rubric_drafts.own_drafts(one_database, here.evaluator, here.district) == ()


def test_the_differences_are_told_before_and_after(one_database: Database) -> None:
    here = made(one_database)
    first, draft = begun(one_database, here)
    path = ("dimensions", 0, "indicators", 0, "full_marks")
    version, text = changed(one_database, here, draft, (path, "12"), (("scale", "full_marks"), "32"))
    told = [each.sentence for each in changes_in_draft(one_database, here.evaluator, draft)]
    assert "「人数」满分 10 → 12" in told
    second = take_text(one_database, here.evaluator, draft, version, text, WHY)
    assert [each.sentence for each in changes_of(one_database, here.viewer, second)] == told
    assert changes_of(one_database, here.viewer, first) == ()


def test_without_a_reason_or_with_an_old_page_nothing_is_kept(one_database: Database) -> None:
    here = made(one_database)
    _, draft = begun(one_database, here)
    version, text = changed(one_database, here, draft, (("version",), "1.1"))
    for seen, why, code in ((version, " ", "not_filled"), (version - 1, WHY, "changed_meanwhile")):
        with pytest.raises(Refused, match=code):
            take_text(one_database, here.evaluator, draft, seen, text, why)
    with pytest.raises(Refused, match="rubric"):
        take_text(one_database, here.evaluator, draft, version, text.replace("dimensions:", "dimension:"), WHY)
    (shelf,) = library(one_database, here.viewer, here.district)
    assert len(shelf.revisions) == 1
    assert rubric_drafts.open_draft(one_database, here.evaluator, draft).version == version


def test_a_draft_that_says_nothing_new_stays_a_draft(one_database: Database) -> None:
    here = made(one_database)
    _, draft = begun(one_database, here)
    with pytest.raises(Refused, match="与已有的一版完全相同"):
        take_text(one_database, here.evaluator, draft, 1, f"# 注释\n{RUBRIC}", WHY)
    assert rubric_drafts.open_draft(one_database, here.evaluator, draft).text == RUBRIC


def test_confirmed_only_with_the_documents_name_and_number(one_database: Database) -> None:
    here = made(one_database)
    _, draft = begun(one_database, here)
    version, text = changed(one_database, here, draft, (("standing",), "confirmed"))
    with pytest.raises(Refused, match="rubric_document"):
        take_text(one_database, here.evaluator, draft, version, text, WHY)
    document = Document("星级评定办法", "民发〔2026〕1 号")
    take_text(one_database, here.evaluator, draft, version, text, WHY, document)
    (shelf,) = library(one_database, here.viewer, here.district)
    assert shelf.revisions[0].document == document


def test_reasons_for_warnings_go_along_as_long_as_the_warning_is_there(one_database: Database) -> None:
    here = made(one_database)
    _, draft = begun(one_database, here)
    version, text = changed(one_database, here, draft, (("version",), "1.1"))
    from rating.rubric.file import parse_rubric

    rubric, _ = parse_rubric(text, "")
    assert rubric is not None
    (warning, *_) = lint(rubric)
    version = rubric_drafts.answer(one_database, here.evaluator, draft, version, warning, "市里统一规定")
    kept = rubric_drafts.open_draft(one_database, here.evaluator, draft).answers
    assert [(each.reason, each.by) for each in kept] == [("市里统一规定", "评估员乙")]
    take_text(one_database, here.evaluator, draft, version, text, WHY)
    (shelf,) = library(one_database, here.viewer, here.district)
    assert [each.reason for each in shelf.revisions[0].answers] == ["市里统一规定"]
    again = rubric_drafts.begin_revision(one_database, here.second, shelf.revisions[0].id)
    assert rubric_drafts.open_draft(one_database, here.second, again).answers == kept
    assert answer_to(warning, "", "", "").code == warning.code


def test_rounds_that_judge_with_a_revision_are_named_and_frozen_from_scoring_on(one_database: Database) -> None:
    from tests.workflow.three_stations import begun as round_begun

    there = round_begun(one_database, State.SCORING)
    (shelf,) = library(one_database, there.here.viewer, there.here.district)
    (use,) = shelf.uses[shelf.revisions[0].id]
    assert use.state is State.SCORING and use.sentence.endswith("（评分，已冻结）")
