"""Drafts as a person works with them: begun in several ways, from files too, kept and undone."""

from __future__ import annotations

import pytest

from rating.district.rubrics.drafts import LARGEST_PAPER
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.rubric.file import parse_rubric
from rating.workflow import rubric_drafts as work
from rating.workflow.rounds import add_rubric
from rating.workshop.sheets.to_excel import rubric_to_excel
from tests.district.made import made
from tests.workflow.three_stations import RUBRIC


def test_a_draft_of_a_text_is_kept_undone_and_dropped(one_database: Database) -> None:
    here = made(one_database)
    draft = work.begin(one_database, here.evaluator, here.district, "三站", RUBRIC)
    version = work.keep(one_database, here.evaluator, draft, 1, RUBRIC + "# 一\n")
    work.undo(one_database, here.evaluator, draft, version)
    assert work.open_draft(one_database, here.evaluator, draft).text == RUBRIC
    assert [line.id for line in work.own_drafts(one_database, here.evaluator, here.district)] == [draft]
    work.drop(one_database, here.evaluator, draft)
    assert work.own_drafts(one_database, here.evaluator, here.district) == ()


def test_a_revision_is_gone_on_from_by_whoever_makes_rubrics(one_database: Database) -> None:
    here = made(one_database)
    revision = add_rubric(one_database, here.admin, here.district, "三站.yaml", RUBRIC.encode())
    draft = work.open_draft(one_database, here.second, work.begin_revision(one_database, here.second, revision))
    assert (draft.text, draft.based_on, draft.title) == (RUBRIC, revision, "三站标准（示例）")
    with pytest.raises(Refused, match="not_allowed"):
        work.begin_revision(one_database, here.head, revision)


def test_a_paper_waits_with_its_decisions(one_database: Database) -> None:
    here = made(one_database)
    draft = work.begin_paper(one_database, here.evaluator, here.district, "星级标准.docx", b"PK")
    work.decide(one_database, here.evaluator, draft, 1, [{"decided": "taken"}])
    kept = work.open_draft(one_database, here.evaluator, draft)
    assert (kept.title, kept.paper_name, kept.paper) == ("星级标准", "星级标准.docx", b"PK")
    assert kept.decisions == ({"decided": "taken"},) and kept.text == ""
    with pytest.raises(Refused, match="MB"):
        work.begin_paper(one_database, here.evaluator, here.district, "大.docx", b"0" * (LARGEST_PAPER + 1))


def test_a_rubric_in_a_file_is_yaml_or_the_excel_form(one_database: Database) -> None:
    assert work.text_in_file("三站.yaml", b"\xef\xbb\xbf" + RUBRIC.encode()) == RUBRIC
    rubric, _ = parse_rubric(RUBRIC, "")
    assert rubric is not None
    back, problems = parse_rubric(work.text_in_file("三站.xlsx", rubric_to_excel(rubric)), "")
    assert back == rubric, problems


def test_a_text_that_does_not_load_yet_may_be_drafted_on_but_no_heap_of_bytes() -> None:
    half = RUBRIC.replace("full_marks: 30", "full_marks: 31")
    assert parse_rubric(half, "")[0] is None or half != RUBRIC
    assert work.text_in_file("三站.yaml", half.encode()) == half
    for name, content in (
        ("三站.yaml", "标准".encode("gb18030")),
        ("三站.yaml", b"title: [1, 2"),
        ("三站.pdf", b"%PDF"),
        ("三站.xlsx", b"not a workbook"),
    ):
        with pytest.raises(Refused):
            work.text_in_file(name, content)


def test_a_warning_is_answered_in_the_name_of_who_answers(one_database: Database) -> None:
    here = made(one_database)
    draft = work.begin(one_database, here.evaluator, here.district, "三站", RUBRIC)
    warning = Problem("lint_total", Place(object="满分"), "总分 150 分")
    version = work.answer(one_database, here.evaluator, draft, 1, warning, "市里统一规定")
    (kept,) = work.open_draft(one_database, here.evaluator, draft).answers
    assert (kept.reason, kept.by) == ("市里统一规定", "评估员乙") and kept.answers(warning)
    work.answer(one_database, here.evaluator, draft, version, warning, "")
    assert work.open_draft(one_database, here.evaluator, draft).answers == ()
