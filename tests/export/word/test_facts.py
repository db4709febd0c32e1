from __future__ import annotations

from datetime import date

from rating.export.word.facts import EXAMPLE_MARK, UNDATED, announced_facts, in_words, round_facts
from rating.insight.published import facts_from, facts_of
from tests.insight.example import example, rated


def test_dates_as_official_papers_write_them() -> None:
    assert in_words(date(2026, 1, 3)) == "2026年1月3日"


def test_from_an_evaluation() -> None:
    found = round_facts(example(), issuer="中心", issued_on=date(2026, 11, 22))
    assert (found.rubric_title, found.rubric_version, found.assessment_round) == ("示例评分标准", "1.0", "2026 年度")
    assert (found.issuer, found.date_text) == ("中心", "2026年11月22日")
    assert round_facts(example()).date_text == UNDATED


def test_the_round_is_called_by_its_own_title_in_the_basis_too() -> None:
    assert ("评估轮次", "第二轮") in round_facts(example(), assessment_round="第二轮").basis


def test_the_mark_stands_until_the_rubric_is_confirmed() -> None:
    assert round_facts(example()).mark == EXAMPLE_MARK
    assert round_facts(rated(standing="confirmed")).mark == ""


def test_from_an_announcement() -> None:
    found = announced_facts(facts_from(facts_of(example())), assessment_round="2026 年度")
    assert found.mark == EXAMPLE_MARK and found.rubric_title == "示例评分标准"
    assert found.basis[0][1].startswith("示例评分标准 1.0 版")
