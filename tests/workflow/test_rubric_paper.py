"""From a paper to a rubric: each row with its proposal, decided one by one; only what was confirmed scores."""

from __future__ import annotations

import pytest

from rating.problems import Refused
from rating.rubric.file import parse_rubric
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Rubric
from rating.workflow import HOME
from rating.workflow.rubric_paper import PaperWork, decision, paper_work, text_of_paper
from tests.workshop.paper.papers import Page, as_excel

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


def _paper_of(*rows: tuple[object, ...]) -> bytes:
    return as_excel([Page([list(row) for row in rows])])  # type: ignore[arg-type]


def test_a_deduction_takes_points_away_and_gives_none() -> None:
    content = _paper_of(
        ("类别", "项目", "分值", "评分标准"),
        ("基础工作", "走访", 100, "每少1户扣1分"),
        ("扣分项", "通报批评", 5, "街道通报批评一次扣1分，区级一次扣2分"),
        ("", "弄虚作假", 5, "发现弄虚作假的，每次扣2分"),
    )
    found = paper_work("细则.xlsx", content, [decision("taken")] * 3)
    taken = found.rows[2]
    assert taken.proposal.rule == {"deduct": {"points": "2", "floor": "-5"}}
    assert taken.example is not None and taken.example.points == -2
    rubric, problems = parse_rubric(text_of_paper(found, title="细则", code="rules", version="1"), "细则.yaml")
    assert rubric is not None, problems
    leaves = [leaf for dimension in rubric.dimensions for leaf in dimension.indicators]
    deducts = [leaf.rule.deduct for leaf in leaves if leaf.rule is not None and leaf.full_marks is not None][1:]
    assert [(one.floor, one.points) for one in deducts if one is not None] == [(-5, 1), (-5, 2)]
    assert rubric.scale.full_marks == 100


def test_sentences_that_count_to_a_hundred_are_weighed() -> None:
    content = _paper_of(
        ("指标", "权重", "评分规则"),
        ("场所", "40%", "≥200㎡得100分，≥100㎡得60分，＜100㎡得0分"),
        ("记录", "60%", "每发现1份不规范扣10分，扣完为止"),
    )
    found = paper_work("办法.xlsx", content, [decision("taken")] * 2)
    assert found.rows[0].proposal.rule == {"steps": [["200", "100%"], ["100", "60%"]]}
    example = found.rows[1].example
    assert example is not None and example.points == 54
    rubric, problems = parse_rubric(text_of_paper(found, title="办法", code="weights", version="1"), "办法.yaml")
    assert rubric is not None, problems


def test_a_decision_holds_only_for_what_was_looked_at() -> None:
    """A paper that a later program reads otherwise: what was confirmed then is asked again."""
    at, row = next((at, row) for at, row in enumerate(work().rows) if row.proposed)
    before = [decision("open")] * at
    assert work([*before, decision("taken", basis=row.basis)]).rows[at].counts
    other = work([*before, decision("taken", basis="read otherwise")]).rows[at]
    assert other.decided == "open" and not other.counts
