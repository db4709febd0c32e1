"""From a paper to a rubric: each row with its proposal, decided one by one; only what was confirmed scores."""

from __future__ import annotations

import pytest

from rating.problems import Refused
from rating.rubric.file import parse_rubric
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Rubric
from rating.workflow import HOME
from rating.workflow.rubric_paper import PaperWork, decision, paper_work, text_of_paper

PAPERS = sorted((HOME / "sample_data" / "papers").glob("*示例*"))
NAMED = {"title": "星级标准（示例）", "code": "district-stars", "version": "2026.1"}


def work(decisions: list[dict[str, str]] | None = None, paper: int = -1) -> PaperWork:
    return paper_work(PAPERS[paper].name, PAPERS[paper].read_bytes(), decisions or [])


def drafted(found: PaperWork) -> Rubric:
    rubric, problems = parse_rubric(text_of_paper(found, **NAMED), "")
    assert rubric is not None, [problem.line for problem in problems]
    return rubric


@pytest.mark.parametrize("paper", range(len(PAPERS)), ids=[each.stem for each in PAPERS])
def test_every_sample_paper_becomes_a_rubric_with_everything_open(paper: int) -> None:
    found = work(paper=paper)
    rubric = drafted(found)
    assert rubric.standing == "example" and rubric.title == NAMED["title"]
    for node in rubric.indicators:
        (code,) = fields_behind(node, rubric)
        assert rubric.fields[code].kind == "mark", "points to be taken away are marked too"
    assert found.open == sum(row.proposed for row in found.rows) > 0


@pytest.mark.parametrize("paper", range(len(PAPERS)), ids=[each.stem for each in PAPERS])
def test_confirmed_rules_score_and_each_stands_on_its_sentence(paper: int) -> None:
    found = work(paper=paper)
    decisions = [decision("taken" if row.proposed else "open") for row in found.rows]
    taken = work(decisions, paper)
    rubric = drafted(taken)
    assert taken.open == 0
    scored = [node for node in rubric.indicators if node.rule and node.rule.kind != "mark"]
    assert len(scored) == sum(row.counts for row in taken.rows)
    clauses = {node.clause.text for node in scored if node.clause}
    sentences = [row.item.standard.text for row in taken.rows if row.counts]
    assert all(any(sentence.strip()[:10] in text for text in clauses) for sentence in sentences)


def test_a_worked_example_is_by_the_arithmetic_that_will_score() -> None:
    for row in work().rows:
        if row.proposed:
            assert row.told, row.sentence
            assert row.example is not None and row.example.points is not None, row.sentence
            assert row.item.points is not None and row.example.points <= row.item.points


def test_a_refused_proposal_stays_a_mark_and_a_rewritten_sentence_is_read_anew() -> None:
    first = next(at for at, row in enumerate(work().rows) if row.proposed)
    decisions = [decision("open")] * first + [decision("mark")]
    row = work(decisions).rows[first]
    assert row.decided == "mark" and not row.counts
    decisions[-1] = decision("taken", "每缺一项扣1分，扣完为止")
    row = work(decisions).rows[first]
    assert row.rewritten and row.counts and row.proposal.kind == "deduct"
    assert row.item.standard.text == work().rows[first].item.standard.text


def test_decisions_of_another_length_do_no_harm() -> None:
    rows = len(work().rows)
    assert len(work([decision("taken")] * (rows + 5)).rows) == rows
    assert len(work([decision("taken")]).rows) == rows


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused):
        paper_work("标准.docx", b"not a document", [])
